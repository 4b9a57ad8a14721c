#pragma once
// The disk of one server: what is durable, and what is still being written.

#include <optional>
#include <vector>

#include "raft/base/sim_time.h"
#include "raft/core/node.h"

namespace raft {

/// One write on its way to the disk, with the messages that wait for it.
struct DiskWrite {
    SimTime doneAt;
    std::uint64_t order = 0;
    EventId startedBy = kNoEvent;
    PersistentState image;  ///< What the disk holds once this is done. Its log shares pages with the server's.
    std::vector<Message> thenSend;
};

/// With `fsync` 0 a write is durable within the step that asks for it, and `durable` is not kept apart.
struct Disk {
    SimTime fsync;
    std::vector<DiskWrite> writes;           ///< In order; the first is being written. Few at a time.
    std::optional<PersistentState> durable;  ///< Only while it may differ from what the server has in memory.
};

}  // namespace raft
