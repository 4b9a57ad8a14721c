#pragma once
// Did the clients see what one server with one copy of the data could have shown them? (§8)

#include <cstdint>
#include <string>
#include <vector>

#include "raft/base/sim_time.h"
#include "raft/sim/cluster.h"

namespace raft {

enum class Verdict : std::uint8_t {
    Linearizable,
    Broken,
    Unknown,  ///< Too many orders to try; see LinearizabilityOptions.
};

/// One call of one client, from the outside. Calls of one client do not overlap.
struct HistoryCall {
    std::string client;
    std::string command;  ///< "x=1", "x+=1", "del x", "cas x 1 2", "get x".
    SimTime invoked;
    SimTime returnedAt = kNever;  ///< kNever: no answer. It may have taken effect, or may yet, or never.
    bool ok = true;               ///< Of an answer; false for a compare-and-set that found another value.
    std::string value;            ///< Of an answer: what the key then held, for "get" what it held; "" for none.
};

struct LinearizabilityOptions {
    std::uint32_t maxConfigurations = 200'000;  ///< Sets of finished calls to visit for one key before giving up.
};

struct LinearizabilityResult {
    Verdict verdict = Verdict::Linearizable;
    std::string key;   ///< If Broken: of the first key, in the order of the calls, that is.
    SimTime time;      ///< If Broken: of the first answer that nothing can explain.
    std::string text;  ///< If Broken: a plain English sentence.
};

/// Looks for an order of the calls, key by key, in which each takes effect between its invocation and its answer and
/// every answer is right (the search of Wing and Gong with Lowe's memory). An answer and an invocation at the same
/// instant count as overlapping unless they are of one client. Deterministic. Calls that are no commands do not count.
LinearizabilityResult checkHistory(const std::vector<HistoryCall>& calls, const LinearizabilityOptions& options = {});

/// The calls of all clients so far. Local reads are left out: they may be stale, and say so.
std::vector<HistoryCall> historyOf(const Cluster& cluster);

/// checkHistory(historyOf(cluster)).
LinearizabilityResult checkLinearizability(const Cluster& cluster, const LinearizabilityOptions& options = {});

}  // namespace raft
