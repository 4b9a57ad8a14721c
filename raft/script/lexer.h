#pragma once
// The words of an expression.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace raft {

/// What is wrong with an expression, and where: the offset of a byte in its text.
struct ExpressionFault {
    std::size_t offset = 0;
    std::string message;
};

struct Token {
    enum class Kind { Name, Number, Text, Symbol, End };
    Kind kind = Kind::End;
    std::size_t from = 0;   ///< Offset of its first byte.
    std::size_t to = 0;     ///< Offset after its last byte.
    std::string_view text;  ///< Of a text what stands between the quotes; else the word itself.
};

/// Takes `text` apart into `tokens`, which end with an End token and view into `text`.
/// Returns the first fault if there is one.
std::optional<ExpressionFault> splitWords(std::string_view text, std::vector<Token>& tokens);

}  // namespace raft
