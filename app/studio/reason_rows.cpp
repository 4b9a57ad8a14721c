#include "app/studio/reason_rows.h"

#include <algorithm>

#include "app/studio/source_site.h"
#include "app/studio/wording.h"
#include "raft/sim/configuration_text.h"

namespace studio {
namespace {

using raft::EventKind;
using raft::Reason;

struct Operand {
    std::string_view name;
    std::uint32_t value = 0;
};

std::vector<Operand> operandsOf(const raft::Event& event) {
    std::vector<Operand> operands;
    auto at = static_cast<std::size_t>(raft::reasonArgsStart(event.kind));
    for (const std::string_view name : raft::infoOf(event.reason).args) {
        if (name.empty() || at >= event.args.size()) break;
        operands.push_back({name, event.args[at++]});
    }
    return operands;
}

const Operand* find(const std::vector<Operand>& operands, std::string_view name) {
    const auto found =
        std::find_if(operands.begin(), operands.end(), [name](const Operand& one) { return one.name == name; });
    return found == operands.end() ? nullptr : &*found;
}

/// Two operands that are one thing: the term and the index of an entry.
struct EntryPair {
    std::string_view term;
    std::string_view index;
    std::string_view label;
};
constexpr EntryPair kPairs[] = {{"candidateLastTerm", "candidateLastIndex", "operand.candidateLast"},
                                {"lastLogTerm", "lastLogIndex", "operand.ownLast"},
                                {"prevLogTerm", "prevLogIndex", "operand.previous"}};

class RowWriter {
public:
    RowWriter(const raft::Event& event, const raft::ClusterConfig& config, const Texts& texts)
        : event_(event), config_(config), texts_(texts), operands_(operandsOf(event)) {}

    std::vector<ExplainRow> rows() {
        for (const Operand& operand : operands_) add(operand);
        return std::move(rows_);
    }

private:
    std::string nameOf(raft::NodeId end) const { return end == raft::kNoNode ? std::string() : config_.labelOf(end); }
    std::string label(std::string_view key) const {
        return texts_.format(key, {{"node", nameOf(event_.node)}, {"peer", nameOf(event_.peer)}});
    }

    void add(const Operand& operand) {
        for (const EntryPair& pair : kPairs) {
            const Operand* term = find(operands_, pair.term);
            const Operand* index = find(operands_, pair.index);
            const bool first = operand.name == pair.term || operand.name == pair.index;
            if (term == nullptr || index == nullptr || !first) continue;
            // Said once, where the first of the two stands.
            if (&operand == std::min(term, index)) rows_.push_back({label(pair.label), entryText(*term, *index), {}});
            return;
        }
        // A number may mean something else to another rule: then the rule has a word of its own for it.
        const std::string own =
            "operand." + std::string(raft::infoOf(event_.reason).name) + "." + std::string(operand.name);
        const std::string key = hasText(own) ? own : "operand." + std::string(operand.name);
        const raft::NodeId server(static_cast<std::uint8_t>(operand.value));
        switch (raft::meaningOf(operand.name)) {
            case raft::OperandMeaning::Number: return rows_.push_back({label(key), std::to_string(operand.value), {}});
            case raft::OperandMeaning::Server:
                return rows_.push_back({label(key), nameOf(server), raft::nodeRef(server)});
            case raft::OperandMeaning::Configuration:
                return rows_.push_back(
                    {label(key), raft::textOf(raft::PackedConfiguration(operand.value), config_), {}});
            case raft::OperandMeaning::Duration:
                return rows_.push_back({label(key), shortTimeText(raft::SimTime(operand.value), texts_), {}});
        }
    }

    std::string entryText(const Operand& term, const Operand& index) const {
        if (index.value == 0) return std::string(texts_.tr("explain.logEmpty"));
        return texts_.format("explain.termAndIndex",
                             {{"term", std::to_string(term.value)}, {"index", std::to_string(index.value)}});
    }

    const raft::Event& event_;
    const raft::ClusterConfig& config_;
    const Texts& texts_;
    std::vector<Operand> operands_;
    std::vector<ExplainRow> rows_;
};

/// Which of two logs is the newer one is decided by the last term or by the length: the words say by which.
std::string_view comparison(const raft::Event& event) {
    const std::vector<Operand> operands = operandsOf(event);
    const Operand* theirs = find(operands, "candidateLastTerm");
    const Operand* own = find(operands, "lastLogTerm");
    if (event.reason != Reason::LogNotUpToDate || theirs == nullptr || own == nullptr) return {};
    return theirs->value == own->value ? "because.LogNotUpToDate.length" : "because.LogNotUpToDate.term";
}

}  // namespace

std::vector<ExplainRow> reasonRows(const raft::Event& event, const raft::ClusterConfig& config, const Texts& texts) {
    if (event.reason == Reason::None) return {};
    return RowWriter(event, config, texts).rows();
}

std::string ruleInWords(const raft::Event& event, const raft::ClusterConfig& config, const Texts& texts) {
    const bool ruled = event.reason != Reason::None;
    const std::string key = ruled ? "because." + std::string(raft::infoOf(event.reason).name)
                                  : "because.kind." + std::string(raft::nameOf(event.kind));
    if (!hasText(key)) return {};
    const std::string node = event.node == raft::kNoNode ? std::string() : config.labelOf(event.node);
    const std::string peer = event.peer == raft::kNoNode ? std::string() : config.labelOf(event.peer);
    const std::vector<TextArg> names{{"node", node}, {"peer", peer}};
    const std::string_view special = comparison(event);
    const std::string rule = texts.format(key, names);
    if (special.empty()) return rule;
    const std::string_view space = texts.language() == Language::Chinese ? "" : " ";
    return texts.format(special, names).append(space).append(rule);
}

std::string citationOf(const raft::Event& event) {
    const std::string_view source = raft::infoOf(event.reason).source;
    const std::string site = siteOf(event).text();
    if (source.empty() || site.empty()) return source.empty() ? site : std::string(source);
    return std::string(source) + " · " + site;
}

}  // namespace studio
