#include "app/cli/lesson_talk.h"

#include <unistd.h>

#include <cerrno>

#include "app/cli/interrupt.h"
#include "app/studio/marked_text.h"
#include "app/studio/wording.h"
#include "raft/script/answer.h"

namespace cli {
namespace {

std::string_view keyOfPrompt(const lessons::Ask& ask) {
    switch (ask.kind) {
        case lessons::AskKind::One:
        case lessons::AskKind::Server: return "cli.play.answerOne";
        case lessons::AskKind::Many: return "cli.play.answerMany";
        case lessons::AskKind::Number: return "cli.play.answerNumber";
        case lessons::AskKind::Order: return "cli.play.answerOrder";
        case lessons::AskKind::Entry: return "cli.play.answerCell";
        case lessons::AskKind::Log: return "cli.play.answerLog";
        case lessons::AskKind::Set:
            if (ask.mayBeImpossible) return "cli.play.answerSetsOr";
            return ask.sets.size() > 1 ? "cli.play.answerSets" : "cli.play.answerSet";
    }
    return {};
}

/// Its choices are remarks: what is in them is not to be read before the answer.
bool hasRemarks(lessons::AskKind kind) {
    return kind == lessons::AskKind::Number || kind == lessons::AskKind::Log || kind == lessons::AskKind::Set;
}

/// "S1 S2 / S2 S3", "{S1,S2} {S2,S3}" or "impossible".
std::vector<std::string> readSets(std::string_view line) {
    std::vector<std::string> sets;
    std::string set;
    for (const char c : line) {
        if (c != '/' && c != '}' && c != '\r') set += c;
        const bool isOver = (c == '/' || c == '}') && set.find_first_not_of(" ,\t") != std::string::npos;
        if (isOver) sets.push_back(std::exchange(set, std::string()));
    }
    if (set.find_first_not_of(" ,\t") != std::string::npos) sets.push_back(std::move(set));
    for (std::string& one : sets) {
        const std::size_t from = one.find_first_not_of(" ,\t{");
        const std::size_t to = one.find_last_not_of(" ,\t");
        one = from == std::string::npos ? std::string() : one.substr(from, to + 1 - from);
        if (one != lessons::kImpossible) one = "{" + one + "}";
    }
    return sets;
}

}  // namespace

bool LessonTalk::isHeard() { return Output::isTerminal(STDIN_FILENO) && Output::isTerminal(STDOUT_FILENO); }

std::string LessonTalk::textOf(const lessons::LocalText& text) const {
    const std::string& words = studio::textOf(text, texts_.language());
    return studio::plainText(words, glossary_, studio::TermStyle{texts_.language(), studio::TermNames::English});
}

std::optional<std::string> LessonTalk::listen(const std::string& prompt) {
    output_.result(prompt + " ");
    output_.flush();
    std::string line;
    while (!interrupted()) {
        char c = 0;
        const ssize_t count = ::read(STDIN_FILENO, &c, 1);
        if (count > 0 && c == '\n') return line;
        if (count > 0) line += c;
        if (count == 0 || (count < 0 && errno != EINTR)) return std::nullopt;
    }
    return std::nullopt;
}

void LessonTalk::tellQuestion(const lessons::Ask& ask) {
    output_.line("  " + texts_.format("cli.play.question", {{"prompt", textOf(ask.prompt)}}));
    for (const lessons::NamedSet& set : ask.sets) output_.line("    " + textOf(set.text));
    if (hasRemarks(ask.kind)) return;
    for (std::size_t i = 0; i < ask.choices.size(); ++i) {
        output_.line("    " + std::to_string(i + 1) + ") " + textOf(ask.choices[i].text));
    }
}

std::optional<std::vector<std::string>> LessonTalk::hearAnswer(const lessons::Ask& ask) {
    while (true) {
        const auto line = listen("  " + std::string(texts_.tr(keyOfPrompt(ask))));
        if (!line) return std::nullopt;
        std::vector<std::string> given = readAnswer(ask, *line);
        if (given.empty() || !lessons::whyNoAnswer(ask, given, lesson_.cluster)) return given;
        output_.line("  " + std::string(texts_.tr("cli.play.noAnswer")));
    }
}

std::string LessonTalk::answerText(const lessons::Ask& ask, const std::vector<std::string>& ids) const {
    std::string text;
    for (const std::string& id : ids) {
        if (id == lessons::kImpossible) return std::string(texts_.tr("ask.impossible"));
        const lessons::Choice* choice = ask.find(id);
        text += (text.empty() ? "" : " · ") + (choice == nullptr ? id : textOf(choice->text));
    }
    return text;
}

void LessonTalk::tellVerdict(const lessons::Verdict& verdict) {
    const lessons::Ask& ask = *verdict.ask;
    const std::string truth = answerText(ask, verdict.truth);
    if (!verdict.isAnswered()) {
        output_.line("  " + texts_.format("cli.play.truth", {{"truth", truth}}));
    } else {
        const std::string given = answerText(ask, verdict.given);
        const std::string_view key = verdict.isRight ? "cli.play.right" : "cli.play.wrong";
        output_.line("  " + texts_.format(key, {{"given", given}, {"truth", truth}}));
    }
    std::string indexes;
    for (const int index : verdict.differingCells()) indexes += (indexes.empty() ? "" : ", ") + std::to_string(index);
    if (!indexes.empty()) output_.line("  " + texts_.format("cli.play.differs", {{"indexes", indexes}}));
    for (const lessons::Choice* choice : verdict.explained()) {
        const std::string named = textOf(choice->text);
        const std::string why = textOf(choice->why);
        output_.line("    " +
                     (hasRemarks(ask.kind) ? why : texts_.format("cli.play.why", {{"choice", named}, {"why", why}})));
    }
}

void LessonTalk::tellWhatIf(const lessons::WhatIf& whatIf) {
    output_.line("");
    output_.line(texts_.format("cli.play.whatIf", {{"title", textOf(whatIf.title)}}));
}

void LessonTalk::tellGoal(const lessons::Goal& goal) {
    std::string verbs;
    for (const std::string& verb : goal.allow) verbs += (verbs.empty() ? "" : ", ") + verb;
    output_.line("");
    output_.line(texts_.format("cli.play.goal", {{"goal", textOf(goal.prompt)}}));
    output_.line("  " + texts_.format("cli.play.goalLimits", {{"actions", std::to_string(goal.actionsMax)},
                                                              {"time", studio::timeText(goal.timeMax, texts_)},
                                                              {"verbs", verbs}}));
}

void LessonTalk::tellGoalStatus(const lessons::GoalStatus& status) {
    using State = lessons::GoalStatus::State;
    const auto key = [&status]() -> std::string_view {
        switch (status.state) {
            case State::Open: return "cli.play.goalOpen";
            case State::Won: return "cli.play.goalWon";
            case State::Lost: return "cli.play.goalLost";
            case State::OutOfActions: return "cli.play.goalOutOfActions";
            case State::OutOfTime: return "cli.play.goalOutOfTime";
        }
        return {};
    };
    output_.line("  " + texts_.format(key(), {{"actions", std::to_string(status.actionsUsed)},
                                              {"time", studio::timeText(status.timeUsed, texts_)}}));
}

std::vector<std::string> readAnswer(const lessons::Ask& ask, std::string_view line) {
    if (ask.kind == lessons::AskKind::Set) return readSets(line);
    std::vector<std::string> words;
    std::string word;
    for (const char c : std::string(line) + " ") {
        const bool isBlank = c == ' ' || c == ',' || c == '\t' || c == '\r';
        if (!isBlank) word += c;
        if (!isBlank || word.empty()) continue;
        words.push_back(std::exchange(word, std::string()));
    }
    if (ask.kind == lessons::AskKind::Number) return words;
    if (ask.kind == lessons::AskKind::Log) {
        std::string log;
        for (const std::string& term : words) log += (log.empty() ? "" : " ") + term;
        return log.empty() ? std::vector<std::string>() : std::vector<std::string>{log};
    }
    for (std::string& one : words) {
        const auto number = raft::readInteger(one);
        const bool isPlace = number && *number >= 1 && *number <= static_cast<std::int64_t>(ask.choices.size());
        if (isPlace && ask.find(one) == nullptr) one = ask.choices[static_cast<std::size_t>(*number - 1)].id;
    }
    return words;
}

}  // namespace cli
