#include "raft/script/narration.h"

#include <array>
#include <string_view>

#include "raft/script/answer.h"
#include "raft/sim/configuration_text.h"
#include "raft/sim/entry_text.h"

namespace raft {
namespace {

/// What the world itself notes, and the last part of its key. What a person notes stands as it is.
struct WorldNote {
    std::string_view text;
    std::string_view key;
    bool ofNobody = false;  ///< It may be about no server at all.
};
constexpr std::array<WorldNote, 23> kWorldNotes{{
    {"already down", "alreadyDown"},
    {"cannot pause", "cannotPause"},
    {"not paused", "notPaused"},
    {"down, no timer", "downNoTimer"},
    {"paused", "paused"},
    {"a leader has no election timer", "leaderNoTimer"},
    {"timer set", "timerSet"},
    {"no election timer", "noElectionTimer"},
    {"no such message", "noSuchMessage", true},
    {"delayed", "delayed"},
    {"hastened", "hastened"},
    {"up: a disk is lost only while its server is down", "diskOfRunning"},
    {"disk damaged", "diskDamaged"},
    {"no answer", "noAnswer"},
    {"no such request", "noSuchRequest"},
    {"nothing to compact", "nothingToCompact"},
    {"down, no snapshot", "downNoSnapshot"},
    {"down, no transfer", "downNoTransfer"},
    {"nobody leads", "nobodyLeads", true},
    {"no leader to ask", "noLeaderToAsk", true},
    {"down, nobody to ask", "downNobodyToAsk"},
    {"nothing changed", "nothingChanged", true},
    {"members have changed", "membersHaveChanged", true},
}};

/// Notes that begin so carry something more.
constexpr std::string_view kQueued = "queued ";
constexpr std::string_view kFsync = "fsync ";

/// The kinds whose sentence says more than its reason's, or has none.
bool hasOwnSentence(const Event& event) {
    switch (event.kind) {
        case EventKind::Term:
        case EventKind::ElectionTimeout:
        case EventKind::HeartbeatTimeout:
        case EventKind::Drop:
        case EventKind::Duplicate:
        case EventKind::Link: return true;
        default: return event.reason == Reason::None;
    }
}

/// Does the message bring something: entries, a vote, a yes, an answer? Its other form is the second of the two.
struct Shape {
    std::string_view plain;
    std::string_view positive;  ///< Empty if there is only one form.
};
Shape shapeOf(MessageKind kind) {
    switch (kind) {
        case MessageKind::RequestVote: return {"RequestVote", ""};
        case MessageKind::RequestVoteReply: return {"RequestVoteReply.refused", "RequestVoteReply.granted"};
        case MessageKind::AppendEntries: return {"AppendEntries.heartbeat", "AppendEntries.entries"};
        case MessageKind::AppendEntriesReply: return {"AppendEntriesReply.failure", "AppendEntriesReply.success"};
        case MessageKind::ClientRequest: return {"ClientRequest", ""};
        case MessageKind::ClientReply: return {"ClientReply.redirect", "ClientReply.answer"};
        case MessageKind::InstallSnapshot: return {"InstallSnapshot", "InstallSnapshot.last"};
        case MessageKind::InstallSnapshotReply:
            return {"InstallSnapshotReply.stored", "InstallSnapshotReply.installed"};
        case MessageKind::PreVote: return {"PreVote", ""};
        case MessageKind::PreVoteReply: return {"PreVoteReply.refused", "PreVoteReply.granted"};
        case MessageKind::TimeoutNow: return {"TimeoutNow", ""};
        case MessageKind::ReadIndex: return {"ReadIndex", ""};
        case MessageKind::ReadIndexReply: return {"ReadIndexReply.refused", "ReadIndexReply.index"};
        case MessageKind::Heartbeat: return {"Heartbeat", ""};
        case MessageKind::HeartbeatReply: return {"HeartbeatReply.refused", "HeartbeatReply.heard"};
    }
    return {};
}

/// A client's answer counts even if its command changed nothing; of a snapshot, what counts is all of it.
bool bringsSomething(const Message& message) {
    if (const auto* answer = std::get_if<ClientReply>(&message.body)) return answer->executed;
    if (const auto* chunk = std::get_if<InstallSnapshot>(&message.body)) return chunk->done;
    if (const auto* stored = std::get_if<InstallSnapshotReply>(&message.body)) return stored->matchIndex.value > 0;
    return isPositive(message);
}

class Narrator {
public:
    Narrator(const Event& event, SimTime time, const Cluster& after, const Message* message)
        : event_(event), cluster_(after), message_(message) {
        add("t", millisecondsText(time));
        if (event.node != kNoNode) add("node", name(event.node));
        if (event.peer != kNoNode) add("peer", name(event.peer));
        addReasonOperands();
    }

    Narration tell() {
        sentence_.key = hasOwnSentence(event_) ? "event." + std::string(nameOf(event_.kind))
                                               : "reason." + std::string(infoOf(event_.reason).name);
        addOperands();
        return std::move(sentence_);
    }

private:
    void add(std::string_view key, std::string value) {
        sentence_.args.emplace_back(std::string(key), std::move(value));
    }
    void add(std::string_view key, std::uint32_t value) { add(key, std::to_string(value)); }
    /// Goes on with the key: one of several forms of the sentence.
    void form(std::string_view part) {
        if (!part.empty()) sentence_.key += "." + std::string(part);
    }
    std::uint32_t arg(std::size_t at) const { return event_.args[at]; }
    std::string name(NodeId end) const { return cluster_.config().labelOf(end); }
    std::string text(std::uint32_t id) const { return std::string(cluster_.texts().text(TextId(id))); }
    std::string value(std::size_t at) const {
        return textOf(Value::fromParts(arg(at), arg(at + 1), arg(at + 2)), cluster_.texts());
    }

    void addReasonOperands() {
        if (event_.reason == Reason::None) return;
        const ReasonInfo& info = infoOf(event_.reason);
        auto at = static_cast<std::size_t>(reasonArgsStart(event_.kind));
        for (const std::string_view operand : info.args) {
            if (operand.empty() || at >= event_.args.size()) return;
            switch (meaningOf(operand)) {
                case OperandMeaning::Number: add(operand, arg(at)); break;
                case OperandMeaning::Server: add(operand, name(NodeId(static_cast<std::uint8_t>(arg(at))))); break;
                case OperandMeaning::Configuration:
                    add(operand, textOf(PackedConfiguration(arg(at)), cluster_.config()));
                    break;
                case OperandMeaning::Duration: add(operand, millisecondsText(SimTime(arg(at))));
            }
            ++at;
        }
    }

    /// The command of an entry, if the log still has it.
    void addCommand(std::uint32_t index) {
        const Log& log = cluster_.node(event_.node).log();
        const bool there = log.has(LogIndex(index));
        add("command", there ? entryText(log.at(LogIndex(index)), cluster_) : "?");
    }

    /// How far the clock was set ahead or behind, in microseconds.
    void addOffset(std::int32_t offset) {
        if (offset == 0) return;
        form(offset > 0 ? "ahead" : "behind");
        add("offset", millisecondsText(SimTime(offset > 0 ? offset : -std::int64_t{offset})));
    }

    /// Does the entry open a session? Then it has no command to be told, but a client.
    bool opensSession(std::uint32_t index) {
        const Log& log = cluster_.node(event_.node).log();
        if (!log.has(LogIndex(index)) || log.at(LogIndex(index)).type != EntryType::Session) return false;
        add("client", name(log.at(LogIndex(index)).client));
        return true;
    }

    /// One entry or several make two sentences.
    void oneOrMore(std::uint32_t first, std::uint32_t last) {
        if (first == last) form("one");
    }

    void addMessage();
    void addLink();
    void addNote();
    void addOperands();

    const Event& event_;
    const Cluster& cluster_;
    const Message* message_;
    Narration sentence_;
};

void Narrator::addMessage() {
    if (message_ == nullptr) return;
    add("from", name(message_->from));
    add("to", name(message_->to));
    add("kind", std::string(nameOf(message_->kind())));
    if (event_.kind == EventKind::Drop) return form(infoOf(event_.reason).name);
    if (event_.kind != EventKind::Send && event_.kind != EventKind::Receive) return;
    const Shape shape = shapeOf(message_->kind());
    const bool positive = !shape.positive.empty() && bringsSomething(*message_);
    form(positive ? shape.positive : shape.plain);
    if (const auto* ask = std::get_if<RequestVote>(&message_->body)) {
        add("term", ask->term.value);
        add("lastLogTerm", ask->lastLogTerm.value);
        add("lastLogIndex", ask->lastLogIndex.value);
        if (ask->disrupt) form("disrupt");
    } else if (const auto* vote = std::get_if<RequestVoteReply>(&message_->body)) {
        add("term", vote->term.value);
    } else if (const auto* append = std::get_if<AppendEntries>(&message_->body)) {
        add("term", append->term.value);
        add("first", append->prevLogIndex.value + 1);
        add("last", append->prevLogIndex.value + append->entries.size());
        add("leaderCommit", append->leaderCommit.value);
        if (positive) oneOrMore(1, append->entries.size());
    } else if (const auto* appended = std::get_if<AppendEntriesReply>(&message_->body)) {
        add("term", appended->term.value);
        add("matchIndex", appended->matchIndex.value);
    } else if (const auto* chunk = std::get_if<InstallSnapshot>(&message_->body)) {
        add("term", chunk->term.value);
        add("lastIncludedIndex", chunk->lastIncludedIndex.value);
        add("lastIncludedTerm", chunk->lastIncludedTerm.value);
        add("offset", chunk->offset);
    } else if (const auto* stored = std::get_if<InstallSnapshotReply>(&message_->body)) {
        add("term", stored->term.value);
        add("bytesStored", stored->bytesStored);
        add("matchIndex", stored->matchIndex.value);
    } else if (const auto* question = std::get_if<PreVote>(&message_->body)) {
        add("term", question->term.value);
        add("lastLogTerm", question->lastLogTerm.value);
        add("lastLogIndex", question->lastLogIndex.value);
    } else if (const auto* beat = std::get_if<Heartbeat>(&message_->body)) {
        add("term", beat->term.value);
        add("leaderCommit", beat->leaderCommit.value);
    } else if (std::holds_alternative<PreVoteReply>(message_->body) ||
               std::holds_alternative<HeartbeatReply>(message_->body) ||
               std::holds_alternative<TimeoutNow>(message_->body)) {
        add("term", termOf(*message_).value);
    } else if (const auto* read = std::get_if<ReadIndex>(&message_->body)) {
        add("client", name(read->client));
    } else if (const auto* known = std::get_if<ReadIndexReply>(&message_->body)) {
        add("client", name(known->client));
        add("readIndex", known->readIndex.value);
    } else if (const auto* request = std::get_if<ClientRequest>(&message_->body)) {
        if (request->opensSession) return form("opens");
        add("op", text(request->command.value));
    } else if (const auto* answer = std::get_if<ClientReply>(&message_->body)) {
        if (answer->expired) return form("expired");
        if (answer->session.value != 0) {
            add("session", answer->session.value);
            return form("opened");
        }
        if (answer->leaderHint == kNoNode && !positive) form("unknown");
        add("leader", answer->leaderHint == kNoNode ? std::string() : name(answer->leaderHint));
    }
}

void Narrator::addLink() {
    form(arg(0) != 0 ? "cut" : arg(1) != 0 ? "hold" : "open");
    add("latencyMin", millisecondsText(SimTime(arg(2))));
    add("latencyMax", millisecondsText(SimTime(arg(3))));
    // Parts in a million as a percentage with up to three decimals, rounded down.
    add("loss", toText(Decimal{arg(4) / 10'000, static_cast<std::int32_t>(arg(4) % 10'000 / 10)}));
}

void Narrator::addNote() {
    if (event_.reason != Reason::None) return;
    const std::string note = text(arg(0));
    for (const WorldNote& known : kWorldNotes) {
        if (known.text == note && (event_.node != kNoNode || known.ofNobody)) return form(known.key);
    }
    if (event_.node != kNoNode && note.substr(0, kQueued.size()) == kQueued) {
        add("op", note.substr(kQueued.size()));
        return form("queued");
    }
    if (event_.node != kNoNode && note.substr(0, kFsync.size()) == kFsync) {
        add("time", note.substr(kFsync.size()));
        return form("fsync");
    }
    add("text", note);
}

void Narrator::addOperands() {
    switch (event_.kind) {
        case EventKind::Restart:
            add("first", arg(0) != 0 ? arg(0) : arg(1));
            if (arg(0) != 0) form(arg(1) != 0 ? "replaced" : "lost");
            if (arg(0) == 0 && arg(1) != 0) form("broughtBack");
            return;
        case EventKind::ElectionTimeout:
        case EventKind::HeartbeatTimeout: return;
        case EventKind::Term:
            form(infoOf(event_.reason).name);
            add("from", arg(0));
            return add("to", arg(1));
        case EventKind::Send:
        case EventKind::Receive:
        case EventKind::Hold:
        case EventKind::Drop:
        case EventKind::Duplicate: return addMessage();
        case EventKind::Append:
            addCommand(arg(0));
            if (event_.reason == Reason::EntriesFromLeader) oneOrMore(arg(0), arg(1));
            if (event_.reason == Reason::ClientCommand && opensSession(arg(0))) form("opens");
            return;
        case EventKind::Truncate: return oneOrMore(arg(0), arg(1));
        case EventKind::Apply: return addCommand(arg(0));
        case EventKind::Persist:
            form(arg(0) == 0 ? "start" : arg(0) == 1 ? "done" : "lost");
            return add("upTo", arg(1));
        case EventKind::Read:
            add("key", text(arg(0)));
            add("value", value(1));
            if (arg(1) == 0 && event_.reason == Reason::None) form("none");
            return;
        case EventKind::ClientInvoke: return add("op", text(arg(1)));
        case EventKind::ClientReturn:
            add("op", text(arg(1)));
            add("value", value(3));
            return form(arg(2) == 0 ? "refused" : arg(3) == 0 ? "none" : "ok");
        case EventKind::Link: return addLink();
        case EventKind::Clock:
            addOffset(static_cast<std::int32_t>(arg(1)));
            return add("rate", toText(Decimal{arg(0) / 1'000'000, static_cast<std::int32_t>(arg(0) / 1'000 % 1'000)}));
        case EventKind::Rule: {
            const RuleInfo& info = infoOf(static_cast<RuleId>(arg(0)));
            add("rule", std::string(info.name));
            const bool choice = info.kind == RuleInfo::Kind::Choice;
            return add("value", std::string(choice ? info.choices[arg(1)] : arg(1) != 0 ? "true" : "false"));
        }
        case EventKind::Note: return addNote();
        case EventKind::Boot:
        case EventKind::Crash:
        case EventKind::Pause:
        case EventKind::Resume:
        case EventKind::Role:
        case EventKind::Vote:
        case EventKind::Refuse:
        case EventKind::Reject:
        case EventKind::Commit:
        case EventKind::Snapshot:
        case EventKind::Install:
        case EventKind::Config:
        case EventKind::PreVote:
        case EventKind::Transfer:
        case EventKind::Redirect: return;
    }
}

/// "event." + kind + "." + each of the forms.
void addForms(std::vector<std::string>& keys, EventKind kind, std::initializer_list<std::string_view> forms) {
    for (const std::string_view form : forms) {
        keys.push_back("event." + std::string(nameOf(kind)) + (form.empty() ? "" : ".") + std::string(form));
    }
}

}  // namespace

Narration sentenceOf(const Event& event, SimTime time, const Cluster& after, const Message* message) {
    return Narrator(event, time, after, message).tell();
}

std::vector<std::string> narrationKeys() {
    std::vector<std::string> keys;
    for (const ReasonInfo& info : reasonTable()) keys.push_back("reason." + std::string(info.name));
    keys.insert(keys.end(), {"reason.EntriesFromLeader.one", "reason.ConflictingEntry.one", "reason.CutAfterPrev.one",
                             "reason.ClientCommand.opens"});
    for (const EventKind kind : {EventKind::Boot, EventKind::Crash, EventKind::Pause, EventKind::Resume,
                                 EventKind::ElectionTimeout, EventKind::HeartbeatTimeout, EventKind::Hold,
                                 EventKind::Duplicate, EventKind::ClientInvoke, EventKind::Rule}) {
        addForms(keys, kind, {""});
    }
    addForms(keys, EventKind::Clock, {"", "ahead", "behind"});
    addForms(keys, EventKind::Restart, {"", "lost", "replaced", "broughtBack"});
    addForms(keys, EventKind::Term,
             {"HigherTerm", "NobodyHeard", "PreVoteWon", "LeaderAsked", "QuorumLost", "PreVoteBinds"});
    addForms(keys, EventKind::Drop, {"", "LinkCut", "LostOnTheWay", "ReceiverDown", "ByAction"});
    addForms(keys, EventKind::Persist, {"start", "done", "lost"});
    addForms(keys, EventKind::Read, {"", "none"});
    addForms(keys, EventKind::ClientReturn, {"ok", "none", "refused"});
    addForms(keys, EventKind::Link, {"cut", "hold", "open"});
    addForms(keys, EventKind::Note, {"", "queued", "fsync"});
    for (const WorldNote& note : kWorldNotes) addForms(keys, EventKind::Note, {note.key});
    for (const EventKind kind : {EventKind::Send, EventKind::Receive}) {
        addForms(keys, kind,
                 {"",
                  "RequestVote",
                  "RequestVoteReply.granted",
                  "RequestVoteReply.refused",
                  "AppendEntries.heartbeat",
                  "AppendEntries.entries",
                  "AppendEntries.entries.one",
                  "AppendEntriesReply.success",
                  "AppendEntriesReply.failure",
                  "ClientRequest",
                  "ClientRequest.opens",
                  "ClientReply.answer",
                  "ClientReply.redirect",
                  "ClientReply.redirect.unknown",
                  "ClientReply.redirect.expired",
                  "ClientReply.answer.opened",
                  "InstallSnapshot",
                  "InstallSnapshot.last",
                  "InstallSnapshotReply.stored",
                  "InstallSnapshotReply.installed",
                  "RequestVote.disrupt",
                  "PreVote",
                  "PreVoteReply.granted",
                  "PreVoteReply.refused",
                  "TimeoutNow",
                  "ReadIndex",
                  "ReadIndexReply.refused",
                  "ReadIndexReply.index",
                  "Heartbeat",
                  "HeartbeatReply.refused",
                  "HeartbeatReply.heard"});
    }
    return keys;
}

}  // namespace raft
