#include "app/studio/event_text.h"

#include <algorithm>

#include "raft/script/narration.h"

namespace studio {
namespace {

const raft::Message* messageIn(const raft::StepEvents& step, raft::MessageId id) {
    if (id.value == 0) return nullptr;
    for (const raft::SentMessage& sent : step.messages) {
        if (sent.id == id) return &sent.message;
    }
    return nullptr;
}

AfterStep afterOf(const raft::Cluster& cluster, const raft::StepEvents& step) {
    AfterStep after;
    const raft::NodeId server = step.events.front().node;
    if (server.value >= cluster.serverCount()) return after;
    const raft::Machine& machine = cluster.machine(server);
    after.electionDeadline = machine.electionDeadline;
    after.timerReset =
        machine.electionDeadline != raft::kNever && machine.armedBy != raft::kNoEvent && machine.armedBy >= step.first;
    after.term = cluster.node(server).currentTerm();
    return after;
}

/// How many steps before the wanted one are told with it: causes are mostly near.
constexpr std::uint32_t kToldTogether = 32;
constexpr std::size_t kToldMax = 4096;

}  // namespace

const raft::Message* ToldStep::messageOf(std::size_t at) const { return messageIn(events, events.events[at].message); }

const ToldStep& StepMemory::tell(const raft::History& history, raft::StepId step, const Texts& texts) {
    if (const auto known = told_.find(step.value); known != told_.end()) return known->second;
    std::uint32_t from = step.value;
    while (from > 0 && step.value - from < kToldTogether && told_.count(from - 1) == 0) --from;
    const auto tell = [&](const raft::World& after, const raft::StepEvents& events) {
        ToldStep& told = told_[after.nextStep().value - 1];
        told.events = events;
        told.after = afterOf(after.cluster(), events);
        for (const raft::Event& event : events.events) {
            told.sentences.push_back(sentenceText(event, events, after.cluster(), texts));
        }
    };
    history.replay(raft::StepId(from), step + 1, tell, {.keepMessages = true});
    return told_.at(step.value);
}

void StepMemory::forgetOld() {
    if (told_.size() > kToldMax) told_.clear();
}

std::string headOf(const std::string& sentence) {
    std::size_t end = sentence.size();
    for (const std::string_view mark : {": ", "; ", "：", "；"}) end = std::min(end, sentence.find(mark));
    std::string head = sentence.substr(0, end);
    for (const std::string_view stop : {".", "。"}) {
        const bool ends = head.size() > stop.size() && head.compare(head.size() - stop.size(), stop.size(), stop) == 0;
        if (ends) head.resize(head.size() - stop.size());
    }
    return head;
}

int tellingEvent(const raft::StepEvents& step, raft::NodeId server) {
    int best = -1;
    int bestWeight = 0;
    for (std::size_t i = 0; i < step.events.size(); ++i) {
        const raft::Event& event = step.events[i];
        const int weight = raft::weightOf(event);
        if ((server != raft::kNoNode && event.node != server) || weight <= bestWeight) continue;
        best = static_cast<int>(i);
        bestWeight = weight;
    }
    return best;
}

std::string sentenceText(const raft::Event& event, const raft::StepEvents& step, const raft::Cluster& after,
                         const Texts& texts) {
    const raft::Narration sentence = raft::sentenceOf(event, step.time, after, messageIn(step, event.message));
    const std::vector<TextArg> args(sentence.args.begin(), sentence.args.end());
    return texts.format(sentence.key, args);
}

}  // namespace studio
