#include "app/studio/event_text.h"

#include "raft/script/narration.h"

namespace studio {
namespace {

using raft::EventKind;

std::string textOf(const raft::Narration& sentence, const Texts& texts) {
    std::vector<TextArg> args;
    for (const auto& [name, value] : sentence.args) args.emplace_back(name, value);
    return texts.format(sentence.key, args);
}

const raft::Message* messageOf(const raft::StepEvents& events, raft::MessageId id) {
    for (const raft::SentMessage& sent : events.messages) {
        if (sent.id == id) return &sent.message;
    }
    return nullptr;
}

}  // namespace

ToldStep tellStep(const raft::History& history, raft::StepId step, const Texts& texts) {
    ToldStep told;
    const auto tell = [&](const raft::World& after, const raft::StepEvents& events) {
        told.events = events;
        for (const raft::Event& event : events.events) {
            const raft::Message* message = messageOf(events, event.message);
            told.sentences.push_back(textOf(raft::sentenceOf(event, events.time, after.cluster(), message), texts));
        }
    };
    history.replay(step, step + 1, tell, {.keepMessages = true});
    return told;
}

int weightOf(const raft::Event& event) {
    switch (event.kind) {
        case EventKind::Crash:
        case EventKind::Restart:
        case EventKind::Pause:
        case EventKind::Resume:
        case EventKind::Link:
        case EventKind::Clock:
        case EventKind::Rule: return 9;
        case EventKind::Role: return 8;
        case EventKind::ClientReturn: return 7;
        case EventKind::Truncate: return 6;
        case EventKind::Commit: return 5;
        case EventKind::Vote:
        case EventKind::Refuse: return 4;
        case EventKind::Reject:
        case EventKind::Append:
        case EventKind::Redirect: return 3;
        case EventKind::ClientInvoke: return 2;
        case EventKind::ElectionTimeout:
        case EventKind::Term: return 1;
        case EventKind::Boot:
        case EventKind::HeartbeatTimeout:
        case EventKind::Send:
        case EventKind::Receive:
        case EventKind::Hold:
        case EventKind::Drop:
        case EventKind::Duplicate:
        case EventKind::Apply:
        case EventKind::Persist:
        case EventKind::Read:
        case EventKind::Note: return 0;
    }
    return 0;
}

int tellingEvent(const raft::StepEvents& step, raft::NodeId server) {
    int best = -1;
    int bestWeight = 0;
    for (std::size_t i = 0; i < step.events.size(); ++i) {
        const raft::Event& event = step.events[i];
        if ((server != raft::kNoNode && event.node != server) || weightOf(event) <= bestWeight) continue;
        best = static_cast<int>(i);
        bestWeight = weightOf(event);
    }
    return best;
}

std::vector<ExplainRow> reasonRows(const raft::Event& event, const raft::ClusterConfig& config) {
    std::vector<ExplainRow> rows;
    auto at = static_cast<std::size_t>(raft::reasonArgsStart(event.kind));
    for (const std::string_view name : raft::infoOf(event.reason).args) {
        if (name.empty() || at >= event.args.size()) break;
        const std::uint32_t value = event.args[at++];
        const bool isServer = name == "votedFor";
        rows.push_back(
            {std::string(name),
             isServer ? config.labelOf(raft::NodeId(static_cast<std::uint8_t>(value))) : std::to_string(value),
             {}});
    }
    return rows;
}

std::string reasonCitation(const raft::Event& event) {
    const raft::ReasonInfo& info = raft::infoOf(event.reason);
    if (info.source.empty()) return std::string(info.file);
    return std::string(info.source) + " · " + std::string(info.file);
}

}  // namespace studio
