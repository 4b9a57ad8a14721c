#pragma once
// Texts inside XML and HTML, and JSON inside HTML.

#include <string>
#include <string_view>

namespace render {

/// For text and attribute values of XML and HTML. What XML forbids is left out: control characters, U+FFFE and U+FFFF.
std::string markupText(std::string_view utf8);

/// A string of JSON with its quotes, fit to stand inside a script element: no "<" ends the element or begins a comment.
std::string scriptString(std::string_view utf8);

/// "77AADD".
std::string hexOf(unsigned red, unsigned green, unsigned blue);

}  // namespace render
