#include "raft/script/lexer.h"

#include <array>

#include "raft/base/utf8.h"

namespace raft {
namespace {

bool isLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/// Two-letter symbols come first, so that `<=` is not read as `<`.
constexpr std::array<std::string_view, 16> kSymbols{"&&", "||", "==", "!=", "<=", ">=", "<", ">",
                                                    "!",  "+",  "-",  "(",  ")",  "{",  "}", ","};

std::string_view symbolAt(std::string_view rest) {
    for (const std::string_view symbol : kSymbols) {
        if (rest.substr(0, symbol.size()) == symbol) return symbol;
    }
    return {};
}

/// The length of the number at the start of `rest`: digits, perhaps a point and more digits.
std::size_t numberLength(std::string_view rest) {
    std::size_t length = 0;
    while (length < rest.size() && isDigit(rest[length])) ++length;
    if (length + 1 >= rest.size() || rest[length] != '.' || !isDigit(rest[length + 1])) return length;
    ++length;
    while (length < rest.size() && isDigit(rest[length])) ++length;
    return length;
}

std::string unexpected(std::string_view rest) {
    std::string message = "unexpected " + quotedText(rest.substr(0, characterLength(rest)));
    if (rest[0] == '=') return message + "; expected \"==\"";
    if (rest[0] == '&') return message + "; expected \"&&\"";
    if (rest[0] == '|') return message + "; expected \"||\"";
    return message + "; expected a name, a number, a text in quotes or an operator";
}

}  // namespace

std::optional<ExpressionFault> splitWords(std::string_view text, std::vector<Token>& tokens) {
    std::size_t at = 0;
    const auto add = [&](Token::Kind kind, std::size_t length) {
        tokens.push_back(Token{kind, at, at + length, text.substr(at, length)});
        at += length;
    };
    while (at < text.size()) {
        const char c = text[at];
        if (isSpace(c)) {
            ++at;
        } else if (isLetter(c)) {
            std::size_t length = 1;
            while (at + length < text.size() && (isLetter(text[at + length]) || isDigit(text[at + length]))) ++length;
            add(Token::Kind::Name, length);
        } else if (isDigit(c)) {
            add(Token::Kind::Number, numberLength(text.substr(at)));
        } else if (c == '"') {
            const std::size_t close = text.find('"', at + 1);
            if (close == std::string_view::npos)
                return ExpressionFault{at, "this text has no closing quote; expected \""};
            add(Token::Kind::Text, close + 1 - at);
            tokens.back().text = text.substr(tokens.back().from + 1, close - tokens.back().from - 1);
        } else if (const std::string_view symbol = symbolAt(text.substr(at)); !symbol.empty()) {
            add(Token::Kind::Symbol, symbol.size());
        } else {
            return ExpressionFault{at, unexpected(text.substr(at))};
        }
    }
    add(Token::Kind::End, 0);
    return std::nullopt;
}

}  // namespace raft
