#pragma once
// A cluster to ask and to act on, in a few words.

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "raft/history/history.h"
#include "raft/script/expression.h"
#include "raft/script/runner.h"
#include "raft/script/tally.h"

namespace raft::testing {

/// `servers` servers S1, S2, …, one client c, manual election timers, 10 ms latency.
inline ClusterConfig manualCluster(int servers) {
    ClusterConfig config;
    config.servers.clear();
    for (int i = 1; i <= servers; ++i) config.servers.push_back("S" + std::to_string(i));
    config.timers = Timers::Manual;
    config.seed = 7;
    return config;
}

/// A start state: terms of each log as "1 1 2"; entry i of every log is the command "xi=i" unless commands are given.
inline void startWith(ClusterConfig& config, std::uint32_t term, std::uint32_t commit,
                      const std::vector<std::string>& logs, std::vector<std::string> commands = {}) {
    StartState start;
    start.term = Term(term);
    start.commit = LogIndex(commit);
    for (const std::string& text : logs) {
        std::vector<StartEntry> log;
        for (const char c : text) {
            if (c == ' ') continue;
            const std::size_t index = log.size();
            const std::string number = std::to_string(index + 1);
            const std::string command = index < commands.size() ? commands[index] : "x" + number + "=" + number;
            log.push_back(StartEntry{Term(static_cast<std::uint32_t>(c - '0')), command});
        }
        start.logs.push_back(log);
    }
    ASSERT_EQ(checkStart(config, start), std::nullopt);
    config.start = start;
}

struct Lab {
    explicit Lab(const ClusterConfig& config) : texts(std::make_shared<TextTable>()), history(config, texts) {}

    NodeId s(int number) const { return NodeId(static_cast<std::uint8_t>(number - 1)); }
    static NodeSet set(std::initializer_list<int> numbers) {
        NodeSet servers;
        for (const int n : numbers) servers.insert(NodeId(static_cast<std::uint8_t>(n - 1)));
        return servers;
    }
    static NodeSet one(int number) { return set({number}); }
    static std::vector<LinkId> link(int a, int b) {
        const NodeId from(static_cast<std::uint8_t>(a - 1));
        const NodeId to(static_cast<std::uint8_t>(b - 1));
        return {LinkId{from, to}, LinkId{to, from}};
    }

    bool act(const Action& action) { return history.act(action, "act"); }
    void timeOut(int server) { act(act::FireTimeout{s(server)}); }
    void crash(int server) { act(act::Crash{one(server)}); }
    void submit(std::string_view command, int to) { act(act::Submit{texts->intern(command), clientEnd(0), s(to), 0}); }
    void wait(std::int64_t ms) { history.seekTime(history.time() + SimTime::fromMs(ms)); }

    Expression read(std::string_view text) {
        auto expression = parseExpression(text, history.config());
        if (!expression.ok()) {
            ADD_FAILURE() << text << ": " << expression.errors()[0].message;
            return std::move(parseExpression("none", history.config())).value();
        }
        return std::move(expression).value();
    }
    /// What `text` comes to now, written as in an expression.
    std::string ask(std::string_view text) {
        const Expression expression = read(text);
        return toText(evaluate(expression, Moment{history, keeper.at(history)}), history.config());
    }

    // For scripts.
    ScriptItem waitFor(std::string_view condition, std::int64_t ms = 10'000) {
        return ScriptItem{item::WaitFor{read(condition), SimTime::fromMs(ms)}, {}};
    }
    ScriptItem expect(std::string_view condition) { return ScriptItem{item::Expect{read(condition)}, {}}; }
    static ScriptItem waitMs(std::int64_t ms) { return ScriptItem{item::Wait{SimTime::fromMs(ms)}, {}}; }
    static ScriptItem drain() { return ScriptItem{item::Drain{}, {}}; }
    static ScriptItem doing(Action action) { return ScriptItem{std::move(action), {}}; }

    std::shared_ptr<TextTable> texts;
    History history;
    TallyKeeper keeper;
};

}  // namespace raft::testing
