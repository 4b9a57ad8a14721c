#pragma once
// What happened, and what is so, as conditions of the expression language. Private to the recorder.

#include <optional>
#include <string>
#include <vector>

#include "lessons/engine/recorder.h"
#include "raft/history/world.h"

namespace lessons {

/// What lessons claim of one server.
struct ServerFact {
    bool up = true;
    raft::Role role = raft::Role::Follower;
    raft::Term term;
    std::string log;  ///< As log(S) says it: "1 1 2".
    raft::LogIndex commit;
};

struct ServerFacts {
    std::vector<ServerFact> servers;
    raft::LogIndex committed;           ///< The highest entry that is committed.
    std::vector<std::string> answered;  ///< What clients were told was done.
};

ServerFacts serverFactsOf(const raft::World& world);

/// What is so at the cursor and was not before: see claimsBetween.
std::vector<std::string> newClaims(const ServerFacts& before, const raft::History& history);

/// See StretchFacts::salient; of the steps after the cursor, up to and including `to`.
std::vector<Salient> salientBetween(const raft::History& history, raft::StepId to);

}  // namespace lessons
