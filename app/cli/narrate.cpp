#include "app/cli/narrate.h"

#include <algorithm>

#include "app/cli/interrupt.h"
#include "raft/history/telling.h"
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

/// From this weight on an event is somebody's decision, or happens to somebody.
constexpr int kDecisionWeight = 3;

}  // namespace

std::vector<NarratedEvent> narrate(const raft::History& history, StepRange steps, Detail detail,
                                   const studio::Texts& texts) {
    constexpr std::uint32_t kStepsAtOnce = 1024;
    std::vector<NarratedEvent> told;
    const auto visit = [&](const raft::World& after, const raft::StepEvents& step) {
        for (std::size_t k = 0; k < step.events.size(); ++k) {
            const raft::Event& event = step.events[k];
            if (detail == Detail::Decisions && raft::weightOf(event) < kDecisionWeight) continue;
            const auto sentence = raft::sentenceOf(event, step.time, after.cluster(), messageOf(step, event));
            const std::vector<studio::TextArg> args(sentence.args.begin(), sentence.args.end());
            const raft::EventId number = step.first + static_cast<std::uint32_t>(k);
            told.push_back({number, step.time, texts.format(sentence.key, args)});
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
