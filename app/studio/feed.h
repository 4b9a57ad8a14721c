#pragma once
// Everything that happened on the current line, as far as a filter lets it through. A run of a million steps is looked
// through piece by piece, so that no frame waits for it.

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/studio/explain.h"

namespace studio {

/// What a reader can ask for: each stands for some kinds of events.
enum class FeedTopic { Telling, Elections, Votes, Logs, Commits, Clients, Messages, Faults, Refusals, Members };
inline constexpr int kFeedTopicCount = 10;

/// A bit for each EventKind.
std::uint64_t kindsOf(FeedTopic topic);
/// The catalogue key of its name.
std::string_view nameKeyOf(FeedTopic topic);

struct FeedFilter {
    raft::NodeId server = raft::kNoNode;  ///< Or a client; kNoNode: all.
    FeedTopic topic = FeedTopic::Telling;
    std::string search;  ///< Part of the sentence; small and capital letters of English are the same.
    friend bool operator==(const FeedFilter&, const FeedFilter&) = default;
};

class Feed {
public:
    struct Moment {
        std::uint64_t past = 0;               ///< Changes whenever something that was computed is another.
        raft::NodeId seenAs = raft::kNoNode;  ///< Only what this server lived through, up to the cursor.
    };
    /// Looks on a little. Call it in every frame in which the feed is shown.
    void update(const raft::History& history, const FeedFilter& filter, Moment moment, const Texts& texts);

    std::size_t size() const { return steps_.size(); }
    /// The whole line was looked through.
    bool complete() const { return complete_; }
    /// Share of the line that was looked through, 0 … 100.
    int percent() const { return percent_; }
    raft::StepId stepAt(std::size_t row) const { return raft::StepId(steps_[row]); }
    /// The first row later than `step`; size() if there is none.
    std::size_t rowAfter(raft::StepId step) const;
    /// The sentences of rows first .. last - 1. A row that could not be told in this frame is missing from
    /// `lineAt`; ask again in the next.
    void tell(const raft::History& history, std::size_t first, std::size_t last, const Texts& texts);
    const FeedLine* lineAt(std::size_t row) const;

private:
    void restart();
    bool matches(const raft::StepRecord& record) const;
    std::optional<FeedLine> lineOf(const raft::World& after, const raft::StepEvents& step, const Texts& texts) const;
    bool found(const std::string& text) const;
    void lookThroughRecords(const raft::History& history, raft::StepId end);
    void lookThroughTexts(const raft::History& history, raft::StepId end, const Texts& texts);

    FeedFilter filter_;
    Moment moment_;
    int line_ = -1;
    Language language_ = Language::English;
    raft::StepId scanned_;
    std::vector<std::uint32_t> steps_;
    std::map<std::uint32_t, FeedLine> lines_;
    bool complete_ = false;
    int percent_ = 0;
};

}  // namespace studio
