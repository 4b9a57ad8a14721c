#include "render/export/markup.h"

#include "render/text_measure.h"

namespace render {
namespace {

constexpr char kDigits[] = "0123456789ABCDEF";

bool isForbidden(char32_t character) {
    const bool isControl = character < 0x20 && character != '\t' && character != '\n';
    return isControl || character == 0x7F || character == 0xFFFE || character == 0xFFFF;
}

constexpr char kSmallDigits[] = "0123456789abcdef";

void appendEscape(std::string& out, unsigned code) {
    out += "\\u";
    for (int shift = 12; shift >= 0; shift -= 4) out += kSmallDigits[code >> static_cast<unsigned>(shift) & 15U];
}

}  // namespace

std::string markupText(std::string_view utf8) {
    std::string out;
    while (!utf8.empty()) {
        const std::string_view before = utf8;
        const char32_t character = takeCharacter(utf8);
        if (isForbidden(character)) continue;
        switch (character) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '"': out += "&quot;"; break;
            case '\'': out += "&#39;"; break;
            case 0xFFFD: out += "\xEF\xBF\xBD"; break;  // Bytes that were no character.
            default: out += before.substr(0, before.size() - utf8.size());
        }
    }
    return out;
}

std::string scriptString(std::string_view utf8) {
    std::string out = "\"";
    while (!utf8.empty()) {
        const std::string_view before = utf8;
        const char32_t character = takeCharacter(utf8);
        switch (character) {
            case '"': out += "\\\""; break;
            case '\\': out += "\\\\"; break;
            case '\n': out += "\\n"; break;
            case '<': appendEscape(out, '<'); break;
            case '>': appendEscape(out, '>'); break;
            case '&': appendEscape(out, '&'); break;
            case 0xFFFD: out += "\xEF\xBF\xBD"; break;
            default:
                // Line separators end a line of a script.
                if (character < 0x20 || character == 0x7F || character == 0x2028 || character == 0x2029) {
                    appendEscape(out, static_cast<unsigned>(character));
                } else {
                    out += before.substr(0, before.size() - utf8.size());
                }
        }
    }
    return out + "\"";
}

std::string hexOf(unsigned red, unsigned green, unsigned blue) {
    std::string out;
    for (const unsigned channel : {red, green, blue}) {
        out += kDigits[channel >> 4U & 15U];
        out += kDigits[channel & 15U];
    }
    return out;
}

}  // namespace render
