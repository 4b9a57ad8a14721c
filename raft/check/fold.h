#pragma once
// What the committed entries make of an empty state machine, entry by entry: what every snapshot must hold.

#include <cstdint>

#include "raft/base/digest.h"
#include "raft/base/paged.h"
#include "raft/sim/key_value.h"

namespace raft {

/// Costs nothing until somebody asks: it goes on from where it was asked last.
class Fold {
public:
    LogIndex upTo() const { return LogIndex(static_cast<std::uint32_t>(digests_.size())); }

    /// Executes the next committed entry.
    void add(const Entry& entry, CommandTable& commands, const ApplyOptions& options) {
        ApplyOptions here = options;
        here.index = upTo() + 1;
        state_.apply(entry, commands, here);
        digests_.push_back(digestOf(state_.freeze(commands.texts(), FreezeOptions{})));
    }

    /// Are these bytes the state after entry `index`? 1 <= index <= upTo().
    bool isStateAt(LogIndex index, std::string_view bytes) const {
        return digests_[index.value - std::size_t{1}] == digestOf(bytes);
    }

    /// A rule that changes what entries do was thrown: what they make now depends on when they are executed.
    void giveUp() { isKnown_ = false; }
    bool isKnown() const { return isKnown_; }

private:
    static std::uint64_t digestOf(std::string_view bytes) {
        Digest digest;
        digest.add(bytes);
        return digest.value();
    }

    KeyValue state_;
    Paged<std::uint64_t> digests_;  ///< Of the frozen state after each entry.
    bool isKnown_ = true;
};

}  // namespace raft
