#pragma once
// Something that the verifier says of a lesson: a plain sentence, and what helps.

#include <cstdint>
#include <string>
#include <vector>

#include "lessons/engine/document.h"
#include "raft/script/script.h"

namespace lessons {

/// What is looked at, in the order in which it is. Start logs and spelling are the loader's.
enum class Check : std::uint8_t {
    Texts,     ///< Texts are short and in both languages, names lead somewhere.
    MainLine,  ///< Every wait ends, every expectation holds, exactly what should break breaks.
    Asks,      ///< The run decides each question.
    WhatIfs,   ///< The same of each what-if; without its rules its steps break nothing.
    Goal,      ///< It is not won by itself, and the solution wins it.
    Jitter,    ///< All of this with other luck too.
    Rewind,    ///< Going back and forth gives the same states.
    Duration,  ///< It fits into its minutes.
};

struct Finding {
    enum class Severity : std::uint8_t { Error, Warning };
    Severity severity = Severity::Error;
    Check check = Check::Texts;
    raft::SourcePosition position;
    std::string where;  ///< "Step c2", "What-if half, step w1"; empty: the lesson.
    std::string text;   ///< English sentences.
};

/// Collects findings.
struct Findings {
    std::vector<Finding> all;

    void error(Check check, raft::SourcePosition at, std::string where, std::string text) {
        all.push_back(Finding{Finding::Severity::Error, check, at, std::move(where), std::move(text)});
    }
    void warning(Check check, raft::SourcePosition at, std::string where, std::string text) {
        all.push_back(Finding{Finding::Severity::Warning, check, at, std::move(where), std::move(text)});
    }
    bool hasErrors() const {
        for (const Finding& finding : all) {
            if (finding.severity == Finding::Severity::Error) return true;
        }
        return false;
    }
};

}  // namespace lessons
