#include "app/studio/explain_message.h"

#include "app/studio/wording.h"
#include "raft/sim/configuration_text.h"
#include "raft/sim/entry_text.h"

namespace studio {
namespace {

class FieldRows {
public:
    FieldRows(const raft::Cluster& cluster, const Texts& texts) : cluster_(cluster), texts_(texts) {}

    std::vector<ExplainRow> out;

    void field(std::string_view name, std::string value) { out.push_back({std::string(name), std::move(value), {}}); }
    void fields(const raft::RequestVote& m) {
        field("term", number(m.term.value));
        field("candidateId", nameOf(m.candidateId));
        field("lastLogIndex", number(m.lastLogIndex.value));
        field("lastLogTerm", number(m.lastLogTerm.value));
        if (m.disrupt) field("disrupt", yesNo(m.disrupt));
    }
    void fields(const raft::PreVote& m) {
        field("term", number(m.term.value));
        field("candidateId", nameOf(m.candidateId));
        field("lastLogIndex", number(m.lastLogIndex.value));
        field("lastLogTerm", number(m.lastLogTerm.value));
    }
    void fields(const raft::PreVoteReply& m) {
        field("term", number(m.term.value));
        field("voteGranted", yesNo(m.voteGranted));
    }
    void fields(const raft::TimeoutNow& m) { field("term", number(m.term.value)); }
    void fields(const raft::RequestVoteReply& m) {
        field("term", number(m.term.value));
        field("voteGranted", yesNo(m.voteGranted));
    }
    void fields(const raft::AppendEntries& m) {
        field("term", number(m.term.value));
        field("leaderId", nameOf(m.leaderId));
        field("prevLogIndex", number(m.prevLogIndex.value));
        field("prevLogTerm", number(m.prevLogTerm.value));
        std::string entries;
        for (std::uint32_t i = 0; i < m.entries.size(); ++i) {
            const raft::Entry& entry = m.entries[i];
            entries +=
                (entries.empty() ? "" : " ") + number(entry.term.value) + ":" + namedEntryText(entry, cluster_, texts_);
        }
        field("entries", entries.empty() ? std::string(texts_.tr("explain.none")) : entries);
        field("leaderCommit", number(m.leaderCommit.value));
    }
    void fields(const raft::AppendEntriesReply& m) {
        field("term", number(m.term.value));
        field("success", yesNo(m.success));
        field("matchIndex", number(m.matchIndex.value));
    }
    void fields(const raft::Heartbeat& m) {
        field("term", number(m.term.value));
        field("leaderCommit", number(m.leaderCommit.value));
        field("seq", number(m.seq));
    }
    void fields(const raft::HeartbeatReply& m) {
        field("term", number(m.term.value));
        field("seq", number(m.seq));
    }
    void fields(const raft::InstallSnapshot& m) {
        field("term", number(m.term.value));
        field("leaderId", nameOf(m.leaderId));
        field("lastIncludedIndex", number(m.lastIncludedIndex.value));
        field("lastIncludedTerm", number(m.lastIncludedTerm.value));
        field("lastConfig", raft::textOf(m.config, cluster_.config()));
        field("offset", number(m.offset));
        field("data", texts_.format("explain.bytes", {{"count", std::to_string(m.data.size())}}));
        field("done", yesNo(m.done));
    }
    void fields(const raft::InstallSnapshotReply& m) {
        field("term", number(m.term.value));
        field("bytesStored", number(m.bytesStored));
        field("matchIndex", number(m.matchIndex.value));
    }
    void fields(const raft::ReadIndex& m) {
        field("term", number(m.term.value));
        field("client", nameOf(m.client));
        field("seq", number(m.seq));
    }
    void fields(const raft::ReadIndexReply& m) {
        field("term", number(m.term.value));
        field("success", yesNo(m.success));
        field("client", nameOf(m.client));
        field("seq", number(m.seq));
        field("readIndex", number(m.readIndex.value));
    }
    void fields(const raft::ClientRequest& m) {
        field("seq", number(m.seq));
        if (m.session.value != 0) field("session", number(m.session.value));
        if (m.opensSession) return field("opensSession", yesNo(true));
        field(m.isRead ? "read" : "command", textOf(m.command));
        if (m.isRead) field("mode", std::string(raft::nameOf(m.mode)));
        if (m.seen.value != 0) field("seen", number(m.seen.value));
    }
    void fields(const raft::ClientReply& m) {
        field("seq", number(m.seq));
        field("ok", yesNo(m.executed && m.ok));
        if (m.leaderHint != raft::kNoNode) field("leaderHint", nameOf(m.leaderHint));
        if (m.session.value != 0) field("session", number(m.session.value));
        if (m.expired) field("expired", yesNo(true));
        if (m.applied.value != 0) field("applied", number(m.applied.value));
    }

private:
    static std::string number(std::uint32_t n) { return std::to_string(n); }
    std::string nameOf(raft::NodeId end) const {
        return end == raft::kNoNode ? std::string(texts_.tr("explain.nobody")) : cluster_.config().labelOf(end);
    }
    std::string yesNo(bool yes) const { return std::string(texts_.tr(yes ? "explain.yes" : "explain.no")); }
    std::string textOf(raft::TextId text) const { return std::string(cluster_.texts().text(text)); }

    const raft::Cluster& cluster_;
    const Texts& texts_;
};

}  // namespace

std::vector<ExplainRow> fieldRows(const raft::Message& message, const raft::Cluster& cluster, const Texts& texts) {
    FieldRows rows(cluster, texts);
    std::visit([&rows](const auto& body) { rows.fields(body); }, message.body);
    return std::move(rows.out);
}

std::string namedEntryText(const raft::Entry& entry, const raft::Cluster& cluster, const Texts& texts) {
    if (entry.type == raft::EntryType::Noop) return std::string(texts.tr("explain.noop"));
    if (entry.type == raft::EntryType::Session) {
        return texts.format("picture.opensSessionFor", {{"client", cluster.config().labelOf(entry.client)}});
    }
    const std::string text = raft::entryText(entry, cluster);
    const bool named = entry.type == raft::EntryType::Config && entry.command.value != 0;
    return named ? std::string(cluster.texts().text(entry.command)) + " " + text : text;
}

}  // namespace studio
