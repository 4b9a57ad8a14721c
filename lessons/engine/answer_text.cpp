#include "lessons/engine/answer_text.h"

#include <algorithm>

#include "raft/script/answer.h"
#include "raft/script/names.h"

namespace lessons {
namespace {

/// What stands between blanks, commas and braces.
std::vector<std::string_view> wordsIn(std::string_view text) {
    constexpr std::string_view kBetween = " ,{}\t";
    std::vector<std::string_view> words;
    for (std::size_t at = text.find_first_not_of(kBetween); at != std::string_view::npos;) {
        const std::size_t end = std::min(text.find_first_of(kBetween, at), text.size());
        words.push_back(text.substr(at, end - at));
        at = text.find_first_not_of(kBetween, end);
    }
    return words;
}

}  // namespace

std::optional<std::vector<int>> termsIn(std::string_view text) {
    std::vector<int> terms;
    for (const std::string_view word : wordsIn(text)) {
        const auto term = raft::readInteger(word);
        if (!term || *term < 1 || *term > kLogTermMax) return std::nullopt;
        terms.push_back(static_cast<int>(*term));
    }
    if (terms.empty() || terms.size() > kLogCellsMax) return std::nullopt;
    return terms;
}

std::string logText(const std::vector<int>& terms) {
    std::string text;
    for (const int term : terms) text += (text.empty() ? "" : " ") + std::to_string(term);
    return text;
}

std::vector<int> differingCells(const std::vector<int>& one, const std::vector<int>& other) {
    std::vector<int> cells;
    for (std::size_t i = 0; i < std::max(one.size(), other.size()); ++i) {
        const bool isSame = i < one.size() && i < other.size() && one[i] == other[i];
        if (!isSame) cells.push_back(static_cast<int>(i) + 1);
    }
    return cells;
}

std::optional<raft::NodeSet> setIn(std::string_view text, const raft::ClusterConfig& config) {
    raft::NodeSet set;
    for (const std::string_view word : wordsIn(text)) {
        const auto server = raft::serverNamed(config, word);
        if (!server) return std::nullopt;
        set.insert(*server);
    }
    return set;
}

std::string setText(raft::NodeSet set, const raft::ClusterConfig& config) {
    return raft::toText(raft::Answer(set), config);
}

unsigned setsWith(raft::NodeId server, const std::vector<std::string>& sets, const raft::ClusterConfig& config) {
    unsigned with = 0;
    for (std::size_t i = 0; i < sets.size(); ++i) {
        const auto set = setIn(sets[i], config);
        if (set && set->contains(server)) with |= 1U << i;
    }
    return with;
}

std::vector<std::string> canonicalAnswer(const Ask& ask, std::vector<std::string> given,
                                         const raft::ClusterConfig& config) {
    for (std::string& one : given) {
        if (ask.kind == AskKind::Log) {
            if (const auto terms = termsIn(one)) one = logText(*terms);
        } else if (ask.kind == AskKind::Set && one != kImpossible) {
            if (const auto set = setIn(one, config)) one = setText(*set, config);
        }
    }
    return given;
}

}  // namespace lessons
