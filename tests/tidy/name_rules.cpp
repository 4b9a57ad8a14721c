#include "tests/tidy/rules.h"

#include <algorithm>
#include <cctype>

namespace tidy {
namespace {

/// A name that a source keeps to itself, and what tells it from others of the same name.
struct PrivateName {
    int line = 0;
    std::string name;
    std::string meaning;  ///< Of an alias its target, of a function the types of its parameters; else empty.
    bool isAlias = false;
};

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \n");
    return first == std::string_view::npos ? text.substr(0, 0)
                                           : text.substr(first, text.find_last_not_of(" \n") - first + 1);
}

/// The identifier that ends at the end of `text`.
std::string_view lastIdentifier(std::string_view text) {
    text = trimmed(text);
    std::size_t begin = text.size();
    while (begin > 0 && isIdentifierCharacter(text[begin - 1])) --begin;
    return text.substr(begin);
}

/// `const std::string& text` without its name and its default.
std::string typeOf(std::string_view parameter) {
    parameter = trimmed(parameter.substr(0, parameter.find('=')));
    const std::string_view name = lastIdentifier(parameter);
    const std::string_view type = trimmed(parameter.substr(0, parameter.size() - name.size()));
    return std::string(type.empty() ? name : type);
}

/// The types between the parentheses that open at `open`.
std::string typesOf(std::string_view code, std::size_t open) {
    std::string types;
    int depth = 0;
    std::size_t begin = open + 1;
    for (std::size_t i = open; i < code.size(); ++i) {
        const char c = code[i];
        if (c == '(' || c == '<') ++depth;
        if (c == ')' || c == '>') --depth;
        const bool ends = depth == 0;
        if (!ends && (c != ',' || depth != 1)) continue;
        types += (types.empty() ? "" : ", ") + typeOf(code.substr(begin, i - begin));
        begin = i + 1;
        if (ends) break;
    }
    return types;
}

/// What the declaration that begins at `begin`, at the left margin, gives a name to; an empty name for anything else.
PrivateName declaredAt(std::string_view code, std::size_t begin) {
    const std::string_view head = code.substr(begin, code.find_first_of("={;", begin) - begin);
    const auto startsWith = [&head](std::string_view word) { return findWord(head, word) == 0; };
    const int line = lineAt(code, begin);
    if (startsWith("using")) {
        const std::size_t end = code.find(';', begin);
        const std::string_view all = code.substr(begin, end - begin);
        const bool isAlias = all.find('=') != std::string_view::npos;
        return {line, isAlias ? std::string(lastIdentifier(head)) : std::string(), std::string(all), true};
    }
    for (const std::string_view word : {"struct", "class", "enum"}) {
        if (!startsWith(word)) continue;
        std::string_view name = head.substr(0, head.find(" :"));
        if (findWord(name, "final") != std::string_view::npos) name = name.substr(0, findWord(name, "final"));
        const std::size_t behind = begin + head.size();
        const bool isForward = behind < code.size() && code[behind] == ';';
        return {line, isForward ? std::string() : std::string(lastIdentifier(name)), {}};
    }
    const std::size_t open = head.find('(');
    if (open != std::string_view::npos) {
        return {line, std::string(lastIdentifier(head.substr(0, open))), "(" + typesOf(code, begin + open) + ")"};
    }
    if (!startsWith("constexpr") && !startsWith("const")) return {};
    return {line, std::string(lastIdentifier(head.substr(0, head.find('[')))), {}};
}

std::vector<PrivateName> privateNamesOf(std::string_view code) {
    std::vector<PrivateName> names;
    for (std::size_t at = code.find("namespace {\n"); at != std::string_view::npos;
         at = code.find("namespace {\n", at + 1)) {
        int depth = 0;
        for (std::size_t i = at; i < code.size(); ++i) {
            if (code[i] == '{') ++depth;
            if (code[i] == '}' && --depth == 0) break;
            const bool begins = depth == 1 && code[i] == '\n' && i + 1 < code.size() &&
                                std::isalpha(static_cast<unsigned char>(code[i + 1])) != 0;
            if (!begins) continue;
            PrivateName one = declaredAt(code, i + 1);
            if (!one.name.empty()) names.push_back(std::move(one));
        }
    }
    return names;
}

}  // namespace

std::map<std::string, Faults> sharedNameFaults(const std::map<std::string, std::string>& sources) {
    struct Use {
        std::string path;
        PrivateName what;
    };
    std::map<std::string, std::vector<Use>> usesOf;  // By room and name.
    std::map<std::string, Faults> faults;
    for (const auto& one : sources) {
        const std::string& path = one.first;
        const std::string room = path.substr(0, path.rfind('/') + 1);
        for (PrivateName& what : privateNamesOf(codeOnly(one.second))) {
            std::vector<Use>& others = usesOf[room + " " + what.name];
            const auto clash = std::find_if(others.begin(), others.end(), [&](const Use& other) {
                if (other.path == path) return false;  // The compiler sees to it.
                if (what.isAlias && other.what.isAlias) return what.meaning != other.what.meaning;
                const bool areFunctions = !what.meaning.empty() && !other.what.meaning.empty();
                return !areFunctions || what.isAlias || other.what.isAlias || what.meaning == other.what.meaning;
            });
            if (clash != others.end()) {
                faults[path].push_back({what.line, what.name + " is a private name of " + clash->path +
                                                       " too: share it, or call one of them something else"});
            }
            others.push_back({path, std::move(what)});
        }
    }
    return faults;
}

}  // namespace tidy
