#include "app/studio/recording_desk.h"

#include <algorithm>

#include "app/studio/event_text.h"
#include "app/studio/read_aloud.h"
#include "raft/base/check.h"

namespace studio {
namespace {

using AuthorKind = cmd::AuthorMove::Kind;
using lessons::LessonPlace;
using lessons::LocalText;

constexpr LessonPlace kBeginning{raft::StepId(0), raft::SimTime()};
/// A caption is read in one glance: see lessons::kSayEnglishMax.
constexpr std::size_t kTextBytesMax = 400;

/// Puts the eye back.
class Eye {
public:
    explicit Eye(raft::History& history) : history_(history), step_(history.step()), time_(history.time()) {}
    Eye(const Eye&) = delete;
    Eye& operator=(const Eye&) = delete;
    ~Eye() { history_.seek(step_, time_); }

private:
    raft::History& history_;
    raft::StepId step_;
    raft::SimTime time_;
};

/// What happened at `event`, without the reasons.
LocalText sentenceOf(const raft::History& history, raft::EventId event) {
    LocalText sentence;
    const raft::StepId step = history.stepOfEvent(event);
    const auto tell = [&](const raft::World& after, const raft::StepEvents& events) {
        const raft::Event& one = events.events[event.value - events.first.value];
        sentence.en = headOf(sentenceText(one, events, after.cluster(), Texts(Language::English)));
        sentence.zh = headOf(sentenceText(one, events, after.cluster(), Texts(Language::Chinese)));
    };
    history.replay(step, step + 1, tell, {.keepMessages = true});
    return sentence;
}

/// A text in one language serves both until the other one is written.
LocalText filled(LocalText text, const LocalText& otherwise) {
    if (text.en.empty() && text.zh.empty()) return otherwise;
    if (text.en.empty()) text.en = text.zh;
    if (text.zh.empty()) text.zh = text.en;
    return text;
}

std::string& in(LocalText& text, Language language) { return language == Language::Chinese ? text.zh : text.en; }

}  // namespace

// ---- Recording ----

void RecordingDesk::start(raft::History& history) {
    live_ = true;
    if (exists_) return;
    exists_ = true;
    title_ = both("record.title");
    objective_ = both("record.objective");
    if (hasNews(history)) closeStep(history);
}

LessonPlace RecordingDesk::endOfLast() const { return rows_.empty() ? kBeginning : rows_.back().step.end; }

bool RecordingDesk::hasNews(const raft::History& history) const {
    const LessonPlace last = endOfLast();
    return history.step() != last.step || history.time() != last.time;
}

void RecordingDesk::closeStep(raft::History& history) {
    trim(history);
    while (!rows_.empty() && history.step() < rows_.back().step.end.step) rows_.pop_back();
    if (!hasNews(history)) return;
    saved_ = false;
    Row next;
    const LessonPlace from = endOfLast();
    next.step.end = {history.step(), history.time()};
    next.chain = history.world().chain();
    look(history, next, from);
    if (!next.salient.empty()) next.step.until = next.salient.front().condition;
    rows_.push_back(std::move(next));
    settle(history, stepCount() - 1);
}

void RecordingDesk::look(raft::History& history, Row& row, const LessonPlace& from) const {
    lessons::StretchFacts facts = lessons::factsOf(history, from, row.step.end);
    row.salient = std::move(facts.salient);
    for (const lessons::Salient& one : row.salient) row.happened.push_back(sentenceOf(history, one.event));
    const Eye eye(history);
    for (const raft::RecordedAction* action : history.actionsBetween(from.step + 1, row.step.end.step + 1)) {
        const raft::RecordedAction done = *action;
        history.seekStep(done.step - 1);
        const raft::Cluster& cluster = history.world().cluster();
        row.todo.push_back({actionPhrase(done.action, cluster, Texts(Language::English)),
                            actionPhrase(done.action, cluster, Texts(Language::Chinese))});
    }
}

void RecordingDesk::trim(raft::History& history) {
    if (rows_.empty()) return;
    const Eye eye(history);
    const auto isOfThisPast = [&history](const Row& row) {
        if (row.step.end.step >= history.end()) return false;
        history.seekStep(row.step.end.step);
        return history.world().chain() == row.chain;
    };
    while (!rows_.empty() && !isOfThisPast(rows_.back())) {
        rows_.pop_back();
        saved_ = false;
    }
}

// ---- What is proposed ----

lessons::Recording RecordingDesk::recording() const {
    lessons::Recording all;
    all.title = filled(title_, both("record.title"));
    all.objective = filled(objective_, both("record.objective"));
    for (const Row& row : rows_) {
        all.steps.push_back(row.step);
        all.steps.back().say = filled(row.step.say, both("record.quiet"));
    }
    return all;
}

void RecordingDesk::proposeSay(Row& row) const {
    if (row.saidByAuthor) return;
    const auto chosen = std::find_if(row.salient.begin(), row.salient.end(),
                                     [&row](const lessons::Salient& one) { return one.condition == row.step.until; });
    if (chosen == row.salient.end()) {
        row.step.say = both("record.quiet");
        return;
    }
    const LocalText& happened = row.happened[static_cast<std::size_t>(chosen - row.salient.begin())];
    row.step.say = {happened.en + ".", happened.zh + "。"};
}

void RecordingDesk::settle(raft::History& history, int from) {
    const std::vector<LessonPlace> ends = lessons::endsOf(history, recording());
    for (int i = from; i < stepCount(); ++i) {
        const auto at = static_cast<std::size_t>(i);
        const LessonPlace begin = at == 0 ? kBeginning : ends[at - 1];
        Row& one = row(i);
        proposeSay(one);
        one.claims = lessons::claimsBetween(history, begin, ends[at]);
        one.step.expect = one.claims;
        const std::string asked = one.question < 0 ? "" : one.questions[static_cast<std::size_t>(one.question)].name.en;
        one.questions = questionOffers(history, begin, ends[at]);
        const auto same = std::find_if(one.questions.begin(), one.questions.end(),
                                       [&asked](const QuestionOffer& offer) { return offer.name.en == asked; });
        one.question = same == one.questions.end() ? -1 : static_cast<int>(same - one.questions.begin());
        one.step.ask.reset();
        if (same != one.questions.end()) one.step.ask = same->ask;
    }
    // A claim that hangs on luck is not made unless the author makes it.
    const auto stable = lessons::stableClaims(lessons::composeLesson(history, recording()));
    for (int i = from; i < stepCount(); ++i) {
        Row& one = row(i);
        one.step.expect.clear();
        for (std::size_t k = 0; k < one.claims.size(); ++k) {
            const auto decided = one.decided.find(one.claims[k]);
            const bool holds = stable[static_cast<std::size_t>(i)][k];
            if (decided == one.decided.end() ? holds : decided->second) one.step.expect.push_back(one.claims[k]);
        }
    }
}

// ---- Describing ----

bool RecordingDesk::allows(const cmd::AuthorMove& move) const {
    const bool isText = move.kind == AuthorKind::Title || move.kind == AuthorKind::Objective;
    if (isText) return exists_ && move.text.size() <= kTextBytesMax;
    if (move.step < 0 || move.step >= stepCount() || move.number < 0) return false;
    const Row& one = row(move.step);
    const auto number = static_cast<std::size_t>(move.number);
    switch (move.kind) {
        case AuthorKind::Say: return move.text.size() <= kTextBytesMax;
        case AuthorKind::Until: return number <= one.salient.size();
        case AuthorKind::Expect: return number < one.claims.size();
        case AuthorKind::Question: return number < one.questions.size();
        case AuthorKind::Join: return move.step > 0;
        default: return false;
    }
}

void RecordingDesk::edit(raft::History& history, const cmd::AuthorMove& move) {
    CHECK(allows(move));
    saved_ = false;
    if (move.kind == AuthorKind::Title) return void(in(title_, move.language) = move.text);
    if (move.kind == AuthorKind::Objective) return void(in(objective_, move.language) = move.text);
    Row& one = row(move.step);
    const auto number = static_cast<std::size_t>(move.number);
    switch (move.kind) {
        case AuthorKind::Say:
            in(one.step.say, move.language) = move.text;
            one.saidByAuthor = true;
            return;
        case AuthorKind::Until:
            one.step.until = number < one.salient.size() ? one.salient[number].condition : std::string();
            return settle(history, move.step);
        case AuthorKind::Expect: {
            const std::string claim = one.claims[number];
            const auto& made = one.step.expect;
            one.decided[claim] = std::find(made.begin(), made.end(), claim) == made.end();
            return settle(history, move.step);
        }
        case AuthorKind::Question:
            one.question = one.question == move.number ? -1 : move.number;
            return settle(history, move.step);
        case AuthorKind::Join: {
            const LessonPlace from = move.step > 1 ? row(move.step - 2).step.end : kBeginning;
            Row joined;
            joined.step = one.step;
            joined.chain = one.chain;
            joined.saidByAuthor = one.saidByAuthor;
            look(history, joined, from);
            rows_.erase(rows_.begin() + move.step - 1);
            row(move.step - 1) = std::move(joined);
            return settle(history, move.step - 1);
        }
        default: return;
    }
}

// ---- The lesson ----

lessons::Lesson RecordingDesk::lesson(raft::History& history, const std::string& id) const {
    lessons::Recording all = recording();
    all.id = id;
    return lessons::composeLesson(history, all);
}

std::string RecordingDesk::suggestedId() const {
    std::string id;
    for (const char c : title_.en) {
        const bool isCapital = c >= 'A' && c <= 'Z';
        const char small = isCapital ? static_cast<char>(c - 'A' + 'a') : c;
        const bool fits = (small >= 'a' && small <= 'z') || (small >= '0' && small <= '9');
        if (fits) {
            id += small;
        } else if (!id.empty() && id.back() != '-') {
            id += '-';
        }
    }
    while (!id.empty() && id.back() == '-') id.pop_back();
    constexpr std::size_t kIdMax = 40;
    if (id.size() > kIdMax) id.resize(kIdMax);
    return id.empty() ? "my-lesson" : id;
}

// ---- What is shown ----

RecordingRow RecordingDesk::rowScene(const Row& row, const raft::ClusterConfig& config, const Texts& texts) const {
    const Language language = texts.language();
    const auto word = [language](const LocalText& text) { return textOf(text, language); };
    RecordingRow scene;
    scene.say = row.step.say;
    for (const LocalText& action : row.todo) scene.todo.push_back(word(action));
    for (std::size_t i = 0; i < row.salient.size(); ++i) {
        scene.untils.push_back({word(row.happened[i]), row.salient[i].condition == row.step.until});
    }
    scene.untils.push_back({std::string(texts.tr("record.asLong")), row.step.until.empty()});
    for (const RecordingOption& option : scene.untils) {
        if (option.isPicked) scene.until = option.text;
    }
    const auto& made = row.step.expect;
    for (const std::string& claim : row.claims) {
        scene.claims.push_back(
            {readAloud(claim, config, texts), std::find(made.begin(), made.end(), claim) != made.end()});
    }
    for (std::size_t i = 0; i < row.questions.size(); ++i) {
        scene.questions.push_back({word(row.questions[i].name), row.question == static_cast<int>(i)});
    }
    return scene;
}

RecordingScene RecordingDesk::scene(const raft::History& history, const Texts& texts) const {
    RecordingScene scene;
    scene.exists = exists_;
    scene.isLive = live_;
    scene.isSaved = saved_;
    if (!exists_) return scene;
    scene.hasNews = hasNews(history);
    scene.title = title_;
    scene.objective = objective_;
    for (const Row& one : rows_) scene.rows.push_back(rowScene(one, history.config(), texts));
    return scene;
}

}  // namespace studio
