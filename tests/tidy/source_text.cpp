#include "tests/tidy/source_text.h"

#include <algorithm>
#include <cctype>

namespace tidy {
namespace {

void blank(std::string& text, std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < std::min(end, text.size()); ++i) {
        if (text[i] != '\n') text[i] = ' ';
    }
}

/// The offset behind the quoted literal that opens at `quote`.
std::size_t endOfQuoted(std::string_view text, std::size_t quote) {
    std::size_t i = quote + 1;
    while (i < text.size() && text[i] != text[quote] && text[i] != '\n') i += text[i] == '\\' ? 2U : 1U;
    return std::min(i + 1, text.size());
}

/// The offset behind the raw string whose opening quote is at `quote`: R"delimiter( ... )delimiter".
std::size_t endOfRawString(std::string_view text, std::size_t quote) {
    const std::size_t open = text.find('(', quote);
    if (open == std::string_view::npos) return text.size();
    const std::string close = ")" + std::string(text.substr(quote + 1, open - quote - 1)) + "\"";
    const std::size_t end = text.find(close, open);
    return end == std::string_view::npos ? text.size() : end + close.size();
}

/// Whether the quote at `at` opens a raw string: an R stands before it that is no part of a longer name.
bool opensRawString(std::string_view text, std::size_t at) {
    if (text[at] != '"' || at == 0 || text[at - 1] != 'R') return false;
    std::size_t begin = at - 1;
    while (begin > 0 && isIdentifierCharacter(text[begin - 1])) --begin;
    const std::string_view prefix = text.substr(begin, at - begin);
    return prefix == "R" || prefix == "u8R" || prefix == "uR" || prefix == "UR" || prefix == "LR";
}

/// Whether the apostrophe at `at` stands inside a number, as in 1'000.
bool separatesDigits(std::string_view text, std::size_t at) {
    std::size_t begin = at;
    while (begin > 0 && (isIdentifierCharacter(text[begin - 1]) || text[begin - 1] == '\'')) --begin;
    return begin < at && std::isdigit(static_cast<unsigned char>(text[begin])) != 0;
}

enum class Blank { Comments, CommentsAndQuoted };

std::string blanked(std::string_view source, Blank what) {
    std::string result(source);
    std::size_t i = 0;
    while (i < source.size()) {
        const char c = source[i];
        const char next = i + 1 < source.size() ? source[i + 1] : '\0';
        std::size_t end = i + 1;
        if (c == '/' && next == '/') {
            end = std::min(source.find('\n', i), source.size());
            blank(result, i, end);
        } else if (c == '/' && next == '*') {
            const std::size_t close = source.find("*/", i + 2);
            end = close == std::string_view::npos ? source.size() : close + 2;
            blank(result, i, end);
        } else if (c == '"' || (c == '\'' && !separatesDigits(source, i))) {
            end = opensRawString(source, i) ? endOfRawString(source, i) : endOfQuoted(source, i);
            if (what == Blank::CommentsAndQuoted) blank(result, i + 1, end - 1);
        }
        i = end;
    }
    return result;
}

void blankPreprocessor(std::string& text) {
    std::size_t begin = 0;
    while (begin < text.size()) {
        std::size_t end = std::min(text.find('\n', begin), text.size());
        const std::size_t first = text.find_first_not_of(" \t", begin);
        if (first < end && text[first] == '#') {
            while (end < text.size() && text[end - 1] == '\\') end = std::min(text.find('\n', end + 1), text.size());
            blank(text, begin, end);
        }
        begin = end + 1;
    }
}

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t\n");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\n") - first + 1);
}

bool startsWithWord(std::string_view text, std::string_view word) { return findWord(text, word) == 0; }

/// `head` without what may stand before a declaration: template<...>, attributes, labels of access, storage words.
std::string_view declarationOf(std::string_view head) {
    for (;;) {
        head = trimmed(head);
        const std::string_view before = head;
        if (startsWithWord(head, "template") && head.find('<') != std::string_view::npos) {
            int depth = 0;
            std::size_t i = head.find('<');
            do {
                depth += head[i] == '<' ? 1 : head[i] == '>' ? -1 : 0;
            } while (++i < head.size() && depth > 0);
            head.remove_prefix(i);
        } else if (head.substr(0, 2) == "[[") {
            const std::size_t close = head.find("]]");
            if (close != std::string_view::npos) head.remove_prefix(close + 2);
        }
        for (const std::string_view word : {"public", "private", "protected"}) {
            const std::string_view rest = trimmed(startsWithWord(head, word) ? head.substr(word.size()) : "");
            if (rest.substr(0, 1) == ":") head = rest.substr(1);
        }
        for (const std::string_view word : {"inline", "static", "constexpr", "typedef", "friend", "extern"}) {
            if (startsWithWord(head, word)) head.remove_prefix(word.size());
        }
        if (head == before) return head;
    }
}

enum class Scope { Outside, Function, Initializer };

/// What the brace behind `head` opens, where `head` stands outside every function.
Scope scopeOf(std::string_view head) {
    head = declarationOf(head);
    if (head.empty() || head.front() == '"' || startsWithWord(head, "namespace")) return Scope::Outside;
    int depth = 0;
    std::size_t parametersEnd = std::string_view::npos;
    bool assigned = false;
    bool initializes = false;
    for (std::size_t i = 0; i < head.size(); ++i) {
        if (head[i] == '(') ++depth;
        if (head[i] == ')' && --depth == 0 && parametersEnd == std::string_view::npos) parametersEnd = i;
        if (depth != 0) continue;
        if (head[i] == '=') assigned = true;
        const bool alone = head.substr(i, 2) != "::" && (i == 0 || head[i - 1] != ':');
        if (head[i] == ':' && alone && parametersEnd != std::string_view::npos) initializes = true;
    }
    if (depth > 0) return Scope::Initializer;
    if (parametersEnd == std::string_view::npos) {
        for (const std::string_view word : {"class", "struct", "enum", "union"}) {
            if (startsWithWord(head, word)) return Scope::Outside;
        }
        return Scope::Initializer;
    }
    if (assigned && findWord(head, "operator") == std::string_view::npos) return Scope::Initializer;
    // In `X::X() : a_{1}, b_(2) {` the first brace initialises a member; the last opens the body.
    if (initializes && (isIdentifierCharacter(head.back()) || head.back() == '>')) return Scope::Initializer;
    return Scope::Function;
}

/// The offset behind the brace that closes the one at `open`.
std::size_t endOfBraces(std::string_view code, std::size_t open) {
    int depth = 0;
    for (std::size_t i = open; i < code.size(); ++i) {
        if (code[i] == '{') ++depth;
        if (code[i] == '}' && --depth == 0) return i + 1;
    }
    return code.size();
}

}  // namespace

bool isIdentifierCharacter(char character) {
    return std::isalnum(static_cast<unsigned char>(character)) != 0 || character == '_';
}

std::string withoutComments(std::string_view source) { return blanked(source, Blank::Comments); }

std::string codeOnly(std::string_view source) {
    std::string code = blanked(source, Blank::CommentsAndQuoted);
    blankPreprocessor(code);
    return code;
}

int lineAt(std::string_view text, std::size_t offset) {
    const std::string_view before = text.substr(0, offset);
    return 1 + static_cast<int>(std::count(before.begin(), before.end(), '\n'));
}

std::size_t findWord(std::string_view text, std::string_view word, std::size_t from) {
    for (std::size_t at = text.find(word, from); at != std::string_view::npos; at = text.find(word, at + 1)) {
        const std::size_t end = at + word.size();
        const bool openBefore = at == 0 || !isIdentifierCharacter(text[at - 1]) || !isIdentifierCharacter(word.front());
        const bool openBehind =
            end == text.size() || !isIdentifierCharacter(text[end]) || !isIdentifierCharacter(word.back());
        if (openBefore && openBehind) return at;
    }
    return std::string_view::npos;
}

std::vector<FunctionBody> functionsOf(std::string_view code) {
    std::vector<FunctionBody> functions;
    std::size_t headBegin = 0;
    std::size_t i = 0;
    while (i < code.size()) {
        const char c = code[i];
        if (c == ';' || c == '}') headBegin = i + 1;
        if (c != '{') {
            ++i;
            continue;
        }
        const std::string_view head = code.substr(headBegin, i - headBegin);
        const Scope scope = scopeOf(head);
        if (scope == Scope::Outside) {
            headBegin = ++i;
            continue;
        }
        const std::size_t end = endOfBraces(code, i);
        if (scope == Scope::Function) {
            const std::string_view declaration = declarationOf(head);
            const auto first = headBegin + static_cast<std::size_t>(declaration.data() - head.data());
            functions.push_back({lineAt(code, first), lineAt(code, end - 1), i, end});
            headBegin = end;
        }
        i = end;
    }
    return functions;
}

}  // namespace tidy
