#include "raft/check/linearizability.h"

#include <algorithm>
#include <map>
#include <set>

namespace raft {
namespace {

/// Where a list of points ends.
constexpr std::size_t kNone = static_cast<std::size_t>(-1);

/// The search for one key. Time is a list of points: each call's invocation, and its answer if it has one. The call
/// that takes effect next is one whose invocation stands before the first answer in the list; then both its points
/// leave the list. No such call fits: take the last step back.
class KeySearch {
public:
    KeySearch(std::vector<HistoryCall> calls, std::uint32_t maxConfigurations)
        : calls_(std::move(calls)),
          texts_(std::make_shared<TextTable>()),
          commands_(texts_),
          budget_(maxConfigurations),
          effective_(calls_.size(), false) {
        std::map<std::string, std::size_t> lastOfClient;
        for (std::size_t i = 0; i < calls_.size(); ++i) {
            Known known;
            known.entry.command = texts_->intern(calls_[i].command);
            known.answer = calls_[i].value.empty() ? Value{} : valueOf(calls_[i].value, *texts_);
            if (const auto at = lastOfClient.find(calls_[i].client); at != lastOfClient.end())
                known.before = at->second;
            // One without an answer may take effect long after its client has gone on to the next.
            if (calls_[i].returnedAt != kNever) lastOfClient[calls_[i].client] = i;
            known_.push_back(known);
            if (calls_[i].returnedAt != kNever) ++unanswered_;
        }
        orderPoints();
    }

    Verdict run() {
        std::size_t at = next_[0];
        while (unanswered_ > 0) {
            const Point& point = points_[at];
            if (!point.isAnswer && tryCall(at)) {
                at = next_[0];
            } else if (!point.isAnswer) {
                at = next_[at];
            } else {
                if (budget_ == 0) return Verdict::Unknown;
                if (taken_.empty()) return Verdict::Broken;
                at = takeBack();
            }
        }
        return Verdict::Linearizable;
    }

private:
    struct Point {
        SimTime time;
        std::size_t call = 0;
        bool isAnswer = false;
    };
    struct Known {
        Entry entry;
        Value answer;
        std::size_t before = kNone;  ///< The client's call before this one.
        std::size_t invokedAt = 0;   ///< Places in points_.
        std::size_t answeredAt = kNone;
    };
    struct Taken {
        std::size_t call = 0;
        KeyValue before;
    };

    /// Point 0 is only the head of the list. At the same instant invocations come first: such calls overlap.
    void orderPoints() {
        for (std::size_t i = 0; i < calls_.size(); ++i) {
            points_.push_back(Point{calls_[i].invoked, i, false});
            if (calls_[i].returnedAt != kNever) points_.push_back(Point{calls_[i].returnedAt, i, true});
        }
        std::stable_sort(points_.begin(), points_.end(), [](const Point& a, const Point& b) {
            return a.time != b.time ? a.time < b.time : a.isAnswer < b.isAnswer;
        });
        points_.insert(points_.begin(), Point{});
        for (std::size_t at = 0; at < points_.size(); ++at) {
            next_.push_back(at + 1 < points_.size() ? at + 1 : kNone);
            previous_.push_back(at == 0 ? kNone : at - 1);
            if (at == 0) continue;
            Known& known = known_[points_[at].call];
            (points_[at].isAnswer ? known.answeredAt : known.invokedAt) = at;
        }
    }

    /// Lets the call of point `at` take effect now, if its answer fits and nobody tried that here before.
    bool tryCall(std::size_t at) {
        const std::size_t call = points_[at].call;
        const Known& known = known_[call];
        if (known.before != kNone && !effective_[known.before]) return false;
        KeyValue after = state_;
        const ApplyResult result = after.apply(known.entry, commands_, ApplyOptions{false});
        if (known.answeredAt != kNone && (result.ok != calls_[call].ok || !(result.value == known.answer)))
            return false;
        setEffective(call);
        if (budget_ == 0 || !visited_.insert(configuration(after)).second) {
            clearEffective(call);
            return false;
        }
        --budget_;
        taken_.push_back(Taken{call, std::exchange(state_, std::move(after))});
        unlink(known.invokedAt);
        if (known.answeredAt != kNone) {
            unlink(known.answeredAt);
            --unanswered_;
        }
        return true;
    }

    /// Undoes the last call that took effect; returns the point after its invocation, where the search goes on.
    std::size_t takeBack() {
        const Known& known = known_[taken_.back().call];
        if (known.answeredAt != kNone) {
            relink(known.answeredAt);
            ++unanswered_;
        }
        relink(known.invokedAt);
        clearEffective(taken_.back().call);
        state_ = std::move(taken_.back().before);
        taken_.pop_back();
        return next_[known.invokedAt];
    }

    void unlink(std::size_t at) {
        next_[previous_[at]] = next_[at];
        if (next_[at] != kNone) previous_[next_[at]] = previous_[at];
    }
    void relink(std::size_t at) {
        next_[previous_[at]] = at;
        if (next_[at] != kNone) previous_[next_[at]] = at;
    }

    void setEffective(std::size_t call) {
        effective_[call] = true;
        ++effectiveCount_;
        while (firstOut_ < effective_.size() && effective_[firstOut_]) ++firstOut_;
    }
    void clearEffective(std::size_t call) {
        effective_[call] = false;
        --effectiveCount_;
        firstOut_ = std::min(firstOut_, call);
    }

    /// Which calls took effect, and what they left. The calls are in order of invocation, so all up to some number did,
    /// and few beyond it.
    std::vector<std::uint64_t> configuration(const KeyValue& state) const {
        const Value value = state.pairs().empty() ? Value{} : state.pairs().front().value;
        std::vector<std::uint64_t> key{static_cast<std::uint64_t>(value.kind), value.bits, firstOut_};
        std::size_t beyond = effectiveCount_ - firstOut_;
        for (std::size_t call = firstOut_; beyond > 0; ++call) {
            if (!effective_[call]) continue;
            key.push_back(call);
            --beyond;
        }
        return key;
    }

    std::vector<HistoryCall> calls_;
    std::vector<Known> known_;
    std::shared_ptr<TextTable> texts_;
    CommandTable commands_;
    std::vector<Point> points_;
    std::vector<std::size_t> next_;
    std::vector<std::size_t> previous_;
    std::uint32_t budget_;
    std::size_t unanswered_ = 0;  ///< Calls with an answer that have not taken effect yet.
    KeyValue state_;
    std::vector<bool> effective_;
    std::size_t effectiveCount_ = 0;
    std::size_t firstOut_ = 0;  ///< The first call that has not taken effect.
    std::vector<Taken> taken_;
    std::set<std::vector<std::uint64_t>> visited_;
};

/// The history as it was known at `time`: later calls are not there, later answers are not known.
std::vector<HistoryCall> knownAt(const std::vector<HistoryCall>& calls, SimTime time) {
    std::vector<HistoryCall> known;
    for (const HistoryCall& call : calls) {
        if (call.invoked > time) continue;
        known.push_back(call);
        if (call.returnedAt > time) known.back().returnedAt = kNever;
    }
    return known;
}

/// A declared start as calls of nobody we know: its committed entries took effect before time 0, in this order; each of
/// the others may yet be committed.
void addStart(const StartState& start, std::vector<HistoryCall>& history) {
    CommandTable commands(std::make_shared<TextTable>());
    KeyValue store;
    std::set<std::pair<std::size_t, std::string>> told;
    const auto longest = std::max_element(start.logs.begin(), start.logs.end(),
                                          [](const auto& a, const auto& b) { return a.size() < b.size(); });
    if (longest == start.logs.end()) return;
    for (std::size_t i = 0; i < longest->size(); ++i) {
        for (const std::vector<StartEntry>& log : start.logs) {
            if (i >= log.size() || !told.insert({i, log[i].command}).second) continue;
            HistoryCall call;
            call.command = log[i].command;
            if (i < start.commit.value) {
                Entry entry;
                entry.command = commands.texts().intern(call.command);
                const ApplyResult result = store.apply(entry, commands, ApplyOptions{});
                call.client = "start";
                call.invoked = call.returnedAt = SimTime(-1);
                call.ok = result.ok;
                call.value = textOf(result.value, commands.texts());
            } else {
                call.client = "start " + std::to_string(told.size());
            }
            history.push_back(std::move(call));
        }
    }
}

std::string sentence(const HistoryCall& call, const std::string& key, std::size_t count) {
    const std::string value = call.value.empty() ? "nothing" : call.value;
    const std::string got = call.ok ? "got " + value + " for " + call.command
                                    : "was refused " + call.command + ", as if " + key + " held " + value;
    return "no order of the " + std::to_string(count) + " calls on " + key + " explains that " + call.client + " " +
           got;
}

/// Finds the first answer with which the history is broken. What is broken stays so, so halving finds it.
LinearizabilityResult explain(const std::vector<HistoryCall>& calls, const std::string& key, std::uint32_t budget) {
    std::vector<const HistoryCall*> answered;
    for (const HistoryCall& call : calls) {
        if (call.returnedAt != kNever) answered.push_back(&call);
    }
    std::stable_sort(answered.begin(), answered.end(),
                     [](const HistoryCall* a, const HistoryCall* b) { return a->returnedAt < b->returnedAt; });
    std::size_t low = 0;
    std::size_t high = answered.size() - 1;
    while (low < high) {
        const std::size_t middle = (low + high) / 2;
        if (KeySearch(knownAt(calls, answered[middle]->returnedAt), budget).run() == Verdict::Broken) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    const SimTime time = answered[high]->returnedAt;
    return {Verdict::Broken, key, time, sentence(*answered[high], key, knownAt(calls, time).size())};
}

}  // namespace

LinearizabilityResult checkHistory(const std::vector<HistoryCall>& calls, const LinearizabilityOptions& options) {
    std::vector<HistoryCall> inOrder = calls;
    std::stable_sort(inOrder.begin(), inOrder.end(),
                     [](const HistoryCall& a, const HistoryCall& b) { return a.invoked < b.invoked; });
    // Linearizable as a whole if and only if each key is (Herlihy and Wing's locality).
    std::vector<std::string> keys;
    std::map<std::string, std::vector<HistoryCall>> callsOf;
    for (const HistoryCall& call : inOrder) {
        const auto command = parseCommand(call.command);
        if (!command) continue;
        // A read without an answer tells nothing.
        if (command->op == KeyValueCommand::Op::Get && call.returnedAt == kNever) continue;
        const std::string key(command->key);
        if (callsOf.count(key) == 0) keys.push_back(key);
        callsOf[key].push_back(call);
    }
    LinearizabilityResult result;
    for (const std::string& key : keys) {
        const Verdict verdict = KeySearch(callsOf[key], options.maxConfigurations).run();
        if (verdict == Verdict::Broken) return explain(callsOf[key], key, options.maxConfigurations);
        if (verdict == Verdict::Unknown) result.verdict = Verdict::Unknown;
    }
    return result;
}

std::vector<HistoryCall> historyOf(const Cluster& cluster) {
    const TextTable& texts = cluster.texts();
    std::vector<HistoryCall> history;
    if (cluster.config().start) addStart(*cluster.config().start, history);
    for (int c = 0; c < cluster.clientCount(); ++c) {
        const NodeId end = clientEnd(c);
        const Paged<ClientCall>& calls = cluster.client(end).calls;
        for (std::size_t i = 0; i < calls.size(); ++i) {
            const ClientCall& seen = calls[i];
            if (seen.isLocal()) continue;
            HistoryCall call;
            call.client = cluster.config().nameOf(end);
            call.command = std::string(texts.text(seen.text));
            if (seen.isRead) call.command.replace(0, std::string_view("read").size(), "get");
            call.invoked = seen.invoked;
            if (seen.returned) call.returnedAt = seen.returnedAt;
            call.ok = seen.ok;
            call.value = textOf(seen.value, texts);
            history.push_back(std::move(call));
        }
    }
    return history;
}

LinearizabilityResult checkLinearizability(const Cluster& cluster, const LinearizabilityOptions& options) {
    return checkHistory(historyOf(cluster), options);
}

}  // namespace raft
