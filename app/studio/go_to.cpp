#include "app/studio/go_to.h"

#include <cstdint>
#include <optional>

namespace studio {
namespace {

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
}

bool isDigit(char c) { return c >= '0' && c <= '9'; }

/// The digits at the front, at most nine of them: more is more than any run has.
std::optional<std::int64_t> takeNumber(std::string_view& text) {
    std::int64_t number = 0;
    std::size_t digits = 0;
    for (; digits < text.size() && isDigit(text[digits]); ++digits) {
        if (digits == 9) return std::nullopt;
        number = number * 10 + (text[digits] - '0');
    }
    if (digits == 0) return std::nullopt;
    text.remove_prefix(digits);
    return number;
}

/// What a unit is in microseconds; 0 if there is no such unit.
std::int64_t unitUs(std::string_view unit) {
    if (unit.empty() || unit == "ms" || unit == "毫秒") return 1000;
    return unit == "s" || unit == "秒" ? 1'000'000 : 0;
}

}  // namespace

GoToTarget parseGoTo(std::string_view text) {
    std::string_view rest = trimmed(text);
    if (rest.empty()) return std::string_view("why.goToEmpty");
    const bool isEvent = rest.front() == '#';
    if (isEvent) rest.remove_prefix(1);
    const auto whole = takeNumber(rest);
    if (!whole) return std::string_view("why.goToUnreadable");
    if (isEvent) {
        if (!rest.empty()) return std::string_view("why.goToUnreadable");
        return raft::EventId(static_cast<std::uint32_t>(*whole));
    }
    std::int64_t millionths = 0;  // Of the unit.
    if (!rest.empty() && rest.front() == '.') {
        rest.remove_prefix(1);
        std::int64_t weight = 100'000;
        if (rest.empty() || !isDigit(rest.front())) return std::string_view("why.goToUnreadable");
        for (; !rest.empty() && isDigit(rest.front()); rest.remove_prefix(1), weight /= 10) {
            millionths += (rest.front() - '0') * weight;
        }
    }
    const std::int64_t unit = unitUs(trimmed(rest));
    if (unit == 0) return std::string_view("why.goToUnreadable");
    return raft::SimTime(*whole * unit + millionths * unit / 1'000'000);
}

}  // namespace studio
