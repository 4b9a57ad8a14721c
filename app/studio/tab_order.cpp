#include "app/studio/tab_order.h"

#include <algorithm>
#include <tuple>
#include <vector>

namespace studio {
namespace {

using raft::NodeId;
using raft::Ref;

/// By kind, then by number: it does not depend on what else is there.
struct Key {
    int kind = 0;
    std::uint32_t a = 0;
    std::uint32_t b = 0;
    friend bool operator<(const Key& x, const Key& y) {
        return std::tie(x.kind, x.a, x.b) < std::tie(y.kind, y.a, y.b);
    }
};

Key keyOf(const Ref& ref) {
    switch (ref.kind) {
        case raft::RefKind::Node: return {1, ref.a, 0};
        case raft::RefKind::Client: return {2, ref.a, 0};
        case raft::RefKind::Link: return {3, std::min(ref.a, ref.b), std::max(ref.a, ref.b)};
        case raft::RefKind::Message: return {4, ref.a, 0};
        default: return {};  // Everything else stands before the first: Tab begins with the servers.
    }
}

std::vector<Ref> stopsOf(const raft::Cluster& cluster) {
    std::vector<Ref> stops;
    std::vector<NodeId> ends;
    for (int server = 0; server < cluster.serverCount(); ++server) {
        ends.push_back(NodeId(static_cast<std::uint8_t>(server)));
        stops.push_back(raft::nodeRef(ends.back()));
    }
    for (int client = 0; client < cluster.clientCount(); ++client) {
        ends.push_back(raft::clientEnd(client));
        stops.push_back(raft::clientRef(ends.back()));
    }
    for (std::size_t a = 0; a < ends.size(); ++a) {
        if (raft::isClient(ends[a])) break;
        for (std::size_t b = a + 1; b < ends.size(); ++b) stops.push_back(raft::linkRef(ends[a], ends[b]));
    }
    for (const std::uint32_t slot : cluster.network().slotsInOrder()) {
        stops.push_back(raft::messageRef(cluster.network().at(slot).id));
    }
    std::sort(stops.begin(), stops.end(), [](const Ref& x, const Ref& y) { return keyOf(x) < keyOf(y); });
    return stops;
}

}  // namespace

Ref tabFrom(const raft::Cluster& cluster, const Ref& from, TabDirection direction) {
    const std::vector<Ref> stops = stopsOf(cluster);
    const Key here = keyOf(from);
    if (direction == TabDirection::Forward) {
        const auto next = std::find_if(stops.begin(), stops.end(), [&](const Ref& ref) { return here < keyOf(ref); });
        return next == stops.end() ? stops.front() : *next;
    }
    const auto next = std::find_if(stops.rbegin(), stops.rend(), [&](const Ref& ref) { return keyOf(ref) < here; });
    return next == stops.rend() ? stops.back() : *next;
}

}  // namespace studio
