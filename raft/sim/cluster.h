#pragma once
// A whole cluster in virtual time: servers, links, disks, clocks and clients. A value: copying it forks the world.

#include <array>
#include <memory>
#include <optional>
#include <vector>

#include "raft/base/cow.h"
#include "raft/base/sim_time.h"
#include "raft/base/text_table.h"
#include "raft/core/node.h"
#include "raft/sim/action.h"
#include "raft/sim/client.h"
#include "raft/sim/cluster_config.h"
#include "raft/sim/disk.h"
#include "raft/sim/key_value.h"
#include "raft/sim/network.h"
#include "raft/sim/step_events.h"

namespace raft {

/// What the last message of a peer has told a server; gone after a crash. It is kept for whoever asks what a server can
/// know, and has no part in what it does.
struct Heard {
    EventId by = kNoEvent;  ///< The receipt; kNoEvent: never since the server started.
    SimTime at;
    Term term;  ///< The sender's, when it sent.
};

/// What of a server belongs to the world and not to the protocol: power, timers, clock, disk, state machine.
struct Machine {
    SimTime electionDeadline = kNever;  ///< kNever: not armed.
    std::uint64_t electionOrder = 0;    ///< Its place among things due at the same time.
    SimTime heartbeatDeadline = kNever;
    std::uint64_t heartbeatOrder = 0;
    bool up = true;
    bool paused = false;
    Disk disk;
    SimTime electionArmedAt;
    EventId armedBy = kNoEvent;  ///< The event that last reset the election timer.
    EventId heartbeatBy = kNoEvent;
    std::uint32_t electionDraws = 0;     ///< How many timeouts were drawn: the counter of its random stream.
    std::uint32_t clockPpm = 1'000'000;  ///< Speed of its local clock.
    SimTime clockOffset;
    SimTime clockSince;            ///< When its rate last changed,
    SimTime clockBase;             ///< and what it showed then, without the offset.
    LogIndex lostFrom;             ///< While down: where the tail began that memory held and its disk lacks, or 0.
    SimTime snapshotDue = kNever;  ///< Its log has grown long enough: it compacts it next; kNever: it has not.
    std::uint64_t snapshotOrder = 0;
    /// While down: where the tail begins that memory had truncated and its disk holds, or 0.
    LogIndex broughtBackFrom;
    std::array<Heard, kMaxServers> heard{};  ///< By sender. Decides nothing: see Heard.
    KeyValue store;
};

class Cluster {
public:
    Cluster(const ClusterConfig& config, std::shared_ptr<TextTable> texts);

    /// The first step of a run: every server boots.
    void boot(StepEvents& out);

    /// When something happens next by itself; kNever if nothing will.
    SimTime nextDue() const;

    /// Does what is due next, as one step. nextDue() must not be kNever.
    void advance(StepEvents& out);

    /// Does `action` at `at`, now() <= at <= nextDue(), as one step. Returns whether it did what it says; an action
    /// that matched nothing (a deliver without such a message) is a step with a note and the answer no.
    bool apply(const Action& action, SimTime at, StepEvents& out);

    SimTime now() const { return now_; }
    const ClusterConfig& config() const { return *config_; }
    const Rules& rules() const { return rules_; }
    CommandTable& commands() const { return *commands_; }
    const TextTable& texts() const { return *texts_; }
    std::shared_ptr<TextTable> sharedTexts() const { return texts_; }
    int serverCount() const { return static_cast<int>(nodes_.size()); }
    const Node& node(NodeId server) const { return nodes_[server.value]; }
    const Machine& machine(NodeId server) const { return machines_[server.value]; }
    const Network& network() const { return network_; }
    const Client& client(NodeId end) const { return clients_[static_cast<std::size_t>(clientNumber(end))]; }
    int clientCount() const { return static_cast<int>(clients_.size()); }

    /// What the server would find if it restarted now.
    PersistentState durable(NodeId server) const;
    /// The term of entry `index` in the durable log; nothing if it is not there.
    std::optional<Term> durableTermAt(NodeId server, LogIndex index) const;

    /// What the server's own clock shows.
    LocalClock clockOf(NodeId server) const;

    /// The running leader of the highest term, if any.
    std::optional<NodeId> leaderOfHighestTerm() const;

    /// Does any server hold a configuration other than the first? From then on configAt stays as it is.
    bool membersHaveChanged() const;

    EventId nextEvent() const { return nextEvent_; }  ///< The number that the next event gets.

    /// Everything that decides the future, and nothing else.
    std::uint64_t digest() const;

private:
    /// One thing that will happen by itself.
    struct Due {
        enum class Kind : std::uint8_t { Nothing, Arrival, Election, Heartbeat, DiskWrite, ClientDeadline, Snapshot };
        SimTime time = kNever;
        std::uint64_t order = 0;
        Kind kind = Kind::Nothing;
        std::uint32_t who = 0;  ///< Server, client number or flight slot.
    };
    const Due& earliest() const;
    Due findEarliest() const;
    void begin(StepEvents& out);
    EventId emit(const Event& event, StepEvents& out);
    EventId numberLast(StepEvents& out);

    // cluster.cpp: the servers' side.
    void run(NodeId server, const Input& input, StepEvents& out);
    void settle(NodeId server, bool led, StepEvents& out);
    void persist(NodeId server, StepEvents& out);
    void diskDone(NodeId server, StepEvents& out);
    void applyEntry(NodeId server, bool led, Event apply, StepEvents& out);
    ApplyOptions applyOptions(NodeId server, LogIndex index) const;
    void takeSnapshot(NodeId server, std::uint32_t threshold, StepEvents& out);
    void considerSnapshot(NodeId server);
    void loadSnapshot(NodeId server);
    void armElection(NodeId server);
    void armHeartbeat(NodeId server);
    void presetServer(NodeId server);
    PersistentState imageOf(NodeId server) const;
    SimTime localDuration(NodeId server, SimTime duration) const;

    // cluster_network.cpp: messages on their way.
    void route(Message&& message, StepEvents& out);
    void launch(std::uint32_t slot);
    std::uint32_t duplicate(std::uint32_t original, SimTime latency, Reason reason, StepEvents& out);
    void arrive(Flight flight, StepEvents& out);
    void deliver(const Flight& flight, StepEvents& out);
    void answerLocalRead(const Message& message, const ClientRequest& request, StepEvents& out);
    void answerRead(NodeId server, Event read, const ReadAnswer& answer, StepEvents& out);
    void drop(const Flight& flight, Reason why, NodeId at, StepEvents& out);
    void releaseHeld(LinkId link);
    void holdMoving(LinkId link, StepEvents& out);
    EventId emitAbout(EventKind kind, const Flight& flight, StepEvents& out);
    bool isServerLink(NodeId from, NodeId to) const { return !isClient(from) && !isClient(to); }

    // cluster_clients.cpp.
    void submit(NodeId client, const Operation& operation, std::optional<NodeId> to, std::uint32_t seq,
                StepEvents& out);
    void invoke(NodeId client, const QueuedCall& call, StepEvents& out);
    void ask(NodeId client, StepEvents& out);
    Message requestOf(NodeId client, const QueuedCall& call, LogIndex session) const;
    void clientReceives(const Message& message, StepEvents& out);
    void sessionLost(NodeId client, NodeId by, StepEvents& out);
    void nextCall(NodeId client, StepEvents& out);
    void clientTimedOut(NodeId client, StepEvents& out);
    Client& clientAt(NodeId end) { return clients_[static_cast<std::size_t>(clientNumber(end))]; }

    // cluster_actions.cpp.
    struct Performer;
    friend struct Performer;
    void crash(NodeId server, StepEvents& out);
    void restart(NodeId server, StepEvents& out);
    void resume(NodeId server, StepEvents& out);
    void reportLink(LinkId link, StepEvents& out);
    void note(const std::string& text, NodeId node, StepEvents& out);
    std::optional<std::uint32_t> find(const MessageMatcher& matcher) const;

    std::shared_ptr<const ClusterConfig> config_;
    std::shared_ptr<TextTable> texts_;
    std::shared_ptr<CommandTable> commands_;
    Rules rules_;
    SimTime now_;
    mutable Due due_;  ///< What earliest() found, until something changes.
    mutable bool dueKnown_ = false;
    std::uint64_t order_ = 0;  ///< Sequence number: ties in time are broken by the order of scheduling.
    EventId nextEvent_;
    std::vector<Node> nodes_;
    std::vector<Machine> machines_;
    std::vector<Client> clients_;
    Network network_;
};

}  // namespace raft
