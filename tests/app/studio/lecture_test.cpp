// A lecture with nothing but a clicker: what each press does, and that no wrong press loses the place.

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <random>
#include <string>
#include <tuple>

#include "app/studio/lesson_scene.h"
#include "tests/app/studio/studio_support.h"

namespace studio {
namespace {

using Scene = LessonScene::Kind;
using Phase = ClassVote::Phase;
using Edit = cmd::EditLecture;

class Lecture : public testing::Test {
protected:
    void SetUp() override { studio_ = emptyStudio(); }

    Studio& studio() { return *studio_; }
    const Document& document() { return studio_->document(); }
    Scene scene() { return studio().lessonScene().kind; }
    LectureScene wall() { return studio().lectureScene(); }
    int step() { return wall().isTitle ? 0 : studio().caption().stepNumber; }
    std::uint64_t digest() { return document().history().world().digest(); }

    /// What the key does now, as the window would; what it begins is not waited for.
    void press(std::string_view key, int times = 1) {
        for (int i = 0; i < times; ++i) {
            const CommandInfo* info = studio().commandOf(key);
            if (info != nullptr) studio().execute(info->command);
        }
    }
    /// Until nothing moves by itself.
    void next() {
        press("PageDown");
        if (studio().playback().isPlaying()) press("PageDown");
    }
    void present(const std::string& lesson) {
        studio().execute(cmd::OpenLesson{lesson});
        if (!studio().presenting().on) press("F5");
        press("G");
        studio().execute(cmd::GoToStep{0});
        while (!wall().isTitle) press("PageUp");
    }
    /// To the first question of the lesson.
    void toQuestion(const std::string& lesson) {
        present(lesson);
        for (int i = 0; i < 60 && scene() != Scene::Question; ++i) next();
        ASSERT_EQ(scene(), Scene::Question) << lesson;
    }
    void makeLecture(const std::vector<std::string>& ids) {
        if (!studio().lecture().lessons.empty()) studio().execute(Edit{Edit::What::Clear, {}, 0});
        for (const std::string& id : ids) studio().execute(Edit{Edit::What::Add, id, 0});
    }

    std::unique_ptr<Studio> studio_;
};

// ---- The row of places ----

TEST_F(Lecture, ALessonBeginsWithItsTitleAndThenRuns) {
    present("first-election");
    EXPECT_TRUE(wall().isTitle);
    EXPECT_NE(wall().title, "");
    press("PageDown");
    EXPECT_FALSE(wall().isTitle);
    EXPECT_TRUE(studio().playback().isPlaying());
    press("PageDown");
    EXPECT_FALSE(studio().playback().isPlaying()) << "finishes at once what moves";
    EXPECT_EQ(step(), 1);
    press("PageUp");
    EXPECT_TRUE(wall().isTitle);
}

TEST_F(Lecture, AnAnswerIsHiddenUntilItIsShown) {
    toQuestion("first-election");
    const int asked = step();
    press("3");
    EXPECT_TRUE(studio().lessonScene().question.choices[2].isPicked) << "a digit is the class's favourite";
    press("PageDown", 2);
    EXPECT_EQ(scene(), Scene::Decided);
    EXPECT_EQ(step(), asked);
    for (const ChoiceScene& choice : studio().lessonScene().question.choices) {
        EXPECT_FALSE(choice.isTrue || choice.isMisjudged) << "no marks";
    }
    press("A");
    EXPECT_EQ(scene(), Scene::Verdict);
    EXPECT_TRUE(studio().lessonScene().question.choices[2].isPicked);
    press("PageUp");
    EXPECT_EQ(scene(), Scene::Decided) << "shown by mistake: hidden again";
    press("PageDown");
    EXPECT_EQ(scene(), Scene::Verdict) << "a clicker has no A";
    press("PageUp", 2);
    EXPECT_EQ(scene(), Scene::Question) << "the class may vote again";
    EXPECT_EQ(step(), asked);
}

TEST_F(Lecture, AStudentSeesTheVerdictAtOnce) {
    toQuestion("first-election");
    press("1");
    press("PageDown", 2);
    ASSERT_EQ(scene(), Scene::Decided);
    press("F5");
    EXPECT_EQ(scene(), Scene::Verdict);
    press("F5");
    EXPECT_EQ(scene(), Scene::Decided);
}

TEST_F(Lecture, ARunThatAQuestionBeganByMistakeIsTakenBack) {
    toQuestion("first-election");
    const std::uint64_t before = digest();
    press("PageDown");
    ASSERT_TRUE(studio().playback().isPlaying());
    press("PageUp");
    EXPECT_EQ(scene(), Scene::Question);
    EXPECT_EQ(digest(), before);
}

TEST_F(Lecture, AWrongIdeaIsRunAndLeftAgain) {
    toQuestion("figure-8");
    const lessons::Ask& ask = *document().lesson()->steps[static_cast<std::size_t>(step() - 1)].ask;
    int wrong = 0;
    for (std::size_t i = 0; i < ask.choices.size(); ++i) {
        if (!ask.choices[i].whatIf.empty()) wrong = static_cast<int>(i) + 1;
    }
    ASSERT_GT(wrong, 0);
    press(std::to_string(wrong));
    next();
    ASSERT_EQ(scene(), Scene::Decided);
    press("PageDown");
    ASSERT_EQ(scene(), Scene::Verdict);
    const Place place = document().place();
    next();
    EXPECT_EQ(scene(), Scene::Idea);
    press("PageUp", 20);
    studio().execute(cmd::GoToStep{3});
    EXPECT_TRUE(document().onLessonLine());
    EXPECT_FALSE(document().isBeside());
    studio().execute(cmd::GoToStep{2});
    EXPECT_EQ(scene(), Scene::Question);
    press(std::to_string(wrong));
    next();
    press("A");
    EXPECT_EQ(document().place(), place);
    press("W");
    EXPECT_EQ(scene(), Scene::Idea) << "W runs it once more";
    for (int i = 0; i < 40 && document().isBeside(); ++i) press("PageDown");
    EXPECT_EQ(document().place(), place) << "and the clicker leads out of it";
    EXPECT_EQ(scene(), Scene::Verdict);
}

// ---- The vote ----

TEST_F(Lecture, HandsAreCountedAndTheSharesAreSeen) {
    toQuestion("no-op");
    ASSERT_EQ(wall().vote.phase, Phase::Vote);
    EXPECT_GT(wall().vote.secondsAll, 0) << "this question has time for a vote";
    press("Enter");
    ASSERT_EQ(wall().vote.phase, Phase::Count);
    press("1");
    press("2");
    press("Backspace");
    press("4");
    EXPECT_EQ(wall().vote.counts[0], 14);
    press("Enter");
    press("6");
    const std::size_t choices = wall().vote.counts.size();
    press("Enter", static_cast<int>(choices) - 1);
    ASSERT_EQ(wall().vote.phase, Phase::Shares);
    EXPECT_EQ(wall().shares[0], 70);
    EXPECT_EQ(wall().shares[1], 30);
    EXPECT_NE(wall().advice, "");
    press("PageUp");
    EXPECT_EQ(wall().vote.phase, Phase::Count) << "a wrong number can be put right";
}

TEST(AdviceAfterAVote, FollowsTheShareOfThoseWhoAreRight) {
    EXPECT_EQ(adviceFor(0), Advice::Explain);
    EXPECT_EQ(adviceFor(34), Advice::Explain);
    EXPECT_EQ(adviceFor(35), Advice::Discuss);
    EXPECT_EQ(adviceFor(70), Advice::Discuss);
    EXPECT_EQ(adviceFor(71), Advice::GoOn);
    EXPECT_EQ(adviceFor(100), Advice::GoOn);
}

TEST_F(Lecture, AClassThatIsDividedTalksAndVotesAgain) {
    toQuestion("no-op");
    const int choices = static_cast<int>(wall().vote.counts.size());
    // All choices alike: no more than a share of the class can be right.
    const auto vote = [&] {
        press("Enter");
        for (int i = 0; i < choices; ++i) press("1"), press("Enter");
    };
    vote();
    ASSERT_EQ(wall().vote.phase, Phase::Shares);
    EXPECT_EQ(wall().next, studio().texts().tr("next.discuss"));
    press("PageDown");
    EXPECT_EQ(wall().vote.phase, Phase::Discuss);
    EXPECT_GT(wall().vote.secondsAll, 0);
    press("PageDown");
    EXPECT_EQ(wall().vote.phase, Phase::Vote);
    EXPECT_EQ(wall().vote.round, 2);
    EXPECT_EQ(wall().vote.hands(), 0) << "the new hands are new";
    vote();
    ASSERT_EQ(wall().vote.phase, Phase::Shares);
    EXPECT_EQ(wall().next, studio().texts().tr("next.run")) << "it has talked: the run decides";
    next();
    EXPECT_EQ(scene(), Scene::Decided);
}

TEST_F(Lecture, AClassThatIsRightGoesOn) {
    toQuestion("figure-8");
    const int asked = step() - 1;
    studio().execute(cmd::LessonMove{cmd::LessonMove::Kind::Reveal, 0, {}});
    press("PageDown");
    ASSERT_EQ(scene(), Scene::Decided);
    press("A");
    const auto choices = studio().lessonScene().question.choices;
    press("PageUp", 2);
    ASSERT_EQ(scene(), Scene::Question);
    EXPECT_EQ(step() - 1, asked);
    press("Enter");
    for (const ChoiceScene& choice : choices) {
        press(choice.isTrue ? "9" : "1");
        press("Enter");
    }
    ASSERT_EQ(wall().vote.phase, Phase::Shares);
    EXPECT_EQ(wall().advice, studio().texts().tr("advice.goOn"));
    next();
    press("A");
    EXPECT_TRUE(studio().lessonScene().question.isRight) << "what most hands went up for is the answer";
}

TEST_F(Lecture, TheTimeOfAVoteRunsOutAndNothingElseHappens) {
    toQuestion("no-op");
    const int all = static_cast<int>(wall().vote.secondsAll);
    ASSERT_GT(all, 0);
    for (int i = 0; i < all * 2; ++i) studio().update(1);
    EXPECT_EQ(wall().vote.secondsLeft, 0);
    EXPECT_EQ(wall().vote.phase, Phase::Vote);
    EXPECT_EQ(scene(), Scene::Question);
}

// ---- Keys ----

TEST_F(Lecture, HomeShowsTheStepAgain) {
    present("first-election");
    press("PageDown", 2);
    const std::uint64_t after = digest();
    const int shown = step();
    press("Home");
    EXPECT_TRUE(studio().playback().isPlaying());
    EXPECT_NE(digest(), after);
    press("PageDown");
    EXPECT_EQ(digest(), after);
    EXPECT_EQ(step(), shown);
}

TEST_F(Lecture, ImprovisingLeadsBackToExactlyThePlace) {
    toQuestion("figure-8");
    press("PageUp");
    const Place place = document().place();
    const std::string caption = studio().caption().text;
    for (const char* way : {"F", "PageDown", "PageUp"}) {
        press("F");
        ASSERT_TRUE(studio().presenting().improvising);
        press("2");
        press("K");
        EXPECT_FALSE(document().onLessonLine());
        press(way);
        EXPECT_FALSE(studio().presenting().improvising) << way;
        EXPECT_EQ(document().place(), place) << way;
        EXPECT_EQ(studio().caption().text, caption) << way;
    }
    press("PageDown");
    EXPECT_EQ(scene(), Scene::Question) << "and the lesson goes on";
}

TEST_F(Lecture, WhoeverImprovisesHasTheLettersOfWork) {
    toQuestion("figure-8");
    EXPECT_EQ(studio().commandOf("T")->id, "clock");
    EXPECT_EQ(studio().commandOf("H")->id, "hint");
    press("PageUp");
    EXPECT_EQ(studio().commandOf("4"), nullptr) << "no question: a digit is nobody's";
    press("F");
    EXPECT_EQ(studio().commandOf("T")->id, "time-out");
    EXPECT_EQ(studio().commandOf("H")->id, "heal");
    EXPECT_EQ(studio().commandOf("4")->id, "select-4");
}

TEST_F(Lecture, TimeIsToldInWholeMinutes) {
    present("first-election");
    const int minutes = document().lesson()->minutes;
    EXPECT_EQ(wall().timeLeft, std::to_string(minutes) + " min left");
    for (int i = 0; i < 59; ++i) studio().update(1);
    EXPECT_EQ(wall().timeLeft, std::to_string(minutes) + " min left");
    for (int i = 0; i < 2; ++i) studio().update(1);
    EXPECT_EQ(wall().timeLeft, std::to_string(minutes - 1) + " min left");
    EXPECT_FALSE(wall().isLate);
    for (int i = 0; i < minutes * 60; ++i) studio().update(1);
    EXPECT_TRUE(wall().isLate);
    EXPECT_EQ(wall().timeLeft, "1 min over");
    press("T");
    EXPECT_EQ(wall().timeLeft, "");
}

TEST_F(Lecture, NotesAreOfThisStepAndTheNext) {
    present("first-election");
    next();
    const auto& steps = document().lesson()->steps;
    EXPECT_EQ(wall().notes.empty(), steps[0].presenter.empty());
    EXPECT_EQ(wall().nextNotes.empty(), steps[1].presenter.empty());
    EXPECT_NE(wall().run, "");
    const std::string run = wall().run;
    auto other = emptyStudio();
    other->execute(cmd::TogglePresent{});
    other->execute(cmd::OpenLesson{"first-election"});
    other->execute(cmd::PresentNext{});
    other->execute(cmd::PresentNext{});
    EXPECT_EQ(other->lectureScene().run, run) << "the same run everywhere";
}

TEST_F(Lecture, ItsThemeIsAnother) {
    EXPECT_EQ(studio().theme(), ThemeName::Light);
    press("F5");
    EXPECT_EQ(studio().theme(), ThemeName::Projector);
    press("Ctrl+T");
    EXPECT_EQ(studio().theme(), ThemeName::Light);
    press("Ctrl+T");
    EXPECT_EQ(studio().theme(), ThemeName::Dark);
    press("F5");
    EXPECT_EQ(studio().theme(), ThemeName::Light) << "what one works with has not changed";
    EXPECT_EQ(studio().settings().presentTheme, ThemeName::Dark);
}

TEST_F(Lecture, ALessonMayAskForItsSpeed) {
    const Pace before = studio().playback().pace();
    std::ifstream original(std::string(RAFTLAB_SOURCE_DIR) + "/lessons/course/half-broken-wires.lesson.json");
    std::string text{std::istreambuf_iterator<char>(original), {}};
    const std::string view = "\"view\": {";
    ASSERT_NE(text.find(view), std::string::npos);
    text.insert(text.find(view) + view.size(), "\"speed\": 0.05, ");
    const std::string path = testing::TempDir() + "half-broken-wires.lesson.json";
    std::ofstream(path) << text;
    studio().execute(cmd::OpenFile{path});
    ASSERT_TRUE(document().lesson() != nullptr);
    EXPECT_FALSE(studio().playback().pace().autoPace);
    EXPECT_EQ(studio().playback().pace().permille, 50);
    studio().execute(cmd::OpenLesson{"first-election"});
    EXPECT_EQ(studio().playback().pace().autoPace, before.autoPace);
    EXPECT_EQ(studio().playback().pace().factorPercent, before.factorPercent);
}

// ---- The list ----

TEST_F(Lecture, OneCameWithTheProgram) {
    ASSERT_FALSE(studio().course().playlists().empty());
    const std::vector<std::string> hour{"first-election", "split-vote", "command-journey",
                                        "who-can-win",    "figure-8",   "two-leaders"};
    EXPECT_EQ(studio().lecture().lessons, hour);
    EXPECT_GE(studio().lectureMinutes(), 45);
    EXPECT_LE(studio().lectureMinutes(), 60);
}

TEST_F(Lecture, IsMadeAndChanged) {
    makeLecture({"welcome", "figure-8", "majorities"});
    studio().execute(Edit{Edit::What::Earlier, {}, 2});
    EXPECT_EQ(studio().lecture().lessons, (std::vector<std::string>{"welcome", "majorities", "figure-8"}));
    studio().execute(Edit{Edit::What::Remove, {}, 0});
    EXPECT_EQ(studio().lecture().lessons, (std::vector<std::string>{"majorities", "figure-8"}));
    EXPECT_EQ(studio().whyNot(Edit{Edit::What::Add, "no-such-lesson", 0}), studio().texts().tr("why.noSuchLesson"));
    EXPECT_TRUE(studio().whyNot(Edit{Edit::What::Earlier, {}, 0}).has_value());
    EXPECT_TRUE(studio().whyNot(cmd::StartLecture{2}).has_value());
    studio().execute(Edit{Edit::What::Clear, {}, 0});
    EXPECT_TRUE(studio().whyNot(cmd::StartLecture{0}).has_value());
    studio().execute(Edit{Edit::What::Take, {}, 0});
    EXPECT_EQ(studio().lecture().lessons.size(), 6u);
}

TEST_F(Lecture, ALessonLeadsToTheNextAndBack) {
    makeLecture({"welcome", "first-election"});
    studio().execute(cmd::StartLecture{0});
    ASSERT_TRUE(studio().presenting().on);
    EXPECT_TRUE(wall().isTitle);
    EXPECT_EQ(wall().lesson, 1);
    EXPECT_EQ(wall().lessons, 2);
    for (int i = 0; i < 100 && wall().lesson == 1; ++i) press("PageDown");
    EXPECT_TRUE(wall().isTitle);
    EXPECT_EQ(document().lesson()->id, "first-election");
    press("PageUp");
    EXPECT_EQ(document().lesson()->id, "welcome") << "one press too many is taken back";
    EXPECT_EQ(step(), static_cast<int>(document().lesson()->steps.size()));
    press("PageDown");
    EXPECT_EQ(document().lesson()->id, "first-election");
    for (int i = 0; i < 100; ++i) press("PageDown");
    EXPECT_EQ(studio().notice(), studio().texts().tr("why.lectureOver"));
    EXPECT_EQ(document().lesson()->id, "first-election");
    press("Escape");
    press("F5");
    EXPECT_EQ(wall().lesson, 2) << "a clicker's button never loses the lecture";
}

/// A folder of this test's own that goes with it.
class LectureFiles : public Lecture {
protected:
    void SetUp() override {
        std::string path = (std::filesystem::temp_directory_path() / "raftlab-lecture-XXXXXX").string();
        ASSERT_NE(mkdtemp(path.data()), nullptr);
        dir_ = path;
        open();
    }
    void TearDown() override { std::filesystem::remove_all(dir_); }
    void open() {
        StudioOptions options;
        options.language = Language::English;
        options.courseDir = RAFTLAB_SOURCE_DIR "/lessons/course";
        options.stateDir = dir_ + "/state";
        options.pictureDir = dir_;
        studio_ = std::make_unique<Studio>(options);
    }
    std::string write(const std::string& name, const std::string& text) {
        std::ofstream(dir_ + "/" + name) << text;
        return dir_ + "/" + name;
    }
    std::string dir_;
};

TEST_F(LectureFiles, IsKeptFromDayToDay) {
    makeLecture({"majorities", "welcome"});
    open();
    EXPECT_EQ(studio().lecture().lessons, (std::vector<std::string>{"majorities", "welcome"}));
}

TEST_F(LectureFiles, IsSavedAndOpened) {
    makeLecture({"majorities", "welcome"});
    studio().execute(cmd::SavePlaylist{});
    const std::string file = dir_ + "/my-lecture.playlist.json";
    ASSERT_TRUE(std::filesystem::exists(file)) << studio().notice();
    makeLecture({"figure-8"});
    studio().execute(cmd::OpenFile{file});
    EXPECT_EQ(studio().lecture().lessons, (std::vector<std::string>{"majorities", "welcome"}));
    EXPECT_EQ(studio().dialog(), Dialog::Teach);
}

TEST_F(LectureFiles, ABrokenFileIsToldWithItsPlace) {
    const auto before = studio().lecture().lessons;
    studio().execute(cmd::OpenFile{write("a.playlist.json", "{\"format\": \"raftlab-playlist/1\", \"lessons\": 3}")});
    EXPECT_NE(studio().notice(), "");
    ASSERT_FALSE(studio().noticeDetails().empty());
    EXPECT_NE(studio().noticeDetails().front().find("a.playlist.json:1:"), std::string::npos);
    EXPECT_EQ(studio().lecture().lessons, before);
}

TEST_F(LectureFiles, LessonsThatAreNotThereAreNamed) {
    studio().execute(cmd::OpenFile{write("b.playlist.json",
                                         "{\"format\": \"raftlab-playlist/1\", \"title\": \"Mine\", \"lessons\": "
                                         "[\"welcome\", \"no-such-lesson\"]}")});
    EXPECT_NE(studio().notice().find("no-such-lesson"), std::string::npos);
    EXPECT_EQ(studio().lecture().lessons, (std::vector<std::string>{"welcome"}));
    EXPECT_EQ(studio().lecture().title.en, "Mine");
}

// ---- What cannot go wrong ----

/// Of a place of a lecture: the lesson, the step, and what is seen of its question.
using Spot = std::tuple<std::string, int, Scene, Phase>;
struct Seen {
    std::uint64_t digest = 0;
    std::string caption;
};

class LostClicker : public Lecture {
protected:
    Spot spot() { return {document().lesson()->id, step(), scene(), wall().vote.phase}; }
    Seen seen() { return {digest(), studio().caption().text}; }
    bool isSide() { return document().isBeside() || !document().onLessonLine(); }

    /// The lecture as it should be: what is seen at each of its places.
    void walkThrough() {
        while (true) {
            if (!isSide() && !studio().playback().isPlaying()) way_.emplace(spot(), seen());
            press("PageDown");
            if (!studio().notice().empty()) return;
        }
    }
    std::map<Spot, Seen> way_;
};

TEST_F(LostClicker, PageUpRecoversFromAnyWrongPress) {
    makeLecture({"first-election", "figure-8", "majorities"});
    studio().execute(cmd::StartLecture{0});
    walkThrough();
    ASSERT_GT(way_.size(), 40u);
    constexpr std::array<std::string_view, 24> kKeys{
        "PageDown", "PageDown", "PageDown", "PageDown", "PageUp", "F5", "Escape", ".", "B", "A", "W",     "N",
        "L",        "Home",     "T",        "Z",        "+",      "-",  "F",      "1", "2", "K", "Enter", "H"};
    std::mt19937 luck(7);
    for (int round = 0; round < 60; ++round) {
        for (int i = 0; i < 12; ++i) {
            press(kKeys[luck() % kKeys.size()]);
            studio().update(0.05);
        }
        if (!studio().presenting().on) press("F5");
        if (studio().settings().language != Language::English) press("L");
        ASSERT_FALSE(studio().wantsQuit());
        ASSERT_NE(document().lesson(), nullptr);
        // Back along the lecture: each place is as it was the first time.
        for (int back = 0; back < 8; ++back) {
            press("PageUp");
            ASSERT_FALSE(studio().playback().isPlaying()) << "PageUp never leaves something moving";
            if (isSide()) continue;
            const auto there = way_.find(spot());
            if (there == way_.end()) continue;  // A place of the vote that only hands lead to.
            EXPECT_EQ(digest(), there->second.digest) << "round " << round << ", step " << step();
            EXPECT_EQ(studio().caption().text, there->second.caption) << "round " << round << ", step " << step();
        }
    }
    // And from wherever that was it leads to the very beginning.
    for (int i = 0; i < 400; ++i) press("PageUp");
    EXPECT_TRUE(wall().isTitle);
    EXPECT_EQ(wall().lesson, 1);
}

TEST_F(LostClicker, EveryPressDoesSomething) {
    makeLecture({"first-election", "figure-8"});
    studio().execute(cmd::StartLecture{0});
    std::mt19937 luck(11);
    for (int i = 0; i < 400; ++i) {
        const bool improvises = luck() % 9 == 0;
        if (improvises) press("F");
        if (improvises && studio().presenting().improvising) press("K");
        if (luck() % 7 == 0) press("W");
        const auto before = std::tuple(spot(), document().place(), studio().playback().isPlaying());
        press(luck() % 3 == 0 ? "PageUp" : "PageDown");
        const auto after = std::tuple(spot(), document().place(), studio().playback().isPlaying());
        EXPECT_TRUE(before != after || !studio().notice().empty()) << i;
    }
}

}  // namespace
}  // namespace studio
