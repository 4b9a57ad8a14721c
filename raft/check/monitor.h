#pragma once
// What only we know, and the properties that it lets us check after every step.

#include <array>
#include <initializer_list>
#include <optional>
#include <span>
#include <vector>

#include "raft/base/paged.h"
#include "raft/check/entry_table.h"
#include "raft/check/fold.h"
#include "raft/check/property.h"
#include "raft/check/sentence.h"
#include "raft/check/term_table.h"
#include "raft/sim/cluster.h"

namespace raft {

/// Watches every step of one cluster. A value: it is part of the past and rewinds with the cluster.
/// Incremental: a step costs what the step changed, not what the cluster holds. It reads the event stream and the
/// cluster right after the step; it never calls into a server, and no rule that is bent makes it stop.
class Monitor {
public:
    /// Of each property the first few violations are told, the rest would drown them.
    static constexpr int kToldPerProperty = 3;

    explicit Monitor(const Cluster& cluster);

    /// Looks at the step that just happened.
    void observe(const Cluster& after, const StepEvents& step);

    std::span<const Violation> violations() const { return *violations_; }
    bool isBroken(Property property) const { return (broken_ >> static_cast<unsigned>(property)) & 1u; }
    /// No invariant was broken so far.
    bool safe() const { return broken_ == 0; }

    /// The highest index known to us to be committed; 0 if none.
    LogIndex committed() const { return LogIndex(static_cast<std::uint32_t>(committed_.size())); }
    /// The term of the committed entry at `index`; nothing if none is committed there.
    std::optional<Term> committedTerm(LogIndex index) const;
    /// Is the entry of this term at `index` the committed one?
    bool isCommitted(LogIndex index, Term term) const;
    /// Who led `term` first, if anybody ever did.
    std::optional<NodeId> leaderOf(Term term) const;

private:
    struct Committed {
        Entry entry;
        Term commitTerm;  ///< The lowest term whose leader committed it, not the entry's own.
        EventId event;    ///< When it was committed first.
    };
    /// What we saw of a server last.
    struct Watched {
        Term term;
        Term settledTerm;  ///< The highest that was on its disk, or that it told somebody.
        LogIndex commitIndex;
        LogIndex lastApplied;
        Role role = Role::Follower;
        Term leads;           ///< The last term that it was elected in.
        LogIndex comparedAt;  ///< Up to where its state machine was when its state was last compared.
        Configuration config;
        Term openFrom;  ///< Its votes in these terms are neither on disk nor told: a crash may still
        Term openTo;    ///< undo them. Term 0: there are none.
        std::array<LogIndex, kMaxServers> matchIndex{};  ///< As leader.
        std::array<LogIndex, kMaxServers> nextIndex{};
    };
    /// What a pre-vote must leave as it is.
    struct AtRest {
        Term term;
        NodeId votedFor = kNoNode;
        Role role = Role::Follower;
        std::uint64_t timer = 0;  ///< Machine::electionOrder.
    };
    /// What a server tells a leader to have stored, and in which term.
    struct Acknowledged {
        Term term;
        LogIndex index;
    };
    /// The moment that a check looks at.
    struct Moment {
        const Cluster& cluster;
        SimTime time;
        EventId event;
    };

    // monitor.cpp: the walk over a step, and what to tell.
    void look(const Moment& moment, const Event& event);
    void settle(const Moment& moment, NodeId server);
    void restarted(const Moment& moment, NodeId server);
    void crashed(NodeId server);
    bool wants(Property property) const { return told_[static_cast<std::size_t>(property)] < kToldPerProperty; }
    void report(Sentence sentence, const Moment& moment, std::initializer_list<EventId> evidence, SentenceArgs args);

    // monitor_elections.cpp: ElectionSafety, OneVotePerTerm, LegalTransitions, TermMonotonic.
    void roleChanged(const Moment& moment, const Event& event);
    void takeRole(const Moment& moment, NodeId server, Role to);
    void elected(const Moment& moment, NodeId server);
    void checkRole(const Moment& moment, NodeId server);
    void voted(const Moment& moment, NodeId server, NodeId candidate, Term term);
    void closeVotes(NodeId server, Term upTo);
    void checkTermKept(const Moment& moment, NodeId server, Term least);

    // monitor_logs.cpp: LogMatching, LeaderAppendOnly, LogTermsMonotonic.
    void appended(const Moment& moment, const Event& event);
    void truncated(const Moment& moment, const Event& event);
    void checkLogsMatch(const Moment& moment, NodeId server);
    void checkLastTerm(const Moment& moment, NodeId server);

    // monitor_commit.cpp: StateMachineSafety, LeaderCompleteness, the rules of committing, order of the indexes.
    void commitMoved(const Moment& moment, const Event& event);
    void leaderCommitted(const Moment& moment, NodeId leader, LogIndex from, LogIndex to);
    void followerCommitted(const Moment& moment, NodeId server, LogIndex from, LogIndex to);
    void checkSameAsCommitted(const Moment& moment, NodeId server, LogIndex index, Sentence otherwise);
    void checkCommitRule(const Moment& moment, NodeId leader, LogIndex to);
    void applied(const Moment& moment, const Event& event);
    void checkLeaderComplete(const Moment& moment, NodeId leader, LogIndex from);
    void checkIndexOrder(const Moment& moment, NodeId server);
    void checkState(const Moment& moment, NodeId server);

    // monitor_snapshots.cpp: SnapshotSound, and what a snapshot stands for.
    void installed(const Moment& moment, const Event& event);
    void checkSnapshot(const Moment& moment, NodeId server);
    bool holds(const Log& log, LogIndex index, const Entry& entry) const;
    bool agreeAt(LogIndex index, const Log& one, const Log& other) const;

    // monitor_membership.cpp: ConfigTruth, OneUncommittedConfig, QuorumOverlap.
    void configChanged(const Event& event);
    void checkOneUncommitted(const Moment& moment, NodeId leader, LogIndex added);
    void checkConfigTruth(const Moment& moment, NodeId server);
    NodeSet withinReach(const Cluster& cluster, NodeId server) const;
    void checkQuorumsMeet(const Moment& moment, NodeId server);
    Configuration committedConfig(const Cluster& cluster, LogIndex index) const;

    // monitor_leaders.cpp: MatchIndexTruth, MatchMonotonic, CandidateTermNotInLog, LeaderHasMaxIndexOfItsTerm,
    // CommitAdvances.
    void checkPeers(const Moment& moment, NodeId leader);
    void checkPeerRow(const Moment& moment, NodeId leader, NodeId peer);
    void checkMatchTrue(const Moment& moment, NodeId leader, NodeId peer);
    void checkTermIsNew(const Moment& moment, NodeId leader, Term term);
    void checkHasMostAtElection(const Moment& moment, NodeId leader, Term term);
    void checkLeaderHasMost(const Moment& moment, NodeId server, LogIndex index, Term term);
    void reportFewer(const Moment& moment, NodeId leader, NodeId server, LogIndex index, Term term);
    void checkCommitAdvances(const Moment& moment, NodeId leader);

    // monitor_prevotes.cpp: PreVotePure.
    void checkPreVotePure(const Moment& moment, NodeId server, NodeId by);
    void rest(const Cluster& cluster, NodeId server);

    // monitor_leases.cpp: LeaseSafety.
    void checkLeases(const Moment& moment);

    // monitor_messages.cpp: MsgTermLeSender, PersistBeforeSend.
    void checkSent(const Cluster& after, const StepEvents& step, std::uint32_t launched);
    void checkOneSent(const Moment& moment, const Message& message);
    void checkStillSent(const Moment& moment, NodeId server);
    void checkVoteDurable(const Moment& moment, NodeId server, NodeId candidate, Term term);
    void checkAckDurable(const Moment& moment, NodeId server, NodeId leader, const Acknowledged& what);
    void told(const Moment& moment, NodeId sender, Term term);

    std::array<Watched, kMaxServers> watched_{};
    NodeSet reconfigured_;  ///< Of the current step: whose configuration may differ, or what their log says of it.
    std::array<AtRest, kMaxServers> atRest_{};  ///< As of the end of the last step that touched the server.
    NodeSet leaders_;                           ///< Running servers that take themselves for a leader.
    NodeSet touched_;                           ///< Of the current step: whose state may differ from what we saw.
    NodeSet stored_;                            ///< Of the current step: whose term or disk may differ.
    TermTable terms_;
    EntryTable entries_;
    Paged<Committed> committed_;
    Paged<std::uint64_t> states_;  ///< What a state machine looked like after entry i + 1; 0: nobody stopped there.
    Fold fold_;  ///< Of the committed entries, as far as a snapshot was checked.
    Cow<std::vector<Violation>> violations_;
    std::array<std::uint8_t, kPropertyCount> told_{};
    std::uint32_t broken_ = 0;
    bool comparesStates_ = true;  ///< Until the rule that decides what an entry does was changed on the way.
    bool hasChanged_ = false;    ///< Some log ever held a configuration.
    bool entriesClash_ = false;  ///< Two meanings of one (index, term) were seen: from now on compare logs.
};

/// The log that `server` would find if it restarted now; null if a bent rule keeps it off the disk.
const Log* durableLog(const Cluster& cluster, NodeId server);

}  // namespace raft
