#include "app/studio/course.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <system_error>
#include <tuple>

#include "app/studio/i18n.h"
#include "lessons/engine/loader.h"

namespace studio {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kSuffix = ".lesson.json";

/// Lessons of the core path whose files are still to come: whoever opens the list sees where the road leads.
struct Planned {
    std::string_view id;
    std::string_view title;  ///< Catalogue key.
    std::string_view track;
    int order;
    int level;
    int minutes;
};
constexpr std::array kPlanned{
    Planned{"pre-vote", "lesson.preVote", "elections", 8, 2, 8},
};

/// The order of tracks in the list.
constexpr std::array<std::string_view, 10> kTracks{"welcome", "foundations", "elections", "replication", "safety",
                                                   "crashes", "network",     "clients",   "beyond",      "labs"};

std::size_t placeOf(std::string_view track) {
    return static_cast<std::size_t>(std::find(kTracks.begin(), kTracks.end(), track) - kTracks.begin());
}

/// Those whose names end so, by name.
std::vector<std::string> filesIn(const std::string& dir, std::string_view suffix) {
    std::vector<std::string> files;
    std::error_code code;
    for (const auto& entry : fs::directory_iterator(dir, code)) {
        const std::string name = entry.path().filename().string();
        const bool fits =
            name.size() > suffix.size() && name.compare(name.size() - suffix.size(), suffix.size(), suffix) == 0;
        if (fits) files.push_back(entry.path().string());
    }
    std::sort(files.begin(), files.end());
    return files;
}

/// The folder beside an installed program.
std::string installedCourseDir() {
    std::error_code code;
    const fs::path program = fs::read_symlink("/proc/self/exe", code);
    if (code) return {};
    return (program.parent_path() / RAFTLAB_INSTALLED_COURSE_DIR).lexically_normal().string();
}

}  // namespace

std::string defaultCourseDir() {
    std::error_code code;
    for (const std::string& dir : {std::string(RAFTLAB_COURSE_DIR), installedCourseDir()}) {
        if (!dir.empty() && fs::is_directory(dir, code)) return dir;
    }
    return {};
}

Course::Course(const std::string& dir) {
    const std::string folder = dir.empty() ? defaultCourseDir() : dir;
    readGlossary(folder);
    readPlaylists(folder);
    for (const std::string& file : filesIn(folder, kSuffix)) {
        auto lesson = lessons::loadLesson(file);
        if (!lesson.ok()) {
            raft::addErrors(problems_, lesson.errors());
            continue;
        }
        const lessons::Lesson& read = lesson.value();
        entries_.push_back({read.id, read.title, read.track, read.order, read.level, read.minutes, file});
    }
    for (const Planned& planned : kPlanned) {
        if (find(planned.id) != nullptr) continue;
        lessons::LocalText title{std::string(tr(planned.title, Language::English)),
                                 std::string(tr(planned.title, Language::Chinese))};
        entries_.push_back({std::string(planned.id),
                            std::move(title),
                            std::string(planned.track),
                            planned.order,
                            planned.level,
                            planned.minutes,
                            {}});
    }
    sortEntries();
}

void Course::sortEntries() {
    std::stable_sort(entries_.begin(), entries_.end(), [](const CourseEntry& a, const CourseEntry& b) {
        return std::tuple(placeOf(a.track), a.track, a.order) < std::tuple(placeOf(b.track), b.track, b.order);
    });
}

void Course::readGlossary(const std::string& folder) {
    const std::string file = folder + "/glossary.json";
    std::error_code code;
    if (!fs::exists(file, code)) return;  // A folder of somebody's own lessons need not have one.
    auto glossary = lessons::Glossary::load(file);
    if (glossary.ok()) {
        glossary_ = std::move(glossary).value();
    } else {
        raft::addErrors(problems_, glossary.errors());
    }
}

void Course::readPlaylists(const std::string& folder) {
    for (const std::string& file : filesIn(folder, kPlaylistSuffix)) {
        auto playlist = loadPlaylist(file);
        if (playlist.ok()) {
            playlists_.push_back(std::move(playlist).value());
        } else {
            raft::addErrors(problems_, playlist.errors());
        }
    }
}

const CourseEntry* Course::find(std::string_view id) const {
    const auto found =
        std::find_if(entries_.begin(), entries_.end(), [id](const CourseEntry& entry) { return entry.id == id; });
    return found == entries_.end() ? nullptr : &*found;
}

}  // namespace studio
