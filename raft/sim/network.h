#pragma once
// Links and the messages on them.

#include <array>
#include <cstdint>
#include <vector>

#include "raft/base/cow.h"
#include "raft/base/digest.h"
#include "raft/base/ids.h"
#include "raft/base/sim_time.h"
#include "raft/core/message.h"

namespace raft {

/// One direction of a link.
struct Link {
    SimTime latencyMin;
    SimTime latencyMax;
    std::uint32_t lossPpm = 0;
    bool cut = false;  ///< By a cut; a split cuts too, and both must end.
    bool split = false;
    bool hold = false;

    bool isCut() const { return cut || split; }
};

/// A message on its way.
struct Flight {
    enum class State : std::uint8_t {
        Moving,    ///< Arrives at arrivesAt.
        Dying,     ///< Is lost at arrivesAt, half way.
        Held,      ///< Waits on a held link.
        Waiting,   ///< Manual network: waits for "deliver".
        AtPaused,  ///< Has arrived at a paused server.
    };
    Message message;
    MessageId id;
    EventId sentBy = kNoEvent;  ///< Its send event.
    SimTime sentAt;
    SimTime arrivesAt;  ///< When it arrives, or is lost; kNever while it waits.
    SimTime latency;    ///< As drawn when sent.
    std::uint64_t order = 0;
    State state = State::Moving;
    bool lost = false;  ///< The wire will swallow it.
    bool inUse = false;
};

/// The links of a cluster and everything in flight. Ends are numbered as in ids.h.
class Network {
public:
    Network(SimTime latencyMin, SimTime latencyMax, std::uint32_t lossPpm);

    const Link& link(NodeId from, NodeId to) const { return (*links_).at[from.value][to.value]; }
    Link& writeLink(NodeId from, NodeId to) { return links_.write().at[from.value][to.value]; }

    /// Number of messages sent so far on one direction: the counter of its random streams.
    std::uint32_t takeDraw(NodeId from, NodeId to) { return sent_[from.value][to.value]++; }

    /// A fresh slot, not yet due: fill it in place. Slots are reused; ids are not. References to flights end here.
    std::uint32_t place();
    /// Takes a flight off the network.
    Flight take(std::uint32_t slot);
    Flight& at(std::uint32_t slot) { return flights_[slot]; }
    const Flight& at(std::uint32_t slot) const { return flights_[slot]; }
    /// Changes when a message arrives.
    void reschedule(std::uint32_t slot, SimTime arrivesAt, Flight::State state, std::uint64_t order);

    /// The slot of what arrives (or is lost) next, or kNoSlot.
    static constexpr std::uint32_t kNoSlot = 0xFFFFFFFFu;
    std::uint32_t next() const { return due_.empty() ? kNoSlot : due_.front().slot; }

    MessageId takeId() { return MessageId(++lastId_); }
    std::size_t slotCount() const { return flights_.size(); }
    /// The last slots that place() gave out, the newest at 0; `back` < recentCount(). Some may be free again.
    std::uint32_t recent(std::uint32_t back) const { return recent_[(placed_ - 1 - back) % kRecent]; }
    std::uint32_t recentCount() const { return placed_ < kRecent ? placed_ : kRecent; }
    std::size_t inFlight() const { return flights_.size() - free_.size(); }
    /// The slots in use, in order of sending.
    std::vector<std::uint32_t> slotsInOrder() const;

    /// Adds the state of the links, but not what is on them.
    void addLinksTo(Digest& digest, int servers, int clients) const;

private:
    struct Due {
        SimTime time;
        std::uint64_t order;
        std::uint32_t slot;
    };
    struct Links {
        std::array<std::array<Link, kMaxEnds>, kMaxEnds> at{};
    };
    static bool later(const Due& a, const Due& b) { return a.time != b.time ? a.time > b.time : a.order > b.order; }
    void pushDue(std::uint32_t slot);
    void removeDue(std::uint32_t slot);

    Cow<Links> links_;
    std::array<std::array<std::uint32_t, kMaxEnds>, kMaxEnds> sent_{};
    std::vector<Flight> flights_;
    std::vector<std::uint32_t> free_;
    std::vector<Due> due_;  // A binary heap, earliest first.
    std::uint32_t lastId_ = 0;
    static constexpr std::uint32_t kRecent = 32;
    std::array<std::uint32_t, kRecent> recent_{};  // A ring.
    std::uint32_t placed_ = 0;
};

}  // namespace raft
