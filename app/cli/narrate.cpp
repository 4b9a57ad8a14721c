#include "app/cli/narrate.h"

#include <algorithm>

#include "app/cli/interrupt.h"
#include "raft/script/narration.h"

namespace cli {
namespace {

const raft::Message* messageOf(const raft::StepEvents& step, const raft::Event& event) {
    if (event.message.value == 0) return nullptr;
    for (const raft::SentMessage& sent : step.messages) {
        if (sent.id == event.message) return &sent.message;
    }
    return nullptr;
}

bool isDecision(raft::EventKind kind) {
    using enum raft::EventKind;
    switch (kind) {
        case Crash:
        case Restart:
        case Pause:
        case Resume:
        case ElectionTimeout:
        case Role:
        case Vote:
        case Refuse:
        case Append:
        case Truncate:
        case Reject:
        case Commit:
        case Redirect:
        case ClientInvoke:
        case ClientReturn:
        case Link:
        case Clock:
        case Rule:
        case Note: return true;
        case Boot:
        case HeartbeatTimeout:
        case Term:
        case Send:
        case Receive:
        case Hold:
        case Drop:
        case Duplicate:
        case Apply:
        case Persist:
        case Read: return false;
    }
    return false;
}

std::string textOf(const raft::Sentence& sentence, const studio::Texts& texts) {
    std::vector<studio::TextArg> args;
    for (const auto& [name, value] : sentence.args) args.emplace_back(name, value);
    return texts.format(sentence.key, args);
}

}  // namespace

std::vector<NarratedEvent> narrate(const raft::History& history, StepRange steps, Detail detail,
                                   const studio::Texts& texts) {
    constexpr std::uint32_t kStepsAtOnce = 1024;
    std::vector<NarratedEvent> told;
    const auto visit = [&](const raft::World& after, const raft::StepEvents& step) {
        for (std::size_t k = 0; k < step.events.size(); ++k) {
            const raft::Event& event = step.events[k];
            if (detail == Detail::Decisions && !isDecision(event.kind)) continue;
            const auto sentence = raft::sentenceOf(event, step.time, after.cluster(), messageOf(step, event));
            told.push_back({step.first + static_cast<std::uint32_t>(k), step.time, textOf(sentence, texts)});
        }
    };
    for (raft::StepId from = steps.from; from < steps.to && !interrupted();) {
        const raft::StepId to = std::min(from + kStepsAtOnce, steps.to);
        history.replay(from, to, visit, {.keepMessages = true});
        from = to;
    }
    return told;
}

}  // namespace cli
