#pragma once
// Every entry that any log ever held. In a correct run the pair (index, term) names one entry with one predecessor for
// all time, which is the induction behind Log Matching (§5.3): while no pair has two meanings, the logs match.

#include <cstdint>

#include "raft/base/ids.h"
#include "raft/base/paged.h"
#include "raft/core/entry.h"

namespace raft {

class EntryTable {
public:
    enum class Fit : std::uint8_t {
        Known,     ///< Seen before, with this content and after an entry of this term.
        New,       ///< The first with this index and term.
        Conflict,  ///< Another entry had this index and term, or another predecessor.
    };

    /// Notes that `entry` stood at `index`, after an entry of term `prevTerm`. Logs have no holes, so `index` is at
    /// most one beyond the highest index noted before; index >= 1.
    Fit add(LogIndex index, const Entry& entry, Term prevTerm, EventId event) {
        const std::size_t at = index.value - 1;
        const Seen seen{entry, prevTerm, event, 0};
        if (at >= first_.size()) {
            first_.growTo(at + 1);
            first_.write(at) = seen;
            return Fit::New;
        }
        return addTo(at, seen);
    }

    /// The event after which this very entry first stood at `index`; none if it never did.
    EventId eventOf(LogIndex index, const Entry& entry) const {
        if (index.value == 0 || index.value > first_.size()) return kNoEvent;
        for (const Seen* seen = &first_[index.value - 1]; seen != nullptr; seen = after(*seen)) {
            if (seen->entry == entry) return seen->event;
        }
        return kNoEvent;
    }

    /// Has nothing but this very entry ever stood at `index`, in any log?
    bool isOnlyOneAt(LogIndex index, const Entry& entry) const {
        if (index.value == 0 || index.value > first_.size()) return false;
        const Seen& first = first_[index.value - 1];
        return first.next == 0 && first.entry == entry;
    }

private:
    struct Seen {
        Entry entry;
        Term prevTerm;
        EventId event = kNoEvent;
        std::uint32_t next = 0;  ///< Place in others_, counted from 1; 0 ends the chain.
    };

    const Seen* after(const Seen& seen) const { return seen.next == 0 ? nullptr : &others_[seen.next - 1]; }

    Fit addTo(std::size_t at, const Seen& seen) {
        const Seen& first = first_[at];
        if (first.entry == seen.entry && first.prevTerm == seen.prevTerm) return Fit::Known;
        bool sameTerm = false;
        std::uint32_t last = 0;
        for (const Seen* other = &first; other != nullptr; other = after(*other)) {
            if (other->entry == seen.entry && other->prevTerm == seen.prevTerm) return Fit::Known;
            sameTerm = sameTerm || other->entry.term == seen.entry.term;
            if (other->next != 0) last = other->next;
        }
        others_.push_back(seen);
        const auto place = static_cast<std::uint32_t>(others_.size());
        (last == 0 ? first_.write(at) : others_.write(last - 1)).next = place;
        return sameTerm ? Fit::Conflict : Fit::New;
    }

    Paged<Seen> first_;   ///< At index - 1: the first that was seen there.
    Paged<Seen> others_;  ///< Later ones, chained.
};

}  // namespace raft
