#pragma once
// What `raftlab lesson play` says of questions, verdicts and goals, and how it listens. On a terminal people answer; in
// a pipe nobody is waited for.

#include <optional>
#include <string>
#include <vector>

#include "app/cli/output.h"
#include "app/studio/i18n.h"
#include "lessons/engine/document.h"
#include "lessons/engine/glossary.h"
#include "lessons/engine/goal_watch.h"
#include "lessons/engine/verdict.h"

namespace cli {

class LessonTalk {
public:
    /// All of it must outlive the talk.
    LessonTalk(const lessons::Lesson& lesson, const lessons::Glossary& glossary, const studio::Texts& texts,
               Output& output)
        : lesson_(lesson), glossary_(glossary), texts_(texts), output_(output) {}

    /// Somebody sits there: standard input and output are a terminal.
    static bool isHeard();

    /// In the reader's language, terms written out.
    std::string textOf(const lessons::LocalText& text) const;

    /// Prints `prompt` and reads a line. Nothing at the end of the input, or once somebody pressed Ctrl-C.
    std::optional<std::string> listen(const std::string& prompt);

    void tellQuestion(const lessons::Ask& ask);
    /// Reads an answer until it is one; empty if somebody passes. Nothing at the end of the input.
    std::optional<std::vector<std::string>> hearAnswer(const lessons::Ask& ask);
    /// What was said, what is so, and why.
    void tellVerdict(const lessons::Verdict& verdict);
    void tellWhatIf(const lessons::WhatIf& whatIf);
    void tellGoal(const lessons::Goal& goal);
    void tellGoalStatus(const lessons::GoalStatus& status);

private:
    std::string answerText(const lessons::Ask& ask, const std::vector<std::string>& ids) const;

    const lessons::Lesson& lesson_;
    const lessons::Glossary& glossary_;
    const studio::Texts& texts_;
    Output& output_;
};

/// What somebody typed as an answer: numbers of choices, their ids, a number, or a cell; apart at blanks and commas.
std::vector<std::string> readAnswer(const lessons::Ask& ask, std::string_view line);

}  // namespace cli
