// Every lesson of the course, played through the commands of the interface: as a person plays it.

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "app/studio/learning.h"
#include "app/studio/lesson_scene.h"
#include "app/studio/self_study.h"
#include "lessons/engine/answer_text.h"
#include "raft/check/linearizability.h"
#include "tests/app/studio/studio_support.h"

namespace studio {
namespace {

using Kind = cmd::LessonMove::Kind;
using SceneKind = LessonScene::Kind;
using PlayerState = lessons::Player::State;

cmd::LessonMove move(Kind kind, int number = 0) { return {kind, number, {}}; }

std::vector<std::string> lessonIds() {
    std::vector<std::string> ids;
    const Course course("");
    for (const CourseEntry& entry : course.entries()) {
        if (entry.available()) ids.push_back(entry.id);
    }
    return ids;
}

/// What can be compared of where somebody is.
struct Seen {
    Place place;
    int step = 0;
    std::uint64_t chain = 0;
    friend bool operator==(const Seen&, const Seen&) = default;
};
Seen seenIn(const Studio& studio) {
    const Document& document = studio.document();
    return {document.place(), document.shownLessonStep(), document.history().world().chain()};
}

class CourseLesson : public testing::TestWithParam<std::string> {
protected:
    void SetUp() override {
        studio_ = emptyStudio();
        // A constant high speed: what is seen is the same at every pace.
        act(cmd::SetPace{false, 10'000});
        act(cmd::OpenLesson{GetParam()});
        ASSERT_NE(studio_->document().lesson(), nullptr);
    }

    Studio& studio() { return *studio_; }
    const lessons::Lesson& lesson() { return *studio_->document().lesson(); }
    void act(const Command& command) {
        studio_->execute(command);
        EXPECT_EQ(studio_->notice(), "");
    }
    const LessonProgress* done() { return studio_->learning().progress().find(GetParam()); }
    SceneKind scene() { return studio_->lessonScene().kind; }
    /// Frames until nothing runs by itself.
    void settle() {
        for (int i = 0; i < 4000 && studio_->playback().isPlaying(); ++i) studio_->update(0.02);
        EXPECT_FALSE(studio_->playback().isPlaying());
    }
    void press() {
        act(cmd::BigButton{});
        settle();
    }
    bool isOver() { return studio_->document().mainPlayer()->state() == PlayerState::Done; }

    /// The choices that will turn out to be so, found on a copy of the lesson that nobody sees.
    std::vector<std::string> truthOf(int step) {
        lessons::Lesson copy = lesson();
        raft::History history(copy.cluster, copy.texts);
        lessons::Player player(copy, history);
        while (player.state() != PlayerState::Done) {
            player.begin();
            if (player.state() == PlayerState::Asking) player.run();
            player.finish();
        }
        const lessons::Verdict* verdict = player.verdictOf(step);
        return verdict == nullptr ? std::vector<std::string>() : verdict->truth;
    }
    /// Gives this answer as one does with keys and mouse.
    void pick(const std::vector<std::string>& ids) {
        const QuestionScene question = studio().lessonScene().question;
        const raft::ClusterConfig& config = lesson().cluster;
        switch (question.kind) {
            case lessons::AskKind::Number:
            case lessons::AskKind::Entry: return act(cmd::LessonMove{Kind::Type, 0, ids.front()});
            case lessons::AskKind::Order:
                for (const std::string& id : ids) pickChoice(id);
                return;
            case lessons::AskKind::Log: {
                const auto terms = lessons::termsIn(ids.front());
                ASSERT_TRUE(terms.has_value()) << ids.front();
                for (const int term : *terms) act(cmd::SelectServer{term});
                return;
            }
            case lessons::AskKind::Set:
                if (ids.front() == lessons::kImpossible) return act(move(Kind::Pick, config.serverCount() + 1));
                for (const AnswerToken& token : question.sets.tokens) {
                    cmd::LessonMove put{Kind::Put, token.number, {}};
                    put.sets =
                        lessons::setsWith(raft::NodeId(static_cast<std::uint8_t>(token.number - 1)), ids, config);
                    act(put);
                }
                return;
            case lessons::AskKind::One:
            case lessons::AskKind::Many:
            case lessons::AskKind::Server: break;
        }
        for (const ChoiceScene& choice : studio().lessonScene().question.choices) {
            const bool wanted = std::find(ids.begin(), ids.end(), choice.id) != ids.end();
            if (wanted != choice.isPicked) act(move(Kind::Pick, choice.number));
        }
    }
    void pickChoice(const std::string& id) {
        for (const ChoiceScene& choice : studio().lessonScene().question.choices) {
            if (choice.id == id) return act(move(Kind::Pick, choice.number));
        }
        ADD_FAILURE() << "no choice " << id;
    }
    int questionStep() { return studio().document().mainPlayer()->done(); }
    /// The monitor does not search what the clients saw.
    bool isBroken(raft::Property property) {
        const raft::World& world = studio().document().history().world();
        if (property != raft::Property::Linearizability) return world.monitor().isBroken(property);
        return raft::checkLinearizability(world.cluster()).verdict == raft::Verdict::Broken;
    }

    /// Plays the idea that has just begun to its end, and comes back.
    void finishIdea() {
        for (int i = 0; i < 10 && studio().document().isBeside(); ++i) press();
        EXPECT_FALSE(studio().document().isBeside());
    }
    void playIdea(const std::string& choice);
    /// An idea that stands behind two choices of a question is run once.
    void playOnce(const lessons::Choice& choice) {
        const bool isNew = ideasRun_.insert({studio().document().mainPlayer()->done(), choice.whatIf}).second;
        EXPECT_EQ(studio().lessonScene().question.ideaWaits, isNew) << choice.id;
        if (isNew) playIdea(choice.id);
    }
    void refute(const lessons::Ask& ask, const std::vector<std::string>& truth);

private:
    std::unique_ptr<Studio> studio_;
    std::set<std::pair<int, std::string>> ideasRun_;  ///< With the number of steps that were done.
};

/// Runs the idea of one wrong choice: it ends as the file says, and leads back to exactly where one was.
void CourseLesson::playIdea(const std::string& choice) {
    const Seen before = seenIn(studio());
    const QuestionScene verdict = studio().lessonScene().question;
    EXPECT_TRUE(verdict.ideaWaits) << choice;
    EXPECT_EQ(verdict.because, studio().texts().tr("ask.ideaFirst")) << "an idea is run before it is explained";
    act(move(Kind::RunIdea));
    ASSERT_TRUE(studio().document().isBeside());
    const lessons::WhatIf* idea = nullptr;
    for (const lessons::Step& step : lesson().steps) {
        if (step.ask && step.ask->find(choice) != nullptr && !step.ask->find(choice)->whatIf.empty()) {
            const lessons::WhatIf* one = lesson().findWhatIf(step.ask->find(choice)->whatIf);
            if (one->steps.data() == studio().document().player()->steps().data()) idea = one;
        }
    }
    ASSERT_NE(idea, nullptr) << choice;
    settle();
    for (std::size_t i = 1; i < idea->steps.size(); ++i) press();
    EXPECT_EQ(scene(), SceneKind::Idea);
    EXPECT_TRUE(studio().lessonScene().idea.isOver);
    for (const raft::Property property : idea->breaks) {
        EXPECT_TRUE(isBroken(property)) << raft::nameOf(property);
    }
    EXPECT_EQ(studio().lessonScene().idea.broken.empty(), idea->breaks.empty()) << idea->id;
    EXPECT_TRUE(studio().document().player()->problems().empty())
        << idea->id << ": " << studio().document().player()->problems().front().text;
    EXPECT_EQ(studio().bigButton().text, studio().texts().tr("big.backToLesson"));
    press();
    EXPECT_EQ(seenIn(studio()), before) << idea->id << ": back to exactly where it was";
    EXPECT_NE(studio().lessonScene().question.because, studio().texts().tr("ask.ideaFirst"));
    EXPECT_FALSE(studio().lessonScene().question.because.empty());
}

/// Gives each wrong answer of which there is something to say; its idea is run if it has one.
void CourseLesson::refute(const lessons::Ask& ask, const std::vector<std::string>& truth) {
    std::vector<std::vector<std::string>> wrong;
    for (const lessons::Choice& choice : ask.choices) {
        if (ask.kind == lessons::AskKind::Order || (ask.kind == lessons::AskKind::Set && ask.accept)) continue;
        if (std::find(truth.begin(), truth.end(), choice.id) == truth.end()) wrong.push_back({choice.id});
    }
    if (ask.kind == lessons::AskKind::Order) wrong.emplace_back(truth.rbegin(), truth.rend());
    if (ask.accept) wrong.emplace_back(ask.sets.size(), "{}");
    for (std::size_t i = 0; i < wrong.size(); ++i) {
        if (i > 0) act(move(Kind::TryAgain));
        ASSERT_EQ(scene(), SceneKind::Question);
        pick(wrong[i]);
        press();
        ASSERT_EQ(scene(), SceneKind::Verdict) << wrong[i].front();
        EXPECT_FALSE(studio().lessonScene().question.isRight) << wrong[i].front();
        const lessons::Choice* choice = ask.find(wrong[i].front());
        if (choice != nullptr && !choice->whatIf.empty()) playOnce(*choice);
        EXPECT_NE(studio().lessonScene().question.because, "") << wrong[i].front();
    }
}

TEST_P(CourseLesson, AnsweredRightItPlaysToItsEndAndBreaksOnlyWhatItSays) {
    settle();
    for (int i = 0; i < 100 && !isOver(); ++i) {
        if (scene() != SceneKind::Question) {
            press();
            continue;
        }
        const int step = questionStep();
        const raft::StepId before = studio().document().history().step();
        EXPECT_TRUE(studio().futureIsHidden());
        EXPECT_FALSE(studio().bigButton().enabled) << "nothing is picked yet";
        pick(truthOf(step));
        press();
        EXPECT_GE(studio().document().history().step(), before);
        EXPECT_EQ(scene(), SceneKind::Verdict);
        EXPECT_TRUE(studio().lessonScene().question.isRight) << lesson().steps[static_cast<std::size_t>(step)].id;
        EXPECT_FALSE(studio().futureIsHidden());
        // Sets that fit need no reason.
        const QuestionScene question = studio().lessonScene().question;
        EXPECT_TRUE(question.sets.isConstruction || !question.because.empty());
    }
    EXPECT_TRUE(isOver());
    EXPECT_TRUE(studio().document().mainPlayer()->problems().empty());
    for (const raft::Property property : lesson().breaks) EXPECT_TRUE(isBroken(property)) << raft::nameOf(property);
    if (lesson().breaks.empty()) {
        EXPECT_TRUE(studio().document().history().world().monitor().violations().empty());
    }
    EXPECT_TRUE(done() != nullptr && done()->played);
    // Every question was answered, and rightly.
    const CourseEntry& entry = *studio().course().find(GetParam());
    EXPECT_EQ(static_cast<std::size_t>(done()->rightPredictions()), entry.questions.size());
}

TEST_P(CourseLesson, EveryWrongIdeaIsRunBeforeItIsExplained) {
    settle();
    for (int i = 0; i < 100 && !isOver(); ++i) {
        if (scene() != SceneKind::Question) {
            press();
            continue;
        }
        const int step = questionStep();
        const std::vector<std::string> truth = truthOf(step);
        const lessons::Ask& ask = *lesson().steps[static_cast<std::size_t>(step)].ask;
        bool first = true;
        // Where choices are remarks on answers, or are put into an order, the run itself refutes what is wrong.
        const bool isPicked = ask.kind == lessons::AskKind::One || ask.kind == lessons::AskKind::Many ||
                              ask.kind == lessons::AskKind::Server;
        if (!isPicked) {
            refute(ask, truth);
            press();
            continue;
        }
        for (const lessons::Choice& choice : ask.choices) {
            if (std::find(truth.begin(), truth.end(), choice.id) != truth.end() && ask.kind != lessons::AskKind::Many) {
                continue;
            }
            if (ask.kind == lessons::AskKind::Many && truth == std::vector<std::string>{choice.id}) continue;
            if (!first) act(move(Kind::TryAgain));
            first = false;
            ASSERT_EQ(scene(), SceneKind::Question) << choice.id;
            EXPECT_TRUE(studio().futureIsHidden()) << "tried again, the run ahead is hidden as well";
            // Of several that may be right, all that are so, but for this one.
            std::vector<std::string> given = ask.kind == lessons::AskKind::Many ? truth : std::vector<std::string>();
            const auto there = std::find(given.begin(), given.end(), choice.id);
            there == given.end() ? given.push_back(choice.id) : void(given.erase(there));
            pick(given);
            press();
            ASSERT_EQ(scene(), SceneKind::Verdict) << choice.id;
            EXPECT_FALSE(studio().lessonScene().question.isRight) << choice.id;
            ASSERT_FALSE(choice.whatIf.empty()) << choice.id << " cannot be run";
            playOnce(choice);
        }
        press();
    }
    EXPECT_TRUE(isOver());
    EXPECT_TRUE(studio().document().mainPlayer()->problems().empty());
}

/// The message that a matcher by kind and ends means.
raft::MessageId named(const raft::MessageMatcher& matcher, const raft::Network& network) {
    std::uint32_t seen = 0;
    for (const std::uint32_t slot : network.slotsInOrder()) {
        const raft::Flight& flight = network.at(slot);
        const bool fits = flight.message.from == matcher.from.value_or(flight.message.from) &&
                          flight.message.to == matcher.to.value_or(flight.message.to) &&
                          flight.message.kind() == matcher.kind.value_or(flight.message.kind());
        if (fits && ++seen == matcher.nth) return flight.id;
    }
    ADD_FAILURE() << "there is no such message";
    return {};
}

/// What somebody at the mouse would do for this action of a solution.
Command byHand(const raft::Action& action, const raft::TextTable& texts, const Document& document) {
    const raft::Cluster& cluster = document.history().world().cluster();
    if (const auto* crash = std::get_if<raft::act::Crash>(&action)) {
        for (std::uint8_t i = 0; i < raft::kMaxServers; ++i) {
            if (crash->servers.contains(raft::NodeId(i))) return cmd::ToggleCrash{raft::NodeId(i)};
        }
    }
    if (const auto* restart = std::get_if<raft::act::Restart>(&action)) {
        for (std::uint8_t i = 0; i < raft::kMaxServers; ++i) {
            if (restart->servers.contains(raft::NodeId(i))) return cmd::ToggleCrash{raft::NodeId(i)};
        }
    }
    if (const auto* fire = std::get_if<raft::act::FireTimeout>(&action)) return cmd::FireTimeout{fire->server};
    if (const auto* cut = std::get_if<raft::act::Cut>(&action)) return cmd::CutLinks{cut->links, true};
    if (const auto* mend = std::get_if<raft::act::Mend>(&action)) return cmd::MendLinks{mend->links, true};
    if (std::holds_alternative<raft::act::Heal>(action)) return cmd::Heal{};
    if (const auto* clock = std::get_if<raft::act::SetClock>(&action)) {
        if (cluster.machine(clock->server).clockPpm == clock->ratePpm) {
            return cmd::SetClockOffset{clock->server, clock->offset};
        }
        return cmd::SetClockRate{clock->server, clock->ratePpm};
    }
    if (const auto* delay = std::get_if<raft::act::Delay>(&action)) {
        return cmd::DelayMessage{named(delay->which, cluster.network()), delay->by};
    }
    if (const auto* fold = std::get_if<raft::act::TakeSnapshot>(&action)) {
        return cmd::TakeSnapshot{*fold->servers.begin()};
    }
    if (const auto* change = std::get_if<raft::act::ChangeMembership>(&action)) {
        return cmd::ChangeMembers{change->change.kind, change->change.servers};
    }
    if (const auto* transfer = std::get_if<raft::act::TransferLeader>(&action)) return cmd::TransferTo{transfer->to};
    if (const auto* read = std::get_if<raft::act::ReadKey>(&action)) {
        const std::string key(texts.text(read->key));
        if (key == document.keyToRead()) return cmd::Read{read->mode, read->from};
        return cmd::Send{"read " + key + " " + std::string(raft::nameOf(read->mode)), read->from};
    }
    const auto* submit = std::get_if<raft::act::Submit>(&action);
    EXPECT_NE(submit, nullptr) << "the test knows no gesture for this action";
    return cmd::Send{std::string(texts.text(submit->command)), submit->to};
}

TEST_P(CourseLesson, TheGoalIsWonWithOnesOwnHands) {
    settle();
    for (int i = 0; i < 100 && !isOver(); ++i) {
        if (scene() == SceneKind::Question) act(move(Kind::Reveal)), settle();
        if (!isOver()) press();
    }
    if (!lesson().goal) return;
    EXPECT_EQ(studio().bigButton().text, studio().texts().tr("big.yourTurn"));
    press();
    ASSERT_EQ(scene(), SceneKind::Goal);
    EXPECT_EQ(studio().lessonScene().goal.state, lessons::GoalStatus::State::Open);
    const GoalScene said = studio().lessonScene().goal;
    EXPECT_EQ(said.allowed.find("verb."), std::string::npos) << said.allowed << ": a gesture without a name";
    EXPECT_EQ(said.wonWhen.find(" was seen"), std::string::npos) << said.wonWhen << ": an event without a sentence";
    const lessons::Goal& goal = *lesson().goal;
    for (const lessons::Step& step : goal.solution) {
        for (const raft::ScriptItem& item : step.todo) {
            const auto* action = std::get_if<raft::Action>(&item.move);
            ASSERT_NE(action, nullptr);
            act(byHand(*action, *lesson().texts, studio().document()));
        }
        if (!step.run) continue;
        if (const auto* wait = std::get_if<raft::item::Wait>(&step.run->move)) {
            const raft::SimTime end = studio().document().history().time() + wait->duration;
            while (studio().document().history().time() < end && !studio().whyNot(cmd::StepForward{})) {
                studio().execute(cmd::StepForward{});
                studio().update(0);
            }
            continue;
        }
        const auto* until = std::get_if<raft::item::WaitFor>(&step.run->move);
        ASSERT_NE(until, nullptr) << "a solution waits for time or for facts";
        for (int i = 0; i < 5000; ++i) {
            const raft::History& history = studio().document().history();
            raft::TallyKeeper tally;
            if (raft::holds(until->condition, raft::Moment{history, tally.at(history)})) break;
            ASSERT_FALSE(studio().whyNot(cmd::StepForward{})) << *studio().whyNot(cmd::StepForward{});
            studio().execute(cmd::StepForward{});
            studio().update(0);
        }
    }
    EXPECT_EQ(studio().lessonScene().goal.state, lessons::GoalStatus::State::Won);
    EXPECT_LE(studio().lessonScene().goal.actionsUsed, goal.actionsMax);
    EXPECT_TRUE(done()->solved);
    EXPECT_EQ(done()->actions, studio().lessonScene().goal.actionsUsed);
    EXPECT_TRUE(starsOf(*studio().course().find(GetParam()), done()).elegant) << "nobody is asked for less";
    EXPECT_EQ(studio().bigButton().text, studio().texts().tr(endsTrack(studio()) ? "big.poster" : "big.lessons"));
}

TEST_P(CourseLesson, TheSolutionPlaysAsAGhostAndLeadsToAnAttempt) {
    settle();
    for (int i = 0; i < 100 && !isOver(); ++i) {
        if (scene() == SceneKind::Question) act(move(Kind::Reveal)), settle();
        if (!isOver()) press();
    }
    if (!lesson().goal) return;
    press();
    for (std::size_t i = 0; i < lesson().goal->hints.size(); ++i) {
        EXPECT_EQ(studio().lessonScene().goal.hintsShown, static_cast<int>(i));
        act(move(Kind::Hint));
    }
    EXPECT_TRUE(studio().whyNot(move(Kind::Hint)).has_value()) << "that was the last hint";
    act(move(Kind::Solution));
    settle();
    EXPECT_EQ(scene(), SceneKind::Solution);
    EXPECT_NE(studio().caption().text, "");
    for (int i = 0; i < 10 && scene() == SceneKind::Solution; ++i) press();
    EXPECT_EQ(scene(), SceneKind::Goal);
    EXPECT_EQ(studio().lessonScene().goal.attempt, 2);
    EXPECT_EQ(studio().lessonScene().goal.actionsUsed, 0);
    EXPECT_FALSE(done() != nullptr && done()->solved) << "watching is not solving";
}

INSTANTIATE_TEST_SUITE_P(All, CourseLesson, testing::ValuesIn(lessonIds()), [](const auto& lesson) {
    std::string name;
    bool upper = true;
    for (const char c : lesson.param) {
        if (c != '-') name += upper ? static_cast<char>(std::toupper(c)) : c;
        upper = c == '-';
    }
    return name;
});

}  // namespace
}  // namespace studio
