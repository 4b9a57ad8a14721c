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

namespace {

/// The operands of an event as one word. Independent products: the processor works on all of them at once.
std::uint64_t operandsOf(const Event& event, const std::array<std::uint32_t, 7>& args) {
    const auto pair = [&args](std::size_t at) { return args[at] | (static_cast<std::uint64_t>(args[at + 1]) << 32); };
    return pair(0) * 0x9E3779B97F4A7C15ull + pair(2) * 0xC2B2AE3D27D4EB4Full + pair(4) * 0x165667B19E3779F9ull +
           args[6] * 0x27D4EB2F165667C5ull + event.message.value * 0xD6E8FEB86659FD93ull;
}

/// The same for the few kinds that carry texts: a text enters by its content, because its number depends on what other
/// branches interned before.
std::uint64_t operandsWithTexts(const Event& event, const TextTable& texts) {
    std::array<std::uint32_t, 7> args = event.args;
    std::uint64_t content = 0;
    const auto take = [&](int at) {
        content = mixBits(content ^ texts.digestOf(TextId(args[static_cast<std::size_t>(at)])));
        args[static_cast<std::size_t>(at)] = 0;
    };
    if (const int at = textArg(event.kind); at >= 0) take(at);
    const int value = valueArg(event.kind);
    const auto text = static_cast<std::uint32_t>(Value::Kind::Text);
    if (value >= 0 && args[static_cast<std::size_t>(value)] == text) take(value + 1);
    return operandsOf(event, args) + content;
}

}  // namespace

/// The chain covers every event with all its operands: two runs with one chain did the same things in the same order.
void World::finish(const StepEvents& out) {
    ++nextStep_;
    chain_.add(static_cast<std::uint64_t>(out.time.us));
    for (const Event& event : out.events) {
        const std::uint64_t head =
            (static_cast<std::uint64_t>(event.kind) << 24) | (static_cast<std::uint64_t>(event.node.value) << 16) |
            (static_cast<std::uint64_t>(event.peer.value) << 8) | static_cast<std::uint64_t>(event.reason);
        const bool plain = textArg(event.kind) < 0 && valueArg(event.kind) < 0;
        const std::uint64_t operands =
            plain ? operandsOf(event, event.args) : operandsWithTexts(event, cluster_.texts());
        chain_.add(((head << 32) | event.cause.value) + operands * 0x9FB21C651E98DF25ull);
    }
    if (watching_) monitor_.observe(cluster_, out);
}

}  // namespace raft
