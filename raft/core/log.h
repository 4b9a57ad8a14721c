#pragma once
// The log of one server (Figure 2, "log[]").

#include "raft/base/ids.h"
#include "raft/base/paged.h"
#include "raft/core/entry.h"

namespace raft {

/// Entries 1..lastIndex(), without holes. Copies share their pages, so keeping an old log costs little.
class Log {
public:
    LogIndex lastIndex() const { return LogIndex(static_cast<std::uint32_t>(entries_.size())); }
    Term lastTerm() const { return termAt(lastIndex()); }

    /// The term of the entry at `index`; term 0 at index 0, where every two logs agree. `index` <= lastIndex().
    Term termAt(LogIndex index) const { return index.value == 0 ? Term(0) : at(index).term; }

    /// The entry at `index`, 1 <= index <= lastIndex().
    const Entry& at(LogIndex index) const { return entries_[index.value - 1]; }

    bool has(LogIndex index) const { return index.value >= 1 && index <= lastIndex(); }

    void append(const Entry& entry) { entries_.push_back(entry); }

    /// Deletes `index` and everything after it (§5.3). `index` >= 1.
    void truncateFrom(LogIndex index) {
        CHECK(index.value >= 1);
        if (index <= lastIndex()) entries_.shrink(index.value - 1);
    }

    /// Up to `limit` entries from `from` on.
    EntryList slice(LogIndex from, std::uint32_t limit) const {
        EntryList out;
        for (LogIndex i = from; i <= lastIndex() && out.size() < limit; ++i) out.push_back(at(i));
        return out;
    }

private:
    Paged<Entry> entries_;
};

/// Is a log that ends in (lastLogTerm, lastLogIndex) at least as up-to-date as `log`? The later last term wins; with
/// equal last terms the longer log does (§5.4.1).
inline bool isUpToDate(Term lastLogTerm, LogIndex lastLogIndex, const Log& log) {
    if (lastLogTerm != log.lastTerm()) return lastLogTerm > log.lastTerm();
    return lastLogIndex >= log.lastIndex();
}

}  // namespace raft
