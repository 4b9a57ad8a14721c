#include "app/studio/lesson_voice.h"

#include "app/studio/event_text.h"
#include "app/studio/read_aloud.h"
#include "raft/history/telling.h"

namespace studio {
namespace {

/// From this weight on an event is somebody's decision, or happens to somebody.
constexpr int kDecisionWeight = 3;

/// What was decided last at the instant at which the cursor stands. A wait ends with its instant: the step that ended
/// it may not be the last one.
std::string lastDecision(const raft::History& history, const Texts& texts) {
    const raft::StepId last = history.step();
    raft::StepId first = last;
    while (first.value > 0 && history.record(first - 1).time == history.time()) first = first - 1;
    std::string told;
    const auto visit = [&](const raft::World& after, const raft::StepEvents& step) {
        for (const raft::Event& event : step.events) {
            if (raft::weightOf(event) >= kDecisionWeight) told = sentenceText(event, step, after.cluster(), texts);
        }
    };
    history.replay(first, last + 1, visit, {.keepMessages = true});
    return told;
}

}  // namespace

lessons::Voice voiceFor(const raft::ClusterConfig& config, const Texts& texts) {
    lessons::Voice voice;
    voice.readAloud = [&config, texts](const std::string& condition) { return readAloud(condition, config, texts); };
    voice.lastStep = [texts](const raft::History& history) { return lastDecision(history, texts); };
    return voice;
}

}  // namespace studio
