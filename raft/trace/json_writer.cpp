#include "raft/trace/json_writer.h"

#include <charconv>

#include "raft/base/check.h"

namespace raft {
namespace {

constexpr std::size_t kNumberBytesMax = 24;

bool isPlain(char c) { return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\' && c != 0x7F; }

void appendEscaped(std::string& out, char c) {
    constexpr char kHex[] = "0123456789abcdef";
    const auto code = static_cast<unsigned char>(c);
    switch (c) {
        case '"': out += "\\\""; return;
        case '\\': out += "\\\\"; return;
        case '\b': out += "\\b"; return;
        case '\f': out += "\\f"; return;
        case '\n': out += "\\n"; return;
        case '\r': out += "\\r"; return;
        case '\t': out += "\\t"; return;
        default: break;
    }
    out += "\\u00";
    out += kHex[code >> 4];
    out += kHex[code & 0xF];
}

}  // namespace

void appendJsonString(std::string& out, std::string_view text) {
    out += '"';
    std::size_t written = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (isPlain(text[i])) continue;
        out.append(text, written, i - written);
        appendEscaped(out, text[i]);
        written = i + 1;
    }
    out.append(text, written);
    out += '"';
}

void JsonWriter::breakLine() {
    out_ += '\n';
    out_.append(2 * open_.size(), ' ');
}

/// Writes what separates a value (or a key) from what stands before it.
void JsonWriter::beforeValue() {
    if (afterKey_) {
        afterKey_ = false;
        return;
    }
    if (open_.empty()) return;
    Level& level = open_.back();
    if (!level.empty) out_ += ',';
    if (!level.inlined) {
        breakLine();
    } else if (!level.empty && layout_ == JsonLayout::Pretty) {
        out_ += ' ';
    }
    level.empty = false;
}

void JsonWriter::begin(char opening, char closing, bool inlined) {
    CHECK(open_.empty() || open_.back().closing == ']' || afterKey_);
    const bool insideInlined = !open_.empty() && open_.back().inlined;
    beforeValue();
    out_ += opening;
    open_.push_back(Level{closing, inlined || insideInlined, true});
}

void JsonWriter::end(char closing) {
    CHECK(!open_.empty() && open_.back().closing == closing && !afterKey_);
    const Level level = open_.back();
    open_.pop_back();
    if (!level.empty && !level.inlined) breakLine();
    out_ += closing;
}

void JsonWriter::key(std::string_view name) {
    CHECK(!open_.empty() && open_.back().closing == '}' && !afterKey_);
    beforeValue();
    appendJsonString(out_, name);
    out_ += layout_ == JsonLayout::Pretty ? ": " : ":";
    afterKey_ = true;
}

void JsonWriter::value(std::string_view text) {
    CHECK(open_.empty() || open_.back().closing == ']' || afterKey_);
    beforeValue();
    appendJsonString(out_, text);
}

void JsonWriter::literal(std::string_view text) {
    CHECK(open_.empty() || open_.back().closing == ']' || afterKey_);
    beforeValue();
    out_ += text;
}

void JsonWriter::unsignedNumber(std::uint64_t number) {
    char digits[kNumberBytesMax];
    const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
    literal({digits, static_cast<std::size_t>(end - digits)});
}

void JsonWriter::decimal(std::int64_t scaled, int decimals) {
    CHECK(decimals >= 0 && decimals <= 18);
    // INT64_MIN has no positive twin of 64 signed bits.
    std::uint64_t magnitude =
        scaled < 0 ? static_cast<std::uint64_t>(-(scaled + 1)) + 1 : static_cast<std::uint64_t>(scaled);
    while (decimals > 0 && magnitude % 10 == 0) {
        magnitude /= 10;
        --decimals;
    }
    std::uint64_t unit = 1;
    for (int i = 0; i < decimals; ++i) unit *= 10;
    char text[2 * kNumberBytesMax];
    char* end = text;
    if (scaled < 0) *end++ = '-';
    end = std::to_chars(end, text + sizeof text, magnitude / unit).ptr;
    if (decimals > 0) {
        // The decimals with a leading 1, which keeps their zeros and gives its place to the point.
        char* const point = end;
        end = std::to_chars(end, text + sizeof text, magnitude % unit + unit).ptr;
        *point = '.';
    }
    literal({text, static_cast<std::size_t>(end - text)});
}

void JsonWriter::newLine() {
    CHECK(finished());
    out_ += '\n';
}

}  // namespace raft
