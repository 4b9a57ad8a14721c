#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace raft {

/// Returns the offset of the first byte that begins no valid UTF-8 sequence, or `text.size()` if all is valid.
/// Surrogates, overlong forms and numbers above U+10FFFF are invalid (RFC 3629).
std::size_t firstInvalidUtf8(std::string_view text);

/// Returns the number of bytes of the character at `text[0]`; 1 for a byte that begins no valid sequence.
std::size_t characterLength(std::string_view text);

/// Puts a stranger's text into a message: in quotes, cut after about 40 bytes, with control characters and marks that
/// turn the writing direction written as \uXXXX, so that no file can steer the reader's terminal.
std::string quotedText(std::string_view text);

}  // namespace raft
