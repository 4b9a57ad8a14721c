#pragma once
// Texts whose terms are links: "[[leader]]" becomes the word that the reader has chosen, and remembers its term.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "app/studio/i18n.h"
#include "lessons/engine/glossary.h"

namespace studio {

/// In which language a Chinese text names the field's terms. English texts always use English ones.
enum class TermNames { English, Chinese };

/// How terms are written for a reader.
struct TermStyle {
    Language language = Language::English;
    TermNames names = TermNames::English;
    bool english() const { return language == Language::English || names == TermNames::English; }
};

/// Bytes `first` … `first + count` of a text are a link to `term`.
struct TermLink {
    std::uint32_t first = 0;
    std::uint32_t count = 0;
    std::string term;
};

struct MarkedText {
    std::string text;
    std::vector<TermLink> links;  ///< In order; they do not overlap.
};

/// `marked` as it is to be read. Words given with a reference stand in the text's own language, so they are read where
/// terms are written in it too; where Chinese meets an English term a blank is put between them. A term that
/// `glossary` does not know is plain words, and no link.
MarkedText readMarked(std::string_view marked, const lessons::Glossary& glossary, TermStyle style);

/// The same without the links.
std::string plainText(std::string_view marked, const lessons::Glossary& glossary, TermStyle style);

/// A term by its name: "leader", or "领导人" for readers of Chinese terms.
const std::string& termName(const lessons::GlossaryEntry& entry, TermStyle style);

}  // namespace studio
