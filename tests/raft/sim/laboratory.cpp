#include "tests/raft/sim/laboratory.h"

namespace raft::laboratory {
namespace {

/// Numbers of commands stay below it, so that every one of them is taken for a request that is sent again: the client
/// sends it and does not wait.
constexpr std::uint32_t kLastSeq = 1'000'000;

}  // namespace

ClusterConfig clusterOf(const Setting& setting, int servers) {
    ClusterConfig config;
    config.servers.clear();
    for (int s = 1; s <= servers; ++s) config.servers.push_back("S" + std::to_string(s));
    config.seed = setting.seed;
    config.profile = setting.profile;
    config.rules = rulesOf(setting.profile);
    config.clientTimeout = SimTime::fromMs(1'000'000);
    return config;
}

ClusterConfig unreliable(ClusterConfig config) {
    config.lossPpm = 100'000;
    config.duplicatePpm = 50'000;
    config.latencyMin = SimTime();
    config.latencyMax = SimTime::fromMs(27);
    return config;
}

Laboratory::Laboratory(const ClusterConfig& config)
    : world_(config, std::make_shared<TextTable>()), connected_(NodeSet::firstNodes(config.serverCount())) {
    step_.keepMessages = true;
    world_.boot(step_);
    act(act::Submit{cluster().sharedTexts()->intern("first"), clientEnd(0), NodeId(0), kLastSeq});
}

void Laboratory::act(const Action& action) {
    world_.apply(action, now_, step_);
    look();
}

void Laboratory::look() {
    std::size_t at = 0;
    for (const Event& event : step_.events) {
        const bool carried = event.kind == EventKind::Send || event.kind == EventKind::Receive ||
                             event.kind == EventKind::Drop || event.kind == EventKind::Hold ||
                             event.kind == EventKind::Duplicate;
        if (event.kind == EventKind::Reject) ++rejections_;
        if (event.kind == EventKind::Install) ++installs_;
        if (!carried) continue;
        const Message& message = step_.messages[at++].message;
        if (event.kind != EventKind::Send) continue;
        ++sent_[static_cast<std::size_t>(message.kind())];
        if (const auto* append = std::get_if<AppendEntries>(&message.body)) entriesSent_ += append->entries.size();
    }
    for (const NodeId server : all()) {
        const Log& log = node(server).log();
        longestLog_ = std::max(longestLog_, log.lastIndex().value - log.lastIncludedIndex().value);
    }
}

void Laboratory::wait(std::int64_t ms) {
    until(ms, [] { return false; });
}

bool Laboratory::until(std::int64_t ms, const std::function<bool()>& holds) {
    const SimTime end = now_ + SimTime::fromMs(ms);
    if (holds()) return true;
    while (cluster().nextDue() <= end) {
        world_.advance(step_);
        look();
        now_ = cluster().now();
        if (holds()) return true;
    }
    now_ = end;
    return false;
}

void Laboratory::connect(NodeSet servers) {
    act::Cut cut;
    act::Mend mend;
    for (const NodeId from : all()) {
        for (const NodeId to : all()) {
            if (from == to) continue;
            const bool reaches = servers.contains(from) && servers.contains(to);
            (reaches ? mend.links : cut.links).push_back(LinkId{from, to});
        }
    }
    connected_ = servers;
    if (!cut.links.empty()) act(cut);
    if (!mend.links.empty()) act(mend);
}

std::optional<NodeId> Laboratory::leader() const {
    std::optional<NodeId> found;
    bool alone = false;
    for (const NodeId server : connected_) {
        if (!isUp(server) || node(server).role() != Role::Leader) continue;
        if (found && node(*found).currentTerm() > node(server).currentTerm()) continue;
        alone = !found || node(server).currentTerm() > node(*found).currentTerm();
        found = server;
    }
    return alone ? found : std::nullopt;
}

std::optional<NodeId> Laboratory::electedWithin(std::int64_t ms) {
    until(ms, [this] { return leader().has_value(); });
    return leader();
}

NodeId Laboratory::after(NodeId other, int steps) const {
    return NodeId(static_cast<std::uint8_t>((other.value + steps) % cluster().serverCount()));
}

std::string Laboratory::start(NodeId server) {
    const std::string command = "x=" + std::to_string(++commands_);
    act(act::Submit{cluster().sharedTexts()->intern(command), clientEnd(0), server, commands_});
    return command;
}

int Laboratory::agreedOn(const std::string& command) const {
    const TextId text = cluster().sharedTexts()->intern(command);
    int agreed = 0;
    for (const NodeId server : all()) {
        const Node& each = node(server);
        if (!isUp(server)) continue;
        bool has = false;
        for (LogIndex i = each.state().commitIndex; !has && i >= each.log().firstIndex(); i = i - 1) {
            has = each.log().has(i) && each.log().at(i).command == text;
        }
        // What a snapshot stands for is no longer in the log: commands are numbered, and the last one is the value.
        if (!has) has = state(server) == command;
        agreed += has ? 1 : 0;
    }
    return agreed;
}

bool Laboratory::agree(int servers, std::int64_t ms) {
    const SimTime end = now_ + SimTime::fromMs(ms);
    while (now_ < end) {
        const std::int64_t left = (end - now_).us / 1000;
        const auto leads = electedWithin(left);
        if (!leads) return false;
        const std::string command = start(*leads);
        const std::int64_t patience = std::min<std::int64_t>(500, (end - now_).us / 1000 + 1);
        if (until(patience, [&] { return agreedOn(command) >= servers; })) return true;
    }
    return false;
}

std::vector<std::string> Laboratory::committed(NodeId server) const {
    std::vector<std::string> commands;
    const Node& each = node(server);
    for (LogIndex i = each.log().firstIndex(); i <= each.state().commitIndex; ++i) {
        const Entry& entry = each.log().at(i);
        if (entry.type == EntryType::Command) commands.emplace_back(cluster().texts().text(entry.command));
    }
    return commands;
}

std::string Laboratory::state(NodeId server) const {
    return pairsText(cluster().machine(server).store, cluster().texts());
}

bool Laboratory::allTheSame() const {
    const Node& first = node(NodeId(0));
    for (const NodeId server : all()) {
        const Node& each = node(server);
        if (!isUp(server) || each.log().lastIndex() != first.log().lastIndex()) return false;
        if (each.state().commitIndex != each.log().lastIndex()) return false;
        if (each.state().lastApplied != each.state().commitIndex || state(server) != state(NodeId(0))) return false;
        for (LogIndex i = each.log().firstIndex(); i <= each.log().lastIndex(); ++i) {
            if (first.log().has(i) && !(first.log().at(i) == each.log().at(i))) return false;
        }
    }
    return true;
}

}  // namespace raft::laboratory
