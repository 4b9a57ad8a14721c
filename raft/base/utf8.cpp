#include "raft/base/utf8.h"

#include <cstdint>
#include <cstring>

namespace raft {
namespace {

constexpr std::size_t kQuotedBytesMax = 40;

unsigned byteAt(std::string_view text, std::size_t offset) { return static_cast<unsigned char>(text[offset]); }

/// Length of the valid sequence at `offset`, or 0. The second byte's range rules out overlong forms and surrogates.
std::size_t sequenceLength(std::string_view text, std::size_t offset) {
    const unsigned first = byteAt(text, offset);
    if (first < 0x80) return 1;
    const std::size_t length = first >= 0xC2 && first <= 0xDF   ? 2
                               : first >= 0xE0 && first <= 0xEF ? 3
                               : first >= 0xF0 && first <= 0xF4 ? 4
                                                                : 0;
    if (length == 0 || text.size() - offset < length) return 0;
    const unsigned lowest = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
    const unsigned highest = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
    const unsigned second = byteAt(text, offset + 1);
    if (second < lowest || second > highest) return 0;
    for (std::size_t i = 2; i < length; ++i) {
        if ((byteAt(text, offset + i) & 0xC0) != 0x80) return 0;
    }
    return length;
}

std::uint32_t codePoint(std::string_view sequence) {
    if (sequence.size() == 1) return byteAt(sequence, 0);
    std::uint32_t point = byteAt(sequence, 0) & (0xFFu >> (sequence.size() + 1));
    for (std::size_t i = 1; i < sequence.size(); ++i) point = (point << 6) | (byteAt(sequence, i) & 0x3F);
    return point;
}

/// Controls (C0, DEL, C1) and the marks that turn the writing direction.
bool steersTerminal(std::uint32_t point) {
    return point < 0x20 || (point >= 0x7F && point <= 0x9F) || (point >= 0x200E && point <= 0x200F) ||
           (point >= 0x2028 && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
}

void appendEscape(std::string& out, std::uint32_t point) {
    constexpr char kDigits[] = "0123456789abcdef";
    out += "\\u";
    for (int shift = 12; shift >= 0; shift -= 4) out += kDigits[(point >> shift) & 0xF];
}

}  // namespace

std::size_t firstInvalidUtf8(std::string_view text) {
    std::size_t offset = 0;
    while (offset < text.size()) {
        // Nearly all of a file is ASCII: eight bytes at a time.
        std::uint64_t word = 0;
        while (text.size() - offset >= sizeof word) {
            std::memcpy(&word, text.data() + offset, sizeof word);
            if ((word & 0x8080808080808080u) != 0) break;
            offset += sizeof word;
        }
        if (offset == text.size()) break;
        const std::size_t length = sequenceLength(text, offset);
        if (length == 0) return offset;
        offset += length;
    }
    return text.size();
}

std::size_t characterLength(std::string_view text) {
    const std::size_t length = sequenceLength(text, 0);
    return length == 0 ? 1 : length;
}

std::string quotedText(std::string_view text) {
    std::string out = "\"";
    for (std::size_t offset = 0; offset < text.size();) {
        const std::size_t length = sequenceLength(text, offset);
        if (offset + length > kQuotedBytesMax) return out + "…\"";
        if (length == 0) {
            appendEscape(out, 0xFFFD);
            ++offset;
            continue;
        }
        const std::string_view sequence = text.substr(offset, length);
        const std::uint32_t point = codePoint(sequence);
        if (steersTerminal(point)) {
            appendEscape(out, point);
        } else {
            if (point == '"' || point == '\\') out += '\\';
            out += sequence;
        }
        offset += length;
    }
    return out + '"';
}

}  // namespace raft
