#pragma once
// What only we know of each term: who led it, and who voted for whom.

#include <array>

#include "raft/base/ids.h"
#include "raft/base/paged.h"

namespace raft {

/// One term in which somebody voted or led. It outlives every crash.
struct TermRecord {
    Term term;
    EventId electedAt = kNoEvent;                ///< When `leader` won.
    std::array<EventId, kMaxServers> votedAt{};  ///< Of each server; meaningless where it did not vote.
    std::array<NodeId, kMaxServers> votedFor = nobody();
    NodeId leader = kNoNode;  ///< The first that ever led the term, or none.
    bool hasEntries = false;  ///< Some log ever held an entry of it.

    static constexpr std::array<NodeId, kMaxServers> nobody() {
        std::array<NodeId, kMaxServers> none{};
        none.fill(kNoNode);
        return none;
    }
};

/// The terms in ascending order. New terms mostly come at the end; one that comes late (a server forgot its term) is
/// put into its place.
class TermTable {
public:
    /// The record of `term`, or null if nothing is known of it.
    const TermRecord* find(Term term) const {
        const std::size_t at = placeOf(term);
        return at < records_.size() && records_[at].term == term ? &records_[at] : nullptr;
    }

    /// The record of `term` for writing; a new one if nothing was known of it.
    TermRecord& write(Term term) {
        const std::size_t at = placeOf(term);
        if (at < records_.size() && records_[at].term == term) return records_.write(at);
        TermRecord record;
        record.term = term;
        records_.push_back(record);
        for (std::size_t to = records_.size() - 1; to > at; --to) records_.write(to) = records_[to - 1];
        return records_.write(at) = record;
    }

    /// Some log holds an entry of `term`.
    void noteEntries(Term term) {
        const TermRecord* known = find(term);
        if (known == nullptr || !known->hasEntries) write(term).hasEntries = true;
    }

    std::size_t size() const { return records_.size(); }

private:
    /// Where `term` stands, or would stand.
    std::size_t placeOf(Term term) const {
        std::size_t high = records_.size();
        if (high == 0 || records_[high - 1].term < term) return high;
        std::size_t low = 0;
        while (low < high) {
            const std::size_t middle = (low + high) / 2;
            if (records_[middle].term < term) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    Paged<TermRecord> records_;
};

}  // namespace raft
