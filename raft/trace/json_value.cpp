#include "raft/trace/json_value.h"

#include <algorithm>
#include <utility>

#include "raft/base/check.h"
#include "raft/base/utf8.h"

namespace raft {
namespace {

constexpr std::size_t kNumberShownMax = 40;

bool isDigit(char c) { return c >= '0' && c <= '9'; }

/// Reads `e+12`, `E-3` or nothing. Saturates far beyond what 64 bits can need.
std::int64_t readExponent(std::string_view text) {
    constexpr std::int64_t kFar = 1'000'000'000'000;
    if (text.empty()) return 0;
    text.remove_prefix(1);
    const bool negative = !text.empty() && text[0] == '-';
    if (!text.empty() && !isDigit(text[0])) text.remove_prefix(1);
    std::int64_t exponent = 0;
    for (const char c : text) exponent = std::min(exponent * 10 + (c - '0'), kFar);
    return negative ? -exponent : exponent;
}

/// Digits as a number, if it fits.
std::optional<std::uint64_t> readDigits(std::string_view digits) {
    std::uint64_t value = 0;
    for (const char c : digits) {
        const auto digit = static_cast<std::uint64_t>(c - '0');
        if (value > (UINT64_MAX - digit) / 10) return std::nullopt;
        value = value * 10 + digit;
    }
    return value;
}

bool looksLikeName(std::string_view name) {
    if (name.empty() || name.size() > kNumberShownMax || isDigit(name[0])) return false;
    return std::all_of(name.begin(), name.end(), [](char c) {
        return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    });
}

void appendPathStep(std::string& path, const JsonValue& container, std::size_t item) {
    if (!container.is(JsonValue::Type::Object)) {
        path += '[' + std::to_string(item) + ']';
        return;
    }
    const std::string& name = container.keys()[item].name;
    if (!looksLikeName(name)) {
        path += '[' + quotedText(name) + ']';
    } else {
        if (!path.empty()) path += '.';
        path += name;
    }
}

int hexValue(char c) { return isDigit(c) ? c - '0' : (c | 0x20) - 'a' + 10; }

/// The UTF-16 unit of an escape `\uXXXX` whose backslash stands at `at`.
int escapedUnit(std::string_view text, std::size_t at) {
    int unit = 0;
    for (std::size_t i = at + 2; i < at + 6; ++i) unit = unit * 16 + hexValue(text[i]);
    return unit;
}

struct Escape {
    std::size_t written;  ///< Bytes in the file.
    std::size_t decoded;  ///< Bytes in the string.
};

Escape escapeAt(std::string_view text, std::size_t at) {
    if (text[at] != '\\') return {1, 1};
    if (text[at + 1] != 'u') return {2, 1};
    const int unit = escapedUnit(text, at);
    if (unit >= 0xD800 && unit <= 0xDBFF) return {12, 4};
    return {6, unit < 0x80 ? 1U : unit < 0x800 ? 2U : 3U};
}

}  // namespace

std::optional<std::int64_t> scaledDecimal(std::string_view number, int decimals) {
    const bool negative = !number.empty() && number[0] == '-';
    if (negative) number.remove_prefix(1);
    const std::size_t exponentAt = std::min(number.find_first_of("eE"), number.size());
    const std::string_view mantissa = number.substr(0, exponentAt);
    const std::size_t point = std::min(mantissa.find('.'), mantissa.size());
    std::string digits(mantissa.substr(0, point));
    std::int64_t shift = readExponent(number.substr(exponentAt)) + decimals;
    if (point < mantissa.size()) {
        digits += mantissa.substr(point + 1);
        shift -= static_cast<std::int64_t>(mantissa.size() - point - 1);
    }
    digits.erase(0, digits.find_first_not_of('0'));
    if (digits.empty()) return 0;
    const std::size_t zeros = digits.size() - 1 - digits.find_last_not_of('0');
    digits.resize(digits.size() - zeros);
    shift += static_cast<std::int64_t>(zeros);
    constexpr std::int64_t kDigitsMax = 19;
    if (shift < 0 || shift > kDigitsMax) return std::nullopt;
    digits.append(static_cast<std::size_t>(shift), '0');
    const auto magnitude = readDigits(digits);
    constexpr std::uint64_t kLargest = INT64_MAX;
    if (!magnitude || *magnitude > kLargest + (negative ? 1 : 0)) return std::nullopt;
    if (!negative) return static_cast<std::int64_t>(*magnitude);
    return -static_cast<std::int64_t>(*magnitude - 1) - 1;  // INT64_MIN has no positive twin.
}

bool JsonValue::boolean() const {
    CHECK(type_ == Type::Boolean);
    return text_ == "true";
}

const std::string& JsonValue::string() const {
    CHECK(type_ == Type::String);
    return text_;
}

const std::string& JsonValue::numberText() const {
    CHECK(type_ == Type::Number);
    return text_;
}

std::optional<std::int64_t> JsonValue::decimal(int decimals) const { return scaledDecimal(numberText(), decimals); }

const JsonValue* JsonValue::find(std::string_view name) const {
    for (std::size_t i = 0; i < keys_.size(); ++i) {
        if (keys_[i].name == name) return &items_[i];
    }
    return nullptr;
}

std::string JsonValue::describe() const {
    switch (type_) {
        case Type::Null: return "null";
        case Type::Boolean: return text_;
        case Type::Number: return text_.size() <= kNumberShownMax ? text_ : text_.substr(0, kNumberShownMax) + "…";
        case Type::String: return quotedText(text_);
        case Type::Array: return "an array";
        case Type::Object: return "an object";
    }
    return {};
}

JsonPosition JsonDocument::position(std::size_t offset) const {
    const auto after = std::upper_bound(lineStarts_.begin(), lineStarts_.end(), offset);
    const auto line = static_cast<std::size_t>(after - lineStarts_.begin()) - 1;
    return {firstLine_ + static_cast<int>(line), static_cast<int>(offset - lineStarts_[line]) + 1};
}

std::string JsonDocument::path(std::size_t offset) const {
    std::string path;
    const JsonValue* value = &root_;
    while (value->offset() < offset) {
        const auto items = value->items();
        const bool isObject = value->is(JsonValue::Type::Object);
        std::size_t next = 0;  // One past the last child that begins at or before `offset`.
        std::size_t end = items.size();
        while (next < end) {
            const std::size_t middle = next + (end - next) / 2;
            const std::uint32_t begins = isObject ? value->keys()[middle].offset : items[middle].offset();
            if (begins <= offset) {
                next = middle + 1;
            } else {
                end = middle;
            }
        }
        if (next == 0) break;
        appendPathStep(path, *value, next - 1);
        value = &items[next - 1];
    }
    return path.empty() ? "file" : path;
}

std::size_t JsonDocument::offsetInString(const JsonValue& value, std::size_t decodedOffset) const {
    CHECK(value.is(JsonValue::Type::String));
    std::size_t at = value.offset() + std::size_t{1};
    for (std::size_t decoded = 0; text_[at] != '"';) {
        const Escape escape = escapeAt(text_, at);
        if (decoded + escape.decoded > decodedOffset) break;
        decoded += escape.decoded;
        at += escape.written;
    }
    return at;
}

Error JsonDocument::errorAt(std::size_t offset, std::string where, std::string message) const {
    for (auto insert = inserts_.rbegin(); insert != inserts_.rend(); ++insert) {
        if (offset < insert->offset) continue;
        const int column = static_cast<int>(offset - insert->offset) + 1;
        return Error{insert->source, 1, column, insert->where, std::move(message)};
    }
    const JsonPosition at = position(offset);
    return Error{file_, at.line, at.column, std::move(where), std::move(message)};
}

Error JsonDocument::error(const JsonValue& value, std::string message) const {
    return errorAt(value.offset(), path(value.offset()), std::move(message));
}

Error JsonDocument::errorAtKey(const JsonValue& object, const JsonKey& key, std::string message) const {
    return errorAt(key.offset, path(object.offset()), std::move(message));
}

Error JsonDocument::errorInString(const JsonValue& value, std::size_t decodedOffset, std::string message) const {
    return errorAt(offsetInString(value, decodedOffset), path(value.offset()), std::move(message));
}

}  // namespace raft
