#pragma once
// What there is to know about the selection, as rows of text; the Why panel prints them.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/studio/i18n.h"
#include "raft/base/ref.h"
#include "raft/history/history.h"

namespace studio {

/// "votedFor   S2": the label in the reader's language, the value as the paper writes it.
struct ExplainRow {
    std::string label;
    std::string value;
    raft::Ref ref;  ///< What a click on the value selects; empty for most.
};

/// One link of the chain of causes, the oldest first.
struct CauseLine {
    raft::SimTime time;
    raft::StepId step;  ///< A click goes there.
    std::string text;
};

struct Explanation {
    std::string title;  ///< "S3"; "RequestVote, S1 to S2"; "Entry 3 of S2".
    std::vector<ExplainRow> rows;
    std::string why;                  ///< "S3 refused S5 its vote for term 6: …"; empty if nothing was decided yet.
    std::vector<ExplainRow> whyRows;  ///< The numbers that the rule looked at.
    std::string citation;             ///< "§5.4.1 · raft/core/node_election.cpp".
    std::vector<CauseLine> causes;
    bool empty() const { return title.empty(); }
};

/// A line of the feed: something worth a sentence that happened at or before the cursor.
struct FeedLine {
    raft::SimTime time;
    raft::StepId step;
    raft::NodeId node = raft::kNoNode;
    std::string text;
};

/// What was worked out already for one past in one language. To get the operands of an event back, a part of the run is
/// executed again, which is too much for every frame. Whoever changes the past, the line or the language forgets this.
struct ExplainMemory {
    std::optional<std::pair<raft::NodeId, raft::StepId>> decision;
    Explanation why;                                         ///< Of `decision`; its rows are empty.
    std::map<std::uint32_t, std::optional<FeedLine>> lines;  ///< By step.
};

/// Explains `ref` as things stand at the cursor.
Explanation explain(const raft::History& history, const raft::Ref& ref, const Texts& texts, ExplainMemory& memory);

/// The last `limit` interesting things at or before the cursor, oldest first.
std::vector<FeedLine> recentEvents(const raft::History& history, const Texts& texts, std::size_t limit,
                                   ExplainMemory& memory);

}  // namespace studio
