#include "app/studio/marked_text.h"

#include <utility>

namespace studio {
namespace {

bool isAsciiWord(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

/// Does `text` end, or begin, with a Chinese character? Punctuation of full width brings its own air.
bool isHan(std::string_view threeBytes) {
    if (threeBytes.size() < 3) return false;
    const auto byte = [threeBytes](std::size_t i) { return static_cast<unsigned char>(threeBytes[i]); };
    if ((byte(0) & 0xF0U) != 0xE0U) return false;
    const unsigned code = ((byte(0) & 0x0FU) << 12U) | ((byte(1) & 0x3FU) << 6U) | (byte(2) & 0x3FU);
    return code >= 0x4E00U && code <= 0x9FFFU;
}
bool endsWithHan(std::string_view text) { return text.size() >= 3 && isHan(text.substr(text.size() - 3)); }

/// Adds `words`, with a blank before them where Chinese and Latin meet.
void append(std::string& text, std::string_view words) {
    if (text.empty() || words.empty()) {
        text += words;
        return;
    }
    const bool meets =
        (endsWithHan(text) && isAsciiWord(words.front())) || (isAsciiWord(text.back()) && isHan(words.substr(0, 3)));
    if (meets) text += ' ';
    text += words;
}

std::string_view wordsOf(const lessons::MarkedPiece& piece, const lessons::GlossaryEntry* entry, TermStyle style) {
    const bool ownLanguage = style.english() == (style.language == Language::English);
    if (!piece.words.empty() && (ownLanguage || entry == nullptr)) return piece.words;
    return entry == nullptr ? piece.term : std::string_view(termName(*entry, style));
}

}  // namespace

const std::string& termName(const lessons::GlossaryEntry& entry, TermStyle style) {
    return style.english() ? entry.term.en : entry.term.zh;
}

MarkedText readMarked(std::string_view marked, const lessons::Glossary& glossary, TermStyle style) {
    MarkedText read;
    for (const lessons::MarkedPiece& piece : lessons::splitMarkedText(marked)) {
        if (piece.term.empty()) {
            // Plain words keep their own blanks; only beside a term that took another's place may one be missing.
            read.links.empty() || read.text.size() != read.links.back().first + read.links.back().count
                ? void(read.text += piece.words)
                : append(read.text, piece.words);
            continue;
        }
        const lessons::GlossaryEntry* entry = glossary.find(piece.term);
        const std::string_view words = wordsOf(piece, entry, style);
        append(read.text, words);
        if (entry == nullptr) continue;
        read.links.push_back({static_cast<std::uint32_t>(read.text.size() - words.size()),
                              static_cast<std::uint32_t>(words.size()), entry->id});
    }
    return read;
}

std::string plainText(std::string_view marked, const lessons::Glossary& glossary, TermStyle style) {
    return readMarked(marked, glossary, style).text;
}

}  // namespace studio
