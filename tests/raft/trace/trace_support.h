#pragma once
// What the tests of sessions and traces share: random runs with faults, and files that vanish with the test.

#include <gtest/gtest.h>

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "raft/base/digest.h"
#include "raft/history/history.h"
#include "raft/trace/file_io.h"
#include "raft/trace/trace_writer.h"

namespace raft::trace_test {

/// A file of a test's own.
class TemporaryFile {
public:
    explicit TemporaryFile(const std::string& name)
        : path_((std::filesystem::temp_directory_path() / ("raftlab-" + std::to_string(::getpid()) + "-" + name))
                    .string()) {}
    ~TemporaryFile() { std::filesystem::remove(path_); }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;

    const std::string& path() const { return path_; }

private:
    std::string path_;
};

/// Whole numbers that look random and are the same everywhere.
class Dice {
public:
    explicit Dice(std::uint64_t seed) : seed_(seed) {}
    std::uint32_t below(std::uint32_t bound) {
        return static_cast<std::uint32_t>((mixBits(seed_ * 0x9E3779B97F4A7C15ull + ++count_) >> 32) * bound >> 32);
    }

private:
    std::uint64_t seed_;
    std::uint64_t count_ = 0;
};

/// A cluster with short clocks, so that much happens in little time.
inline ClusterConfig randomConfig(Dice& dice) {
    ClusterConfig config;
    config.servers.clear();
    const std::uint32_t count = 1 + 2 * dice.below(3);
    for (std::uint32_t s = 1; s <= count; ++s) config.servers.push_back("S" + std::to_string(s));
    config.clients = {"c", "d"};
    config.seed = dice.below(1'000'000);
    config.latencyMin = SimTime(1000 * static_cast<std::int64_t>(dice.below(10)));
    config.latencyMax = config.latencyMin + SimTime(1000 * static_cast<std::int64_t>(dice.below(20)));
    config.lossPpm = dice.below(3) == 0 ? 50'000 : 0;
    config.duplicatePpm = dice.below(3) == 0 ? 50'000 : 0;
    config.fsync = SimTime(1000 * static_cast<std::int64_t>(dice.below(3) * dice.below(8)));
    config.clientTimeout = SimTime::fromMs(200);
    config.profile = dice.below(2) == 0 ? Profile::Figure2 : Profile::Production;
    config.rules = rulesOf(config.profile);
    config.rules.batch = dice.below(3) != 0;
    return config;
}

inline NodeId anyServer(Dice& dice, const ClusterConfig& config) {
    return NodeId(static_cast<std::uint8_t>(dice.below(static_cast<std::uint32_t>(config.serverCount()))));
}

inline NodeId anyEnd(Dice& dice, const ClusterConfig& config) {
    return dice.below(4) == 0 ? clientEnd(static_cast<int>(dice.below(2))) : anyServer(dice, config);
}

inline std::vector<LinkId> anyLinks(Dice& dice, const ClusterConfig& config) {
    std::vector<LinkId> links;
    for (std::uint32_t n = 1 + dice.below(3); n > 0; --n) {
        const NodeId from = anyServer(dice, config);
        const NodeId to = anyEnd(dice, config);
        if (from == to) continue;
        links.push_back(LinkId{from, to});
        if (dice.below(2) == 0) links.push_back(LinkId{to, from});
    }
    if (links.empty()) links.push_back(LinkId{NodeId(0), clientEnd(0)});
    return links;
}

inline MessageMatcher anyMatcher(Dice& dice, const ClusterConfig& config) {
    MessageMatcher which;
    if (dice.below(3) == 0) which.from = anyEnd(dice, config);
    if (dice.below(3) == 0) which.to = anyEnd(dice, config);
    if (dice.below(3) == 0) which.kind = static_cast<MessageKind>(dice.below(kMessageKindCount));
    which.nth = 1 + dice.below(2);
    return which;
}

inline NodeSet anyServers(Dice& dice, const ClusterConfig& config) {
    NodeSet set;
    set.insert(anyServer(dice, config));
    if (dice.below(4) == 0) set.insert(anyServer(dice, config));
    return set;
}

/// Links that are told apart by names may stand only once in the object of one action.
inline std::vector<LinkId> oneLink(Dice& dice, const ClusterConfig& config) {
    return {LinkId{anyServer(dice, config), clientEnd(static_cast<int>(dice.below(2)))}};
}

/// Anything the adversary may do, apart from damaging disks and bending rules.
inline Action anyAction(Dice& dice, const ClusterConfig& config, TextTable& texts) {
    const NodeId client = clientEnd(static_cast<int>(dice.below(2)));
    const SimTime some(1000 * static_cast<std::int64_t>(dice.below(200)));
    switch (dice.below(23)) {
        case 0: return act::Crash{anyServers(dice, config)};
        case 1:
        case 2: return act::Restart{anyServers(dice, config)};
        case 3: return act::Pause{anyServers(dice, config)};
        case 4: return act::Resume{anyServers(dice, config)};
        case 5: return act::FireTimeout{anyServer(dice, config)};
        case 6: return act::SetTimers{{{anyServer(dice, config), some}}};
        case 7: return act::Cut{anyLinks(dice, config)};
        case 8: return act::Mend{anyLinks(dice, config)};
        case 9: {
            NodeSet one;
            one.insert(NodeId(0));
            NodeSet other = NodeSet::firstNodes(config.serverCount()) - one;
            other.insert(client);
            return act::Split{{one, other}};
        }
        case 10:
        case 11: return act::Heal{};
        case 12: return act::SetLatency{oneLink(dice, config), some, some + SimTime(500)};
        case 13: return act::SetLoss{oneLink(dice, config), dice.below(1'000'001)};
        case 14: return act::Hold{anyLinks(dice, config)};
        case 15: return act::Release{anyLinks(dice, config)};
        case 16: return act::Drop{anyMatcher(dice, config)};
        case 17: return act::Duplicate{anyMatcher(dice, config)};
        case 18: return act::Delay{anyMatcher(dice, config), some};
        case 19: return act::SetClock{anyServer(dice, config), 500'000 + dice.below(1'000'000), SimTime(-1500)};
        case 20:
            return act::SetFsync{anyServer(dice, config), SimTime(1000 * static_cast<std::int64_t>(dice.below(6)))};
        case 21:
            return act::ReadKey{texts.intern("x"), client, anyServer(dice, config),
                                dice.below(2) == 0 ? ReadMode::Log : ReadMode::Local};
        default: {
            const std::string commands[] = {"x=", "x+=", "y=text", "cas x 1 ", "z="};
            const std::string number = std::to_string(1000 + dice.below(1'000'000));
            return act::Submit{texts.intern(commands[dice.below(5)] + number), client, std::nullopt, 0};
        }
    }
}

/// Plays a random schedule of `actions` actions; most of what happens in between are writes.
inline void playRandomly(History& history, Dice& dice, std::uint32_t actions) {
    TextTable& texts = *history.world().cluster().sharedTexts();
    for (std::uint32_t n = 0; n < actions; ++n) {
        history.seekTime(history.time() + SimTime(static_cast<std::int64_t>(dice.below(60'000))));
        if (dice.below(2) == 0) {
            // No two commands alike: a trace tells entries apart by their text.
            const TextId command = texts.intern("x=" + std::to_string(history.step().value));
            history.act(act::Submit{command, clientEnd(0), std::nullopt, 0}, "submit");
        } else {
            history.act(anyAction(dice, history.config(), texts), "anything");
        }
    }
    history.seekTime(history.time() + SimTime::fromMs(300));
}

/// The trace of the history's line up to its cursor.
inline std::string traceOf(const History& history) {
    std::string text;
    TraceWriter writer(history.config(), text);
    history.replay(StepId(0), history.step() + 1,
                   [&writer](const World& after, const StepEvents& step) { writer.add(after, step); },
                   {.keepMessages = true});
    writer.finish(history.world());
    return text;
}

inline std::vector<std::string> linesOf(const std::string& text) {
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = text.find('\n', at);
        lines.push_back(text.substr(at, end - at));
        at = end == std::string::npos ? text.size() : end + 1;
    }
    return lines;
}

inline std::string textOf(const Errors& errors) {
    std::string all;
    for (const Error& error : errors) all += (all.empty() ? "" : "\n") + error.format();
    return all;
}

}  // namespace raft::trace_test
