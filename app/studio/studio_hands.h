#pragma once
// What the commands of hands.h mean where the eye is: whether they are possible, and which Action each becomes.

#include <optional>
#include <string_view>

#include "app/studio/document.h"
#include "app/studio/hands.h"
#include "app/studio/obstacle.h"
#include "app/studio/values.h"

namespace studio {

/// Why `hand` is impossible now: a key of the catalogue; nothing if it is possible.
Obstacle obstacleTo(const cmd::Hand& hand, const Document& document);

/// The Action that `hand` becomes. It must be possible.
raft::Action actionOf(const cmd::Hand& hand, const Document& document);

/// `value` with the selection in place of an empty Ref, as a Link, a Message or a Node.
ValueOf resolved(ValueOf value, const Document& document);
/// Why nobody can give `value` another value now: a key of the catalogue; nothing if somebody can.
Obstacle obstacleToAsk(const ValueOf& value, const Document& document);

/// The message that is on its way where the eye is, or null.
const raft::Flight* flightOf(const raft::Cluster& cluster, raft::MessageId message);

/// Does the link have two ends that exist and may talk to each other?
bool isLink(const raft::Cluster& cluster, raft::LinkId link);

/// Every link direction that a command about `links` means.
std::vector<raft::LinkId> directionsOf(const std::vector<raft::LinkId>& links, Direction direction);

}  // namespace studio
