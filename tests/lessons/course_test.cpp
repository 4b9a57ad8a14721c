// A lesson is a test: every file of the course is verified, whole, with its what-ifs, its goal and other luck.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "lessons/engine/loader.h"
#include "lessons/engine/player.h"
#include "lessons/engine/verifier.h"

namespace lessons {
namespace {

constexpr const char* kCourse = RAFTLAB_SOURCE_DIR "/lessons/course";

std::vector<std::string> courseFiles() {
    std::vector<std::string> files;
    for (const auto& entry : std::filesystem::directory_iterator(kCourse)) {
        if (entry.path().stem().extension() == ".lesson") files.push_back(entry.path().string());
    }
    std::sort(files.begin(), files.end());
    return files;
}

TEST(Course, EveryLessonKeepsItsWord) {
    const auto glossary = Glossary::load(std::string(kCourse) + "/glossary.json");
    ASSERT_TRUE(glossary.ok());
    VerifierOptions options;
    options.glossary = &glossary.value();
    options.jitterRuns = 20;  // `raftlab lesson check` makes a hundred.
    ASSERT_FALSE(courseFiles().empty());
    for (const std::string& file : courseFiles()) {
        const auto lesson = loadLesson(file);
        ASSERT_TRUE(lesson.ok()) << lesson.errors().front().format();
        const VerifierReport report = verify(lesson.value(), options);
        for (const Finding& finding : report.findings) {
            if (finding.severity == Finding::Severity::Warning) continue;
            ADD_FAILURE() << file << ":" << finding.position.line << ": " << finding.where << ": " << finding.text;
        }
        EXPECT_GT(report.lines, 20) << file;
        std::size_t expectations = 0;
        for (const Step& step : lesson.value().steps) expectations += step.expect.size();
        EXPECT_GT(expectations, 0u) << file << " claims nothing";
    }
}

/// The chain of the main line: every event of it, in a number. Slides that were exported show another run when it
/// changes.
std::string chainOf(const Lesson& lesson) {
    raft::History history(lesson.cluster, lesson.texts);
    Player player(lesson, history);
    while (player.state() != Player::State::Done) {
        player.begin();
        if (player.state() == Player::State::Asking) player.run();
        player.finish();
    }
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string hex;
    for (int shift = 60; shift >= 0; shift -= 4) hex += kDigits[(history.world().chain() >> shift) & 15U];
    return hex;
}

TEST(Course, EveryMainLineIsTheRunThatItWas) {
    const std::string path = std::string(kCourse) + "/hashes.txt";
    std::string now;
    for (const std::string& file : courseFiles()) {
        const auto lesson = loadLesson(file);
        ASSERT_TRUE(lesson.ok()) << lesson.errors().front().format();
        now += lesson.value().id + " " + chainOf(lesson.value()) + "\n";
    }
    if (std::getenv("UPDATE_GOLDEN") != nullptr) {
        std::ofstream(path) << now;
        return;
    }
    std::ifstream stream(path);
    const std::string before((std::istreambuf_iterator<char>(stream)), {});
    EXPECT_EQ(now, before)
        << "a run has changed: slides and recordings made from it show another one. If that is meant, "
           "UPDATE_GOLDEN=1 writes "
        << path;
}

TEST(Course, AnotherRunHasAnotherChain) {
    const auto lesson = loadLesson(std::string(kCourse) + "/majorities.lesson.json");
    ASSERT_TRUE(lesson.ok());
    Lesson other = lesson.value();
    EXPECT_EQ(chainOf(other), chainOf(lesson.value()));
    other.cluster.latencyMin = other.cluster.latencyMax = raft::SimTime::fromMs(11);
    EXPECT_NE(chainOf(other), chainOf(lesson.value()));
}

TEST(Course, EveryCaptionIsInBothLanguages) {
    for (const std::string& file : courseFiles()) {
        const auto lesson = loadLesson(file);
        ASSERT_TRUE(lesson.ok());
        for (const Step& step : lesson.value().steps) EXPECT_NE(step.say.en, step.say.zh) << file << " " << step.id;
        for (const WhatIf& whatIf : lesson.value().whatIfs) {
            for (const Step& step : whatIf.steps) EXPECT_NE(step.say.en, step.say.zh) << file << " " << step.id;
        }
    }
}

int marksIn(const std::string& text) {
    int marks = 0;
    for (const MarkedPiece& piece : splitMarkedText(text)) marks += piece.term.empty() ? 0 : 1;
    return marks;
}

/// The words of the field are links where a lesson first says them, for readers of either language.
TEST(Course, EveryLessonLeadsToTheGlossary) {
    for (const std::string& file : courseFiles()) {
        const auto lesson = loadLesson(file);
        ASSERT_TRUE(lesson.ok());
        int english = 0;
        int chinese = 0;
        for (const Step& step : lesson.value().steps) {
            english += marksIn(step.say.en);
            chinese += marksIn(step.say.zh);
        }
        EXPECT_GT(english, 0) << file;
        EXPECT_GT(chinese, 0) << file;
    }
}

}  // namespace
}  // namespace lessons
