#pragma once
// What there is to know about the selection, as rows of text; the Why panel prints them.

#include <string>
#include <string_view>
#include <vector>

#include "app/studio/i18n.h"
#include "raft/base/ref.h"
#include "raft/history/history.h"

namespace studio {

/// "votedFor   S2": the label in the reader's language, the value as the paper writes it.
struct ExplainRow {
    std::string label;
    std::string value;
    raft::Ref ref;              ///< What a click on the value selects; empty for most.
};

/// One link of the chain of causes, the oldest first.
struct CauseLine {
    raft::SimTime time;
    raft::StepId step;          ///< A click goes there.
    std::string text;
};

struct Explanation {
    std::string title;                  ///< "S3"; "RequestVote, S1 to S2"; "Entry 3 of S2".
    std::vector<ExplainRow> rows;
    std::string why;                    ///< "S3 refused S5 its vote for term 6: …"; empty if nothing was decided yet.
    std::vector<ExplainRow> whyRows;    ///< The numbers that the rule looked at.
    std::string citation;               ///< "§5.4.1 · raft/core/node_election.cpp".
    std::vector<CauseLine> causes;
    bool empty() const { return title.empty(); }
};

/// Explains `ref` as things stand at the cursor. Costs a re-execution of up to a few hundred steps: call it when the
/// selection or the cursor has changed, not in every frame (Studio::explanation keeps it).
Explanation explain(const raft::History& history, const raft::Ref& ref, const Texts& texts);

/// A line of the feed: something worth a sentence that happened at or before the cursor.
struct FeedLine {
    raft::SimTime time;
    raft::StepId step;
    raft::NodeId node = raft::kNoNode;
    std::string text;
};

/// The last `limit` interesting things before the cursor, oldest first.
std::vector<FeedLine> recentEvents(const raft::History& history, const Texts& texts, std::size_t limit);

}  // namespace studio
