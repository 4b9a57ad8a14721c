#pragma once
// Luck: each stream is a function of (seed, purpose, who, how many draws before), so that an extra action in one place
// does not reshuffle the luck everywhere else.

#include <cstdint>

#include "raft/base/digest.h"

namespace raft {

enum class Luck : std::uint64_t { ElectionTimeout = 1, Latency = 2, Loss = 3, Duplication = 4, SecondLatency = 5 };

constexpr std::uint64_t draw(std::uint64_t seed, Luck purpose, std::uint64_t who, std::uint64_t number) {
    return mixBits(mixBits(seed ^ (static_cast<std::uint64_t>(purpose) << 56) ^ (who << 40)) ^ number);
}

/// A whole number from 0 to `bound` - 1, evenly; bound >= 1. The same on every machine.
constexpr std::uint64_t below(std::uint64_t bits, std::uint64_t bound) { return (bits >> 32) * bound >> 32; }

}  // namespace raft
