#include <algorithm>
#include <optional>

#include "tests/tidy/rules.h"

namespace tidy {
namespace {

using Names = std::vector<std::string_view>;

bool startsWith(std::string_view text, std::string_view prefix) { return text.substr(0, prefix.size()) == prefix; }

bool endsWith(std::string_view text, std::string_view suffix) {
    return text.size() >= suffix.size() && text.substr(text.size() - suffix.size()) == suffix;
}

bool startsWithAny(std::string_view text, const Names& prefixes) {
    return std::any_of(prefixes.begin(), prefixes.end(), [&](std::string_view p) { return startsWith(text, p); });
}

/// A row of the table of layers. `mayInclude` holds beginnings of paths; "folder/*" are the files of that folder but
/// not of those below it. A room may always include itself.
struct Room {
    std::string_view folder;
    Names mayInclude;
};

/// The first row whose folder holds the file decides, so a folder stands before the folder around it. The types of
/// raft/core (messages, events, reasons) are the words in which raft/sim speaks; who may include the one may include
/// the other.
const std::vector<Room>& rooms() {
    static const Names kRaft{"raft/"};
    static const Names kStudioAndBelow{"raft/", "render/", "lessons/engine/", "app/studio/"};
    static const Names kPanels{"raft/", "render/", "lessons/engine/", "app/studio/", "app/gui/canvas/", "app/gui/*"};
    static const std::vector<Room> kRooms{
        {"raft/base/", {}},
        {"raft/core/", {"raft/base/"}},
        {"raft/kin/multi_raft/", {"raft/base/", "raft/core/"}},
        {"raft/kin/", {"raft/base/"}},
        {"raft/sim/", {"raft/base/", "raft/core/", "raft/kin/"}},
        {"raft/check/", {"raft/base/", "raft/core/", "raft/sim/"}},
        {"raft/history/", {"raft/base/", "raft/core/", "raft/sim/", "raft/check/"}},
        {"raft/script/", {"raft/base/", "raft/core/", "raft/sim/", "raft/check/", "raft/history/"}},
        {"raft/trace/", kRaft},
        {"render/", {"raft/base/", "raft/history/views.h"}},
        {"lessons/engine/", kRaft},
        {"app/studio/", kStudioAndBelow},
        {"app/cli/", kStudioAndBelow},
        {"app/gui/canvas/", kPanels},
        {"app/gui/panels/", kPanels},
        {"app/gui/shell/", {"app/gui/*"}},
        {"app/gui/", {"raft/", "render/", "lessons/engine/", "app/studio/", "app/gui/"}},
        {"app/", {"raft/", "render/", "lessons/engine/", "app/"}},
    };
    return kRooms;
}

bool mayInclude(const Room& room, std::string_view path) {
    return std::any_of(room.mayInclude.begin(), room.mayInclude.end(), [&](std::string_view allowed) {
        if (allowed.back() != '*') return startsWith(path, allowed);
        const std::string_view folder = allowed.substr(0, allowed.size() - 1);
        return startsWith(path, folder) && path.find('/', folder.size()) == std::string_view::npos;
    });
}

/// The folder to which a file belongs: for a relative of Raft the folder of that relative alone.
std::string_view homeOf(const Room& room, std::string_view path) {
    if (room.folder != "raft/kin/") return room.folder;
    const std::size_t slash = path.find('/', room.folder.size());
    return slash == std::string_view::npos ? room.folder : path.substr(0, slash + 1);
}

/// A header of a library that belongs to some rooms only.
struct LibraryRule {
    std::string_view header;  ///< The beginning of the name between the brackets; with > at its end, the whole name.
    Names allowedIn;
    std::string_view reason;
};

const std::vector<LibraryRule>& libraryRules() {
    static const Names kJson{"raft/trace/", "lessons/engine/", "app/studio/", "app/cli/"};
    static const Names kApp{"app/"};
    static const Names kNowhere{};
    static const std::vector<LibraryRule> kRules{
        {"imgui_impl_", {"app/gui/shell/"}, "only the shell knows the backends of Dear ImGui"},
        {"backends/imgui_impl_", {"app/gui/shell/"}, "only the shell knows the backends of Dear ImGui"},
        {"imgui", {"app/gui/"}, "Dear ImGui belongs to app/gui"},
        {"GLFW/", {"app/gui/shell/"}, "GLFW belongs to the shell"},
        {"glad/", {"app/gui/shell/"}, "OpenGL belongs to the shell"},
        {"GL/", {"app/gui/shell/"}, "OpenGL belongs to the shell"},
        {"CLI/", {"app/cli/"}, "CLI11 belongs to app/cli"},
        {"nlohmann/", kJson, "JSON is read and written in .cpp files of raft/trace, lessons/engine and app"},
        {"cairo", {"render/export/"}, "cairo belongs to render/export"},
        {"ft2build.h>", {"render/export/", "app/gui/shell/"}, "FreeType belongs to render/export and the shell"},
        {"thread>", kApp, "threads live in app/: a worker re-executes a session of its own"},
        {"mutex>", kApp, "threads live in app/"},
        {"shared_mutex>", kApp, "threads live in app/"},
        {"atomic>", kApp, "threads live in app/"},
        {"future>", kApp, "threads live in app/"},
        {"condition_variable>", kApp, "threads live in app/"},
        {"stop_token>", kApp, "threads live in app/"},
        {"chrono>", kApp, "below app/ time is SimTime"},
        {"ctime>", kApp, "below app/ time is SimTime"},
        {"time.h>", kApp, "below app/ time is SimTime"},
        {"random>", kNowhere, "randomness is a value that is passed in: see the random streams of raft/sim"},
        {"iostream>", kApp, "return text or a Result; only app/ prints"},
        {"unordered_map>", kApp, "below app/ order must not depend on a hash: use std::map or a sorted vector"},
        {"unordered_set>", kApp, "below app/ order must not depend on a hash: use std::set or a sorted vector"},
        {"format>", kNowhere, "GCC 12 has no std::format"},
        {"ranges>", kApp, "libc++ 13 has no ranges"},
        {"source_location>", kNowhere, "Clang 14 has no std::source_location: use __builtin_LINE()"},
        {"coroutine>", kApp, "libc++ 13 has no coroutines"},
    };
    return kRules;
}

/// One #include of a file.
struct Include {
    int line = 0;
    bool isOurs = false;  ///< Between quotes: from the root of the project.
    std::string_view name;
};

std::optional<Include> includeOf(std::string_view line, int number) {
    const std::size_t hash = line.find_first_not_of(" \t");
    if (hash == std::string_view::npos || line[hash] != '#') return std::nullopt;
    const std::size_t word = line.find_first_not_of(" \t", hash + 1);
    if (word == std::string_view::npos || !startsWith(line.substr(word), "include")) return std::nullopt;
    const std::size_t open = line.find_first_of("\"<", word);
    if (open == std::string_view::npos) return std::nullopt;
    const std::size_t close = line.find_first_of("\">", open + 1);
    if (close == std::string_view::npos) return std::nullopt;
    return Include{number, line[open] == '"', line.substr(open + 1, close - open - 1)};
}

std::vector<Include> includesOf(std::string_view text) {
    std::vector<Include> includes;
    int number = 0;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        if (const auto include = includeOf(text.substr(0, end), ++number)) includes.push_back(*include);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return includes;
}

bool matches(const Include& include, std::string_view header) {
    if (header.back() == '>') return include.name == header.substr(0, header.size() - 1);
    return startsWith(include.name, header);
}

void checkLibrary(std::string_view path, const Include& include, Faults& faults) {
    for (const LibraryRule& rule : libraryRules()) {
        if (!matches(include, rule.header)) continue;
        const bool jsonInHeader = rule.header == "nlohmann/" && endsWith(path, ".h");
        if (jsonInHeader || !startsWithAny(path, rule.allowedIn)) {
            faults.push_back(
                {include.line, "includes <" + std::string(include.name) + ">: " + std::string(rule.reason)});
        }
        return;
    }
}

}  // namespace

Faults includeFaults(std::string_view path, std::string_view source) {
    Faults faults;
    const auto room = std::find_if(rooms().begin(), rooms().end(),
                                   [&](const Room& candidate) { return startsWith(path, candidate.folder); });
    if (room == rooms().end()) return faults;
    const std::string text = withoutComments(source);
    for (const Include& include : includesOf(text)) {
        if (!include.isOurs) {
            checkLibrary(path, include, faults);
        } else if (include.name.find('/') == std::string_view::npos) {
            faults.push_back({include.line, "includes \"" + std::string(include.name) +
                                                "\": write the path from the root of the project"});
        } else if (!startsWith(include.name, homeOf(*room, path)) && !mayInclude(*room, include.name)) {
            faults.push_back({include.line, std::string(homeOf(*room, path)) + " must not include \"" +
                                                std::string(include.name) + "\": see the table of layers"});
        }
    }
    return faults;
}

}  // namespace tidy
