// The whole program behind the window: lessons, branches, files and the big button, driven by commands and seconds.

#include "app/studio/studio.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "tests/app/studio/studio_support.h"

namespace studio {
namespace {

std::uint64_t worldOf(const Studio& studio) { return studio.document().history().world().digest(); }
std::uint64_t pastOf(const Studio& studio) { return studio.document().history().world().chain(); }

// ---- The first seconds ----

TEST(Welcome, ALeaderAppearsByItselfAndTheButtonNamesIt) {
    auto studio = welcome();
    EXPECT_TRUE(studio->needsFrame());
    EXPECT_EQ(studio->bigButton().text, "Skip ahead");
    double seconds = 0;
    for (; studio->caption().running && seconds < 10; seconds += 0.02) studio->update(0.02);
    EXPECT_LT(seconds, 3.0) << "nobody waits long for the first leader";
    EXPECT_EQ(studio->document().history().world().cluster().leaderOfHighestTerm(), raft::NodeId(2));
    EXPECT_EQ(studio->bigButton().text, "Crash S3");
    studio->execute(cmd::SetLanguage{Language::Chinese});
    EXPECT_EQ(studio->bigButton().text, "让 S3 宕机");
}

TEST(Welcome, TheBigButtonLeadsThroughToTheDoors) {
    auto studio = welcome();
    finishStep(*studio);
    studio->execute(cmd::BigButton{});
    EXPECT_FALSE(studio->document().history().world().cluster().machine(raft::NodeId(2)).up);
    finishStep(*studio);
    EXPECT_EQ(studio->bigButton().text, "Send x=1");
    studio->execute(cmd::BigButton{});
    finishStep(*studio);
    const Place done = studio->document().place();
    EXPECT_EQ(studio->bigButton().text, "Step back");
    EXPECT_FALSE(studio->caption().doors);
    studio->execute(cmd::BigButton{});
    finishStep(*studio);
    EXPECT_EQ(studio->document().place().time, done.time - raft::SimTime::fromMs(15)) << "only the eye went back";
    EXPECT_GT(studio->document().history().world().cluster().network().inFlight(), 0u) << "x=1 is on its way again";
    EXPECT_EQ(studio->caption().stepNumber, 4);
    EXPECT_EQ(studio->bigButton().text, "Next");
    studio->execute(cmd::BigButton{});
    finishStep(*studio);
    EXPECT_TRUE(studio->caption().doors);
    EXPECT_EQ(studio->document().place(), done);
    EXPECT_TRUE(studio->caption().problem.empty()) << studio->caption().problem;
    studio->execute(cmd::BigButton{});
    EXPECT_EQ(studio->document().lesson(), nullptr) << "one's own cluster";
}

TEST(Welcome, RunsTheSameInTheWindowAsHeadless) {
    auto window = welcome();
    playLesson(*window);
    auto hasty = welcome();
    while (hasty->document().player()->state() != lessons::Player::State::Done) hasty->execute(cmd::NextLessonStep{});
    EXPECT_EQ(pastOf(*window), pastOf(*hasty));
    EXPECT_EQ(worldOf(*window), worldOf(*hasty));
}

TEST(Welcome, PressingWhileItRunsSkipsToTheEndOfTheStep) {
    auto studio = welcome();
    studio->update(0.02);
    studio->execute(cmd::BigButton{});
    EXPECT_FALSE(studio->caption().running);
    EXPECT_EQ(studio->bigButton().text, "Crash S3");
    EXPECT_EQ(studio->caption().stepNumber, 1);
}

TEST(Welcome, SleepsOnceNothingMoves) {
    auto studio = welcome();
    finishStep(*studio);
    for (int i = 0; i < 3; ++i) studio->update(0.02);
    EXPECT_FALSE(studio->needsFrame());
    studio->commands().push(cmd::ToggleTheme{});
    EXPECT_TRUE(studio->needsFrame());
    studio->update(0);
    EXPECT_TRUE(studio->needsFrame()) << "the change must be drawn";
    for (int i = 0; i < 3; ++i) studio->update(0.02);
    EXPECT_FALSE(studio->needsFrame());
}

// ---- Pausing and looking back within a lesson ----

TEST(Lesson, PausedInTheMiddleItGoesOnWhereItWas) {
    auto studio = welcome();
    for (int i = 0; i < 20; ++i) studio->update(0.02);
    studio->execute(cmd::PlayPause{});
    const Place paused = studio->document().place();
    studio->update(0.5);
    EXPECT_EQ(studio->document().place(), paused);
    EXPECT_EQ(studio->bigButton().text, "Go on");
    studio->execute(cmd::StepBack{});
    studio->execute(cmd::BigButton{});
    finishStep(*studio);
    EXPECT_EQ(studio->bigButton().text, "Crash S3");
    EXPECT_TRUE(studio->caption().problem.empty());
}

TEST(Lesson, LookingBackChangesNothingAndTheButtonPlaysUpToThePresent) {
    auto studio = welcome();
    finishStep(*studio);
    const Place present = studio->document().place();
    const std::uint64_t world = worldOf(*studio);
    studio->execute(cmd::Home{});
    EXPECT_EQ(studio->document().place().step.value, 0u);
    EXPECT_EQ(studio->bigButton().text, "Go on");
    studio->execute(cmd::BigButton{});
    for (int i = 0; i < 1000 && studio->isMoving(); ++i) studio->update(0.02);
    EXPECT_EQ(studio->document().place(), present);
    EXPECT_EQ(worldOf(*studio), world);
    EXPECT_EQ(studio->bigButton().text, "Crash S3");
    EXPECT_EQ(studio->document().history().lineCount(), 1) << "nobody forked";
}

TEST(Lesson, PageKeysWalkItsStepsBothWays) {
    auto studio = welcome();
    playLesson(*studio);
    const std::uint64_t end = worldOf(*studio);
    for (int step = 4; step >= 1; --step) {
        studio->execute(cmd::PreviousLessonStep{});
        EXPECT_EQ(studio->caption().stepNumber, step);
    }
    EXPECT_EQ(studio->document().history().time(), raft::SimTime::fromMs(65)) << "the end of the first step";
    studio->execute(cmd::PreviousLessonStep{});
    EXPECT_EQ(studio->document().history().step().value, 0u) << "the beginning";
    EXPECT_EQ(studio->caption().stepNumber, 1);
    for (const int step : {1, 2, 3, 4, 5}) {
        studio->execute(cmd::NextLessonStep{});
        EXPECT_EQ(studio->caption().stepNumber, step);
    }
    EXPECT_EQ(worldOf(*studio), end);
    EXPECT_TRUE(studio->caption().doors);
    EXPECT_EQ(studio->document().history().lineCount(), 1);
}

TEST(Lesson, TheCaptionFollowsTheEye) {
    auto studio = welcome();
    playLesson(*studio);
    studio->execute(cmd::SeekTime{raft::SimTime::fromMs(30)});
    EXPECT_EQ(studio->caption().stepNumber, 1);
    studio->execute(cmd::SeekTime{raft::SimTime::fromMs(100)});
    EXPECT_EQ(studio->caption().stepNumber, 2);
    EXPECT_FALSE(studio->caption().doors);
    studio->execute(cmd::SeekTime{raft::SimTime::fromMs(60'000)});
    EXPECT_TRUE(studio->document().atLessonPlace()) << "nothing right of the lesson's end was computed";
    EXPECT_EQ(studio->document().history().lineCount(), 1);
}

// ---- Branches ----

TEST(Branches, ActingInALessonForksAndTheWayBackIsExact) {
    auto studio = welcome();
    finishStep(*studio);
    const Place lesson = studio->document().place();
    const std::uint64_t world = worldOf(*studio);
    const std::uint64_t past = pastOf(*studio);
    studio->execute(cmd::ToggleCrash{raft::NodeId(0)});
    EXPECT_FALSE(studio->document().onLessonLine());
    EXPECT_EQ(studio->branchName(1), "crash S1 at 65 ms");
    EXPECT_TRUE(studio->caption().awayFromLesson);
    EXPECT_TRUE(studio->isMoving()) << "one wants to see what follows";
    for (int i = 0; i < 100; ++i) studio->update(0.05);
    EXPECT_EQ(studio->bigButton().text, "Back to the lesson");
    studio->execute(cmd::BigButton{});
    EXPECT_EQ(studio->document().place(), lesson);
    EXPECT_EQ(worldOf(*studio), world);
    EXPECT_EQ(pastOf(*studio), past);
    EXPECT_EQ(studio->document().history().lineCount(), 2) << "the branch stays";
    // And the lesson goes on as if nothing had been.
    playLesson(*studio);
    auto undisturbed = welcome();
    playLesson(*undisturbed);
    EXPECT_EQ(pastOf(*studio), pastOf(*undisturbed));
}

TEST(Branches, StepBackPastTheCrashActThereAndBack) {
    auto studio = welcome();
    finishStep(*studio);
    studio->execute(cmd::BigButton{});
    finishStep(*studio);
    const std::uint64_t world = worldOf(*studio);
    const raft::Cluster& cluster = studio->document().history().world().cluster();
    while (!cluster.machine(raft::NodeId(2)).up) studio->execute(cmd::StepBack{});
    const raft::SimTime there = studio->document().history().time();
    studio->execute(cmd::ToggleCrash{raft::NodeId(1)});
    EXPECT_FALSE(cluster.machine(raft::NodeId(1)).up);
    EXPECT_TRUE(cluster.machine(raft::NodeId(2)).up);
    EXPECT_EQ(studio->document().history().time(), there);
    EXPECT_FALSE(studio->isMoving()) << "who stepped by hand may want to do more at this instant";
    studio->execute(cmd::ToggleCrash{raft::NodeId(0)});
    EXPECT_EQ(studio->document().history().line(), 1) << "further actions at the tip extend the branch";
    studio->execute(cmd::BackToLesson{});
    EXPECT_EQ(worldOf(*studio), world);
    studio->execute(cmd::SwitchBranch{1});
    EXPECT_EQ(studio->document().history().line(), 1);
    studio->execute(cmd::SwitchBranch{0});
    EXPECT_EQ(worldOf(*studio), world);
}

TEST(Branches, UndoTakesTheActionBackAndAnEmptyBranchVanishes) {
    auto studio = welcome();
    finishStep(*studio);
    const std::uint64_t world = worldOf(*studio);
    studio->execute(cmd::ToggleCrash{raft::NodeId(0)});
    studio->execute(cmd::Undo{});
    EXPECT_TRUE(studio->document().atLessonPlace());
    EXPECT_EQ(worldOf(*studio), world);
    EXPECT_FALSE(studio->document().history().exists(1));
}

TEST(Branches, UndoReturnsToJustBeforeTheActionAndRedoDoesItAgain) {
    auto studio = ledSandbox();
    const std::uint64_t before = worldOf(*studio);
    studio->execute(cmd::PlayPause{});
    studio->execute(cmd::Send{});
    const std::uint64_t after = worldOf(*studio);
    EXPECT_NE(after, before);
    for (int i = 0; i < 5; ++i) studio->execute(cmd::StepForward{});
    studio->execute(cmd::Undo{});
    EXPECT_EQ(worldOf(*studio), before);
    studio->execute(cmd::Redo{});
    EXPECT_EQ(worldOf(*studio), after);
}

TEST(Branches, SeveralActionsAreTakenBackAndDoneAgain) {
    auto studio = ledSandbox();
    studio->execute(cmd::PlayPause{});
    const std::uint64_t before = pastOf(*studio);
    studio->execute(cmd::Send{});
    for (int i = 0; i < 5; ++i) studio->execute(cmd::StepForward{});
    studio->execute(cmd::ToggleCrash{raft::NodeId(1)});
    const std::uint64_t after = pastOf(*studio);
    studio->execute(cmd::Undo{});
    studio->execute(cmd::Undo{});
    EXPECT_EQ(pastOf(*studio), before);
    studio->execute(cmd::Redo{});
    studio->execute(cmd::Redo{});
    EXPECT_EQ(pastOf(*studio), after);
    // Walking on before doing them again keeps what was walked, on a line of its own.
    studio->execute(cmd::Undo{});
    studio->execute(cmd::Undo{});
    for (int i = 0; i < 9; ++i) studio->execute(cmd::StepForward{});
    const int line = studio->document().history().line();
    studio->execute(cmd::Redo{});
    studio->execute(cmd::Redo{});
    EXPECT_EQ(pastOf(*studio), after);
    EXPECT_NE(studio->document().history().line(), line);
}

TEST(Branches, GoingOnesOwnWayAndBackWithOneKey) {
    auto studio = welcome();
    finishStep(*studio);
    const std::uint64_t past = pastOf(*studio);
    studio->execute(cmd::SandboxHere{});
    EXPECT_TRUE(studio->caption().awayFromLesson);
    for (int i = 0; i < 50; ++i) studio->update(0.05);
    EXPECT_NE(pastOf(*studio), past);
    studio->execute(cmd::SandboxHere{});
    EXPECT_EQ(pastOf(*studio), past);
}

// ---- Acting ----

TEST(Acting, SendNumbersItsCommandsAndAsksTheLeader) {
    auto studio = ledSandbox();
    EXPECT_EQ(studio->nextCommandText(), "x=1");
    studio->execute(cmd::Send{});
    EXPECT_EQ(studio->nextCommandText(), "x=2");
    for (int i = 0; i < 100; ++i) studio->update(0.05);
    const raft::Client& client = studio->document().history().world().cluster().client(raft::clientEnd(0));
    ASSERT_EQ(client.calls.size(), 1u);
    EXPECT_TRUE(client.calls[0].returned && client.calls[0].ok);
    // In the past the number is that of the past.
    studio->execute(cmd::Home{});
    EXPECT_EQ(studio->nextCommandText(), "x=1");
}

TEST(Acting, CrashTogglesAndIsolateCutsEveryLink) {
    auto studio = ledSandbox();
    const raft::Cluster& cluster = studio->document().history().world().cluster();
    studio->execute(cmd::SelectServer{2});
    studio->execute(cmd::ToggleCrash{});
    EXPECT_FALSE(cluster.machine(raft::NodeId(1)).up);
    studio->execute(cmd::ToggleCrash{});
    EXPECT_TRUE(cluster.machine(raft::NodeId(1)).up);
    studio->execute(cmd::ToggleIsolate{});
    for (const raft::NodeId peer : {raft::NodeId(0), raft::NodeId(2)}) {
        EXPECT_TRUE(cluster.network().link(raft::NodeId(1), peer).cut);
        EXPECT_TRUE(cluster.network().link(peer, raft::NodeId(1)).cut);
    }
    EXPECT_FALSE(cluster.network().link(raft::NodeId(0), raft::NodeId(2)).cut);
    studio->execute(cmd::ToggleIsolate{});
    EXPECT_FALSE(cluster.network().link(raft::NodeId(1), raft::NodeId(0)).cut);
}

TEST(Acting, OneWayCutsLeaveTheOtherDirection) {
    auto studio = quietSandbox();
    const raft::Cluster& cluster = studio->document().history().world().cluster();
    studio->execute(cmd::CutLinks{{{raft::NodeId(0), raft::NodeId(1)}}, true});
    EXPECT_TRUE(cluster.network().link(raft::NodeId(0), raft::NodeId(1)).cut);
    EXPECT_FALSE(cluster.network().link(raft::NodeId(1), raft::NodeId(0)).cut);
    studio->execute(cmd::Heal{});
    EXPECT_FALSE(cluster.network().link(raft::NodeId(0), raft::NodeId(1)).cut);
}

TEST(Acting, CrashWithoutAServerPicksTheTool) {
    auto studio = quietSandbox();
    studio->execute(cmd::ToggleCrash{});
    EXPECT_EQ(studio->tool(), Tool::Crash);
    EXPECT_FALSE(studio->notice().empty());
    studio->execute(cmd::Escape{});
    EXPECT_EQ(studio->tool(), Tool::Point);
}

TEST(Acting, EscapeLetsGoOfOneThingAtATime) {
    auto studio = quietSandbox();
    studio->execute(cmd::SelectServer{1});
    studio->execute(cmd::SetTool{Tool::Cut});
    studio->execute(cmd::Show{Dialog::Keys});
    studio->execute(cmd::Escape{});
    EXPECT_EQ(studio->dialog(), Dialog::None);
    EXPECT_EQ(studio->tool(), Tool::Cut);
    studio->execute(cmd::Escape{});
    EXPECT_EQ(studio->tool(), Tool::Point);
    EXPECT_FALSE(studio->document().selection().empty());
    studio->execute(cmd::Escape{});
    EXPECT_TRUE(studio->document().selection().empty());
}

// ---- Files ----

class StudioFiles : public testing::Test {
protected:
    void SetUp() override {
        std::string path = (std::filesystem::temp_directory_path() / "raftlab-studio-XXXXXX").string();
        ASSERT_NE(mkdtemp(path.data()), nullptr);
        dir_ = path;
    }
    void TearDown() override { std::filesystem::remove_all(dir_); }
    std::string file(const std::string& name) const { return (dir_ / name).string(); }

private:
    std::filesystem::path dir_;
};

TEST_F(StudioFiles, ASavedRunComesBackWithItsBranches) {
    auto studio = ledSandbox();
    studio->execute(cmd::Send{});
    for (int i = 0; i < 40; ++i) studio->update(0.05);
    studio->execute(cmd::Home{});
    studio->execute(cmd::ToggleCrash{raft::NodeId(1)});
    const std::uint64_t past = pastOf(*studio);
    EXPECT_TRUE(studio->document().isModified());
    studio->execute(cmd::SaveFile{file("a.session.json")});
    EXPECT_FALSE(studio->document().isModified());
    EXPECT_NE(studio->notice().find("a.session.json"), std::string::npos);

    auto other = quietSandbox();
    EXPECT_TRUE(other->open(file("a.session.json"))) << other->notice();
    EXPECT_EQ(pastOf(*other), past);
    EXPECT_EQ(other->document().history().lineCount(), 2);
    EXPECT_EQ(other->branchName(1), studio->branchName(1));
}

TEST_F(StudioFiles, AFileThatIsNoGoodLeavesTheOldDocumentRunning) {
    auto studio = ledSandbox();
    const std::uint64_t past = pastOf(*studio);
    std::ofstream(file("bad.json")) << "{\"format\": \"raftlab-lesson/1\",\n \"id\": 3}";
    studio->execute(cmd::OpenFile{file("bad.json")});
    ASSERT_EQ(studio->dialog(), Dialog::Unsaved);
    studio->execute(cmd::LeaveUnsaved{});
    EXPECT_FALSE(studio->notice().empty());
    ASSERT_FALSE(studio->noticeDetails().empty());
    EXPECT_NE(studio->noticeDetails()[0].find("bad.json:"), std::string::npos);
    EXPECT_EQ(pastOf(*studio), past);
    EXPECT_FALSE(studio->open(file("missing.json")));
    EXPECT_FALSE(studio->save(file("no/such/folder/x.json")));
    EXPECT_EQ(pastOf(*studio), past);
}

TEST_F(StudioFiles, SettingsFollowTheUserToTheNextStart) {
    StudioOptions options;
    options.configDir = file("config");
    {
        Studio studio(options);
        studio.execute(cmd::SetLanguage{Language::Chinese});
        studio.execute(cmd::ToggleTheme{});
        studio.execute(cmd::PaceUp{});
        studio.execute(cmd::SetScale{150});
    }
    const Studio next(options);
    EXPECT_EQ(next.settings().language, Language::Chinese);
    EXPECT_EQ(next.settings().theme, ThemeName::Dark);
    EXPECT_EQ(next.settings().scalePercent, 150);
    EXPECT_EQ(next.playback().pace().factorPercent, 200);
    EXPECT_EQ(next.paceLabel(), "一跳 = 0.3 秒");
}

}  // namespace
}  // namespace studio
