#include "raft/history/world.h"

namespace raft {

void World::boot(StepEvents& out) {
    cluster_.boot(out);
    finish(out);
}

void World::advance(StepEvents& out) {
    cluster_.advance(out);
    finish(out);
}

bool World::apply(const Action& action, SimTime at, StepEvents& out) {
    const bool done = cluster_.apply(action, at, out);
    finish(out);
    return done;
}

/// The chain covers every event with all its operands: two runs with one chain did the same things in the same order.
/// Texts enter by their content, because their numbers depend on what other branches interned before.
void World::finish(const StepEvents& out) {
    ++nextStep_;
    const TextTable& texts = cluster_.texts();
    chain_.add(static_cast<std::uint64_t>(out.time.us));
    for (const Event& event : out.events) {
        const std::uint64_t head = (static_cast<std::uint64_t>(event.kind) << 24) |
                                   (static_cast<std::uint64_t>(event.node.value) << 16) |
                                   (static_cast<std::uint64_t>(event.peer.value) << 8) |
                                   static_cast<std::uint64_t>(event.reason);
        chain_.add((head << 32) | event.cause.value);
        std::array<std::uint32_t, 7> args = event.args;
        const auto takeText = [&](int at) {
            chain_.add(texts.digestOf(TextId(args[static_cast<std::size_t>(at)])));
            args[static_cast<std::size_t>(at)] = 0;
        };
        if (const int at = textArg(event); at >= 0) takeText(at);
        const int value = valueArg(event.kind);
        const bool isText = value >= 0 && args[static_cast<std::size_t>(value)] == static_cast<std::uint32_t>(Value::Kind::Text);
        if (isText) takeText(value + 1);
        std::uint64_t operands = event.message.value;
        for (const std::uint32_t arg : args) operands = operands * 0x9E3779B97F4A7C15ull + arg;
        chain_.add(operands);
    }
    if (watching_) monitor_.observe(cluster_, out);
}

}  // namespace raft
