#pragma once
// The field's words in both languages, and how texts refer to them.

#include <string>
#include <string_view>
#include <vector>

#include "lessons/engine/document.h"
#include "raft/base/result.h"

namespace lessons {

/// One term. Texts name it by its id: "[[leader]]", or "[[leader|leaders]]" where other words are to be read.
struct GlossaryEntry {
    std::string id;
    LocalText term;
    std::vector<std::string> alsoEnglish;  ///< Other words for the same, so that a search finds it.
    std::vector<std::string> alsoChinese;
    LocalText meaning;
    std::string source;            ///< Where the paper speaks of it: "§5.2".
    std::vector<std::string> see;  ///< Ids of related terms.
};

class Glossary {
public:
    Glossary() = default;
    /// Reads a file of format "raftlab-glossary/1"; says everything that is wrong with it, with line and column.
    static raft::Result<Glossary> load(const std::string& path);
    /// The same for a text that was read already; `file` stands in the errors.
    static raft::Result<Glossary> read(std::string text, const std::string& file);

    /// In the order of the file.
    const std::vector<GlossaryEntry>& entries() const { return entries_; }
    /// The entry with this id, or null.
    const GlossaryEntry* find(std::string_view id) const;
    /// Entries that have `words` in a term, another word for it or its meaning, in either language; those whose terms
    /// begin with it first. Capitals count as small letters. Empty words find everything.
    std::vector<const GlossaryEntry*> search(std::string_view words) const;

private:
    std::vector<GlossaryEntry> entries_;
};

/// A piece of a text: plain words, or a reference to a term.
struct MarkedPiece {
    std::string_view words;  ///< What to read; of a reference without words of its own: empty.
    std::string_view term;   ///< The id of the term; empty for plain words.
};

/// Splits at "[[id]]" and "[[id|words]]". Brackets that are not closed, or hold no id, are plain words. The pieces view
/// `text`.
std::vector<MarkedPiece> splitMarkedText(std::string_view text);

}  // namespace lessons
