#pragma once
// Simulated time: whole microseconds since the start of the run.

#include <compare>
#include <cstdint>

namespace raft {

struct SimTime {
    std::int64_t us = 0;

    constexpr SimTime() = default;
    constexpr explicit SimTime(std::int64_t microseconds) : us(microseconds) {}
    static constexpr SimTime fromMs(std::int64_t ms) { return SimTime(ms * 1000); }

    friend constexpr auto operator<=>(SimTime, SimTime) = default;
    friend constexpr bool operator==(SimTime, SimTime) = default;
    friend constexpr SimTime operator+(SimTime a, SimTime b) { return SimTime(a.us + b.us); }
    friend constexpr SimTime operator-(SimTime a, SimTime b) { return SimTime(a.us - b.us); }
};

inline constexpr SimTime kNever{INT64_MAX};

}  // namespace raft
