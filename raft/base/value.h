#pragma once
// A value of the key-value state machine: nothing, a whole number, or a text.

#include <cstdint>

#include "raft/base/ids.h"

namespace raft {

/// `bits` is the number (two's complement) or the TextId, as `kind` says. Texts that read as whole numbers are numbers,
/// so two values are equal exactly if their fields are.
struct Value {
    enum class Kind : std::uint8_t { None, Number, Text };
    Kind kind = Kind::None;
    std::uint64_t bits = 0;

    static Value number(std::int64_t n) { return Value{Kind::Number, static_cast<std::uint64_t>(n)}; }
    static Value text(TextId id) { return Value{Kind::Text, id.value}; }
    std::int64_t asNumber() const { return static_cast<std::int64_t>(bits); }
    TextId asText() const { return TextId(static_cast<std::uint32_t>(bits)); }

    /// The two halves of `bits`, as events carry them.
    std::uint32_t low() const { return static_cast<std::uint32_t>(bits); }
    std::uint32_t high() const { return static_cast<std::uint32_t>(bits >> 32); }
    static Value fromParts(std::uint32_t kind, std::uint32_t low, std::uint32_t high) {
        return Value{static_cast<Kind>(kind), low | (static_cast<std::uint64_t>(high) << 32)};
    }

    friend bool operator==(const Value&, const Value&) = default;
};

}  // namespace raft
