#pragma once
// Asking the leader for other members: whom it is asked, and what it would say.

#include <optional>
#include <string>

#include "app/studio/document.h"
#include "app/studio/hands.h"
#include "app/studio/obstacle.h"

namespace studio {

/// The leader that would be asked: of the highest term. Nothing if nobody leads.
std::optional<raft::NodeId> leaderToAsk(const raft::Cluster& cluster);

/// Why nobody can be asked, or that the leader would refuse: a key of the catalogue.
Obstacle obstacleTo(const cmd::ChangeMembers& command, const Document& document);

/// `command` with the selected server in the place of nobody.
cmd::ChangeMembers resolved(cmd::ChangeMembers command, const Document& document);

/// The leader's own words if it would refuse, as they would stand in the run.
std::optional<std::string> refusalOf(const cmd::ChangeMembers& command, const Document& document, const Texts& texts);

}  // namespace studio
