#include "raft/trace/trace_writer.h"

#include <algorithm>

#include "raft/trace/cluster_writer.h"
#include "raft/trace/event_writer.h"
#include "raft/trace/file_io.h"
#include "raft/trace/trace_names.h"

namespace raft {

TraceWriter::TraceWriter(const ClusterConfig& config, std::string& out) : config_(config), json_(out) {
    json_.beginObject();
    json_.field("format", "raftlab-trace/1");
    json_.field("protocol", "raft");
    json_.key("nodes");
    json_.beginArray();
    for (const std::string& server : config.servers) json_.value(server);
    json_.endArray();
    json_.key("cluster");
    writeCluster(json_, config);
    json_.field("timeUnit", "us");
    json_.endObject();
    json_.newLine();
}

void TraceWriter::add(const World& after, const StepEvents& step) {
    texts_ = &after.cluster().texts();
    const std::span<const Violation> violations = after.monitor().violations();
    Place place{step.first, after.nextStep() - 1, step.time};
    std::size_t message = 0;
    for (const Event& event : step.events) {
        const SentMessage* sent = nullptr;
        if (carriesMessage(event.kind)) {
            CHECK(message < step.messages.size() && step.messages[message].id == event.message);
            sent = &step.messages[message++];
        }
        writeEvent(place, event, after, sent);
        for (std::size_t v = violations_; v < violations.size(); ++v) {
            if (violations[v].event == place.event) writeViolation(place, violations[v]);
        }
        ++place.event;
    }
    violations_ = violations.size();
    for (const NodeId server : stated_) CHECK(shadows_[server.value].agreesWith(after.cluster().node(server)));
}

void TraceWriter::writeHead(const Place& place, std::string_view kind) {
    json_.beginObject();
    json_.field("i", place.event.value);
    json_.field("step", place.step.value);
    json_.field("t", place.time.us);
    json_.field("ev", kind);
}

void TraceWriter::writeEvent(const Place& place, const Event& event, const World& after, const SentMessage* message) {
    const WriteContext context{config_, *texts_};
    writeHead(place, nameOf(event.kind));
    if (event.node != kNoNode) json_.field("node", config_.nameOf(event.node));
    if (event.cause != kNoEvent) json_.field("cause", event.cause.value);
    writeReason(json_, event, context);
    writeEventFields(json_, event, context);
    if (message != nullptr) {
        json_.key("msg");
        writeMessage(json_, message->id, message->message, context);
    }
    if (event.node.value < config_.servers.size()) {
        NodeShadow& shadow = shadows_[event.node.value];
        const NodeNumbers before = shadow.numbers();
        const LogChange change = shadow.take(event, after.cluster().node(event.node));
        if (!stated_.contains(event.node) || before != shadow.numbers()) writeState(shadow.numbers());
        if (change.any()) writeLog(change, shadow.log());
        if (change.reconfigured) {
            json_.key("config");
            writeConfiguration(json_, shadow.config(), context);
        }
        stated_.insert(event.node);
    }
    json_.endObject();
    json_.newLine();
}

void TraceWriter::writeState(const NodeNumbers& numbers) {
    json_.key("state");
    json_.beginObject();
    json_.field("role", nameOf(numbers.role));
    json_.field("currentTerm", numbers.currentTerm.value);
    json_.key("votedFor");
    writeEnd(json_, numbers.votedFor, {config_, *texts_});
    json_.field("commitIndex", numbers.commitIndex.value);
    json_.field("lastApplied", numbers.lastApplied.value);
    json_.field("lastLogIndex", numbers.lastLogIndex.value);
    json_.field("lastLogTerm", numbers.lastLogTerm.value);
    json_.endObject();
}

void TraceWriter::writeLog(const LogChange& change, const Log& log) {
    json_.key("log");
    json_.beginObject();
    if (change.truncatedFrom.value != 0) json_.field("truncatedFrom", change.truncatedFrom.value);
    if (change.compacted) {
        json_.key("snapshot");
        json_.beginObject();
        json_.field("lastIncludedIndex", change.lastIncludedIndex.value);
        json_.field("lastIncludedTerm", change.lastIncludedTerm.value);
        // Left out, it is the one that the cluster began with.
        if (!(change.includedConfig == config_.membership())) {
            json_.key("config");
            writeConfiguration(json_, change.includedConfig, {config_, *texts_});
        }
        json_.endObject();
    }
    if (change.first.value != 0) {
        json_.key("appended");
        json_.beginArray();
        for (LogIndex i = change.first; i <= change.last; ++i) writeEntry(json_, i, log.at(i), {config_, *texts_});
        json_.endArray();
    }
    json_.endObject();
}

void TraceWriter::writeViolation(const Place& place, const Violation& violation) {
    writeHead(place, "violation");
    json_.field("property", nameOf(violation.property));
    json_.field("text", violation.text);
    json_.key("evidence");
    json_.beginArray();
    for (const EventId event : violation.evidence) json_.value(event.value);
    json_.endArray();
    json_.endObject();
    json_.newLine();
}

void TraceWriter::finish(const World& end) {
    json_.beginObject();
    json_.field("end", true);
    json_.field("events", end.cluster().nextEvent().value);
    json_.field("hash", hexText(end.chain()));
    json_.endObject();
    json_.newLine();
}

Result<TraceEnd> writeTrace(const History& history, const std::string& path, const std::function<bool()>& stop) {
    // Whoever waits for an answer to Ctrl-C waits for so many steps.
    constexpr std::uint32_t kStepsAtOnce = 1024;
    AtomicFile file(path);
    std::string lines;
    TraceWriter writer(history.config(), lines);
    const StepId end = history.step() + 1;
    for (StepId from(0); from < end && !file.failed(); from = std::min(from + kStepsAtOnce, end)) {
        if (stop && stop()) return TraceEnd::Stopped;
        const auto visit = [&](const World& after, const StepEvents& step) {
            writer.add(after, step);
            file.append(lines);
            lines.clear();
        };
        history.replay(from, std::min(from + kStepsAtOnce, end), visit, {.keepMessages = true});
    }
    writer.finish(history.world());
    file.append(lines);
    const Result<void> done = file.commit();
    if (!done.ok()) return done.errors();
    return TraceEnd::Written;
}

}  // namespace raft
