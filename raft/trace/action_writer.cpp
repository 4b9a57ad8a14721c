#include "raft/trace/action_writer.h"

#include "raft/trace/cluster_writer.h"

namespace raft {
namespace {

/// One overload an action.
struct ActionWriter {
    JsonWriter& json;
    const ClusterConfig& config;
    const TextTable& texts;

    void nodes(NodeSet set) {
        json.beginInlineArray();
        for (const NodeId node : set) json.value(config.nameOf(node));
        json.endArray();
    }
    void servers(const char* verb, NodeSet set) {
        json.key(verb);
        set.size() == 1 ? json.value(config.nameOf(*set.begin())) : nodes(set);
    }
    /// The names of links in their order: the two directions of one link, one after the other, have a name in common.
    std::vector<std::string> names(const std::vector<LinkId>& links) const {
        std::vector<std::string> all;
        for (std::size_t i = 0; i < links.size(); ++i) {
            const LinkId link = links[i];
            const bool both = i + 1 < links.size() && links[i + 1] == LinkId{link.to, link.from};
            all.push_back(config.nameOf(link.from) + (both ? '-' : '>') + config.nameOf(link.to));
            if (both) ++i;
        }
        return all;
    }
    void links(const char* verb, const std::vector<LinkId>& list) {
        json.key(verb);
        json.beginInlineArray();
        for (const std::string& name : names(list)) json.value(name);
        json.endArray();
    }
    void message(const char* verb, const MessageMatcher& which) {
        json.key(verb);
        json.beginInlineObject();
        if (which.id) {
            json.field("msg", which.id->value);
        } else {
            if (which.from) json.field("from", config.nameOf(*which.from));
            if (which.to) json.field("to", config.nameOf(*which.to));
            if (which.kind) json.field("kind", nameOf(*which.kind));
            if (which.nth != 1) json.field("nth", which.nth);
        }
        json.endObject();
    }
    void keyedBy(const char* verb, NodeId server) {
        json.key(verb);
        json.beginInlineObject();
        json.key(config.nameOf(server));
    }
    void client(NodeId end) { json.field("client", config.nameOf(end)); }

    void operator()(const act::Crash& move) { servers("crash", move.servers); }
    void operator()(const act::Restart& move) { servers("restart", move.servers); }
    void operator()(const act::Pause& move) { servers("pause", move.servers); }
    void operator()(const act::Resume& move) { servers("resume", move.servers); }
    void operator()(const act::FireTimeout& move) { json.field("timeout", config.nameOf(move.server)); }
    void operator()(const act::SetTimers& move) {
        json.key("timers");
        json.beginInlineObject();
        for (const auto& timer : move.in) {
            json.key(config.nameOf(timer.first));
            json.milliseconds(timer.second.us);
        }
        json.endObject();
    }
    void operator()(const act::Cut& move) { links("cut", move.links); }
    void operator()(const act::Mend& move) { links("mend", move.links); }
    void operator()(const act::Split& move) {
        json.key("split");
        json.beginInlineArray();
        for (const NodeSet group : move.groups) nodes(group);
        json.endArray();
    }
    void operator()(const act::Heal&) { json.field("heal", "all"); }
    void operator()(const act::SetLatency& move) {
        json.key("latency");
        json.beginInlineObject();
        for (const std::string& name : names(move.links)) {
            json.key(name);
            writeSpan(json, move.min, move.max);
        }
        json.endObject();
    }
    void operator()(const act::SetLoss& move) {
        json.key("loss");
        json.beginInlineObject();
        for (const std::string& name : names(move.links)) {
            json.key(name);
            json.decimal(move.ppm, 6);
        }
        json.endObject();
    }
    void operator()(const act::Hold& move) { links("hold", move.links); }
    void operator()(const act::Release& move) { links("release", move.links); }
    void operator()(const act::Deliver& move) { message("deliver", move.which); }
    void operator()(const act::Drop& move) { message("drop", move.which); }
    void operator()(const act::Duplicate& move) { message("duplicate", move.which); }
    void operator()(const act::Delay& move) {
        message("delay", move.which);
        json.key("by");
        json.milliseconds(move.by.us);
    }
    void operator()(const act::Submit& move) {
        json.field("submit", texts.text(move.command));
        if (move.to) json.field("to", config.nameOf(*move.to));
        client(move.client);
        if (move.seq != 0) json.field("seq", move.seq);
    }
    void operator()(const act::ReadKey& move) {
        json.field("read", texts.text(move.key));
        if (move.from) json.field("from", config.nameOf(*move.from));
        json.field("mode", nameOf(move.mode));
        client(move.client);
    }
    void operator()(const act::SetClock& move) {
        keyedBy("clock", move.server);
        json.beginInlineObject();
        json.key("rate");
        json.decimal(move.ratePpm, 6);
        json.key("offset");
        json.milliseconds(move.offset.us);
        json.endObject();
        json.endObject();
    }
    void operator()(const act::SetFsync& move) {
        keyedBy("fsync", move.server);
        json.milliseconds(move.takes.us);
        json.endObject();
    }
    void operator()(const act::LoseVote& move) {
        keyedBy("loseDisk", move.server);
        json.value("vote");
        json.endObject();
    }
    void operator()(const act::LoseEntries& move) {
        keyedBy("loseDisk", move.server);
        json.beginInlineObject();
        json.field("lastEntries", move.lastEntries);
        json.endObject();
        json.endObject();
    }
    void operator()(const act::SetRule& move) {
        json.key("rule");
        json.beginInlineObject();
        json.key(infoOf(move.rule).name);
        writeRuleValue(json, move.rule, move.value);
        json.endObject();
    }
    void operator()(const act::WriteNote& move) { json.field("note", texts.text(move.text)); }
    void operator()(const act::TakeSnapshot& move) { servers("snapshot", move.servers); }
    void operator()(const act::ChangeMembership& move) {
        const ChangeMembers& change = move.change;
        const std::string verb = verbOf(change.kind, move.mustBeRefused);
        if (const auto how = howOf(change.kind)) {
            json.key(verb);
            json.beginInlineObject();
            json.key("members");
            nodes(change.servers);
            json.field("how", *how);
            if (change.learners) {
                json.key("learners");
                nodes(*change.learners);
            }
            json.endObject();
        } else {
            json.field(verb, config.nameOf(*change.servers.begin()));
        }
        if (move.to) json.field("to", config.nameOf(*move.to));
        if (change.name != TextId()) json.field("name", texts.text(change.name));
    }
    void operator()(const act::TransferLeader& move) {
        json.key("transfer");
        json.beginInlineObject();
        if (move.from) json.field("from", config.nameOf(*move.from));
        json.field("to", config.nameOf(move.to));
        json.endObject();
    }
};

}  // namespace

void writeAction(JsonWriter& json, const Action& action, const ClusterConfig& config, const TextTable& texts) {
    std::visit(ActionWriter{json, config, texts}, action);
}

}  // namespace raft
