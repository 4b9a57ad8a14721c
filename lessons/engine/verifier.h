#pragma once
// A lesson is a test: this plays everything in it, headless, and says in sentences what is not as it says.

#include <functional>
#include <string>
#include <vector>

#include "lessons/engine/document.h"
#include "lessons/engine/finding.h"
#include "lessons/engine/glossary.h"
#include "lessons/engine/line_check.h"

namespace lessons {

struct VerifierOptions {
    int jitterRuns = 100;                ///< With other luck; 0: none.
    const Glossary* glossary = nullptr;  ///< Null: terms are not judged.
    std::vector<std::string> lessonIds;  ///< Of the course; empty: `requires` is not judged.
    Cancelled cancelled;
    Voice voice;
    /// Told now and then how much of the work is done, `done` of `all`.
    std::function<void(int done, int all)> progress;
};

struct VerifierReport {
    std::vector<Finding> findings;  ///< In the order of the checks.
    bool isCancelled = false;       ///< The findings are not all there is.
    int lines = 0;        ///< How many lines were played: main lines, what-ifs, solutions, with other luck too.
    bool isFine() const;  ///< No errors; warnings do not count.
};

/// The main line; each question; each what-if, and its steps without its rules, which must not break what it says; the
/// goal, which is neither won nor won by waiting, but by its solution; the way back to each step and forth again; all
/// of it with latencies 20 % off and other seeds, unless the lesson is `timingSensitive`; its texts and its minutes.
VerifierReport verify(const Lesson& lesson, const VerifierOptions& options = {});

}  // namespace lessons
