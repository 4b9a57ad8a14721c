#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

/// Writes JSON of which every byte is decided: no floats, no locale, members in the order they are written.
namespace raft {

enum class JsonLayout {
    Compact,  ///< One line without blanks: a line of NDJSON.
    Pretty,   ///< Two blanks a level; containers opened inline stay on one line: `{"timeout": "S1"}`.
};

/// Appends to a string of the caller's, who may take the text away and empty it whenever finished() holds.
/// Writing members out of turn (a value without a key, an end without a begin) is our bug.
class JsonWriter {
public:
    explicit JsonWriter(std::string& out, JsonLayout layout = JsonLayout::Compact) : out_(out), layout_(layout) {}

    void beginObject() { begin('{', '}', layout_ == JsonLayout::Compact); }
    void beginArray() { begin('[', ']', layout_ == JsonLayout::Compact); }
    /// On one line, with all that is in it, in the pretty layout too.
    void beginInlineObject() { begin('{', '}', true); }
    void beginInlineArray() { begin('[', ']', true); }
    void endObject() { end('}'); }
    void endArray() { end(']'); }
    /// `name` in an object; then comes its value.
    void key(std::string_view name);

    /// Must be valid UTF-8.
    void value(std::string_view text);
    void value(const char* text) { value(std::string_view(text)); }
    template <std::integral T>
    void value(T number) {
        if constexpr (std::same_as<T, bool>) {
            literal(number ? "true" : "false");
        } else if constexpr (std::is_signed_v<T>) {
            decimal(number, 0);
        } else {
            unsignedNumber(number);
        }
    }
    void null() { literal("null"); }
    /// scaled / 10^decimals, exactly and without idle zeros: `decimal(120500, 3)` is 120.5.
    void decimal(std::int64_t scaled, int decimals);
    /// Microseconds, written as milliseconds.
    void milliseconds(std::int64_t us) { decimal(us, 3); }

    /// key() and value() in one.
    template <class T>
    void field(std::string_view name, const T& content) {
        key(name);
        value(content);
    }

    /// Ends a line, between two values on the top level.
    void newLine();
    /// Everything that was begun is ended.
    [[nodiscard]] bool finished() const { return open_.empty() && !afterKey_; }

private:
    struct Level {
        char closing;
        bool inlined;
        bool empty;
    };

    void begin(char opening, char closing, bool inlined);
    void end(char closing);
    void beforeValue();
    void breakLine();
    void literal(std::string_view text);
    void unsignedNumber(std::uint64_t number);

    std::string& out_;
    JsonLayout layout_;
    bool afterKey_ = false;
    std::vector<Level> open_;
};

/// Appends `text` as a JSON string with its quotes. UTF-8 passes as it is, controls are escaped.
void appendJsonString(std::string& out, std::string_view text);

}  // namespace raft
