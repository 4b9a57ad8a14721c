#pragma once
// Whose configuration a picture shows, and where each server stands in it.

#include <string>
#include <string_view>

#include "raft/base/ref.h"
#include "raft/history/views.h"
#include "render/labels.h"

namespace render {

/// What a server is in a configuration.
enum class Seat { Voter, OldVoter, NewVoter, BothVoter, Learner, Outside };

/// Is it known what it goes by?
inline bool tellsMembers(const raft::NodeView& node) { return !node.unknown && !node.membership.voters.empty(); }

/// The server whose configuration the pictures show: the selected one, else the one they are seen as, else the leader
/// of the highest term, else whoever has the newest configuration. Null if nobody tells of one.
const raft::NodeView* memberTeller(const raft::ClusterView& view, raft::Ref selected);

/// Without a configuration everybody is a voter.
Seat seatOf(const raft::MembershipView* membership, raft::NodeId server);

/// Is there anything to tell: a joint configuration, learners, servers outside, or servers that differ?
bool isRemarkable(const raft::ClusterView& view, const raft::MembershipView& shown);

/// "{S1,S2,S3}"
std::string setText(const raft::ClusterView& view, raft::NodeSet servers);
/// "{S1,S2,S3}", "{S1,S2,S3}+{S3,S4,S5}" while joint; learners follow in parentheses.
std::string membersText(const raft::ClusterView& view, const raft::MembershipView& membership);

/// What a cell says below its term: the command; of a configuration its name, else "C5" or "C_old,new". May view
/// `scratch`.
std::string_view cellWords(const PictureLabels& labels, const raft::CellView& cell, std::string& scratch);
/// The same in full, for tooltips and readers: of a configuration its members as well.
std::string cellInFull(const raft::ClusterView& view, const raft::CellView& cell);

}  // namespace render
