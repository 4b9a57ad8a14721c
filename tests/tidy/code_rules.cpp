#include <algorithm>
#include <array>
#include <cctype>

#include "tests/tidy/rules.h"

namespace tidy {
namespace {

constexpr int kHeaderLinesMax = 250;
constexpr int kSourceLinesMax = 600;
constexpr int kFunctionLinesMax = 70;

bool startsWith(std::string_view text, std::string_view prefix) { return text.substr(0, prefix.size()) == prefix; }

bool isBelowApp(std::string_view path) {
    return startsWith(path, "raft/") || startsWith(path, "render/") || startsWith(path, "lessons/");
}

bool isGui(std::string_view path) { return startsWith(path, "app/gui/") && path != "app/gui/imgui_compat.h"; }

bool isSource(std::string_view path) { return isBelowApp(path) || startsWith(path, "app/"); }

/// How a word must stand to be what the rule means.
enum class As {
    Word,    ///< Anywhere.
    Suffix,  ///< At the end of a longer name: _distribution.
    Call,    ///< Before an opening parenthesis, but no member of something: not `random.rand()`.
    ImGui,   ///< A function of Dear ImGui or a member of one of its classes: ImGui::X( or ->X( or .X(.
};

struct CallRule {
    std::string_view word;
    As as = As::Word;
    bool (*appliesTo)(std::string_view path) = nullptr;
    std::string_view instead;
};

constexpr std::string_view kStreams = "draw from a random stream that is passed in (raft/sim)";
constexpr std::string_view kSimTime = "SimTime, which the world passes in";
constexpr std::string_view kOrdered = "std::map, std::set or a sorted vector: their order is the same everywhere";
constexpr std::string_view kText = "std::to_string, std::to_chars or text that the caller prints";
constexpr std::string_view kCompat = "its wrapper in app/gui/imgui_compat.h: versions of Dear ImGui differ here";
constexpr std::string_view kGone = "nothing: later versions of Dear ImGui do not have it";
constexpr std::string_view kWorker = "a worker in app/ that re-executes a session of its own";

constexpr std::array kCallRules{
    CallRule{"_distribution", As::Suffix, isBelowApp, kStreams},
    CallRule{"random_device", As::Word, isBelowApp, kStreams},
    CallRule{"rand", As::Call, isSource, kStreams},
    CallRule{"srand", As::Call, isSource, kStreams},
    CallRule{"std::shuffle", As::Word, isBelowApp, kStreams},
    CallRule{"std::sample", As::Word, isBelowApp, kStreams},
    CallRule{"std::hash", As::Word, isBelowApp, "raft/base/digest.h: std::hash differs between libraries"},
    CallRule{"system_clock", As::Word, isBelowApp, kSimTime},
    CallRule{"steady_clock", As::Word, isBelowApp, kSimTime},
    CallRule{"high_resolution_clock", As::Word, isBelowApp, kSimTime},
    CallRule{"std::time", As::Call, isBelowApp, kSimTime},
    CallRule{"std::clock", As::Call, isBelowApp, kSimTime},
    CallRule{"gettimeofday", As::Word, isBelowApp, kSimTime},
    CallRule{"clock_gettime", As::Word, isBelowApp, kSimTime},
    CallRule{"unordered_map", As::Word, isBelowApp, kOrdered},
    CallRule{"unordered_set", As::Word, isBelowApp, kOrdered},
    CallRule{"unordered_multimap", As::Word, isBelowApp, kOrdered},
    CallRule{"unordered_multiset", As::Word, isBelowApp, kOrdered},
    CallRule{"std::thread", As::Word, isBelowApp, kWorker},
    CallRule{"std::jthread", As::Word, isBelowApp, kWorker},
    CallRule{"std::async", As::Word, isBelowApp, kWorker},
    CallRule{"std::cout", As::Word, isBelowApp, kText},
    CallRule{"std::cerr", As::Word, isBelowApp, kText},
    CallRule{"printf", As::Call, isBelowApp, kText},
    CallRule{"fprintf", As::Call, isBelowApp, kText},
    CallRule{"sprintf", As::Call, isBelowApp, kText},
    CallRule{"snprintf", As::Call, isBelowApp, kText},
    CallRule{"vprintf", As::Call, isBelowApp, kText},
    CallRule{"vfprintf", As::Call, isBelowApp, kText},
    CallRule{"vsprintf", As::Call, isBelowApp, kText},
    CallRule{"vsnprintf", As::Call, isBelowApp, kText},
    CallRule{"puts", As::Call, isBelowApp, kText},
    CallRule{"std::format", As::Word, isSource, "plain concatenation: GCC 12 has no std::format"},
    CallRule{"std::bit_cast", As::Word, isBelowApp, "std::memcpy: libc++ 13 has no std::bit_cast"},
    CallRule{"std::ranges", As::Word, isBelowApp, "the algorithms of <algorithm>: libc++ 13 has no ranges"},
    CallRule{"std::views", As::Word, isBelowApp, "a loop: libc++ 13 has no views"},
    CallRule{"assert", As::Call, isSource, "CHECK (raft/base/check.h): it is always on and saves the session"},
    CallRule{"AddRect", As::ImGui, isGui, kCompat},
    CallRule{"AddPolyline", As::ImGui, isGui, kCompat},
    CallRule{"PathStroke", As::ImGui, isGui, kCompat},
    CallRule{"BeginChild", As::ImGui, isGui, kCompat},
    CallRule{"BeginTooltip", As::ImGui, isGui, kCompat},
    CallRule{"SetItemTooltip", As::ImGui, isGui, kCompat},
    CallRule{"PushFont", As::ImGui, isGui, kCompat},
    CallRule{"SetItemAllowOverlap", As::ImGui, isGui, kCompat},
    CallRule{"SetNextItemAllowOverlap", As::ImGui, isGui, kCompat},
    CallRule{"IsKeyPressed", As::ImGui, isGui, "the keys that the shell queues: Dear ImGui loses fast taps"},
    CallRule{"IsKeyDown", As::ImGui, isGui, "the keys that the shell queues: Dear ImGui loses fast taps"},
    CallRule{"GetKeyIndex", As::ImGui, isGui, kGone},
    CallRule{"GetContentRegionMax", As::ImGui, isGui, "ImGui::GetContentRegionAvail: the other is gone since 1.91"},
    CallRule{"PushButtonRepeat", As::ImGui, isGui, kGone},
    CallRule{"PushAllowKeyboardFocus", As::ImGui, isGui, kGone},
    CallRule{"SetWindowFontScale", As::ImGui, isGui, "a font of that size"},
    CallRule{"BeginChildFrame", As::ImGui, isGui, kCompat},
    CallRule{"CaptureKeyboardFromApp", As::ImGui, isGui, kGone},
    CallRule{"ImageButton", As::ImGui, isGui, "ImGui::InvisibleButton and the draw list"},
    CallRule{"SetColorEditOptions", As::ImGui, isGui, kGone},
};

/// What stands before `at` without spaces, to tell `x.rand(` from `rand(`.
std::string_view before(std::string_view code, std::size_t at) {
    while (at > 0 && std::isspace(static_cast<unsigned char>(code[at - 1])) != 0) --at;
    return code.substr(0, at);
}

bool endsWith(std::string_view text, std::string_view suffix) {
    return text.size() >= suffix.size() && text.substr(text.size() - suffix.size()) == suffix;
}

bool isFollowedByParenthesis(std::string_view code, std::size_t end) {
    const std::size_t next = code.find_first_not_of(" \t\n", end);
    return next != std::string_view::npos && code[next] == '(';
}

/// Whether the free function at `at` is called: no member, no other namespace than std, no declaration of that name.
bool isFreeCall(std::string_view code, std::size_t at) {
    const std::string_view lead = before(code, at);
    if (endsWith(lead, ".") || endsWith(lead, "->")) return false;
    if (endsWith(lead, "::"))
        return endsWith(lead, "std::") || lead.size() == 2 || !isIdentifierCharacter(lead[lead.size() - 3]);
    // `int puts(` declares a function of that name; `return puts(` calls it.
    if (lead.empty() || !isIdentifierCharacter(lead.back())) return true;
    return endsWith(lead, "return") || endsWith(lead, "else") || endsWith(lead, "do");
}

bool stands(const CallRule& rule, std::string_view code, std::size_t at) {
    const std::size_t end = at + rule.word.size();
    switch (rule.as) {
        case As::Word: return true;
        case As::Suffix: return end == code.size() || !isIdentifierCharacter(code[end]);
        case As::Call:
            return isFollowedByParenthesis(code, end) && (startsWith(rule.word, "std::") || isFreeCall(code, at));
        case As::ImGui: {
            const std::string_view lead = before(code, at);
            const bool owned = endsWith(lead, "ImGui::") || endsWith(lead, "->") || endsWith(lead, ".");
            return owned && isFollowedByParenthesis(code, end);
        }
    }
    return false;
}

int linesOf(std::string_view text) {
    const int breaks = static_cast<int>(std::count(text.begin(), text.end(), '\n'));
    return text.empty() || text.back() == '\n' ? breaks : breaks + 1;
}

}  // namespace

Faults callFaults(std::string_view path, std::string_view source) {
    Faults faults;
    const std::string code = codeOnly(source);
    for (const CallRule& rule : kCallRules) {
        if (!rule.appliesTo(path)) continue;
        const auto next = [&](std::size_t from) {
            return rule.as == As::Suffix ? code.find(rule.word, from) : findWord(code, rule.word, from);
        };
        for (std::size_t at = next(0); at != std::string::npos; at = next(at + 1)) {
            if (!stands(rule, code, at)) continue;
            faults.push_back({lineAt(code, at), std::string(rule.word) + " is not for " + std::string(path) + "; use " +
                                                    std::string(rule.instead)});
        }
    }
    return faults;
}

Faults localStaticFaults(std::string_view source) {
    Faults faults;
    const std::string code = codeOnly(source);
    for (const FunctionBody& function : functionsOf(code)) {
        const std::string_view body = std::string_view(code).substr(function.begin, function.end - function.begin);
        for (std::size_t at = findWord(body, "static"); at != std::string_view::npos;
             at = findWord(body, "static", at + 1)) {
            const std::string_view declared = body.substr(at, body.find_first_of("=;({", at) - at);
            const bool isConstant = findWord(declared, "const") != std::string_view::npos ||
                                    findWord(declared, "constexpr") != std::string_view::npos;
            if (isConstant) continue;
            faults.push_back({lineAt(code, function.begin + at),
                              "a static variable inside a function; what outlives a frame lives in Document, ViewState "
                              "or Settings"});
        }
    }
    return faults;
}

Faults sizeFaults(std::string_view path, std::string_view source) {
    Faults faults;
    const bool isHeader = endsWith(path, ".h");
    const int limit = isHeader ? kHeaderLinesMax : kSourceLinesMax;
    const int lines = linesOf(source);
    if (lines > limit) {
        faults.push_back({lines, std::string(isHeader ? "a header" : "a source") + " of " + std::to_string(lines) +
                                     " lines; at most " + std::to_string(limit)});
    }
    for (const FunctionBody& function : functionsOf(codeOnly(source))) {
        const int length = function.lastLine - function.firstLine + 1;
        if (length <= kFunctionLinesMax) continue;
        faults.push_back({function.firstLine, "a function of " + std::to_string(length) + " lines; at most " +
                                                  std::to_string(kFunctionLinesMax)});
    }
    return faults;
}

Faults unfinishedFaults(std::string_view text) {
    // Written in two halves, so that this file does not name what it forbids.
    static const std::array<std::string, 3> kWords{std::string("TO") + "DO", std::string("FIX") + "ME",
                                                   std::string("XX") + "X"};
    Faults faults;
    for (const std::string& word : kWords) {
        for (std::size_t at = findWord(text, word); at != std::string_view::npos; at = findWord(text, word, at + 1)) {
            faults.push_back({lineAt(text, at), "the word " + word + ": finish it or write an issue"});
        }
    }
    return faults;
}

std::vector<KeyUse> keysAskedFor(std::string_view source) {
    std::vector<KeyUse> uses;
    const std::string text = withoutComments(source);
    for (const std::string_view opening : {"tr(\"", "format(\"", "Text{\""}) {
        for (std::size_t at = findWord(text, opening); at != std::string::npos; at = findWord(text, opening, at + 1)) {
            const std::size_t begin = at + opening.size();
            const std::size_t end = text.find('"', begin);
            if (end == std::string::npos) break;
            // A key that goes on behind the quote is put together at run time.
            const std::size_t next = text.find_first_not_of(" \t\n", end + 1);
            const bool goesOn = next != std::string::npos && (text[next] == '+' || text[next] == '"');
            if (!goesOn) uses.push_back({lineAt(text, at), text.substr(begin, end - begin)});
        }
    }
    return uses;
}

std::set<std::string> literalsOf(std::string_view source) {
    std::set<std::string> literals;
    const std::string text = withoutComments(source);
    const std::string code = codeOnly(source);
    // Both have the same length; the quotes that are left in the code are the ends of the literals.
    for (std::size_t open = code.find('"'); open != std::string::npos;) {
        const std::size_t close = code.find('"', open + 1);
        if (close == std::string::npos) break;
        literals.insert(text.substr(open + 1, close - open - 1));
        open = code.find('"', close + 1);
    }
    return literals;
}

std::set<std::string> foreignCharactersOf(std::string_view text) {
    const auto isContinuation = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; };
    std::set<std::string> characters;
    std::size_t begin = 0;
    while (begin < text.size()) {
        std::size_t end = begin + 1;
        while (end < text.size() && isContinuation(text[end])) ++end;
        if (static_cast<unsigned char>(text[begin]) >= 0x80U) characters.emplace(text.substr(begin, end - begin));
        begin = end;
    }
    return characters;
}

Faults uncoveredFaults(std::string_view source, const std::set<std::string>& covered) {
    Faults faults;
    for (const std::string& literal : literalsOf(source)) {
        for (const std::string& character : foreignCharactersOf(literal)) {
            if (covered.count(character) != 0) continue;
            const int line = lineAt(source, source.find(literal));
            faults.push_back({line, "'" + character + "' is in none of the typefaces that are cut"});
        }
    }
    return faults;
}

Faults unusedKeyFaults(const std::set<std::string>& catalogue, const std::set<std::string>& literals) {
    Faults faults;
    for (const std::string& key : catalogue) {
        bool isMentioned = literals.count(key) != 0;
        for (std::size_t dot = key.find('.'); dot != std::string::npos && !isMentioned; dot = key.find('.', dot + 1)) {
            isMentioned = literals.count(key.substr(0, dot + 1)) != 0;
        }
        if (!isMentioned) faults.push_back({0, "key \"" + key + "\" is in the catalogues, but no source mentions it"});
    }
    return faults;
}

}  // namespace tidy
