#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "raft/base/result.h"

/// JSON that a stranger wrote, as a tree that still knows where everything stood in the file.
/// Below stands the tree; `json_reader.h` turns it into our own types and says what is wrong with it.
namespace raft {

/// The name of an object's member and where it stands.
struct JsonKey {
    std::string name;
    std::uint32_t offset = 0;  ///< Of the opening quote, in bytes from the start of the text.
};

/// One value. Asking it for another type than it has is our bug: look at type() first.
class JsonValue {
public:
    enum class Type { Null, Boolean, Number, String, Array, Object };

    [[nodiscard]] Type type() const { return type_; }
    [[nodiscard]] bool is(Type type) const { return type_ == type; }
    [[nodiscard]] std::uint32_t offset() const { return offset_; }

    [[nodiscard]] bool boolean() const;
    /// A string, decoded: escapes are gone and the bytes are valid UTF-8.
    [[nodiscard]] const std::string& string() const;
    /// A number as it was written, so that no conversion has lost anything yet.
    [[nodiscard]] const std::string& numberText() const;
    /// value * 10^decimals if that is a whole number of 64 bits, nothing otherwise: `decimal(3)` of 120.5 is 120500,
    /// of 0.0001 nothing. Never rounds, wraps or cuts off.
    [[nodiscard]] std::optional<std::int64_t> decimal(int decimals) const;
    [[nodiscard]] std::optional<std::int64_t> integer() const { return decimal(0); }
    /// Milliseconds with up to three decimals, as whole microseconds.
    [[nodiscard]] std::optional<std::int64_t> microseconds() const { return decimal(3); }

    /// The values of an array or an object, in the order of the file.
    [[nodiscard]] std::span<const JsonValue> items() const { return items_; }
    /// The names of an object's members; keys()[i] names items()[i].
    [[nodiscard]] std::span<const JsonKey> keys() const { return keys_; }
    /// The member called `name`, or null. Linear: our objects are small.
    [[nodiscard]] const JsonValue* find(std::string_view name) const;

    /// How a message shows it: `3.9`, `"abc"`, `true`, `null`, `an array`, `an object`.
    [[nodiscard]] std::string describe() const;

private:
    friend class JsonBuilder;
    friend class JsonDocument;

    Type type_ = Type::Null;
    std::uint32_t offset_ = 0;
    std::string text_;  ///< The decoded string, the number as written, `true` or `false`.
    std::vector<JsonValue> items_;
    std::vector<JsonKey> keys_;
};

struct JsonPosition {
    int line = 1;    ///< 1-based.
    int column = 1;  ///< 1-based, in bytes.
};

/// A whole text and the tree read from it. Values stay where they are when the document is moved, but for the root.
class JsonDocument {
public:
    [[nodiscard]] const JsonValue& root() const { return root_; }
    [[nodiscard]] const std::string& file() const { return file_; }

    [[nodiscard]] JsonPosition position(std::size_t offset) const;
    /// The way to the value that stands at `offset`, such as `script[3].cut[0]`; `file` for the root.
    [[nodiscard]] std::string path(std::size_t offset) const;
    /// Where the character stands that became byte `decodedOffset` of the string `value`: escapes are counted as they
    /// were written. At or past the end it is the closing quote.
    [[nodiscard]] std::size_t offsetInString(const JsonValue& value, std::size_t decodedOffset) const;

    /// `message` is `what is wrong; what was expected`.
    [[nodiscard]] Error error(const JsonValue& value, std::string message) const;
    /// Points at the name of a member, and names the object that holds it.
    [[nodiscard]] Error errorAtKey(const JsonValue& object, const JsonKey& key, std::string message) const;
    /// Points inside a string, for those who read a language of their own there.
    [[nodiscard]] Error errorInString(const JsonValue& value, std::size_t decodedOffset, std::string message) const;

    /// Puts a value in the place of the member that `path` leads to from the root, objects on the way being made where
    /// they are missing. What is wrong with it later is told as an error of `source` instead of the file's. Returns
    /// false, and changes nothing, where the way leads through something that is no object.
    bool set(const std::vector<std::string>& path, const JsonDocument& content, const std::string& source);

private:
    friend class JsonBuilder;

    /// The text of a value that was put in, behind the file's own text.
    struct Insert {
        std::size_t offset = 0;
        std::string source;
        std::string where;
    };

    [[nodiscard]] Error errorAt(std::size_t offset, std::string where, std::string message) const;

    std::string file_;
    std::string text_;
    int firstLine_ = 1;
    std::vector<std::uint32_t> lineStarts_;  ///< Offsets, ascending; the first is 0.
    std::vector<Insert> inserts_;            ///< In the order of their offsets.
    JsonValue root_;
};

inline constexpr std::size_t kLessonBytesMax = std::size_t{1} << 20;
inline constexpr std::size_t kSessionBytesMax = std::size_t{16} << 20;
inline constexpr std::size_t kTraceBytesMax = std::size_t{512} << 20;
inline constexpr std::size_t kTraceLineBytesMax = std::size_t{16} << 20;
inline constexpr std::size_t kTraceEventsMax = 2'000'000;
inline constexpr std::size_t kJsonDepthMax = 32;
inline constexpr std::size_t kJsonValuesMax = 2'000'000;  ///< A tree of so many takes some 200 MB.

struct JsonOptions {
    std::string file;  ///< As the user gave it; stands in every error.
    std::size_t bytesMax = kSessionBytesMax;
    int firstLine = 1;  ///< The number of the text's first line, when the text is one line of a longer file.
};

/// Reads one JSON value with // and /* */ comments. Refused are: too many bytes, levels or values; anything but UTF-8;
/// NUL; a member named twice. A byte order mark is skipped and not counted. An empty text is an error at line 1,
/// column 1.
Result<JsonDocument> parseJson(std::string text, const JsonOptions& options);

/// The same conversion for a number in any text: `scaledDecimal("1e3", 0)` is 1000. `number` must be a JSON number.
std::optional<std::int64_t> scaledDecimal(std::string_view number, int decimals);

}  // namespace raft
