#include "app/studio/values.h"

#include <array>
#include <utility>

namespace studio {
namespace {

using raft::NodeId;

constexpr int kTimeDecimals = 3;   // Milliseconds in, microseconds out.
constexpr int kLossDecimals = 4;   // Percent in, millionths out.
constexpr int kClockDecimals = 6;  // Times in, millionths out.

void skipSpaces(std::string_view& text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
}

/// Takes a number with at most `decimals` digits behind the point off the front of `text`, times 10^decimals.
std::optional<std::int64_t> takeNumber(std::string_view& text, int decimals) {
    constexpr std::size_t kMostDigits = 9;
    skipSpaces(text);
    const bool negative = !text.empty() && text.front() == '-';
    if (negative) text.remove_prefix(1);
    std::int64_t number = 0;
    std::size_t digits = 0;
    int behind = -1;  // Digits behind the point; -1 before it.
    while (!text.empty() && digits <= kMostDigits) {
        const char c = text.front();
        const bool isDigit = c >= '0' && c <= '9';
        if (!isDigit && (c != '.' || behind >= 0)) break;
        text.remove_prefix(1);
        if (!isDigit) {
            behind = 0;
            continue;
        }
        ++digits;
        if (behind >= 0 && ++behind > decimals) return std::nullopt;
        number = number * 10 + (c - '0');
    }
    if (digits == 0 || digits > kMostDigits) return std::nullopt;
    for (int i = behind < 0 ? 0 : behind; i < decimals; ++i) number *= 10;
    return negative ? -number : number;
}

std::optional<std::int64_t> numberIn(std::string_view text, int decimals) {
    const auto number = takeNumber(text, decimals);
    skipSpaces(text);
    return text.empty() ? number : std::nullopt;
}

/// "50" or "40-60".
std::optional<std::pair<raft::SimTime, raft::SimTime>> spanIn(std::string_view text) {
    const auto first = takeNumber(text, kTimeDecimals);
    if (!first) return std::nullopt;
    skipSpaces(text);
    if (text.empty()) return std::pair(raft::SimTime(*first), raft::SimTime(*first));
    if (text.front() != '-') return std::nullopt;
    text.remove_prefix(1);
    const auto last = numberIn(text, kTimeDecimals);
    if (!last) return std::nullopt;
    return std::pair(raft::SimTime(*first), raft::SimTime(*last));
}

/// `number` / 10^decimals without idle zeros.
std::string written(std::int64_t number, int decimals) {
    if (number < 0) return "-" + written(-number, decimals);
    std::int64_t one = 1;
    for (int i = 0; i < decimals; ++i) one *= 10;
    std::string rest = std::to_string(one + number % one).substr(1);
    while (!rest.empty() && rest.back() == '0') rest.pop_back();
    return std::to_string(number / one) + (rest.empty() ? "" : "." + rest);
}

raft::LinkId linkOf(const raft::Ref& ref) {
    return {NodeId(static_cast<std::uint8_t>(ref.a)), NodeId(static_cast<std::uint8_t>(ref.b))};
}
NodeId serverOf(const raft::Ref& ref) { return NodeId(static_cast<std::uint8_t>(ref.a)); }

constexpr std::array<std::string_view, 5> kLatencies{"1", "10", "50", "200", "40-60"};
constexpr std::array<std::string_view, 5> kLosses{"0", "5", "20", "50", "100"};
constexpr std::array<std::string_view, 5> kDelays{"-5", "5", "10", "50", "200"};
constexpr std::array<std::string_view, 5> kRates{"0.5", "0.9", "1", "1.1", "2"};
constexpr std::array<std::string_view, 5> kOffsets{"-100", "-20", "0", "20", "100"};
constexpr std::array<std::string_view, 5> kWrites{"0", "1", "5", "20", "100"};
constexpr std::array<std::string_view, 5> kEntries{"1", "2", "3", "5", "10"};

}  // namespace

std::span<const std::string_view> picksOf(Quantity quantity) {
    switch (quantity) {
        case Quantity::Latency: return kLatencies;
        case Quantity::Loss: return kLosses;
        case Quantity::Delay: return kDelays;
        case Quantity::ClockRate: return kRates;
        case Quantity::ClockOffset: return kOffsets;
        case Quantity::Fsync: return kWrites;
        case Quantity::LostEntries: return kEntries;
    }
    return {};
}

std::string_view unitOf(Quantity quantity) {
    switch (quantity) {
        case Quantity::Latency:
        case Quantity::Delay:
        case Quantity::ClockOffset:
        case Quantity::Fsync: return "value.ms";
        case Quantity::LostEntries: return "value.entries";
        case Quantity::Loss: return "value.percent";
        case Quantity::ClockRate: return "value.times";
    }
    return {};
}

std::optional<cmd::Hand> handOfValue(const ValueOf& value, std::string_view text) {
    switch (value.quantity) {
        case Quantity::Latency: {
            const auto span = spanIn(text);
            if (!span) return std::nullopt;
            return cmd::SetLatency{{linkOf(value.of)}, value.direction, span->first, span->second};
        }
        case Quantity::Loss: {
            const auto loss = numberIn(text, kLossDecimals);
            if (!loss || *loss < 0 || *loss > UINT32_MAX) return std::nullopt;
            return cmd::SetLoss{{linkOf(value.of)}, value.direction, static_cast<std::uint32_t>(*loss)};
        }
        case Quantity::Delay: {
            const auto by = numberIn(text, kTimeDecimals);
            if (!by) return std::nullopt;
            return cmd::DelayMessage{raft::MessageId(value.of.a), raft::SimTime(*by)};
        }
        case Quantity::ClockRate: {
            const auto rate = numberIn(text, kClockDecimals);
            if (!rate || *rate < 0 || *rate > UINT32_MAX) return std::nullopt;
            return cmd::SetClockRate{serverOf(value.of), static_cast<std::uint32_t>(*rate)};
        }
        case Quantity::ClockOffset: {
            const auto offset = numberIn(text, kTimeDecimals);
            if (!offset) return std::nullopt;
            return cmd::SetClockOffset{serverOf(value.of), raft::SimTime(*offset)};
        }
        case Quantity::LostEntries: {
            const auto count = numberIn(text, 0);
            if (!count || *count < 0 || *count > UINT32_MAX) return std::nullopt;
            return cmd::LoseEntries{serverOf(value.of), static_cast<std::uint32_t>(*count)};
        }
        case Quantity::Fsync: {
            const auto takes = numberIn(text, kTimeDecimals);
            if (!takes) return std::nullopt;
            return cmd::SetFsync{serverOf(value.of), raft::SimTime(*takes)};
        }
    }
    return std::nullopt;
}

std::string valueNow(const ValueOf& value, const raft::Cluster& cluster) {
    const auto link = [&]() -> const raft::Link& {
        const raft::LinkId id = linkOf(value.of);
        return cluster.network().link(id.from, id.to);
    };
    switch (value.quantity) {
        case Quantity::Latency: {
            const std::string least = written(link().latencyMin.us, kTimeDecimals);
            const std::string most = written(link().latencyMax.us, kTimeDecimals);
            return least == most ? least : least + "-" + most;
        }
        case Quantity::Loss: return written(link().lossPpm, kLossDecimals);
        case Quantity::Delay: return {};
        case Quantity::ClockRate: return written(cluster.machine(serverOf(value.of)).clockPpm, kClockDecimals);
        case Quantity::ClockOffset: return written(cluster.machine(serverOf(value.of)).clockOffset.us, kTimeDecimals);
        case Quantity::LostEntries: return std::to_string(entriesToLose(cluster, serverOf(value.of)));
        case Quantity::Fsync: return written(cluster.machine(serverOf(value.of)).disk.fsync.us, kTimeDecimals);
    }
    return {};
}

std::uint32_t entriesToLose(const raft::Cluster& cluster, NodeId server) {
    const raft::Log& log = cluster.node(server).log();
    return log.lastIndex().value - log.lastIncludedIndex().value;
}

}  // namespace studio
