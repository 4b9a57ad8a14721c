#pragma once
// The parts of a deck of slides that do not depend on what the slides show, beside their colours.

#include <string>

#include "render/export/deck.h"

namespace render {

inline constexpr std::int64_t kNotesWidth = 6858000;
inline constexpr std::int64_t kNotesHeight = 9144000;

/// The head of every part.
std::string xmlHead();
/// `<a:theme>`, with the colours of the deck.
std::string themeXml(const Deck& deck);
/// One master and one layout: a title that stands where the pages have theirs.
std::string slideMasterXml(const Deck& deck);
std::string slideLayoutXml(const Deck& deck);
std::string notesMasterXml();
std::string notesSlideXml(const std::string& notes, const std::string& language);

}  // namespace render
