#include "render/views/membership.h"

#include <algorithm>

namespace render {

using raft::CellView;
using raft::ClusterView;
using raft::MembershipView;
using raft::NodeId;
using raft::NodeSet;
using raft::NodeView;

namespace {

/// A leader tells rather than any other, one of a higher term rather than an older one.
bool tellsBetter(const NodeView& node, const NodeView& other) {
    const auto leads = [](const NodeView& one) { return one.up && one.role == raft::RoleView::Leader; };
    if (leads(node) != leads(other)) return leads(node);
    if (leads(node)) return node.term > other.term;
    return node.membership.index > other.membership.index;
}

}  // namespace

const NodeView* memberTeller(const ClusterView& view, raft::Ref selected) {
    const bool isNode = selected.kind == raft::RefKind::Node && selected.a < view.nodes.size();
    if (isNode && tellsMembers(view.nodes[selected.a])) return &view.nodes[selected.a];
    const NodeView* best = nullptr;
    for (const NodeView& node : view.nodes) {
        if (tellsMembers(node) && (best == nullptr || tellsBetter(node, *best))) best = &node;
    }
    return best;
}

Seat seatOf(const MembershipView* membership, NodeId server) {
    if (membership == nullptr) return Seat::Voter;
    const bool isNew = membership->voters.contains(server);
    if (membership->isJoint()) {
        const bool isOld = membership->oldVoters.contains(server);
        if (isOld) return isNew ? Seat::BothVoter : Seat::OldVoter;
        if (isNew) return Seat::NewVoter;
    } else if (isNew) {
        return Seat::Voter;
    }
    return membership->learners.contains(server) ? Seat::Learner : Seat::Outside;
}

bool isRemarkable(const ClusterView& view, const MembershipView& shown) {
    return shown.isJoint() || std::any_of(view.nodes.begin(), view.nodes.end(), [&shown](const NodeView& node) {
               const bool differs = tellsMembers(node) && !node.membership.sameMembers(shown);
               return differs || seatOf(&shown, node.id) != Seat::Voter;
           });
}

std::string setText(const ClusterView& view, NodeSet servers) {
    std::string text = "{";
    for (const NodeId server : servers) {
        if (server.value >= view.nodes.size()) continue;
        if (text.size() > 1) text += ',';
        text += view.nodes[server.value].name;
    }
    return text + "}";
}

namespace {

/// As a configuration is written everywhere: C_old first.
std::string configText(const ClusterView& view, NodeSet voters, NodeSet oldVoters, NodeSet learners) {
    std::string text = oldVoters.empty() ? std::string() : setText(view, oldVoters) + "+";
    text += setText(view, voters);
    if (learners.empty()) return text;
    const std::string list = setText(view, learners);
    return text + "(" + list.substr(1, list.size() - 2) + ")";
}

}  // namespace

std::string membersText(const ClusterView& view, const MembershipView& membership) {
    return configText(view, membership.voters, membership.oldVoters, membership.learners);
}

std::string_view cellWords(const PictureLabels& labels, const CellView& cell, std::string& scratch) {
    if (!cell.isConfig() || !cell.text.empty()) return cell.text;
    if (!cell.oldVoters.empty()) return labels.joint;
    scratch = "C" + std::to_string(cell.voters.size());
    return scratch;
}

std::string cellInFull(const ClusterView& view, const CellView& cell) {
    if (!cell.isConfig()) return std::string(cell.text);
    const std::string members = configText(view, cell.voters, cell.oldVoters, cell.learners);
    return cell.text.empty() ? members : std::string(cell.text) + " " + members;
}

}  // namespace render
