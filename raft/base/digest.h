#pragma once
// A running 64-bit digest: fast, portable, not cryptographic. Equal runs have equal digests on every machine.

#include <cstdint>
#include <string_view>

namespace raft {

/// Spreads every input bit over the word (the finaliser of SplitMix64).
constexpr std::uint64_t mixBits(std::uint64_t x) {
    x += 0x9E3779B97F4A7C15ull;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ull;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBull;
    return x ^ (x >> 31);
}

class Digest {
public:
    constexpr void add(std::uint64_t word) {
        state_ = (state_ ^ word) * 0x9FB21C651E98DF25ull;
        state_ ^= state_ >> 32;
    }
    constexpr void add(std::string_view text) {
        add(text.size());
        for (const char c : text) add(static_cast<std::uint64_t>(static_cast<unsigned char>(c)));
    }
    constexpr std::uint64_t value() const { return mixBits(state_); }

private:
    std::uint64_t state_ = 0x2545F4914F6CDD1Dull;
};

}  // namespace raft
