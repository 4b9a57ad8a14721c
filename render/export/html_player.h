#pragma once
// What makes the pages of an HTML file walk.

#include <string_view>

namespace render {

/// CSS. Colours are variables, which whoever writes the file sets.
std::string_view playerStyle();
/// JavaScript that reads the element "data" and shows what it says.
std::string_view playerScript();

}  // namespace render
