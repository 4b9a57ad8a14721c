#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "raft/base/result.h"
#include "raft/trace/json_value.h"

/// From a JSON tree to our own types, saying everything that is wrong on the way.
///
///     JsonReader reader(document);
///     ObjectReader root(reader, document.root());
///     const auto seed = reader.integer(root.optional("seed"), {0, 1000});
///     for (const JsonValue& item : reader.array(root.required("script"), {0, 100000})) ...
///     root.finish();
///     if (!reader.ok()) return reader.takeErrors();
namespace raft {

/// A closed range of whole numbers.
struct JsonRange {
    std::int64_t min = INT64_MIN;
    std::int64_t max = INT64_MAX;
};

/// Converts values and collects errors. A null pointer stands for a member that is not there: it converts to nothing
/// without an error, because ObjectReader has already said what there is to say.
class JsonReader {
public:
    /// `document` must outlive the reader.
    explicit JsonReader(const JsonDocument& document) : document_(document) {}

    [[nodiscard]] std::optional<bool> boolean(const JsonValue* value);
    [[nodiscard]] std::optional<std::int64_t> integer(const JsonValue* value, JsonRange range);
    /// Milliseconds with up to three decimals, as microseconds; so is the range.
    [[nodiscard]] std::optional<std::int64_t> milliseconds(const JsonValue* value, JsonRange rangeUs);
    /// A share from 0 to 1 with up to six decimals, as millionths.
    [[nodiscard]] std::optional<std::int64_t> millionths(const JsonValue* value);
    [[nodiscard]] const std::string* string(const JsonValue* value);
    /// One of `names`, as its number there.
    [[nodiscard]] std::optional<std::size_t> choice(const JsonValue* value, std::span<const std::string_view> names);
    /// The items; empty when it is no array or their count is out of range.
    [[nodiscard]] std::span<const JsonValue> array(const JsonValue* value, JsonRange count);

    /// `message` is `what is wrong; what was expected`.
    void error(const JsonValue& value, std::string message);
    void errorAtKey(const JsonValue& object, const JsonKey& key, std::string message);
    void errorInString(const JsonValue& value, std::size_t decodedOffset, std::string message);
    /// `found 3.9; expected EXPECTED`.
    void errorExpected(const JsonValue& value, std::string_view expected);

    [[nodiscard]] const JsonDocument& document() const { return document_; }
    [[nodiscard]] bool ok() const { return errors_.empty(); }
    /// There is room for another error: whoever makes one at some cost asks first.
    [[nodiscard]] bool listens() const { return errors_.size() < kMaxErrors; }
    /// All errors, in the order of the file.
    [[nodiscard]] Errors takeErrors();
    /// Adds what another reader of the same document found.
    void takeOver(Errors errors) { addErrors(errors_, std::move(errors)); }

private:
    std::optional<std::int64_t> number(const JsonValue* value, int decimals, JsonRange range, std::string_view what);

    const JsonDocument& document_;
    Errors errors_;
};

/// Reads the members of one object by name. A name that nobody asked for by the time of finish() is an error, with the
/// nearest name that was. A value that is no object is an error, once, and has no members.
class ObjectReader {
public:
    /// `reader` and `value` must outlive this; null reads as an object without members and without complaint.
    ObjectReader(JsonReader& reader, const JsonValue* value);
    ObjectReader(JsonReader& reader, const JsonValue& value) : ObjectReader(reader, &value) {}
    ~ObjectReader() { finish(); }
    ObjectReader(const ObjectReader&) = delete;
    ObjectReader& operator=(const ObjectReader&) = delete;

    /// The member, or null. `name` must live as long as this (a literal does).
    [[nodiscard]] const JsonValue* optional(std::string_view name);
    /// The member; without it an error and null.
    [[nodiscard]] const JsonValue* required(std::string_view name);
    [[nodiscard]] bool has(std::string_view name) const { return object_ != nullptr && object_->find(name) != nullptr; }
    /// Allows `name` without reading it.
    void allow(std::string_view name) { known_.push_back(name); }

    /// Reports unknown names; the second call does nothing.
    void finish();

private:
    JsonReader& reader_;
    const JsonValue* object_ = nullptr;  ///< Null when there is no object to read.
    std::vector<std::string_view> known_;
};

}  // namespace raft
