#pragma once
// What an expression comes to: nothing, a truth, a number, a text, a server, or a set of servers.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "raft/base/ids.h"
#include "raft/base/sim_time.h"

namespace raft {

struct ClusterConfig;

/// A whole number and thousandths, 0 … 999, added to it: time in milliseconds has three decimals.
struct Decimal {
    std::int64_t whole = 0;
    std::int32_t thousandths = 0;

    friend bool operator==(const Decimal&, const Decimal&) = default;
    friend bool operator<(const Decimal& a, const Decimal& b) {
        return a.whole != b.whole ? a.whole < b.whole : a.thousandths < b.thousandths;
    }
};

/// `none` of the expression language: a missing key, an answer that nobody gave. Equal only to itself.
struct Nothing {
    friend bool operator==(Nothing, Nothing) { return true; }
};

using Answer = std::variant<Nothing, bool, Decimal, std::string, NodeId, NodeSet>;

inline Answer number(std::int64_t n) { return Decimal{n, 0}; }
/// `time` in milliseconds.
Decimal milliseconds(SimTime time);

/// `12.5`: without needless zeros.
std::string toText(const Decimal& decimal);
/// `time` in milliseconds, as a number: "120.5".
std::string millisecondsText(SimTime time);

/// The number that `text` reads as: an optional minus and digits that fit 64 bits; nothing for any other text.
std::optional<std::int64_t> readInteger(std::string_view text);

/// The number that an answer is or, as a value of the state machine may, reads as.
std::optional<Decimal> asNumber(const Answer& answer);

/// Values are texts, but two that both read as numbers compare as such. `none` equals only `none`.
bool areEqual(const Answer& a, const Answer& b);

/// Is `a` before `b`? Nothing if either is none: then every order is false.
std::optional<bool> isBefore(const Answer& a, const Answer& b);

/// As one writes it in an expression: `true`, `12.5`, `"1 1 2"`, `S1`, `{S1,S2}`, `none`.
std::string toText(const Answer& answer, const ClusterConfig& config);

}  // namespace raft
