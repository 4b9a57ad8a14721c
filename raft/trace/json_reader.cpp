#include "raft/trace/json_reader.h"

#include <algorithm>
#include <utility>

#include "raft/base/nearest.h"
#include "raft/base/utf8.h"

namespace raft {
namespace {

constexpr std::size_t kNamesShownMax = 12;

/// A number with `decimals` decimals in plain writing: 120500 and 3 make 120.5.
std::string plain(std::int64_t scaled, int decimals) {
    if (decimals == 0) return std::to_string(scaled);
    // INT64_MIN has no positive twin of 64 signed bits.
    std::string digits =
        scaled < 0 ? std::to_string(static_cast<std::uint64_t>(-(scaled + 1)) + 1) : std::to_string(scaled);
    const auto places = static_cast<std::size_t>(decimals);
    if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
    digits.insert(digits.size() - places, 1, '.');
    while (digits.back() == '0') digits.pop_back();
    if (digits.back() == '.') digits.pop_back();
    return scaled < 0 ? '-' + digits : digits;
}

/// ` from 1 to 9`, ` of at least 1`, ` of at most 9` or nothing.
std::string rangeText(JsonRange range, int decimals) {
    const bool low = range.min != INT64_MIN;
    const bool high = range.max != INT64_MAX;
    if (low && high) return " from " + plain(range.min, decimals) + " to " + plain(range.max, decimals);
    if (low) return " of at least " + plain(range.min, decimals);
    if (high) return " of at most " + plain(range.max, decimals);
    return {};
}

/// `"a", "b" or "c"`; a long list ends with an ellipsis.
std::string listText(std::span<const std::string_view> names) {
    std::string list;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (i == kNamesShownMax) return list + ", …";
        if (i > 0) list += i + 1 == names.size() ? " or " : ", ";
        list += quotedText(names[i]);
    }
    return list;
}

/// The end of a message about a name that is none of `names`.
std::string expectedOneOf(std::string_view name, std::span<const std::string_view> names) {
    const std::string guess = didYouMean(name, names);
    if (!guess.empty()) return guess;
    if (names.empty()) return "; expected none";
    return (names.size() == 1 ? "; expected " : "; expected one of ") + listText(names);
}

}  // namespace

void JsonReader::error(const JsonValue& value, std::string message) {
    if (listens()) addError(errors_, document_.error(value, std::move(message)));
}

void JsonReader::errorAtKey(const JsonValue& object, const JsonKey& key, std::string message) {
    if (listens()) addError(errors_, document_.errorAtKey(object, key, std::move(message)));
}

void JsonReader::errorInString(const JsonValue& value, std::size_t decodedOffset, std::string message) {
    if (listens()) addError(errors_, document_.errorInString(value, decodedOffset, std::move(message)));
}

void JsonReader::errorExpected(const JsonValue& value, std::string_view expected) {
    if (listens()) error(value, "found " + value.describe() + "; expected " + std::string(expected));
}

Errors JsonReader::takeErrors() {
    sortByPlace(errors_);
    return std::exchange(errors_, {});
}

std::optional<bool> JsonReader::boolean(const JsonValue* value) {
    if (value == nullptr) return std::nullopt;
    if (value->is(JsonValue::Type::Boolean)) return value->boolean();
    errorExpected(*value, "true or false");
    return std::nullopt;
}

std::optional<std::int64_t> JsonReader::number(const JsonValue* value, int decimals, JsonRange range,
                                               std::string_view what) {
    if (value == nullptr) return std::nullopt;
    if (value->is(JsonValue::Type::Number)) {
        const auto found = value->decimal(decimals);
        if (found && *found >= range.min && *found <= range.max) return found;
    }
    const std::string precision = decimals == 0 ? "" : " with at most " + std::to_string(decimals) + " decimals";
    errorExpected(*value, std::string(what) + rangeText(range, decimals) + precision);
    return std::nullopt;
}

std::optional<std::int64_t> JsonReader::integer(const JsonValue* value, JsonRange range) {
    return number(value, 0, range, "a whole number");
}

std::optional<std::int64_t> JsonReader::milliseconds(const JsonValue* value, JsonRange rangeUs) {
    return number(value, 3, rangeUs, "a number of milliseconds");
}

std::optional<std::int64_t> JsonReader::millionths(const JsonValue* value) {
    return number(value, 6, {0, 1'000'000}, "a number");
}

const std::string* JsonReader::string(const JsonValue* value) {
    if (value == nullptr) return nullptr;
    if (value->is(JsonValue::Type::String)) return &value->string();
    errorExpected(*value, "a string");
    return nullptr;
}

std::optional<std::size_t> JsonReader::choice(const JsonValue* value, std::span<const std::string_view> names) {
    if (value == nullptr) return std::nullopt;
    if (!value->is(JsonValue::Type::String)) {
        errorExpected(*value, listText(names));
        return std::nullopt;
    }
    const auto found = std::find(names.begin(), names.end(), std::string_view(value->string()));
    if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
    if (listens()) error(*value, "unknown value " + value->describe() + expectedOneOf(value->string(), names));
    return std::nullopt;
}

std::span<const JsonValue> JsonReader::array(const JsonValue* value, JsonRange count) {
    if (value == nullptr) return {};
    if (!value->is(JsonValue::Type::Array)) {
        errorExpected(*value, "an array");
        return {};
    }
    const auto size = static_cast<std::int64_t>(value->items().size());
    if (size >= count.min && size <= count.max) return value->items();
    error(*value, "has " + std::to_string(size) + (size == 1 ? " item" : " items") + "; expected a number of items" +
                      rangeText(count, 0));
    return {};
}

ObjectReader::ObjectReader(JsonReader& reader, const JsonValue* value) : reader_(reader) {
    if (value == nullptr) return;
    if (value->is(JsonValue::Type::Object)) {
        object_ = value;
    } else {
        reader_.errorExpected(*value, "an object");
    }
}

const JsonValue* ObjectReader::optional(std::string_view name) {
    known_.push_back(name);
    return object_ == nullptr ? nullptr : object_->find(name);
}

const JsonValue* ObjectReader::required(std::string_view name) {
    const JsonValue* found = optional(name);
    if (found == nullptr && object_ != nullptr) {
        reader_.error(*object_, "field " + quotedText(name) + " is missing; expected it in this object");
    }
    return found;
}

void ObjectReader::finish() {
    if (object_ == nullptr) return;
    for (const JsonKey& key : object_->keys()) {
        if (!reader_.listens()) break;
        if (std::find(known_.begin(), known_.end(), std::string_view(key.name)) != known_.end()) continue;
        reader_.errorAtKey(*object_, key, "unknown field " + quotedText(key.name) + expectedOneOf(key.name, known_));
    }
    object_ = nullptr;
}

}  // namespace raft
