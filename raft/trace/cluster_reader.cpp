#include "raft/trace/cluster_reader.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "raft/base/nearest.h"
#include "raft/base/utf8.h"
#include "raft/script/names.h"
#include "raft/trace/later_version.h"
#include "raft/trace/start_reader.h"

namespace raft {
namespace {

constexpr std::array<std::string_view, 2> kAutoManual{"auto", "manual"};
constexpr std::array<std::string_view, 2> kProfiles{"figure2", "production"};
constexpr std::int64_t kMostEntries = 1'000'000;

bool isLetter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

/// [A-Za-z][A-Za-z0-9]{0,11}
bool isName(std::string_view text) {
    constexpr std::size_t kLongestName = 12;
    if (text.empty() || text.size() > kLongestName || !isLetter(text[0])) return false;
    return std::all_of(text.begin(), text.end(), [](char c) { return isLetter(c) || (c >= '0' && c <= '9'); });
}

/// Names of one cluster: servers, labels and clients share one space, because expressions and links mix them.
class Names {
public:
    explicit Names(JsonReader& reader) : reader_(reader) {}

    /// The name, if it is one and new.
    const std::string* take(const JsonValue& value) {
        const std::string* name = reader_.string(&value);
        if (name == nullptr) return fail();
        if (!isName(*name)) {
            reader_.errorExpected(value, "a name: a letter, then up to 11 letters or digits");
            return fail();
        }
        if (std::find(taken_.begin(), taken_.end(), *name) != taken_.end()) {
            reader_.error(value, "name " + quotedText(*name) + " is taken; expected another one");
            return fail();
        }
        taken_.push_back(*name);
        return name;
    }
    /// Names that nobody wrote down: the default ones.
    void takeDefaults(const JsonValue* place, const std::vector<std::string>& list) {
        for (const std::string& name : list) {
            if (place != nullptr && std::find(taken_.begin(), taken_.end(), name) != taken_.end()) {
                reader_.error(*place, "the name of the default client " + quotedText(name) +
                                          " is taken; expected other names in \"clients\"");
                fail();
            }
            taken_.push_back(name);
        }
    }
    const std::string* fail() {
        usable_ = false;
        return nullptr;
    }
    bool usable() const { return usable_; }

private:
    JsonReader& reader_;
    std::vector<std::string> taken_;
    bool usable_ = true;
};

/// Replaces `list` by the names in `value`.
void readNameList(JsonReader& reader, const JsonValue& value, JsonRange count, Names& names,
                  std::vector<std::string>& list) {
    list.clear();
    const auto items = reader.array(&value, count);
    const bool wrong = !value.is(JsonValue::Type::Array) || items.size() != value.items().size();
    if (wrong) names.fail();
    for (const JsonValue& item : items) {
        if (const std::string* name = names.take(item)) list.push_back(*name);
    }
}

void readLabels(JsonReader& reader, const JsonValue* value, Names& names, ClusterConfig& config) {
    if (value == nullptr) return;
    if (!value->is(JsonValue::Type::Object)) return reader.errorExpected(*value, "an object such as {\"S1\": \"A\"}");
    const std::vector<std::string_view> servers(config.servers.begin(), config.servers.end());
    for (std::size_t i = 0; i < value->keys().size(); ++i) {
        const JsonKey& key = value->keys()[i];
        if (std::find(servers.begin(), servers.end(), key.name) == servers.end()) {
            reader.errorAtKey(*value, key, unknownName("server", key.name, servers));
            names.fail();
        } else if (const std::string* label = names.take(value->items()[i])) {
            config.labels[key.name] = *label;
        }
    }
}

/// Who votes at the start (every server that is no learner), and who only learns. The rest waits to be added.
void readMembership(JsonReader& reader, ObjectReader& object, ClusterConfig& config) {
    const auto servers = [&](const JsonValue* value, std::int64_t least) {
        NodeSet set;
        if (value == nullptr) return set;
        for (const JsonValue& item : reader.array(value, {least, kMaxServers})) {
            if (const auto server = readServer(reader, &item, config)) set.insert(*server);
        }
        return set;
    };
    const JsonValue* voters = object.optional("voters");
    const JsonValue* learners = object.optional("learners");
    config.learners = servers(learners, 0);
    const NodeSet others = NodeSet::firstNodes(config.serverCount()) - config.learners;
    config.voters = voters == nullptr ? others : servers(voters, 1);
    if (!(config.voters & config.learners).empty()) {
        reader.error(*learners, "a learner that votes; expected servers that are no voters");
    } else if (learners != nullptr && others.empty()) {
        reader.error(*learners, "every server is a learner; expected a voter");
    }
    if (config.voters == NodeSet::firstNodes(config.serverCount())) config.voters.clear();
}

std::optional<std::uint64_t> readSeed(JsonReader& reader, const JsonValue* value) {
    if (value == nullptr) return std::nullopt;
    if (value->is(JsonValue::Type::Number)) {
        const std::string& text = value->numberText();
        std::uint64_t seed = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seed);
        if (error == std::errc() && end == text.data() + text.size()) return seed;
    }
    reader.errorExpected(*value, "a whole number from 0 to 18446744073709551615");
    return std::nullopt;
}

/// A duration of at least `leastUs`; stays as it is when the file says nothing.
void readDuration(JsonReader& reader, const JsonValue* value, std::int64_t leastUs, SimTime& time) {
    if (const auto us = reader.milliseconds(value, {leastUs, kLongestDelayUs})) time = SimTime(*us);
}

void readRange(JsonReader& reader, const JsonValue* value, std::int64_t leastUs, SimTime& min, SimTime& max) {
    if (const auto span = readSpan(reader, value, leastUs)) {
        min = span->first;
        max = span->second;
    }
}

void readSettings(JsonReader& reader, ObjectReader& object, ClusterConfig& config) {
    if (const auto seed = readSeed(reader, object.optional("seed"))) config.seed = *seed;
    if (const auto mode = reader.choice(object.optional("timers"), kAutoManual)) {
        config.timers = *mode == 0 ? Timers::Auto : Timers::Manual;
    }
    if (const auto mode = reader.choice(object.optional("network"), kAutoManual)) {
        config.network = *mode == 0 ? Delivery::Auto : Delivery::Manual;
    }
    readRange(reader, object.optional("latency"), 0, config.latencyMin, config.latencyMax);
    if (const auto ppm = reader.millionths(object.optional("loss"))) config.lossPpm = static_cast<std::uint32_t>(*ppm);
    if (const auto ppm = reader.millionths(object.optional("duplicate"))) {
        config.duplicatePpm = static_cast<std::uint32_t>(*ppm);
    }
    // A period of nothing would keep the world busy at one instant for ever.
    readDuration(reader, object.optional("heartbeat"), 1, config.heartbeat);
    readRange(reader, object.optional("electionTimeout"), 1, config.electionTimeoutMin, config.electionTimeoutMax);
    readDuration(reader, object.optional("fsync"), 0, config.fsync);
    readDuration(reader, object.optional("clientTimeout"), 1, config.clientTimeout);
    if (const auto every = reader.integer(object.optional("snapshotEvery"), {0, kMostEntries})) {
        config.snapshotEvery = static_cast<std::uint32_t>(*every);
    }
    readDuration(reader, object.optional("sessionTimeout"), 0, config.sessionTimeout);
    if (const auto profile = reader.choice(object.optional("profile"), kProfiles)) {
        config.profile = *profile == 0 ? Profile::Figure2 : Profile::Production;
    }
    config.rules = rulesOf(config.profile);
    readRules(reader, object.optional("rules"), config.rules);
}

}  // namespace

std::optional<std::pair<SimTime, SimTime>> readSpan(JsonReader& reader, const JsonValue* value, std::int64_t leastUs) {
    if (value == nullptr) return std::nullopt;
    const JsonRange range{leastUs, kLongestDelayUs};
    if (!value->is(JsonValue::Type::Array)) {
        if (!value->is(JsonValue::Type::Number)) {
            reader.errorExpected(*value, "a number of milliseconds or [min, max]");
            return std::nullopt;
        }
        const auto us = reader.milliseconds(value, range);
        if (!us) return std::nullopt;
        return std::pair(SimTime(*us), SimTime(*us));
    }
    const auto items = reader.array(value, {2, 2});
    if (items.size() != 2) return std::nullopt;
    const auto min = reader.milliseconds(&items[0], range);
    const auto max = reader.milliseconds(&items[1], range);
    if (!min || !max) return std::nullopt;
    if (*min > *max) {
        reader.error(*value, "the first is the larger; expected [min, max]");
        return std::nullopt;
    }
    return std::pair(SimTime(*min), SimTime(*max));
}

std::optional<NodeId> readServer(JsonReader& reader, const JsonValue* value, const ClusterConfig& config) {
    const std::string* name = reader.string(value);
    if (name == nullptr) return std::nullopt;
    const auto server = serverNamed(config, *name);
    if (!server && reader.listens()) reader.error(*value, unknownName("server", *name, serverNames(config)));
    return server;
}

std::optional<RuleValue> readRule(JsonReader& reader, const JsonValue& object, const JsonKey& key,
                                  const JsonValue& value) {
    const auto rule = ruleByName(key.name);
    if (!rule) {
        std::vector<std::string_view> known;
        for (const RuleInfo& info : ruleTable()) known.push_back(info.name);
        reader.errorAtKey(object, key, unknownName("rule", key.name, known));
        return std::nullopt;
    }
    const RuleInfo& info = infoOf(*rule);
    if (info.kind == RuleInfo::Kind::Bool) {
        const auto on = reader.boolean(&value);
        if (!on) return std::nullopt;
        return RuleValue{*rule, *on ? 1 : 0};
    }
    const auto choice = reader.choice(&value, info.choices);
    if (!choice) return std::nullopt;
    return RuleValue{*rule, static_cast<int>(*choice)};
}

void readRules(JsonReader& reader, const JsonValue* value, Rules& rules) {
    if (value == nullptr) return;
    if (!value->is(JsonValue::Type::Object)) return reader.errorExpected(*value, "an object");
    for (std::size_t i = 0; i < value->keys().size(); ++i) {
        const auto read = readRule(reader, *value, value->keys()[i], value->items()[i]);
        if (read) rules.set(read->rule, read->value);
    }
}

std::optional<ClusterConfig> readCluster(JsonReader& reader, const JsonValue* value) {
    ClusterConfig config;
    ObjectReader object(reader, value);
    Names names(reader);
    const JsonValue* servers = object.optional("servers");
    const JsonValue* clients = object.optional("clients");
    servers == nullptr ? names.takeDefaults(value, config.servers)
                       : readNameList(reader, *servers, {1, kMaxServers}, names, config.servers);
    clients == nullptr ? names.takeDefaults(value, config.clients)
                       : readNameList(reader, *clients, {0, kMaxClients}, names, config.clients);
    readLabels(reader, object.optional("labels"), names, config);
    if (names.usable()) {
        readMembership(reader, object, config);
    } else {
        object.allow("voters");
        object.allow("learners");
    }
    readSettings(reader, object, config);
    const JsonValue* start = object.optional("start");
    if (names.usable() && start != nullptr) config.start = readStart(reader, *start, config);
    object.finish();
    if (!names.usable()) return std::nullopt;
    return config;
}

}  // namespace raft
