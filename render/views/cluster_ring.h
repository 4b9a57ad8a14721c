#pragma once
// The cluster at one moment: servers on a circle, messages on their way between them.

#include <vector>

#include "raft/history/views.h"
#include "render/look.h"

namespace render {

struct RingOptions {
    Box box;  ///< Everything is drawn inside.
    Pointing pointing;
    raft::NodeId seenAs = raft::kNoNode;  ///< Grey what this server cannot know.
    Box keepClear;                        ///< Somebody else's words stand here: no label of ours. Often empty.
    bool large = false;                   ///< Servers fill the room: they are read from the last row of a room.
};

/// Where things stand; depends on the counts and the box only, so nothing ever jumps.
struct RingLayout {
    Point center;
    Coord radiusX = 0;  ///< An ellipse, so that a wide panel is used.
    Coord radiusY = 0;
    Coord nodeRadius = 0;
    int nodeCount = 0;
    int clientCount = 0;
    Box clients;  ///< The strip in which the clients stand; empty if there are none.

    Point node(int number) const;    ///< Centre of the server's circle; number 0 is at the top.
    Point client(int number) const;  ///< Centre of the client's mark.
    /// Centre of a server or a client by its id.
    Point end(raft::NodeId id) const;
    Coord endRadius(raft::NodeId id) const;
};
RingLayout ringLayout(int nodeCount, int clientCount, const Box& box, const Metrics& metrics, bool large = false);

/// From rim to rim, a little to the right of the direct line.
Segment messagePath(const RingLayout& layout, raft::NodeId from, raft::NodeId to, const Metrics& metrics);

/// Where the message is now: the centre of its mark.
Point messagePoint(const RingLayout& layout, const raft::ClusterView& view, const raft::MessageView& message,
                   const Metrics& metrics);

/// The link between two ends that passes nearest to `point`, at most `tolerance` away; links are drawn when hovered, so
/// the scene cannot answer this. Empty if there is none. a < b.
Ref linkAt(const RingLayout& layout, Point point, Coord tolerance);

/// The links that a stroke with the mouse crosses, for the Cut tool; appended to `out`, each once, a < b.
void linksCrossed(const RingLayout& layout, Point strokeFrom, Point strokeTo, std::vector<Ref>& out);

void drawClusterRing(const raft::ClusterView& view, const RingOptions& options, const Look& look, Scene& scene);

}  // namespace render
