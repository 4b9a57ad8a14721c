#pragma once
// Words of the file formats that a later version will understand: an error says so instead of guessing a spelling.

#include <array>
#include <string>
#include <string_view>

namespace raft {

inline constexpr std::array<std::string_view, 5> kLaterProtocols{"paxos", "multiPaxos", "zab", "parallelRaft",
                                                                 "multiRaft"};

template <std::size_t count>
constexpr bool isLater(const std::array<std::string_view, count>& names, std::string_view name) {
    for (const std::string_view later : names) {
        if (later == name) return true;
    }
    return false;
}

/// `action "transfer" is of a later version; expected EXPECTED`.
std::string laterVersion(std::string_view what, std::string_view name, std::string_view expected);

}  // namespace raft
