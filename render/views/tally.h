#pragma once
// Who has said yes: to a candidate, and to an entry. Counted from what the views tell, for the picture of majorities.

#include <cstdint>
#include <string_view>
#include <vector>

#include "raft/base/ref.h"
#include "raft/history/views.h"

namespace render {

enum class Answer : std::uint8_t {
    None,        ///< Nothing was heard, nothing is stored.
    Yes,         ///< And whoever counts knows it.
    No,          ///< Refused.
    YesUnheard,  ///< Given or stored, but whoever counts does not know it yet: only we do.
    NotAsked     ///< It does not count: a learner, or outside of what is counted.
};

/// Of which set a majority is counted: while a configuration is joint, of C_old and of C_new each by itself.
enum class Half : std::uint8_t { Whole, Old, New };

enum class TallyState : std::uint8_t {
    Open,
    Elected,
    CommittedKnown,  ///< `knower` knows it.
    CommittedSeen,   ///< Only we know it yet.
    OlderTerm        ///< Stored on a majority, which does not count for an entry of an older term (§5.4.2).
};

/// One count.
struct Tally {
    bool isEntry = false;
    bool isPreVote = false;             ///< Of an election that it only asks about: nobody has voted yet.
    raft::NodeId asks = raft::kNoNode;  ///< The candidate, or the leader that copies the entry; kNoNode: nobody does.
    std::uint32_t term = 0;             ///< Of the election or of the entry.
    std::uint32_t index = 0;            ///< Of an entry.
    std::string_view text;              ///< Of an entry.
    const raft::CellView* cell = nullptr;  ///< The entry, in the view; null: an election.
    raft::NodeId holder = raft::kNoNode;   ///< Of an entry: a server that has it.
    std::vector<Answer> answers;           ///< By server.
    int quorum = 0;
    Half half = Half::Whole;
    raft::NodeSet learners;  ///< They receive the log; here they do not count.
    TallyState state = TallyState::Open;
    raft::NodeId knower = raft::kNoNode;

    int count(Answer answer) const;
    /// How many count.
    int seats() const { return static_cast<int>(answers.size()) - count(Answer::NotAsked); }
    /// Has a majority said yes, whoever knows it?
    bool isMajority() const { return count(Answer::Yes) + count(Answer::YesUnheard) >= quorum && quorum > 0; }
    bool contains(std::size_t server) const {
        return answers[server] == Answer::Yes || answers[server] == Answer::YesUnheard;
    }
};

/// The elections of everybody who stands for one, asks whether it should, or has won one by the members that it has
/// now, the newest term first; then the entry: that of the selected cell, else the newest one of the newest leader that
/// is not committed, else its last one. While a configuration is joint, each is counted twice: among the servers of
/// C_old, then among those of C_new.
std::vector<Tally> talliesOf(const raft::ClusterView& view, raft::Ref selected);

/// Which servers stand in each of the majorities; none if there are fewer than two majorities.
std::vector<bool> inEveryMajority(const std::vector<Tally>& tallies);

}  // namespace render
