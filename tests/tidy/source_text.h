#pragma once
// A C++ source as text: what the rules of tidiness need to know of the language, and no more.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tidy {

/// One thing that a rule found. `line` is 1-based.
struct Fault {
    int line = 0;
    std::string text;
};
using Faults = std::vector<Fault>;

/// `source` with every comment blanked by spaces; line breaks stay, so lines keep their numbers.
std::string withoutComments(std::string_view source);

/// Also blanks what stands between quotes (the quotes stay) and whole preprocessor lines: what is left is code.
std::string codeOnly(std::string_view source);

/// The 1-based line of the character at `offset`.
int lineAt(std::string_view text, std::size_t offset);

/// The offset of `word` at or after `from`, where no identifier character touches either end; npos if there is none.
std::size_t findWord(std::string_view text, std::string_view word, std::size_t from = 0);

bool isIdentifierCharacter(char character);

/// A function body found by counting braces. A lambda or a local class belongs to the function around it.
struct FunctionBody {
    int firstLine = 0;      ///< The line where its head begins.
    int lastLine = 0;       ///< The line of its closing brace.
    std::size_t begin = 0;  ///< Offset of the opening brace in the text that was scanned.
    std::size_t end = 0;    ///< Offset behind the closing brace.
};

/// The functions defined in `code`, which must come from codeOnly.
std::vector<FunctionBody> functionsOf(std::string_view code);

}  // namespace tidy
