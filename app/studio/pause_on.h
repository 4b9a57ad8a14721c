#pragma once
// At what the run stops by itself, so that whoever speaks need not be quick.

#include <array>
#include <cstdint>
#include <string_view>

#include "raft/history/history.h"

namespace studio {

enum class PauseOn : std::uint8_t { Leader, Refusal, Commit, Truncation, StepDown, Violation, Message };
inline constexpr std::size_t kPauseOnCount = 7;
/// In the settings, and behind "pauseOn." in the catalogue.
inline constexpr std::array<std::string_view, kPauseOnCount> kPauseOnNames{
    "leader", "refusal", "commit", "truncation", "stepDown", "violation", "message"};

constexpr std::uint32_t bitOf(PauseOn what) { return 1U << static_cast<unsigned>(what); }

/// Did `step`, which is computed, do something of `wanted` (a bit for each PauseOn)? `selected` is the server whose
/// messages count: those that arrive, to it or from it; kNoNode: none do.
bool pausesAt(const raft::History& history, raft::StepId step, std::uint32_t wanted, raft::NodeId selected);

}  // namespace studio
