#pragma once
// The log of one server (Figure 2, "log[]").

#include <utility>

#include "raft/base/ids.h"
#include "raft/base/paged.h"
#include "raft/core/entry.h"

namespace raft {

/// Entries firstIndex()..lastIndex(), without holes. A snapshot stands for everything up to lastIncludedIndex() (§7);
/// without one the log begins at 1. Copies share their pages, so keeping an old log costs little.
class Log {
public:
    LogIndex lastIncludedIndex() const { return lastIncludedIndex_; }  ///< 0: nothing was compacted.
    Term lastIncludedTerm() const { return lastIncludedTerm_; }
    LogIndex firstIndex() const { return lastIncludedIndex_ + 1; }
    LogIndex lastIndex() const { return lastIncludedIndex_ + static_cast<std::uint32_t>(entries_.size()); }
    Term lastTerm() const { return termAt(lastIndex()); }

    /// The term of the entry at `index`, which knowsTermAt(): of the last compacted entry too, because the next
    /// AppendEntries asks for it (§7). Term 0 at index 0, where every two logs agree.
    Term termAt(LogIndex index) const { return index == lastIncludedIndex_ ? lastIncludedTerm_ : at(index).term; }
    bool knowsTermAt(LogIndex index) const { return index == lastIncludedIndex_ || has(index); }

    /// The entry at `index`, which the log has().
    const Entry& at(LogIndex index) const {
        CHECK(has(index));
        return entries_[positionOf(index)];
    }

    bool has(LogIndex index) const { return index > lastIncludedIndex_ && index <= lastIndex(); }

    void append(const Entry& entry) { entries_.push_back(entry); }

    /// Deletes `index` and everything after it (§5.3). `index` >= firstIndex().
    void truncateFrom(LogIndex index) {
        CHECK(index > lastIncludedIndex_);
        if (index <= lastIndex()) entries_.shrink(positionOf(index));
    }

    /// Up to `limit` entries from `from` on. `from` >= firstIndex().
    EntryList slice(LogIndex from, std::uint32_t limit) const {
        EntryList out;
        for (LogIndex i = from; i <= lastIndex() && out.size() < limit; ++i) out.push_back(at(i));
        return out;
    }

    /// Drops the entries up to `index`, whose term it knows: a snapshot takes their place (§7). What follows is copied,
    /// so that the memory of what went is free.
    void compactTo(LogIndex index) {
        const Term term = termAt(index);
        Paged<Entry> kept;
        for (LogIndex i = index + 1; i <= lastIndex(); ++i) kept.push_back(at(i));
        entries_ = std::move(kept);
        lastIncludedIndex_ = index;
        lastIncludedTerm_ = term;
    }

    /// Drops every entry: the log goes on after `index`, the last one that somebody else's snapshot includes (§7).
    void restartAfter(LogIndex index, Term term) {
        entries_ = Paged<Entry>();
        lastIncludedIndex_ = index;
        lastIncludedTerm_ = term;
    }

private:
    std::size_t positionOf(LogIndex index) const { return index.value - lastIncludedIndex_.value - std::size_t{1}; }

    Paged<Entry> entries_;
    LogIndex lastIncludedIndex_;
    Term lastIncludedTerm_;
};

/// Is a log that ends in (lastLogTerm, lastLogIndex) at least as up-to-date as `log`? The later last term wins; with
/// equal last terms the longer log does (§5.4.1).
inline bool isUpToDate(Term lastLogTerm, LogIndex lastLogIndex, const Log& log) {
    if (lastLogTerm != log.lastTerm()) return lastLogTerm > log.lastTerm();
    return lastLogIndex >= log.lastIndex();
}

}  // namespace raft
