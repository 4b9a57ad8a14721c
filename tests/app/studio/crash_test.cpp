// The instrument with which leaders crash: the line, the predictions, the runs beside the main line, the table.

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "app/studio/crash_scene.h"
#include "app/studio/learning.h"
#include "app/studio/progress_file.h"
#include "app/studio/studio.h"
#include "tests/app/studio/studio_support.h"

namespace studio {
namespace {

using Kind = cmd::CrashMove::Kind;
using Mode = CrashScene::Mode;

cmd::CrashMove move(Kind kind, int number = 0, int question = 0) { return {kind, number, question}; }

/// A studio whose pictures go into a folder of its own.
struct StudioBench {
    StudioBench()
        : folder(std::filesystem::temp_directory_path() / ("raftlab-crash-test-" + std::to_string(::getpid()))),
          studio(optionsFor(folder)) {}
    ~StudioBench() { std::filesystem::remove_all(folder); }
    static StudioOptions optionsFor(const std::filesystem::path& folder) {
        std::filesystem::remove_all(folder);
        std::filesystem::create_directories(folder);
        StudioOptions options;
        options.language = Language::English;
        options.courseDir = RAFTLAB_SOURCE_DIR "/lessons/course";
        options.pictureDir = folder.string();
        return options;
    }
    std::filesystem::path folder;
    Studio studio;
};

/// At the instrument, right after the write.
struct Bench : StudioBench {
    Bench() {
        studio.execute(cmd::OpenLesson{"crash-stages"});
        for (int i = 0; i < 2; ++i) studio.execute(cmd::NextLessonStep{});
        studio.update(0);
    }
    CrashScene scene() const { return crashSceneOf(studio); }
    bool isSolved() const {
        const LessonProgress* done = studio.learning().progress().find("crash-stages");
        return done != nullptr && done->solved;
    }
    void predict(int fate, int word, int retry) {
        studio.execute(move(Kind::Answer, fate, 0));
        studio.execute(move(Kind::Answer, word, 1));
        studio.execute(move(Kind::Answer, retry, 2));
    }
    /// Runs the blow at the line and goes back.
    void run() {
        studio.execute(cmd::BigButton{});
        EXPECT_EQ(studio.crashDesk(), nullptr);
        studio.execute(cmd::BackToLesson{});
        EXPECT_NE(studio.crashDesk(), nullptr);
    }
    void runStage(int stage) {
        studio.execute(move(Kind::Stage, stage));
        predict(0, 2, 1);
        run();
    }
    const render::CrashColumn& column(const CrashScene& scene, const std::string& letter) const {
        for (const render::CrashColumn& one : scene.table.columns) {
            if (one.letter == letter) return one;
        }
        ADD_FAILURE() << letter;
        return scene.table.columns.front();
    }
};

TEST(CrashDesk, OpensWhenTheWriteIsOverAndOnlyInItsLesson) {
    StudioBench other;
    other.studio.execute(cmd::OpenLesson{"welcome"});
    EXPECT_EQ(other.studio.crashDesk(), nullptr);
    EXPECT_TRUE(other.studio.whyNot(move(Kind::LineBy, 1)).has_value());
    StudioBench early;
    early.studio.execute(cmd::OpenLesson{"crash-stages"});
    EXPECT_EQ(early.studio.crashDesk(), nullptr) << "the write has not begun";
    Bench bench;
    EXPECT_NE(bench.studio.crashDesk(), nullptr);
    EXPECT_EQ(bench.scene().mode, Mode::Predict);
}

TEST(CrashDesk, TheLineStopsBetweenTwoEvents) {
    Bench bench;
    const raft::SimTime first = bench.scene().time.line;
    EXPECT_TRUE(bench.studio.whyNot(move(Kind::LineBy, -1)).has_value()) << "it is at the beginning";
    bench.studio.execute(move(Kind::LineBy, 1));
    EXPECT_GT(bench.scene().time.line, first);
    bench.studio.execute(move(Kind::LineEnd));
    EXPECT_TRUE(bench.studio.whyNot(move(Kind::LineBy, 1)).has_value());
    EXPECT_EQ(bench.scene().table.stage, static_cast<int>(lessons::CrashStage::F));
    bench.studio.execute(move(Kind::LineTo, 0));
    EXPECT_EQ(bench.scene().time.line, first);
}

TEST(CrashDesk, WithoutThreePredictionsNothingCrashes) {
    Bench bench;
    EXPECT_FALSE(bench.studio.bigButton().enabled);
    bench.studio.execute(move(Kind::Pick, 2));
    bench.studio.execute(move(Kind::Pick, 3));
    EXPECT_FALSE(bench.studio.bigButton().enabled);
    EXPECT_TRUE(bench.studio.whyNot(move(Kind::Pick, 4)).has_value());
    bench.studio.execute(move(Kind::Pick, 1));
    EXPECT_TRUE(bench.studio.bigButton().enabled);
    bench.studio.execute(move(Kind::Erase));
    EXPECT_FALSE(bench.studio.bigButton().enabled);
}

TEST(CrashDesk, TheRunFillsItsColumnAndSaysWhatWasWrong) {
    Bench bench;
    bench.studio.execute(move(Kind::Stage, static_cast<int>(lessons::CrashStage::D)));
    bench.predict(1, 2, 1);
    bench.run();
    const CrashScene scene = bench.scene();
    EXPECT_EQ(scene.mode, Mode::Verdict);
    EXPECT_EQ(scene.questions[0].picked, 1);
    EXPECT_EQ(scene.questions[0].truth, 0) << "it was kept";
    EXPECT_NE(scene.questions[0].because.find("B"), std::string::npos);
    EXPECT_EQ(scene.questions[1].truth, scene.questions[1].picked);
    const render::CrashColumn& seen = bench.column(scene, "D");
    EXPECT_FALSE(seen.cells[0].seen.empty());
    EXPECT_FALSE(seen.cells[0].predicted.empty()) << "what was said stands beside it";
    EXPECT_TRUE(seen.cells[1].isRight);
    EXPECT_TRUE(bench.column(scene, "A").cells[0].seen.empty());
    bench.studio.execute(move(Kind::LineBy, 1));
    EXPECT_EQ(bench.scene().mode, Mode::Predict) << "another moment is another question";
    bench.studio.execute(move(Kind::LineBy, -1));
    EXPECT_EQ(bench.scene().mode, Mode::Verdict) << "and back again it is answered";
    bench.studio.execute(move(Kind::Again));
    EXPECT_EQ(bench.scene().mode, Mode::Predict);
}

TEST(CrashDesk, TheRunIsToldInStepsAndEndsAtTheInstrument) {
    Bench bench;
    bench.predict(1, 2, 0);
    bench.studio.execute(cmd::BigButton{});
    const Caption caption = bench.studio.caption();
    EXPECT_EQ(caption.stepNumber, 1);
    EXPECT_GE(caption.stepCount, 4);
    EXPECT_NE(caption.text.find("A"), std::string::npos);
    for (int i = 0; i < 5; ++i) bench.studio.execute(cmd::NextLessonStep{});
    EXPECT_EQ(bench.studio.bigButton().text, std::string(bench.studio.texts().tr("stages.big.back")));
    bench.studio.execute(cmd::BigButton{});
    EXPECT_NE(bench.studio.crashDesk(), nullptr);
    EXPECT_EQ(bench.scene().mode, Mode::Verdict);
}

TEST(CrashDesk, ARunCanBeWatchedAgainAndLeft) {
    Bench bench;
    EXPECT_TRUE(bench.studio.whyNot(move(Kind::Watch)).has_value()) << "there is none yet";
    bench.runStage(0);
    for (const Kind kind : {Kind::Watch, Kind::WatchWithout}) {
        bench.studio.execute(move(kind));
        EXPECT_EQ(bench.studio.crashDesk(), nullptr);
        EXPECT_GT(bench.studio.document().history().line(), 0);
        bench.studio.execute(cmd::StepForward{});
        bench.studio.execute(cmd::BackToLesson{});
        EXPECT_NE(bench.studio.crashDesk(), nullptr);
    }
    EXPECT_EQ(bench.studio.document().history().lineCount(), 3) << "the write and two runs, however often one looks";
}

TEST(CrashDesk, CutOffIsItsOwnStageWhereverTheLineIs) {
    Bench bench;
    bench.studio.execute(move(Kind::Blow));
    EXPECT_EQ(bench.scene().table.stage, static_cast<int>(lessons::CrashStage::G));
    bench.studio.execute(move(Kind::LineBy, 2));
    EXPECT_EQ(bench.scene().table.stage, static_cast<int>(lessons::CrashStage::G));
    bench.studio.execute(move(Kind::Blow));
    EXPECT_EQ(bench.scene().table.stage, static_cast<int>(lessons::CrashStage::D));
}

TEST(CrashDesk, AfterSevenStagesThePatternIsAskedAndTheLessonSolved) {
    for (const bool rightly : {true, false}) {
        Bench bench;
        for (int stage = 0; stage < lessons::kCrashStageCount; ++stage) bench.runStage(stage);
        EXPECT_EQ(bench.studio.bigButton().text, std::string(bench.studio.texts().tr("stages.big.pattern")));
        EXPECT_FALSE(bench.isSolved());
        bench.studio.execute(cmd::BigButton{});
        EXPECT_EQ(bench.scene().mode, Mode::Pattern);
        EXPECT_FALSE(bench.studio.bigButton().enabled);
        bench.studio.execute(move(Kind::Stage, static_cast<int>(lessons::CrashStage::G)));
        EXPECT_EQ(bench.scene().mode, Mode::Pattern) << "G is no crash";
        const auto said = rightly ? lessons::CrashStage::D : lessons::CrashStage::E;
        bench.studio.execute(move(Kind::Stage, static_cast<int>(said)));
        const CrashScene scene = bench.scene();
        EXPECT_EQ(scene.mode, Mode::Summary);
        EXPECT_EQ(scene.patternVerdict.rfind("Yes", 0) == 0, rightly) << scene.patternVerdict;
        EXPECT_NE(scene.patternVerdict.find("D"), std::string::npos);
        EXPECT_EQ(scene.summary.size(), 4u);
        EXPECT_TRUE(bench.isSolved());
    }
}

TEST(CrashDesk, KeysAreItsOwnOnlyWhileItIsOpen) {
    Bench bench;
    const auto idOf = [&](std::string_view key) {
        const CommandInfo* info = bench.studio.commandOf(key);
        return info == nullptr ? std::string_view() : info->id;
    };
    EXPECT_EQ(idOf("Right"), "crash-line-on");
    EXPECT_EQ(idOf("D"), "crash-stage-d");
    EXPECT_EQ(idOf("1"), "crash-pick-1");
    bench.studio.execute(cmd::TogglePresent{});
    EXPECT_EQ(idOf("Right"), "present-next") << "a clicker keeps its keys";
    EXPECT_EQ(idOf("Shift+D"), "crash-stage-d");
    bench.studio.execute(cmd::TogglePresent{});
    bench.studio.execute(cmd::PreviousLessonStep{});
    EXPECT_EQ(idOf("Right"), "step-forward");
}

TEST(CrashDesk, AClickerAloneGoesThroughAllStages) {
    Bench bench;
    bench.studio.execute(cmd::TogglePresent{});
    int presses = 0;
    while (!(bench.studio.crashDesk() != nullptr && bench.scene().mode == Mode::Pattern) && presses < 200) {
        bench.studio.execute(cmd::PresentNext{});
        if (bench.studio.crashDesk() == nullptr) bench.studio.execute(cmd::NextLessonStep{});
        ++presses;
    }
    EXPECT_LT(presses, 60);
    for (const render::CrashColumn& column : bench.scene().table.columns) {
        EXPECT_FALSE(column.cells[0].seen.empty()) << column.letter;
        EXPECT_TRUE(column.cells[0].predicted.empty()) << "the class was not asked by the program";
    }
}

/// A studio of another day that remembers what the one before did, at the instrument.
void goToInstrument(Studio& studio) {
    studio.execute(cmd::OpenLesson{"crash-stages"});
    for (int i = 0; i < 2; ++i) studio.execute(cmd::NextLessonStep{});
    studio.update(0);
}

TEST(CrashDesk, WhatWasTriedIsThereAgainOnAnotherDay) {
    StudioBench files;
    StudioOptions options = StudioBench::optionsFor(files.folder);
    options.stateDir = (files.folder / "state").string();
    CrashRow tried;
    {
        Studio first(options);
        goToInstrument(first);
        for (const lessons::CrashStage stage : {lessons::CrashStage::D, lessons::CrashStage::G}) {
            first.execute(move(Kind::Stage, static_cast<int>(stage)));
            for (int question = 0; question < lessons::kCrashQuestionCount; ++question) {
                first.execute(move(Kind::Answer, 1, question));
            }
            first.execute(cmd::BigButton{});
            first.execute(cmd::BackToLesson{});
        }
        ASSERT_EQ(first.crashDesk()->filled(), 2);
        tried = *first.crashDesk()->row(lessons::CrashStage::D);
    }
    Studio second(options);
    goToInstrument(second);
    ASSERT_NE(second.crashDesk(), nullptr) << "the eye stands where it stood";
    EXPECT_EQ(second.crashDesk()->filled(), 2);
    EXPECT_EQ(second.crashDesk()->moment(), 0);
    const CrashRow* row = second.crashDesk()->row(lessons::CrashStage::D);
    ASSERT_NE(row, nullptr);
    EXPECT_EQ(row->predicted, tried.predicted);
    EXPECT_EQ(row->seen.answers, tried.seen.answers);
    EXPECT_NE(second.crashDesk()->row(lessons::CrashStage::G), nullptr);
    EXPECT_EQ(second.crashDesk()->row(lessons::CrashStage::A), nullptr);
    second.execute(move(Kind::Stage, static_cast<int>(lessons::CrashStage::D)));
    EXPECT_EQ(crashSceneOf(second).mode, Mode::Verdict);
    second.execute(move(Kind::Watch));
    EXPECT_EQ(second.document().history().line(), row->seen.line) << "the run itself is there, too";
}

TEST(CrashDesk, AClassBeginsWithAnEmptyTableAndLeavesNoneBehind) {
    StudioBench files;
    StudioOptions options = StudioBench::optionsFor(files.folder);
    options.stateDir = (files.folder / "state").string();
    LessonProgress known;
    noteCrash(known, {lessons::CrashStage::D, 6, {}, {0, 2, 1}});
    Progress before;
    before.lessons["crash-stages"] = known;
    ASSERT_TRUE(saveProgress(options.stateDir, before).ok());
    Studio studio(options);
    studio.execute(cmd::TogglePresent{});
    goToInstrument(studio);
    ASSERT_NE(studio.crashDesk(), nullptr);
    EXPECT_EQ(studio.crashDesk()->filled(), 0);
    studio.execute(move(Kind::Stage, static_cast<int>(lessons::CrashStage::A)));
    studio.execute(cmd::BigButton{});
    studio.execute(cmd::BackToLesson{});
    ASSERT_EQ(studio.crashDesk()->filled(), 1);
    EXPECT_EQ(studio.learning().progress().find("crash-stages")->crashes, known.crashes);
}

TEST(CrashDesk, WhatTheWriteHasNoPlaceForIsPassedOver) {
    StudioBench files;
    StudioOptions options = StudioBench::optionsFor(files.folder);
    options.stateDir = (files.folder / "state").string();
    Progress before;
    noteCrash(before.lessons["crash-stages"], {lessons::CrashStage::A, 9'999, {}, {0, 0, 0}});
    noteCrash(before.lessons["crash-stages"], {lessons::CrashStage::F, 0, {}, {0, 0, 0}});
    ASSERT_TRUE(saveProgress(options.stateDir, before).ok());
    Studio studio(options);
    goToInstrument(studio);
    ASSERT_NE(studio.crashDesk(), nullptr);
    EXPECT_EQ(studio.crashDesk()->filled(), 0);
}

TEST(CrashDesk, EveryWordIsThereInBothLanguages) {
    for (const Language language : {Language::English, Language::Chinese}) {
        Bench bench;
        bench.studio.execute(cmd::SetLanguage{language});
        for (int stage = 0; stage < lessons::kCrashStageCount; ++stage) {
            bench.runStage(stage);
            const CrashScene scene = bench.scene();
            std::string all = scene.title + scene.facts + scene.sent.label + scene.time.word + scene.progress;
            for (const CrashSwitch* one : {&scene.blow, &scene.sent}) all += one->choices[0] + one->choices[1];
            for (const CrashQuestionScene& question : scene.questions) {
                all += question.prompt + question.because;
                for (const std::string& choice : question.choices) all += choice;
            }
            for (const render::CrashColumn& column : scene.table.columns) {
                for (const render::CrashCell& cell : column.cells) all += cell.seen + cell.predicted;
            }
            EXPECT_EQ(all.find("stages."), std::string::npos) << all;
            EXPECT_EQ(all.find('{'), std::string::npos) << all;
        }
    }
}

TEST(CrashDesk, ThePictureOfTheInstrumentIsSaved) {
    Bench bench;
    bench.runStage(1);
    bench.studio.execute(cmd::SavePicture{});
    int pictures = 0;
    for (const auto& file : std::filesystem::directory_iterator(bench.folder)) {
        pictures += file.path().filename().string().rfind("crash-stages", 0) == 0 ? 1 : 0;
    }
    EXPECT_EQ(pictures, 1) << bench.studio.notice();
}

}  // namespace
}  // namespace studio
