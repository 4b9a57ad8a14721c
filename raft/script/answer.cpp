#include "raft/script/answer.h"

#include <charconv>

#include "raft/base/check.h"
#include "raft/sim/cluster_config.h"

namespace raft {
namespace {

/// A number or text as the text it is.
std::string plainText(const Answer& answer) {
    if (const auto* decimal = std::get_if<Decimal>(&answer)) return toText(*decimal);
    if (const auto* text = std::get_if<std::string>(&answer)) return *text;
    return {};
}

bool isNone(const Answer& answer) { return std::holds_alternative<Nothing>(answer); }
bool isValue(const Answer& answer) {
    return std::holds_alternative<Decimal>(answer) || std::holds_alternative<std::string>(answer);
}

}  // namespace

Decimal milliseconds(SimTime time) {
    const std::int64_t whole = time.us / 1000;
    return Decimal{whole, static_cast<std::int32_t>(time.us - whole * 1000)};
}

std::string toText(const Decimal& decimal) {
    // -0.5 is stored as -1 and 500 thousandths; people read it as minus 0 and 500.
    const bool negative = decimal.whole < 0 && decimal.thousandths > 0;
    const std::int64_t whole = negative ? decimal.whole + 1 : decimal.whole;
    const std::int32_t rest = negative ? 1000 - decimal.thousandths : decimal.thousandths;
    std::string text = (negative && whole == 0 ? "-" : "") + std::to_string(whole);
    if (rest == 0) return text;
    std::string digits = std::to_string(1000 + rest).substr(1);
    while (digits.back() == '0') digits.pop_back();
    return text + "." + digits;
}

std::string millisecondsText(SimTime time) { return toText(milliseconds(time)); }

std::optional<std::int64_t> readInteger(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

std::optional<Decimal> asNumber(const Answer& answer) {
    if (const auto* decimal = std::get_if<Decimal>(&answer)) return *decimal;
    if (const auto* text = std::get_if<std::string>(&answer)) {
        if (const auto whole = readInteger(*text)) return Decimal{*whole, 0};
    }
    return std::nullopt;
}

bool areEqual(const Answer& a, const Answer& b) {
    if (!isValue(a) || !isValue(b)) return a == b;
    const auto x = asNumber(a);
    const auto y = asNumber(b);
    if (x && y) return *x == *y;
    return plainText(a) == plainText(b);
}

std::optional<bool> isBefore(const Answer& a, const Answer& b) {
    if (isNone(a) || isNone(b)) return std::nullopt;
    CHECK(isValue(a) && isValue(b));  // The parser lets nothing else be ordered.
    const auto x = asNumber(a);
    const auto y = asNumber(b);
    if (x && y) return *x < *y;
    return plainText(a) < plainText(b);
}

std::string toText(const Answer& answer, const ClusterConfig& config) {
    if (const auto* truth = std::get_if<bool>(&answer)) return *truth ? "true" : "false";
    if (const auto* text = std::get_if<std::string>(&answer)) return '"' + *text + '"';
    if (const auto* server = std::get_if<NodeId>(&answer)) return config.nameOf(*server);
    if (const auto* set = std::get_if<NodeSet>(&answer)) {
        std::string text = "{";
        for (const NodeId server : *set) text += (text.size() > 1 ? "," : "") + config.nameOf(server);
        return text + "}";
    }
    return isNone(answer) ? "none" : plainText(answer);
}

}  // namespace raft
