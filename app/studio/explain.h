#pragma once
// What there is to know about the selection, as rows of text; the Why panel prints them.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/studio/entry_life.h"
#include "app/studio/event_text.h"
#include "app/studio/i18n.h"
#include "raft/base/ref.h"
#include "raft/history/history.h"

namespace studio {

/// "votedFor   S2": the label in the reader's language, the value as the paper writes it.
struct ExplainRow {
    std::string label;
    std::string value;
    raft::Ref ref;  ///< What a click on the value selects; empty for most. An event is also jumped to.
};

/// One event, and why: the sentence, this moment's numbers, the rule in our own words, and where it stands.
struct Reasoned {
    raft::SimTime time;
    raft::StepId step;
    raft::EventId event = raft::kNoEvent;  ///< A click jumps there and selects it.
    std::string text;                      ///< "S3 refused S5: S5's last entry is …"
    std::string head;                      ///< "S3 refused S5"
    std::vector<ExplainRow> rows;          ///< The numbers that the rule looked at, and what followed for the timer.
    std::string rule;                      ///< In our own words; may be empty.
    std::string citation;                  ///< "§5.4.1 · raft/core/node_election.cpp:58".
    std::string code;                      ///< That line.
};

/// One link of the chain of causes, the oldest first.
struct CauseLine : Reasoned {
    std::string root;        ///< Of the first one: what kind of beginning it is: "A timer", "An action", "The start".
    bool elsewhere = false;  ///< Seen as one server: what came before happened where it cannot look.
};

struct Explanation {
    std::string title;  ///< "S3"; "RequestVote, S1 to S2"; "Entry 3 of S2".
    std::vector<ExplainRow> rows;
    std::string why;                  ///< "S3 refused S5 its vote for term 6: …"; empty if nothing was decided yet.
    std::vector<ExplainRow> whyRows;  ///< The numbers that the rule looked at.
    std::string rule;
    std::string citation;
    std::string code;
    raft::EventId event = raft::kNoEvent;  ///< The event that `why` tells of.
    std::vector<CauseLine> causes;
    std::vector<LifeLine> life;  ///< Of a log entry.
    bool unfinished = false;     ///< There is more; ask again in the next frame.
    bool empty() const { return title.empty(); }
};

/// A line of the feed: something worth a sentence that happened.
struct FeedLine {
    raft::SimTime time;
    raft::StepId step;
    raft::EventId event = raft::kNoEvent;
    raft::NodeId node = raft::kNoNode;
    raft::MessageId message;  ///< Of the event, or the one that the step is about.
    std::string text;
};

/// What was worked out already for one past in one language. Whoever changes the past, the line or the language forgets
/// this.
struct ExplainMemory {
    StepMemory steps;
    std::optional<std::pair<raft::Ref, raft::StepId>> decision;
    Explanation why;  ///< Of `decision`; its rows are empty.
    EntryLife life;
    std::map<std::uint32_t, std::optional<FeedLine>> lines;            ///< By step.
    std::map<std::uint32_t, std::optional<raft::StepId>> messageEnds;  ///< By message.
};

/// The last event that was computed on the current line.
raft::EventId lastEventOf(const raft::History& history);
bool isComputed(const raft::History& history, raft::EventId event);

struct ExplainOptions {
    raft::NodeId seenAs = raft::kNoNode;  ///< Say only what this server can know: see raft/history/view_as.h.
};

/// Explains `ref` as things stand at the cursor.
Explanation explain(const raft::History& history, const raft::Ref& ref, const Texts& texts, ExplainMemory& memory,
                    ExplainOptions options = {});

/// What `ref` stands for in the pictures beside itself: an event's server, message and log entries.
std::vector<raft::Ref> marksOf(const raft::History& history, const raft::Ref& ref, const Texts& texts,
                               ExplainMemory& memory, ExplainOptions options = {});

/// The last `limit` interesting things at or before the cursor, oldest first.
std::vector<FeedLine> recentEvents(const raft::History& history, const Texts& texts, std::size_t limit,
                                   ExplainMemory& memory, ExplainOptions options = {});

}  // namespace studio
