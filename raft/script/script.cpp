#include "raft/script/script.h"

#include "raft/history/history.h"
#include "raft/script/lexer.h"

namespace raft {
namespace {

/// `12.5 ms` as a time; nothing if it is none.
std::optional<SimTime> readTime(std::string_view text) {
    std::vector<Token> words;
    if (splitWords(text, words) || words.size() != 3) return std::nullopt;
    if (words[0].kind != Token::Kind::Number || words[1].kind != Token::Kind::Name) return std::nullopt;
    const std::string_view unit = words[1].text;
    if (unit != "ms" && unit != "s") return std::nullopt;

    const std::size_t decimalsOfUs = unit == "ms" ? 3 : 6;
    std::string digits(words[0].text);
    const std::size_t point = digits.find('.');
    std::size_t decimals = 0;
    if (point != std::string::npos) {
        decimals = digits.size() - point - 1;
        digits.erase(point, 1);
    }
    if (decimals > decimalsOfUs) return std::nullopt;
    digits.append(decimalsOfUs - decimals, '0');
    const auto us = readInteger(digits);
    return us ? std::optional(SimTime(*us)) : std::nullopt;
}

}  // namespace

Result<RunEnd> parseUntil(std::string_view text, const ClusterConfig& config) {
    RunEnd end;
    if (const auto time = readTime(text)) {
        end.time = time;
        return end;
    }
    auto condition = parseCondition(text, config);
    if (!condition.ok()) return std::move(condition).errors();
    end.condition = std::move(condition).value();
    return end;
}

Script recordedScript(const History& history) {
    Script script;
    for (const RecordedAction& recorded : history.actions()) {
        const EventId after = history.record(recorded.step).firstEvent - 1;
        script.push_back(ScriptItem{item::Recorded{after, recorded.at, recorded.action}, {}});
    }
    return script;
}

}  // namespace raft
