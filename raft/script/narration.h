#pragma once
// An event as one plain sentence: a key of the language catalogue, and this moment's names and numbers for it.

#include <string>
#include <utility>
#include <vector>

#include "raft/base/sim_time.h"
#include "raft/core/event.h"
#include "raft/sim/cluster.h"

namespace raft {

/// `{name}` in the text of `key` stands for its value. There may be more arguments than the text uses.
struct Narration {
    std::string key;
    std::vector<std::pair<std::string, std::string>> args;
};

/// What happened, and why if a rule decided it: "S2 refused S5: S5's last entry is (term 1, index 2), …".
/// `after` is the cluster right after the step, `message` the one that the event is about, if it is at hand: a sending
/// or a loss is told in more detail with it. Servers go by their labels.
Narration sentenceOf(const Event& event, SimTime time, const Cluster& after, const Message* message = nullptr);

/// Every key that sentenceOf can give, for the test that all of them have a text.
std::vector<std::string> narrationKeys();

}  // namespace raft
