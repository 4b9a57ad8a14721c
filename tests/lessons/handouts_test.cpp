// The files beside the lessons: the rules on one page, the interview's cards, the quiz.

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "lessons/engine/interview_deck.h"
#include "lessons/engine/loader.h"
#include "lessons/engine/poster_book.h"
#include "lessons/engine/quiz.h"

namespace lessons {
namespace {

const std::string kCourse = RAFTLAB_SOURCE_DIR "/lessons/course/";

constexpr std::string_view kPosters = R"({"format": "raftlab-posters/1", "groups": [
  {"id": "terms", "title": {"en": "Terms", "zh": "任期"}, "rules": [
    {"id": "higher", "text": {"en": "Take it over.", "zh": "采用它。"}, "paper": "§5.1", "lessons": ["one", "two"]}]}]})";

constexpr std::string_view kDeck = R"({"format": "raftlab-deck/1", "cards": [
  {"id": "parts", "question": "Q?", "answer": "A.", "prove": "P?", "lesson": "first-election", "step": "predict"},
  {"id": "paxos", "question": "Q?", "answer": "A.", "prove": "P?", "later": "beyond"}]})";

constexpr std::string_view kQuiz = R"({"format": "raftlab-quiz/1", "minutes": 10, "attribution": "CC BY",
  "comparison": {"people": 43, "mean": 25.72, "best": 46.5}, "questions": [
  {"id": "safe", "level": "medium", "points": 3, "title": "Safe", "text": "Which?", "lesson": "figure-8",
   "logs": [{"name": "S1", "terms": [1, 0, 2]}], "answer": "Entry 1.", "rubric": [
     {"worth": 2, "text": "says 1"}, {"worth": 1.5, "text": "says why"}, {"worth": -1, "text": "says 2"}]}]})";

template <class T>
std::string errorsOf(std::string_view text, std::string_view from, std::string_view to) {
    std::string changed(text);
    const std::size_t at = changed.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    if (at != std::string::npos) changed.replace(at, from.size(), to);
    const auto read = T::read(std::move(changed), "f.json");
    if (read.ok()) return "";
    std::string all;
    for (const raft::Error& error : read.errors()) all += error.format() + "\n";
    return all;
}

bool has(const std::string& text, std::string_view words) { return text.find(words) != std::string::npos; }

const std::optional<Lesson>& lessonNamed(const std::string& id, std::map<std::string, std::optional<Lesson>>& loaded) {
    auto [at, isNew] = loaded.try_emplace(id);
    if (!isNew) return at->second;
    auto lesson = loadLesson(kCourse + id + ".lesson.json");
    if (lesson.ok()) at->second = std::move(lesson).value();
    return at->second;
}

void expectBothLanguages(const LocalText& text, const std::string& where) {
    EXPECT_FALSE(text.en.empty()) << where;
    EXPECT_FALSE(text.zh.empty()) << where;
    EXPECT_NE(text.en, text.zh) << where;
}

// ---- Posters ----

TEST(PosterBook, IsReadInTheOrderOfTheFile) {
    const auto book = PosterBook::read(std::string(kPosters), "f.json");
    ASSERT_TRUE(book.ok());
    ASSERT_EQ(book.value().groups().size(), 1u);
    const PosterRule& rule = book.value().groups().front().rules.front();
    EXPECT_EQ(rule.text.zh, "采用它。");
    EXPECT_EQ(rule.paper, "§5.1");
    EXPECT_EQ(rule.lessons, (std::vector<std::string>{"one", "two"}));
}

TEST(PosterBook, SaysWhereTheFileIsWrong) {
    EXPECT_TRUE(has(errorsOf<PosterBook>(kPosters, "posters/1", "posters/2"), "f.json:1:12"));
    EXPECT_TRUE(has(errorsOf<PosterBook>(kPosters, "\"two\"", "\"one\""), "a second 'one'"));
    EXPECT_TRUE(has(errorsOf<PosterBook>(kPosters, "\"two\"", "\"T W O\""), "f.json:3:"));
    EXPECT_TRUE(has(errorsOf<PosterBook>(kPosters, "\"paper\": \"§5.1\", ", ""), "paper"));
    EXPECT_TRUE(has(errorsOf<PosterBook>(kPosters, "\"paper\"", "\"papier\""), "papier"));
    EXPECT_EQ(errorsOf<PosterBook>(kPosters, "§5.1", "§5.2"), "");
}

TEST(PosterBook, TheCoursesOwnNamesLessonsThatExist) {
    const auto book = PosterBook::load(kCourse + "posters.json");
    ASSERT_TRUE(book.ok()) << book.errors().front().format();
    std::map<std::string, std::optional<Lesson>> loaded;
    std::set<std::string> tracks;
    for (const PosterGroup& group : book.value().groups()) {
        expectBothLanguages(group.title, group.id);
        for (const PosterRule& rule : group.rules) {
            expectBothLanguages(rule.text, rule.id);
            EXPECT_LE(rule.text.en.size(), 110u) << rule.id << ": a poster is no book";
            for (const std::string& id : rule.lessons) {
                const auto& lesson = lessonNamed(id, loaded);
                EXPECT_TRUE(lesson.has_value()) << rule.id << ": " << id;
                if (lesson) tracks.insert(lesson->track);
            }
        }
    }
    for (const char* track :
         {"foundations", "elections", "replication", "safety", "crashes", "network", "compaction", "membership",
          "clients", "performance", "labs"}) {
        EXPECT_EQ(tracks.count(track), 1u) << track << " would have a page on which nothing is lit";
    }
}

// ---- Interview ----

TEST(InterviewDeck, ACardLeadsToAStepOrToWhatIsToCome) {
    const auto deck = InterviewDeck::read(std::string(kDeck), "f.json");
    ASSERT_TRUE(deck.ok());
    ASSERT_EQ(deck.value().cards().size(), 2u);
    EXPECT_TRUE(deck.value().cards()[0].available());
    EXPECT_EQ(deck.value().cards()[0].step, "predict");
    EXPECT_FALSE(deck.value().cards()[1].available());
    EXPECT_EQ(deck.value().cards()[1].later, "beyond");
}

TEST(InterviewDeck, SaysWhereTheFileIsWrong) {
    EXPECT_TRUE(has(errorsOf<InterviewDeck>(kDeck, "deck/1", "deck/9"), "raftlab-deck/1"));
    EXPECT_TRUE(has(errorsOf<InterviewDeck>(kDeck, "\"paxos\"", "\"parts\""), "f.json:3:10"));
    EXPECT_TRUE(has(errorsOf<InterviewDeck>(kDeck, ", \"step\": \"predict\"", ""), "step"));
    EXPECT_TRUE(
        has(errorsOf<InterviewDeck>(kDeck, "\"later\"", "\"lesson\": \"x\", \"later\""), "expected one of them"));
    EXPECT_TRUE(has(errorsOf<InterviewDeck>(kDeck, ", \"later\": \"beyond\"", ""), "lesson"));
    EXPECT_EQ(errorsOf<InterviewDeck>(kDeck, "beyond", "network"), "");
}

TEST(InterviewDeck, TheCoursesOwnLeadsToStepsThatExist) {
    const auto deck = InterviewDeck::load(kCourse + "interview.json");
    ASSERT_TRUE(deck.ok()) << deck.errors().front().format();
    std::map<std::string, std::optional<Lesson>> loaded;
    EXPECT_EQ(deck.value().cards().size(), 24u);
    for (const InterviewCard& card : deck.value().cards()) {
        for (const LocalText* text : {&card.question, &card.answer, &card.prove}) expectBothLanguages(*text, card.id);
        if (!card.available()) continue;
        const auto& lesson = lessonNamed(card.lesson, loaded);
        ASSERT_TRUE(lesson.has_value()) << card.id;
        const bool isThere = std::any_of(lesson->steps.begin(), lesson->steps.end(),
                                         [&card](const Step& step) { return step.id == card.step; });
        EXPECT_TRUE(isThere) << card.id << ": " << card.lesson << " has no step " << card.step;
    }
}

// ---- Quiz ----

TEST(Quiz, PointsAreCountedInHalvesAndStayWithinTheirQuestion) {
    const auto quiz = Quiz::read(std::string(kQuiz), "f.json");
    ASSERT_TRUE(quiz.ok()) << quiz.errors().front().format();
    const QuizQuestion& question = quiz.value().questions.front();
    EXPECT_EQ(quiz.value().points(), 6);
    EXPECT_EQ(question.logs.front().terms, (std::vector<int>{1, 0, 2}));
    EXPECT_EQ(question.pointsFor({false, true, false}), 3);
    EXPECT_EQ(question.pointsFor({true, true, false}), 6) << "3.5 of 3 are 3";
    EXPECT_EQ(question.pointsFor({true, true, true}), 5);
    EXPECT_EQ(question.pointsFor({false, false, true}), 0) << "never less than nothing";
    EXPECT_EQ(quiz.value().comparison.meanHundredths, 2572);
    EXPECT_EQ(quiz.value().comparison.best, 93);
}

TEST(Quiz, SaysWhereTheFileIsWrong) {
    EXPECT_TRUE(has(errorsOf<Quiz>(kQuiz, "quiz/1", "quiz/3"), "raftlab-quiz/1"));
    EXPECT_TRUE(has(errorsOf<Quiz>(kQuiz, "1.5", "1.25"), "half points"));
    EXPECT_TRUE(has(errorsOf<Quiz>(kQuiz, "\"worth\": 2", "\"worth\": 0.5"), "fewer points"));
    EXPECT_TRUE(has(errorsOf<Quiz>(kQuiz, "medium", "middling"), "f.json:3:"));
    EXPECT_TRUE(has(errorsOf<Quiz>(kQuiz, "25.72", "\"25.72\""), "two decimals"));
    EXPECT_TRUE(has(errorsOf<Quiz>(kQuiz, "\"minutes\": 10", "\"minutes\": 0"), "minutes"));
    EXPECT_TRUE(has(errorsOf<Quiz>(kQuiz, "[1, 0, 2]", "[]"), "terms"));
    EXPECT_TRUE(has(errorsOf<Quiz>(kQuiz, "\"lesson\": \"figure-8\",", ""), "lesson"));
    EXPECT_EQ(errorsOf<Quiz>(kQuiz, "CC BY", "CC BY 4.0"), "");
}

TEST(Quiz, TheCoursesOwnIsTheOneOfTheStudy) {
    const auto read = Quiz::load(kCourse + "quiz.json");
    ASSERT_TRUE(read.ok()) << read.errors().front().format();
    const Quiz& quiz = read.value();
    EXPECT_EQ(quiz.questions.size(), 8u);
    EXPECT_EQ(quiz.points(), 120) << "60 points";
    EXPECT_EQ(quiz.minutes, 60);
    EXPECT_NE(quiz.attribution.en.find("CC BY"), std::string::npos);
    EXPECT_NE(quiz.attribution.zh.find("CC BY"), std::string::npos);
    std::map<QuizLevel, HalfPoints> byLevel;
    std::map<std::string, std::optional<Lesson>> loaded;
    for (const QuizQuestion& question : quiz.questions) {
        byLevel[question.level] += question.points;
        for (const LocalText* text : {&question.title, &question.text, &question.answer}) {
            expectBothLanguages(*text, question.id);
        }
        for (const RubricItem& item : question.rubric) expectBothLanguages(item.text, question.id);
        EXPECT_EQ(question.pointsFor(std::vector<bool>(question.rubric.size(), false)), 0) << question.id;
        std::vector<bool> all;
        for (const RubricItem& item : question.rubric) all.push_back(item.worth > 0);
        EXPECT_EQ(question.pointsFor(all), question.points) << question.id;
        EXPECT_TRUE(question.lesson.empty() || lessonNamed(question.lesson, loaded)) << question.id;
    }
    EXPECT_EQ(byLevel[QuizLevel::Easy], 8);
    EXPECT_EQ(byLevel[QuizLevel::Medium], 52);
    EXPECT_EQ(byLevel[QuizLevel::Hard], 60);
}

/// What the answers claim about single logs, judged by the rules themselves.
TEST(Quiz, TheLogsOfItsPicturesAreWhatTheAnswersSay) {
    const auto read = Quiz::load(kCourse + "quiz.json");
    ASSERT_TRUE(read.ok());
    const auto isLegal = [](const std::vector<int>& terms) {
        return std::is_sorted(terms.begin(), terms.end()) && std::count(terms.begin(), terms.end(), 0) == 0;
    };
    const auto question = [&](std::string_view id) {
        return *std::find_if(read.value().questions.begin(), read.value().questions.end(),
                             [id](const QuizQuestion& one) { return one.id == id; });
    };
    std::string legal;
    for (const QuizLog& log : question("legal-logs").logs) legal += isLegal(log.terms) ? log.name : "-";
    EXPECT_EQ(legal, "-bc-");
    // Beside the leader: legal for itself, and equal up to each entry that both have.
    const QuizQuestion followers = question("new-leader");
    const std::vector<int>& leader = followers.logs.front().terms;
    std::string possible;
    for (std::size_t i = 1; i < followers.logs.size(); ++i) {
        const std::vector<int>& terms = followers.logs[i].terms;
        bool matches = isLegal(terms);
        for (std::size_t at = 0; at < std::min(leader.size(), terms.size()); ++at) {
            if (terms[at] == leader[at])
                matches = matches &&
                          std::equal(terms.begin(), terms.begin() + static_cast<std::ptrdiff_t>(at), leader.begin());
        }
        possible += matches ? followers.logs[i].name : "-";
    }
    EXPECT_EQ(possible, "--c-e");
    // Whoever can be elected has the safe entries, and somebody who can has no more than those.
    const QuizQuestion safe = question("safe-entries");
    const auto newer = [](const std::vector<int>& a, const std::vector<int>& b) {
        return a.back() != b.back() ? a.back() > b.back() : a.size() >= b.size();
    };
    std::size_t common = 99;
    for (const QuizLog& candidate : safe.logs) {
        const auto votes = std::count_if(safe.logs.begin(), safe.logs.end(),
                                         [&](const QuizLog& voter) { return newer(candidate.terms, voter.terms); });
        if (votes < 3) continue;
        std::size_t same = 0;
        while (same < candidate.terms.size() && candidate.terms[same] == safe.logs.front().terms[same]) ++same;
        common = std::min(common, same);
    }
    EXPECT_EQ(common, 2u);
}

}  // namespace
}  // namespace lessons
