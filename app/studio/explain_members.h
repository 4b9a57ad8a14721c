#pragma once
// Rows about who belongs to the cluster: what a server goes by, who has agreed, and a learner that catches up.

#include <vector>

#include "app/studio/explain.h"

namespace studio {

/// The configuration that `server` uses, and what it is in it.
std::vector<ExplainRow> membershipRows(const raft::Cluster& cluster, raft::NodeId server, const Texts& texts);

/// The names of a row about all who decide, and of those about either half while the configuration is joint.
struct QuorumKeys {
    std::string_view whole;
    std::string_view ofOld;
    std::string_view ofNew;
};

/// How many of those who decide by `server`'s configuration are among `agreeing`, and how many are needed.
std::vector<ExplainRow> quorumRows(const raft::Cluster& cluster, raft::NodeId server, const QuorumKeys& keys,
                                   raft::NodeSet agreeing, const Texts& texts);

/// Who has voted for a candidate or leader; while its configuration is joint, a row for each half.
std::vector<ExplainRow> voteRows(const raft::Cluster& cluster, raft::NodeId server, const Texts& texts);

/// Of a leader that a learner catches up with: the round and how far it has come.
std::vector<ExplainRow> catchUpRows(const raft::Cluster& cluster, raft::NodeId server, const Texts& texts);

/// Of an entry: the members that it names, and how many of those who decide have stored it, by the configuration of the
/// leader that has it, else of `server`. What a snapshot stands for is `committed`, and so is what it holds.
std::vector<ExplainRow> entryMembersRows(const raft::Cluster& cluster, raft::NodeId server, raft::LogIndex index,
                                         bool committed, const Texts& texts);

}  // namespace studio
