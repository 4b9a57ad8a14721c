// Time travel: the state after any seek is the state of a straight run.

#include "raft/history/history.h"

#include <gtest/gtest.h>

#include <memory>

#include "raft/base/digest.h"

namespace raft::test {
namespace {

NodeSet only(int server) {
    NodeSet set;
    set.insert(NodeId(static_cast<std::uint8_t>(server)));
    return set;
}

struct Walk {
    explicit Walk(std::uint64_t seed, SimTime fsync = SimTime()) {
        ClusterConfig config;
        config.seed = seed;
        config.lossPpm = 20'000;
        config.duplicatePpm = 10'000;
        config.latencyMax = SimTime::fromMs(25);
        config.fsync = fsync;
        history = std::make_unique<History>(config, texts);
    }

    /// Walks forward with a random mishap now and then, and keeps the digest after every step.
    void wander(int steps, std::uint64_t luck) {
        digests.push_back(history->world().digest());
        for (int i = 0; i < steps; ++i) {
            const std::uint64_t bits = mixBits(luck * 1'000'003 + static_cast<std::uint64_t>(i));
            // With every server down nothing happens by itself: then there is no step.
            const bool acts = bits % 23 == 0;
            if (acts) history->act(mishap(bits >> 8), "mishap");
            if (!acts && !history->forward()) continue;
            digests.push_back(history->world().digest());
        }
    }

    Action mishap(std::uint64_t bits) {
        const int server = static_cast<int>(bits % 5);
        const NodeId one(static_cast<std::uint8_t>(server));
        const NodeId two(static_cast<std::uint8_t>((bits % 5 + 1 + bits / 5 % 4) % 5));
        switch (bits / 32 % 8) {
            case 0: return act::Crash{only(server)};
            case 1: return act::Restart{only(server)};
            case 2: return act::Cut{{LinkId{one, two}, LinkId{two, one}}};
            case 3: return act::Heal{};
            case 4: return act::Hold{{LinkId{one, two}}};
            case 5: return act::Pause{only(server)};
            case 6: return act::Resume{only(server)};
            default: return act::Submit{texts->intern("x+=1"), clientEnd(0), std::nullopt, 0};
        }
    }

    std::shared_ptr<TextTable> texts = std::make_shared<TextTable>();
    std::unique_ptr<History> history;
    std::vector<std::uint64_t> digests;  // digests[k]: after step k.
};

TEST(History, StateAfterAnySeekIsTheStateOfAStraightRun) {
    for (std::uint64_t seed = 1; seed <= 8; ++seed) {
        Walk run(seed, seed % 2 == 0 ? SimTime::fromMs(3) : SimTime());
        run.wander(3'000, seed);
        for (std::uint64_t k = 0; k < 60; ++k) {
            const auto step = static_cast<std::uint32_t>(mixBits(seed * 77 + k) % run.digests.size());
            run.history->seekStep(StepId(step));
            ASSERT_EQ(run.history->step(), StepId(step));
            ASSERT_EQ(run.history->world().digest(), run.digests[step]) << "seed " << seed << ", step " << step;
        }
    }
}

TEST(History, OneStepBackAndForwardIsNothing) {
    Walk run(3);
    run.wander(1'500, 5);
    for (int i = 0; i < 200; ++i) {
        const StepId here = run.history->step();
        ASSERT_TRUE(run.history->back());
        ASSERT_EQ(run.history->world().digest(), run.digests[here.value - 1]);
        ASSERT_TRUE(run.history->forward());
        ASSERT_EQ(run.history->world().digest(), run.digests[here.value]);
        ASSERT_TRUE(run.history->back());
    }
}

TEST(History, SameSeedSameBytesAndAnotherSeedOthers) {
    Walk one(7);
    Walk same(7);
    Walk other(8);
    for (Walk* run : {&one, &same, &other}) run->wander(1'000, 1);
    EXPECT_EQ(one.history->world().chain(), same.history->world().chain());
    EXPECT_EQ(one.digests, same.digests);
    EXPECT_NE(one.history->world().chain(), other.history->world().chain());
}

TEST(History, SeekTimeStandsAfterEverythingDueByThen) {
    Walk run(2);
    run.history->seekTime(SimTime::fromMs(700));
    EXPECT_EQ(run.history->time(), SimTime::fromMs(700));
    EXPECT_LE(run.history->record(run.history->step()).time, SimTime::fromMs(700));
    EXPECT_GT(run.history->world().cluster().nextDue(), SimTime::fromMs(700));
    const auto digest = run.history->world().digest();
    run.history->seekTime(SimTime::fromMs(2'000));
    run.history->seekTime(SimTime::fromMs(100));
    run.history->seekTime(SimTime::fromMs(700));
    EXPECT_EQ(run.history->world().digest(), digest);
}

TEST(History, EventsOfAStepComeBackWithTheirOperands) {
    Walk run(4);
    std::vector<StepEvents> seen;
    run.history->observe([&seen](const World&, const StepEvents& events) { seen.push_back(events); });
    run.wander(400, 9);
    for (std::uint32_t step = 1; step <= 400; step += 7) {
        const StepEvents again = run.history->eventsOf(StepId(step));
        EXPECT_EQ(again.events, seen[step - 1].events);
        EXPECT_EQ(again.first, run.history->record(StepId(step)).firstEvent);
    }
}

TEST(History, EveryEventBelongsToTheStepThatSaysSo) {
    Walk run(4);
    run.wander(300, 2);
    for (std::uint32_t step = 0; step < 300; ++step) {
        const EventId first = run.history->record(StepId(step)).firstEvent;
        EXPECT_EQ(run.history->stepOfEvent(first), StepId(step));
        const EventId last = run.history->record(StepId(step + 1)).firstEvent - 1;
        EXPECT_EQ(run.history->stepOfEvent(last), StepId(step));
    }
}

TEST(History, StepsByServerAndToTheNextInterestingEvent) {
    Walk run(1);
    ASSERT_TRUE(run.history->forwardToInteresting());
    EXPECT_NE(run.history->record(run.history->step()).flags & kInteresting, 0);
    const StepId first = run.history->step();
    ASSERT_TRUE(run.history->forwardOf(NodeId(3)));
    EXPECT_EQ(run.history->record(run.history->step()).node, NodeId(3));
    ASSERT_TRUE(run.history->backToInteresting());
    EXPECT_GE(run.history->step(), first);
    ASSERT_TRUE(run.history->backOf(NodeId(200))) << "back to the boot at the latest";
    EXPECT_EQ(run.history->step(), StepId(0));
    EXPECT_FALSE(run.history->back());
}

TEST(Branches, ActingInThePastKeepsTheOldFuture) {
    Walk run(5);
    run.wander(600, 3);
    History& history = *run.history;
    const StepId mainEnd = history.end();
    history.seekStep(StepId(200));
    history.act(act::Crash{only(0)}, "crash S1");
    EXPECT_EQ(history.lineCount(), 2);
    EXPECT_EQ(history.line(), 1);
    EXPECT_EQ(history.nameOf(1), "crash S1");
    EXPECT_EQ(history.info(1).fork, StepId(201));
    for (int i = 0; i < 300; ++i) history.forward();
    const auto branchEnd = history.world().digest();

    history.switchTo(0, history.record(StepId(0)).time);
    EXPECT_EQ(history.end(), mainEnd);
    history.seekStep(mainEnd - 1);
    EXPECT_EQ(history.world().digest(), run.digests.back()) << "the old future is untouched";

    history.switchTo(1);
    history.seekStep(history.end() - 1);
    EXPECT_EQ(history.world().digest(), branchEnd);
    history.seekStep(StepId(100));
    EXPECT_EQ(history.world().digest(), run.digests[100]) << "the shared past is shared";
}

TEST(Branches, BranchesGrowBranches) {
    Walk run(6);
    run.wander(300, 4);
    History& history = *run.history;
    history.seekStep(StepId(150));
    history.act(act::Heal{}, "first");
    for (int i = 0; i < 100; ++i) history.forward();
    history.seekStep(StepId(200));
    const auto at200 = history.world().digest();
    history.act(act::Crash{only(2)}, "second");
    EXPECT_EQ(history.parentOf(history.line()), 1);
    for (int i = 0; i < 1'300; ++i) history.forward();
    history.seekStep(StepId(200));
    EXPECT_EQ(history.world().digest(), at200);
    history.seekStep(StepId(100));
    EXPECT_EQ(history.world().digest(), run.digests[100]);
    EXPECT_EQ(history.actions().back().step, StepId(201));
}

TEST(Branches, ABranchMayLeaveItsLineBeforeThatHasBegun) {
    Walk run(6);
    run.wander(300, 4);
    History& history = *run.history;
    history.seekStep(StepId(200));
    history.act(act::Heal{}, "late");
    history.seekStep(StepId(40));
    history.act(act::Crash{only(2)}, "early");
    // What the main line did between the two forks is not part of this past.
    const StepId end = history.end();
    for (const LaneMark& mark : history.marks()) EXPECT_LT(mark.step, end);
    const std::vector<RecordedAction> actions = history.actions();
    ASSERT_FALSE(actions.empty());
    for (const RecordedAction& action : actions) EXPECT_LT(action.step, end);
    EXPECT_EQ(actions.back().step, StepId(41));
}

TEST(Branches, ActingAtTheTipExtendsTheLine) {
    Walk run(5);
    run.wander(50, 3);
    run.history->act(act::Crash{only(1)}, "crash S2");
    EXPECT_EQ(run.history->lineCount(), 1);
}

TEST(Undo, TakesBackTheLastActionAndReturnsToJustBeforeIt) {
    Walk run(9);
    History& history = *run.history;
    for (int i = 0; i < 80; ++i) history.forward();
    history.seekTime(history.time() + SimTime(137));
    const SimTime time = history.time();
    const auto before = history.world().digest();
    history.act(act::Crash{only(0)}, "crash S1");
    const auto crashed = history.world().digest();
    for (int i = 0; i < 40; ++i) history.forward();
    ASSERT_TRUE(history.canUndo());
    ASSERT_TRUE(history.undo());
    EXPECT_EQ(history.world().digest(), before);
    EXPECT_EQ(history.time(), time);
    EXPECT_TRUE(history.atEnd());
    ASSERT_TRUE(history.redo());
    EXPECT_EQ(history.world().digest(), crashed);
    ASSERT_TRUE(history.undo());
    EXPECT_FALSE(history.canUndo());
    EXPECT_FALSE(history.undo());
}

TEST(Undo, BranchOpenedToStayStays) {
    Walk run(9);
    run.wander(200, 3);
    History& history = *run.history;
    history.seekStep(StepId(100));
    const SimTime time = history.time();
    const int line = history.fork("mine", History::Emptied::Stays);
    EXPECT_EQ(history.forkTime(line), time) << "known before the first action";
    for (int i = 0; i < 20; ++i) history.forward();
    history.act(act::Heal{}, "heal");
    ASSERT_TRUE(history.undo());
    EXPECT_TRUE(history.exists(line));
    EXPECT_EQ(history.line(), line);
    EXPECT_FALSE(history.canUndo());
    ASSERT_TRUE(history.redo());
    EXPECT_EQ(history.line(), line);
}

TEST(Seek, FindsAMomentBeforeAnActionOfTheSameInstant) {
    Walk run(9);
    History& history = *run.history;
    for (int i = 0; i < 80; ++i) history.forward();
    history.seekTime(history.time() + SimTime(137));
    const StepId step = history.step();
    const SimTime time = history.time();
    const auto before = history.world().digest();
    history.act(act::Crash{only(0)}, "crash S1");
    history.forward();
    history.seek(step, time);
    EXPECT_EQ(history.step(), step);
    EXPECT_EQ(history.time(), time);
    EXPECT_EQ(history.world().digest(), before);
    history.seekTime(time);
    EXPECT_EQ(history.step(), step + 1) << "a time alone means everything that was done at it";
}

TEST(Undo, BranchUndoneToEmptyVanishes) {
    Walk run(9);
    run.wander(200, 3);
    History& history = *run.history;
    history.seekStep(StepId(100));
    history.act(act::Heal{}, "heal");
    ASSERT_TRUE(history.undo());
    EXPECT_FALSE(history.exists(1));
    EXPECT_EQ(history.line(), 0);
    EXPECT_EQ(history.world().digest(), run.digests[100]);
    ASSERT_TRUE(history.redo());
    EXPECT_TRUE(history.exists(1));
    EXPECT_EQ(history.line(), 1);
}

TEST(Undo, IsRefusedWhileABranchStandsOnWhatWouldGo) {
    Walk run(9);
    History& history = *run.history;
    for (int i = 0; i < 50; ++i) history.forward();
    history.act(act::Crash{only(0)}, "crash S1");
    for (int i = 0; i < 50; ++i) history.forward();
    history.seekStep(history.step() - 10);
    history.act(act::Restart{only(0)}, "restart S1");
    history.switchTo(0);
    EXPECT_FALSE(history.canUndo());
}

TEST(History, ActionsOfAStretchAreThoseOfTheWholeLineWithin) {
    Walk run(5);
    run.wander(800, 9);
    run.history->seekStep(StepId(400));
    run.history->act(act::Crash{only(1)}, "branch");
    run.history->seekTime(run.history->time() + SimTime::fromMs(300));
    run.history->act(act::Restart{only(1)}, "branch");
    const std::vector<RecordedAction> all = run.history->actions();
    ASSERT_GT(all.size(), 10u);
    for (const auto& [from, to] : {std::pair(0u, 5'000u), {100u, 401u}, {390u, 420u}, {401u, 500u}, {300u, 200u}}) {
        std::vector<StepId> expected;
        for (const RecordedAction& action : all) {
            if (action.step >= StepId(from) && action.step < StepId(to)) expected.push_back(action.step);
        }
        std::vector<StepId> found;
        for (const RecordedAction* action : run.history->actionsBetween(StepId(from), StepId(to))) {
            found.push_back(action->step);
        }
        EXPECT_EQ(found, expected) << from << " to " << to;
    }
}

TEST(History, ARecordKnowsEveryKindAndEveryServerOfItsStep) {
    Walk walk(11);
    walk.wander(600, 3);
    const History& history = *walk.history;
    history.replay(StepId(0), history.end(), [&](const World& after, const StepEvents& step) {
        const StepRecord& record = history.record(after.nextStep() - 1);
        std::uint32_t kinds = 0;
        std::uint32_t servers = 0;
        bool telling = false;
        for (const Event& event : step.events) {
            kinds |= 1u << static_cast<int>(event.kind);
            if (event.node != kNoNode) servers |= 1u << event.node.value;
            telling = telling || isInteresting(event);
            EXPECT_TRUE(record.hasKind(event.kind));
        }
        EXPECT_EQ(record.kinds, kinds);
        EXPECT_EQ(record.servers, servers);
        EXPECT_EQ(tellsSomething(record.kinds), telling);
    });
    EXPECT_FALSE(history.record(StepId(0)).hasKind(EventKind::Crash));
    EXPECT_FALSE(history.record(StepId(0)).isAbout(NodeId(8)));
    EXPECT_FALSE(history.record(StepId(0)).isAbout(kNoNode));
}

TEST(History, ALineCanBeRenamed) {
    Walk walk(4);
    walk.history->seekTime(SimTime::fromMs(300));
    walk.history->seekTime(SimTime::fromMs(100));
    walk.history->act(act::Crash{only(1)}, "crash");
    ASSERT_EQ(walk.history->line(), 1);
    walk.history->rename(1, "another life");
    EXPECT_EQ(walk.history->info(1).name, "another life");
    EXPECT_EQ(walk.history->nameOf(0), "") << "the main line keeps its own";
}

}  // namespace
}  // namespace raft::test
