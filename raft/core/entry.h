#pragma once
// A log entry, and a run of entries as a message carries it.

#include <cstdint>
#include <vector>

#include "raft/base/cow.h"
#include "raft/base/ids.h"
#include "raft/core/configuration.h"

namespace raft {

enum class EntryType : std::uint8_t { Command, Noop, Config, Session };  // Session opens one (D §6.3).

/// One entry. `command` is a text of the state machine ("x=1"); core never looks inside.
struct Entry {
    Term term;              ///< Of the leader that created it; never changes.
    TextId command;         ///< Empty for a no-op; of a configuration its name, if it was given one.
    std::uint32_t seq = 0;  ///< Number of the request within its client's session; 0 if no client.
    EntryType type = EntryType::Command;
    NodeId client = kNoNode;     ///< The client end that asked, or none.
    /// Of a configuration entry; of a command its session, see there: none has both, and logs are long.
    PackedConfiguration config;
    /// Milliseconds on the clock of the leader that created it; 0 where nothing expires. In the log itself, so that
    /// every server sees the same (D §6.3).
    std::uint32_t stamp = 0;

    /// Of a command: the session that it belongs to, named by the entry that opened it; 0: sessions do not expire here.
    LogIndex session() const { return type == EntryType::Config ? LogIndex() : LogIndex(config.bits()); }
    void setSession(LogIndex session) { config = PackedConfiguration(session.value); }

    friend bool operator==(const Entry&, const Entry&) = default;
};
static_assert(sizeof(Entry) == 24);

/// The entries of one AppendEntries: immutable, shared by copies of the message. The usual one or none needs no
/// allocation.
class EntryList {
public:
    EntryList() = default;

    std::uint32_t size() const { return size_; }
    bool empty() const { return size_ == 0; }
    const Entry& operator[](std::uint32_t at) const { return at == 0 ? first_ : (*rest_[0])[at - 1]; }

    void push_back(const Entry& entry) {
        if (size_ == 0) {
            first_ = entry;
        } else {
            if (rest_.empty()) rest_.emplace_back();
            rest_[0].write().push_back(entry);
        }
        ++size_;
    }

private:
    Entry first_;
    std::uint32_t size_ = 0;
    std::vector<Cow<std::vector<Entry>>> rest_;  // Holds none or one.
};

}  // namespace raft
