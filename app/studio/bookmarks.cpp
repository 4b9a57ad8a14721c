#include "app/studio/bookmarks.h"

namespace studio {
namespace {

/// A file's number decides how far we walk for it; this is further than any run of ours.
constexpr std::uint32_t kEventsMax = 20'000'000;

/// Right after event `after` of the line, computing what is not there yet. False if no step ends there.
bool goTo(raft::History& history, raft::EventId after) {
    const auto lastEvent = [&history] { return history.world().cluster().nextEvent() - 1; };
    if (after.value > kEventsMax) return false;
    if (!history.seekEvent(after)) {
        history.seekStep(history.end() - 1);
        while (lastEvent() < after && history.forward()) {}
    }
    return lastEvent() == after;
}

}  // namespace

bool exists(const Bookmark& bookmark, const raft::History& history) {
    const int line = bookmark.place.line;
    return line >= 0 && line < history.lineCount() && history.exists(line) &&
           bookmark.place.step < history.info(line).end;
}

std::vector<raft::SessionBookmark> savedBookmarks(const Document& document) {
    std::vector<raft::SessionBookmark> saved;
    for (const Bookmark& bookmark : document.bookmarks()) {
        if (!exists(bookmark, document.history())) continue;
        const Place& place = bookmark.place;
        const raft::EventId after = document.history().lastEventBefore(place.line, place.step + 1);
        saved.push_back({bookmark.name, raft::SessionPlace{place.line, after, place.time}});
    }
    return saved;
}

int restoreBookmarks(const raft::Session& session, Document& document) {
    raft::History& history = document.history();
    const Place before = document.place();
    int lost = 0;
    for (const raft::SessionBookmark& saved : session.bookmarks) {
        // Lines keep their numbers: a file lists them in the order in which they are made again.
        if (saved.place.line != history.line()) history.switchTo(saved.place.line);
        if (!goTo(history, saved.place.after)) {
            ++lost;
            continue;
        }
        const raft::SimTime at = std::max(saved.place.at, history.time());
        document.bookmarks().push_back({saved.name, Place{history.line(), history.step(), at}});
    }
    if (!session.bookmarks.empty()) document.goTo(before);
    return lost;
}

}  // namespace studio
