#include "raft/trace/action_reader.h"

#include <algorithm>
#include <array>

#include "raft/base/contains.h"
#include "raft/base/nearest.h"
#include "raft/base/utf8.h"
#include "raft/script/names.h"
#include "raft/sim/key_value.h"
#include "raft/trace/cluster_reader.h"
#include "raft/trace/later_version.h"
#include "raft/trace/matcher_reader.h"

namespace raft {
namespace {

constexpr std::int64_t kMaxItems = 100'000;
constexpr std::int64_t kMaxSeq = 1'000'000'000;
constexpr std::size_t kMaxTextBytes = 1000;

/// One item while it is read.
struct ItemReader {
    const ScriptContext& context;
    JsonReader& reader;
    ObjectReader& object;
    SourcePosition position;
    Script& out;
    const JsonValue& verb;  ///< What stands behind the verb.

    void add(decltype(ScriptItem::move) move) { out.push_back(ScriptItem{std::move(move), position}); }
    template <class Move>
    void act(Move move) {
        add(Action(std::move(move)));
    }

    SourcePosition positionOf(const JsonValue& value) const {
        const JsonPosition at = reader.document().position(value.offset());
        return SourcePosition{at.line, at.column};
    }
    std::optional<NodeId> client() {
        const JsonValue* value = object.optional("client");
        const ClusterConfig& config = context.config;
        if (value == nullptr) {
            if (config.clients.empty()) reader.error(verb, "there is no client; expected one in cluster.clients");
            return config.clients.empty() ? std::nullopt : std::optional(clientEnd(0));
        }
        const std::string* name = reader.string(value);
        if (name == nullptr) return std::nullopt;
        const auto end = clientNamed(config, *name);
        if (!end) reader.error(*value, unknownName("client", *name, clientNames(config)));
        return end;
    }
};

using Read = void (*)(ItemReader&, const JsonValue&);

template <class Move>
void readServersVerb(ItemReader& item, const JsonValue& value) {
    if (const auto servers = readServers(item.context, &value)) item.act(Move{*servers});
}

template <class Move>
void readLinksVerb(ItemReader& item, const JsonValue& value) {
    if (auto links = readLinks(item.context, &value)) item.act(Move{std::move(*links)});
}

template <class Move>
void readMessageVerb(ItemReader& item, const JsonValue& value) {
    if (const auto matched = readMatcher(item.context, &value, MatcherFor::Anything)) item.act(Move{matched->matcher});
}

void readTimeout(ItemReader& item, const JsonValue& value) {
    if (const auto server = readServer(item.reader, &value, item.context.config)) item.act(act::FireTimeout{*server});
}

void readTimers(ItemReader& item, const JsonValue& value) {
    act::SetTimers timers;
    for (const ServerValue& one : readServerObject(item.context, &value)) {
        const auto in = item.reader.milliseconds(one.value, {0, kLongestDelayUs});
        if (in) timers.in.emplace_back(one.server, SimTime(*in));
    }
    if (!timers.in.empty()) item.act(std::move(timers));
}

void readSplit(ItemReader& item, const JsonValue& value) {
    act::Split split;
    NodeSet taken;
    for (const JsonValue& group : item.reader.array(&value, {2, kMaxEnds})) {
        NodeSet ends;
        for (const JsonValue& name : item.reader.array(&group, {1, kMaxEnds})) {
            const auto end = readEnd(item.context, &name);
            if (!end) continue;
            if (taken.contains(*end))
                item.reader.error(name, name.describe() + " stands twice; expected each end once");
            taken.insert(*end);
            ends.insert(*end);
        }
        split.groups.push_back(ends);
    }
    if (!split.groups.empty()) item.act(std::move(split));
}

void readHeal(ItemReader& item, const JsonValue& value) {
    constexpr std::array<std::string_view, 1> kAll{"all"};
    if (item.reader.choice(&value, kAll)) item.act(act::Heal{});
}

/// Links in a row that get the same value are one action.
void addTo(std::vector<LinkId>& links, const std::vector<LinkId>& more) {
    links.insert(links.end(), more.begin(), more.end());
}

void readLatency(ItemReader& item, const JsonValue& value) {
    std::vector<act::SetLatency> moves;
    for (const LinkValue& one : readLinkObject(item.context, &value)) {
        const auto span = readSpan(item.reader, one.value, 0);
        if (!span) continue;
        if (moves.empty() || moves.back().min != span->first || moves.back().max != span->second) {
            moves.push_back(act::SetLatency{{}, span->first, span->second});
        }
        addTo(moves.back().links, one.links);
    }
    for (act::SetLatency& move : moves) item.act(std::move(move));
}

void readLoss(ItemReader& item, const JsonValue& value) {
    std::vector<act::SetLoss> moves;
    for (const LinkValue& one : readLinkObject(item.context, &value)) {
        const auto ppm = item.reader.millionths(one.value);
        if (!ppm) continue;
        if (moves.empty() || moves.back().ppm != *ppm) {
            moves.push_back(act::SetLoss{{}, static_cast<std::uint32_t>(*ppm)});
        }
        addTo(moves.back().links, one.links);
    }
    for (act::SetLoss& move : moves) item.act(std::move(move));
}

void readDelay(ItemReader& item, const JsonValue& value) {
    const JsonValue* beside = item.object.optional("by");
    const auto matched = readMatcher(item.context, &value, MatcherFor::Delay);
    if (!matched) return;
    const JsonValue* given = beside != nullptr ? beside : matched->by;
    if (given == nullptr) return item.reader.error(value, "field \"by\" is missing; expected a number of milliseconds");
    const auto by = item.reader.milliseconds(given, {-kLongestDelayUs, kLongestDelayUs});
    if (by) item.act(act::Delay{matched->matcher, SimTime(*by)});
}

void readSubmit(ItemReader& item, const JsonValue& value) {
    const JsonValue* to = item.object.optional("to");
    const auto server = readServer(item.reader, to, item.context.config);
    const auto client = item.client();
    const JsonValue* seqGiven = item.object.optional("seq");
    const auto seq = item.reader.integer(seqGiven, {1, kMaxSeq});
    const std::string* text = item.reader.string(&value);
    if (text == nullptr || !client || (to != nullptr && !server) || (seqGiven != nullptr && !seq)) return;
    const auto command = parseCommand(*text);
    if (!command || command->op == KeyValueCommand::Op::Get || text->size() > kMaxTextBytes) {
        return item.reader.errorExpected(value, "a command such as \"x=1\", \"x+=1\", \"del x\" or \"cas x 1 2\"");
    }
    item.act(
        act::Submit{item.context.texts.intern(*text), *client, server, static_cast<std::uint32_t>(seq.value_or(0))});
}

/// The default is `log`.
std::optional<ReadMode> readMode(JsonReader& reader, const JsonValue* value) {
    constexpr std::array<std::string_view, kReadModeCount> kModes{"log", "local", "readIndex", "lease"};
    if (value == nullptr) return ReadMode::Log;
    const auto mode = reader.choice(value, kModes);
    if (!mode) return std::nullopt;
    return static_cast<ReadMode>(*mode);
}

void readRead(ItemReader& item, const JsonValue& value) {
    const JsonValue* from = item.object.optional("from");
    const auto server = readServer(item.reader, from, item.context.config);
    const auto mode = readMode(item.reader, item.object.optional("mode"));
    const auto client = item.client();
    const std::string* key = item.reader.string(&value);
    if (key == nullptr || !client || !mode || (from != nullptr && !server)) return;
    if (!parseCommand("get " + *key) || key->size() > kMaxTextBytes)
        return item.reader.errorExpected(value, "a key such as \"x\"");
    item.act(act::ReadKey{item.context.texts.intern(*key), *client, server, *mode});
}

void readClock(ItemReader& item, const JsonValue& value) {
    constexpr std::int64_t kSlowest = 10'000;       // A hundredth of real time, in millionths.
    constexpr std::int64_t kFastest = 100'000'000;  // A hundred times.
    for (const ServerValue& one : readServerObject(item.context, &value)) {
        ObjectReader clock(item.reader, one.value);
        act::SetClock move{one.server, 1'000'000, SimTime()};
        if (const JsonValue* rate = clock.optional("rate")) {
            const auto ppm = rate->is(JsonValue::Type::Number) ? rate->decimal(6) : std::nullopt;
            if (!ppm || *ppm < kSlowest || *ppm > kFastest) {
                item.reader.errorExpected(*rate, "a rate from 0.01 to 100 with at most 6 decimals");
            } else {
                move.ratePpm = static_cast<std::uint32_t>(*ppm);
            }
        }
        const auto offset = item.reader.milliseconds(clock.optional("offset"), {-kLongestDelayUs, kLongestDelayUs});
        if (offset) move.offset = SimTime(*offset);
        clock.finish();
        item.act(move);
    }
}

void readFsync(ItemReader& item, const JsonValue& value) {
    for (const ServerValue& one : readServerObject(item.context, &value)) {
        const auto takes = item.reader.milliseconds(one.value, {0, kLongestDelayUs});
        if (takes) item.act(act::SetFsync{one.server, SimTime(*takes)});
    }
}

void readLoseDisk(ItemReader& item, const JsonValue& value) {
    for (const ServerValue& one : readServerObject(item.context, &value)) {
        if (one.value->is(JsonValue::Type::String) && one.value->string() == "vote") {
            item.act(act::LoseVote{one.server});
        } else if (one.value->is(JsonValue::Type::Object)) {
            ObjectReader loss(item.reader, one.value);
            const auto count = item.reader.integer(loss.required("lastEntries"), {1, UINT32_MAX});
            if (count) item.act(act::LoseEntries{one.server, static_cast<std::uint32_t>(*count)});
        } else {
            item.reader.errorExpected(*one.value, "\"vote\" or {\"lastEntries\": 2}");
        }
    }
}

void readRuleVerb(ItemReader& item, const JsonValue& value) {
    if (!value.is(JsonValue::Type::Object) || value.items().empty()) {
        return item.reader.errorExpected(value, "an object such as {\"compareLogs\": false}");
    }
    for (std::size_t i = 0; i < value.keys().size(); ++i) {
        const auto rule = readRule(item.reader, value, value.keys()[i], value.items()[i]);
        if (rule) item.act(act::SetRule{rule->rule, rule->value});
    }
}

const std::string* readText(ItemReader& item, const JsonValue& value, std::string_view what) {
    const std::string* text = item.reader.string(&value);
    if (text == nullptr || text->size() <= kMaxTextBytes) return text;
    item.reader.error(value, "the " + std::string(what) + " is too long; expected at most " +
                                 std::to_string(kMaxTextBytes) + " bytes");
    return nullptr;
}

/// Who is asked, and what the entry is called: beside every verb that changes the membership.
std::optional<act::ChangeMembership> readChangeDetails(ItemReader& item, bool mustBeRefused) {
    act::ChangeMembership move;
    move.mustBeRefused = mustBeRefused;
    const JsonValue* to = item.object.optional("to");
    const JsonValue* name = item.object.optional("name");
    move.to = readServer(item.reader, to, item.context.config);
    const std::string* text = name == nullptr ? nullptr : readText(item, *name, "name");
    if (text != nullptr) move.change.name = item.context.texts.intern(*text);
    if ((to != nullptr && !move.to) || (name != nullptr && text == nullptr)) return std::nullopt;
    return move;
}

template <ChangeMembers::Kind kind, bool mustBeRefused>
void readMember(ItemReader& item, const JsonValue& value) {
    auto move = readChangeDetails(item, mustBeRefused);
    const auto server = readServer(item.reader, &value, item.context.config);
    if (!move || !server) return;
    move->change.kind = kind;
    move->change.servers.insert(*server);
    item.act(std::move(*move));
}

template <bool mustBeRefused>
void readChange(ItemReader& item, const JsonValue& value) {
    constexpr std::array<std::string_view, 3> kHow{"single", "direct", "joint"};
    constexpr std::array<ChangeMembers::Kind, 3> kKinds{ChangeMembers::Kind::Simple, ChangeMembers::Kind::Direct,
                                                        ChangeMembers::Kind::Joint};
    if (!value.is(JsonValue::Type::Object)) {
        return item.reader.errorExpected(value, R"(an object such as {"members": ["S1", "S2", "S3"], "how": "joint"})");
    }
    auto move = readChangeDetails(item, mustBeRefused);
    ObjectReader change(item.reader, &value);
    const auto members = readServers(item.context, change.required("members"));
    const JsonValue* given = change.optional("how");
    const auto how = given == nullptr ? std::optional<std::size_t>(2) : item.reader.choice(given, kHow);
    const JsonValue* demoted = change.optional("learners");
    const bool isNobody = demoted == nullptr || (demoted->is(JsonValue::Type::Array) && demoted->items().empty());
    const auto learners = isNobody ? std::optional(NodeSet()) : readServers(item.context, demoted);
    change.finish();
    if (!how || !members || !learners || !move) return;
    if (demoted != nullptr && kKinds[*how] != ChangeMembers::Kind::Joint) {
        return item.reader.error(*demoted, R"(learners of a change in one entry; expected "how": "joint")");
    }
    if (!(*members & *learners).empty()) {
        return item.reader.error(*demoted, "a learner that votes; expected servers that are no members");
    }
    move->change.kind = kKinds[*how];
    move->change.servers = *members;
    if (demoted != nullptr) move->change.learners = *learners;
    item.act(std::move(*move));
}

void readNote(ItemReader& item, const JsonValue& value) {
    if (const std::string* text = readText(item, value, "note")) {
        item.act(act::WriteNote{item.context.texts.intern(*text)});
    }
}

void readWait(ItemReader& item, const JsonValue& value) {
    const auto us = item.reader.milliseconds(&value, {0, kLongestUs});
    if (us) item.add(item::Wait{SimTime(*us)});
}

void readWaitFor(ItemReader& item, const JsonValue& value) {
    const auto atMost = item.reader.milliseconds(item.object.optional("atMost"), {0, kLongestUs});
    auto condition = readCondition(item.reader, &value, item.context.config);
    if (!condition) return;
    item.position = item.positionOf(value);
    item.add(item::WaitFor{std::move(*condition), atMost ? SimTime(*atMost) : kWaitForAtMost});
}

void readDrain(ItemReader& item, const JsonValue& value) {
    const bool isTrue = value.is(JsonValue::Type::Boolean) && value.boolean();
    const bool isAll = value.is(JsonValue::Type::String) && value.string() == "all";
    if (!isTrue && !isAll) return item.reader.errorExpected(value, "true");
    item.add(item::Drain{});
}

void readExpect(ItemReader& item, const JsonValue& value) {
    auto condition = readCondition(item.reader, &value, item.context.config);
    if (!condition) return;
    item.position = item.positionOf(value);
    item.add(item::Expect{std::move(*condition)});
}

void readTransfer(ItemReader& item, const JsonValue& value) {
    ObjectReader transfer(item.reader, value);
    const JsonValue* from = transfer.optional("from");
    const auto leader = readServer(item.reader, from, item.context.config);
    const auto target = readServer(item.reader, transfer.required("to"), item.context.config);
    transfer.finish();
    if (target && (from == nullptr || leader)) item.act(act::TransferLeader{leader, *target});
}

struct Verb {
    std::string_view name;
    Read read;
    bool isAction = true;
};

constexpr std::array<Verb, 41> kVerbs{{
    {"crash", readServersVerb<act::Crash>},
    {"restart", readServersVerb<act::Restart>},
    {"pause", readServersVerb<act::Pause>},
    {"resume", readServersVerb<act::Resume>},
    {"timeout", readTimeout},
    {"timers", readTimers},
    {"cut", readLinksVerb<act::Cut>},
    {"mend", readLinksVerb<act::Mend>},
    {"split", readSplit},
    {"heal", readHeal},
    {"latency", readLatency},
    {"loss", readLoss},
    {"hold", readLinksVerb<act::Hold>},
    {"release", readLinksVerb<act::Release>},
    {"deliver", readMessageVerb<act::Deliver>},
    {"drop", readMessageVerb<act::Drop>},
    {"duplicate", readMessageVerb<act::Duplicate>},
    {"delay", readDelay},
    {"submit", readSubmit},
    {"read", readRead},
    {"clock", readClock},
    {"fsync", readFsync},
    {"loseDisk", readLoseDisk},
    {"rule", readRuleVerb},
    {"snapshot", readServersVerb<act::TakeSnapshot>},
    {"addServer", readMember<ChangeMembers::Kind::AddServer, false>},
    {"addLearner", readMember<ChangeMembers::Kind::AddLearner, false>},
    {"promote", readMember<ChangeMembers::Kind::Promote, false>},
    {"removeServer", readMember<ChangeMembers::Kind::RemoveServer, false>},
    {"change", readChange<false>},
    {"tryAddServer", readMember<ChangeMembers::Kind::AddServer, true>},
    {"tryAddLearner", readMember<ChangeMembers::Kind::AddLearner, true>},
    {"tryPromote", readMember<ChangeMembers::Kind::Promote, true>},
    {"tryRemoveServer", readMember<ChangeMembers::Kind::RemoveServer, true>},
    {"tryChange", readChange<true>},
    {"transfer", readTransfer},
    {"note", readNote},
    {"wait", readWait, false},
    {"waitFor", readWaitFor, false},
    {"drain", readDrain, false},
    {"expect", readExpect, false},
}};

const Verb* verbNamed(std::string_view name) {
    const auto found =
        std::find_if(kVerbs.begin(), kVerbs.end(), [name](const Verb& verb) { return verb.name == name; });
    return found == kVerbs.end() ? nullptr : &*found;
}

/// The verb of an object and where it stands; an error if there is not exactly one.
struct Found {
    const Verb* verb = nullptr;
    const JsonValue* value = nullptr;
};

std::optional<Found> findVerb(JsonReader& reader, const JsonValue& value) {
    Found found;
    for (std::size_t i = 0; i < value.keys().size(); ++i) {
        const JsonKey& key = value.keys()[i];
        const Verb* verb = verbNamed(key.name);
        if (verb == nullptr) continue;
        if (found.verb != nullptr) {
            reader.errorAtKey(
                value, key,
                "a second action beside " + quotedText(found.verb->name) + "; expected one action in each object");
            return std::nullopt;
        }
        found = Found{verb, &value.items()[i]};
    }
    if (found.verb != nullptr) return found;
    // The word that is likeliest to be meant as the verb is the one that is no known detail of a verb.
    constexpr std::array<std::string_view, 10> kDetails{"to",     "client", "seq",  "from", "mode",
                                                        "atMost", "by",     "name", "at",   "after"};
    for (const JsonKey& key : value.keys()) {
        if (contains(kDetails, key.name)) continue;
        reader.errorAtKey(value, key, unknownName("action", key.name, scriptVerbs()));
        return std::nullopt;
    }
    reader.error(value, "no action; expected one such as {\"crash\": \"S1\"}");
    return std::nullopt;
}

SourcePosition positionOf(JsonReader& reader, const JsonValue& value) {
    const JsonPosition at = reader.document().position(value.offset());
    return SourcePosition{at.line, at.column};
}

/// A recorded action must be one action of the program's: what would be several in a script has no order here.
void readRecorded(const ScriptContext& context, const JsonValue& value, Script& out) {
    JsonReader& reader = context.reader;
    if (!value.is(JsonValue::Type::Object))
        return reader.errorExpected(value, "an object such as {\"at\": 10, \"after\": 3, \"crash\": \"S1\"}");
    const auto found = findVerb(reader, value);
    if (!found) return;
    Script items;
    const JsonValue* at = nullptr;
    const JsonValue* after = nullptr;
    {
        ObjectReader object(reader, value);
        at = object.required("at");
        after = object.required("after");
        object.allow(found->verb->name);
        ItemReader item{context, reader, object, positionOf(reader, value), items, *found->value};
        if (found->verb->isAction) {
            found->verb->read(item, *found->value);
        } else {
            reader.error(*found->value, quotedText(found->verb->name) + " is no action; expected it in a script only");
        }
    }
    const auto time = reader.milliseconds(at, {0, INT64_MAX / 4});
    const auto event = reader.integer(after, {0, INT64_C(0xFFFFFFFE)});
    if (items.size() > 1) reader.error(*found->value, "several values; expected one in a recorded action");
    if (!time || !event || items.size() != 1) return;
    const Action& action = std::get<Action>(items[0].move);
    out.push_back(ScriptItem{item::Recorded{EventId(static_cast<std::uint32_t>(*event)), SimTime(*time), action},
                             items[0].position});
}

}  // namespace

std::vector<std::string_view> scriptVerbs() {
    std::vector<std::string_view> names;
    for (const Verb& verb : kVerbs) names.push_back(verb.name);
    return names;
}

std::optional<Expression> readCondition(JsonReader& reader, const JsonValue* value, const ClusterConfig& config) {
    const std::string* text = reader.string(value);
    if (text == nullptr) return std::nullopt;
    auto condition = parseCondition(*text, config);
    if (condition.ok()) return std::move(condition).value();
    for (const Error& error : condition.errors()) {
        reader.errorInString(*value, static_cast<std::size_t>(error.column - 1), error.message);
    }
    return std::nullopt;
}

void readScriptItem(const ScriptContext& context, const JsonValue& value, Script& out) {
    JsonReader& reader = context.reader;
    if (!reader.listens()) return;
    if (!value.is(JsonValue::Type::Object)) return reader.errorExpected(value, "an object such as {\"crash\": \"S1\"}");
    const auto found = findVerb(reader, value);
    if (!found) return;
    ObjectReader object(reader, value);
    object.allow(found->verb->name);
    ItemReader item{context, reader, object, positionOf(reader, value), out, *found->value};
    found->verb->read(item, *found->value);
}

Script readScript(const ScriptContext& context, const JsonValue* value) {
    Script script;
    for (const JsonValue& item : context.reader.array(value, {0, kMaxItems})) readScriptItem(context, item, script);
    return script;
}

Script readRecordedActions(const ScriptContext& context, const JsonValue* value) {
    Script script;
    EventId before(0);
    for (const JsonValue& item : context.reader.array(value, {0, kMaxItems})) {
        const std::size_t count = script.size();
        readRecorded(context, item, script);
        if (script.size() == count) continue;
        const EventId after = std::get<item::Recorded>(script.back().move).after;
        if (after < before)
            context.reader.error(item, "comes after event " + std::to_string(after.value) +
                                           ", earlier than the action before it; expected the order of the run");
        before = after;
    }
    return script;
}

}  // namespace raft
