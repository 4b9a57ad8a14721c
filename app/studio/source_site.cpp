#include "app/studio/source_site.h"

#include <cctype>
#include <span>

#include "app/studio/source_data.h"

namespace studio {
namespace {

std::string_view withoutIndent(std::string_view line) {
    const std::size_t start = line.find_first_not_of(' ');
    return start == std::string_view::npos ? std::string_view() : line.substr(start);
}

bool isCode(std::string_view line) { return !line.empty() && line.substr(0, 2) != "//"; }

/// `word` as a whole: "Reason::OldTerm" is not in "Reason::OldTermCounted".
bool hasWord(std::string_view line, std::string_view word) {
    for (std::size_t at = line.find(word); at != std::string_view::npos; at = line.find(word, at + 1)) {
        const std::size_t end = at + word.size();
        if (end == line.size() || std::isalnum(static_cast<unsigned char>(line[end])) == 0) return true;
    }
    return false;
}

/// Calls `visit(site)` for every line of code; it says whether to go on.
template <class Visit>
void forEachLine(Visit visit) {
    for (const SourceFile& file : std::span(kSourceFiles, kSourceFileCount)) {
        for (std::size_t i = 0; i < file.lineCount; ++i) {
            const std::string_view code = withoutIndent(file.lines[i]);
            if (isCode(code) && !visit(SourceSite{file.name, static_cast<int>(i) + 1, code})) return;
        }
    }
}

/// "Role" of EventKind::Role: the name in traces with a capital.
std::string kindWord(raft::EventKind kind) {
    std::string word(raft::nameOf(kind));
    word[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(word[0])));
    return "EventKind::" + word;
}

/// Compares or lists kinds instead of making an event.
bool onlyAsks(std::string_view code) {
    return code.find("case EventKind") != std::string_view::npos ||
           code.find("== EventKind") != std::string_view::npos || code.find("!= EventKind") != std::string_view::npos;
}

SourceSite siteOfKind(raft::EventKind kind) {
    const std::string word = kindWord(kind);
    SourceSite found;
    forEachLine([&](const SourceSite& site) {
        if (!hasWord(site.code, word) || onlyAsks(site.code)) return true;
        found = site;
        return false;
    });
    return found;
}

}  // namespace

std::string SourceSite::text() const {
    return empty() ? std::string() : std::string(file) + ":" + std::to_string(line);
}

SourceSite siteOf(const raft::Event& event) {
    if (event.reason == raft::Reason::None) return siteOfKind(event.kind);
    const std::string reason = "Reason::" + std::string(raft::infoOf(event.reason).name);
    const std::string kind = kindWord(event.kind);
    SourceSite exact;    // Names the reason and the kind.
    SourceSite general;  // Names the reason and no kind at all: a helper makes the event.
    SourceSite any;
    forEachLine([&](const SourceSite& site) {
        if (!hasWord(site.code, reason)) return true;
        if (any.empty()) any = site;
        if (exact.empty() && hasWord(site.code, kind)) exact = site;
        if (general.empty() && site.code.find("EventKind::") == std::string_view::npos) general = site;
        return exact.empty();
    });
    return !exact.empty() ? exact : !general.empty() ? general : any;
}

SourceSite siteOfCode(std::string_view needle) {
    SourceSite found;
    forEachLine([&](const SourceSite& site) {
        if (site.code.find(needle) == std::string_view::npos) return true;
        found = site;
        return false;
    });
    return found;
}

}  // namespace studio
