#pragma once
// What the files of the cluster ring share.

#include <algorithm>
#include <string>

#include "render/views/cluster_ring.h"
#include "render/views/marks.h"
#include "render/views/membership.h"

namespace render {

/// Everything that drawing one ring needs, handed down from part to part.
struct RingPicture {
    const raft::ClusterView& view;
    const RingOptions& options;
    const Look& look;
    const RingLayout& layout;
    Scene& scene;
    TakenPlaces& taken;
    std::string& words;                             ///< Scratch for texts that are put together.
    const raft::NodeView* teller = nullptr;         ///< Whose configuration is shown,
    const raft::MembershipView* members = nullptr;  ///< and that one; null: everybody is a voter.

    Seat seat(raft::NodeId id) const { return seatOf(members, id); }
    Stroke ink(std::int32_t tenthsOfPx) const { return {look.theme.ink, look.stroke(tenthsOfPx)}; }
    Stroke dim(std::int32_t tenthsOfPx) const { return {look.theme.dim, look.stroke(tenthsOfPx)}; }
    /// A length of a mark on the way, which shrinks with the servers where there is little room.
    Coord mark(std::int32_t tenthsOfPx) const {
        const Coord full = look.metrics.of(34);
        return static_cast<Coord>(std::int64_t{look.metrics.tenths(tenthsOfPx)} *
                                  std::clamp(layout.nodeRadius, full / 2, full) / full);
    }
    /// Letters below 11 pixels are never drawn: smaller marks go without.
    bool marksAreLettered() const { return layout.nodeRadius >= look.metrics.of(24); }
    bool known(raft::NodeId id) const { return options.seenAs == raft::kNoNode || options.seenAs == id; }
};

void drawRingLinks(const RingPicture& picture);
void drawRingNodes(const RingPicture& picture);
/// "votes 3 of 5"; while the configuration is joint, of C_old and of C_new.
void appendVotes(const RingPicture& picture, const raft::NodeView& node, std::string& out);
/// What differs from "everybody is a voter": marks at the rims, and the words.
void drawRingHalves(const RingPicture& picture);
void drawRingMembers(const RingPicture& picture);
void drawRingClients(const RingPicture& picture);
void drawRingMessages(const RingPicture& picture);

/// A dark ring around what is selected, a thin one around what is pointed at.
void drawRingPointing(const RingPicture& picture, Ref ref, Point center, Coord radius);

}  // namespace render
