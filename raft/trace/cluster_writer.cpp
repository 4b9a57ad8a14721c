#include "raft/trace/cluster_writer.h"

namespace raft {
namespace {

void writeNames(JsonWriter& json, std::string_view key, const std::vector<std::string>& names) {
    json.key(key);
    json.beginInlineArray();
    for (const std::string& name : names) json.value(name);
    json.endArray();
}

/// Nothing if it is empty.
void writeSet(JsonWriter& json, std::string_view key, NodeSet servers, const ClusterConfig& config) {
    if (servers.empty()) return;
    json.key(key);
    json.beginInlineArray();
    for (const NodeId server : servers) json.value(config.nameOf(server));
    json.endArray();
}

void writeRules(JsonWriter& json, const ClusterConfig& config) {
    const Rules usual = rulesOf(config.profile);
    json.key("rules");
    json.beginInlineObject();
    for (const RuleInfo& info : ruleTable()) {
        if (config.rules.get(info.id) == usual.get(info.id)) continue;
        json.key(info.name);
        writeRuleValue(json, info.id, config.rules.get(info.id));
    }
    json.endObject();
}

/// Entries with the command of their place are written as a term only.
std::string logText(const std::vector<StartEntry>& log, const std::vector<std::string>& commands) {
    std::string text;
    for (std::size_t i = 0; i < log.size(); ++i) {
        if (i > 0) text += ' ';
        text += std::to_string(log[i].term.value);
        if (i >= commands.size() || commands[i] != log[i].command) text += ':' + log[i].command;
    }
    return text;
}

void writeStart(JsonWriter& json, const ClusterConfig& config, const StartState& start) {
    json.key("start");
    json.beginObject();
    json.field("term", start.term.value);
    if (start.leader) json.field("leader", config.nameOf(*start.leader));
    json.field("commit", start.commit.value);
    writeNames(json, "commands", start.commands);
    json.key("logs");
    json.beginInlineObject();
    for (std::size_t server = 0; server < start.logs.size(); ++server) {
        if (!start.logs[server].empty())
            json.field(config.servers[server], logText(start.logs[server], start.commands));
    }
    json.endObject();
    json.endObject();
}

}  // namespace

void writeRuleValue(JsonWriter& json, RuleId rule, int value) {
    const RuleInfo& info = infoOf(rule);
    if (info.kind == RuleInfo::Kind::Bool) return json.value(value != 0);
    json.value(info.choices[static_cast<std::size_t>(value)]);
}

void writeSpan(JsonWriter& json, SimTime min, SimTime max) {
    if (min == max) return json.milliseconds(min.us);
    json.beginInlineArray();
    json.milliseconds(min.us);
    json.milliseconds(max.us);
    json.endArray();
}

void writeCluster(JsonWriter& json, const ClusterConfig& config) {
    json.beginObject();
    writeNames(json, "servers", config.servers);
    if (!config.labels.empty()) {
        json.key("labels");
        json.beginInlineObject();
        for (const auto& [server, label] : config.labels) json.field(server, label);
        json.endObject();
    }
    writeSet(json, "voters", config.voters, config);
    writeSet(json, "learners", config.learners, config);
    writeNames(json, "clients", config.clients);
    json.field("seed", config.seed);
    json.field("timers", config.timers == Timers::Auto ? "auto" : "manual");
    json.field("network", config.network == Delivery::Auto ? "auto" : "manual");
    json.key("latency");
    writeSpan(json, config.latencyMin, config.latencyMax);
    json.key("loss");
    json.decimal(config.lossPpm, 6);
    json.key("duplicate");
    json.decimal(config.duplicatePpm, 6);
    json.key("heartbeat");
    json.milliseconds(config.heartbeat.us);
    json.key("electionTimeout");
    writeSpan(json, config.electionTimeoutMin, config.electionTimeoutMax);
    json.key("fsync");
    json.milliseconds(config.fsync.us);
    json.key("clientTimeout");
    json.milliseconds(config.clientTimeout.us);
    if (config.snapshotEvery != 0) json.field("snapshotEvery", config.snapshotEvery);
    if (config.sessionTimeout > SimTime()) {
        json.key("sessionTimeout");
        json.milliseconds(config.sessionTimeout.us);
    }
    json.field("profile", config.profile == Profile::Figure2 ? "figure2" : "production");
    writeRules(json, config);
    if (config.start) writeStart(json, config, *config.start);
    json.endObject();
}

}  // namespace raft
