#include "app/studio/course.h"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <tuple>

#include "lessons/engine/loader.h"
#include "raft/trace/file_io.h"

namespace studio {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kSuffix = ".lesson.json";

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

/// Which misconceptions each question is about. What a lesson dispels and no choice of its stands for is asked about
/// first.
std::vector<CourseQuestion> questionsOf(const lessons::Lesson& lesson) {
    std::vector<CourseQuestion> questions;
    std::vector<std::string> named;
    for (const lessons::Step& step : lesson.steps) {
        if (!step.ask) continue;
        questions.push_back({step.id, {}});
        std::vector<std::string>& ids = questions.back().misconceptions;
        for (const lessons::Choice& choice : step.ask->choices) {
            const bool isNew = std::find(ids.begin(), ids.end(), choice.misconception) == ids.end();
            if (!choice.misconception.empty() && isNew) ids.push_back(choice.misconception);
        }
        named.insert(named.end(), ids.begin(), ids.end());
    }
    if (questions.empty()) return questions;
    for (const std::string& id : lesson.dispels) {
        if (std::find(named.begin(), named.end(), id) == named.end()) questions.front().misconceptions.push_back(id);
    }
    return questions;
}

int actionsOf(const std::vector<lessons::Step>& steps) {
    int count = 0;
    for (const lessons::Step& step : steps) {
        count += static_cast<int>(std::count_if(step.todo.begin(), step.todo.end(), [](const raft::ScriptItem& item) {
            return std::holds_alternative<raft::Action>(item.move);
        }));
    }
    return count;
}

/// What the course says of a lesson.
CourseEntry entryOf(const lessons::Lesson& lesson, const std::string& file) {
    CourseEntry entry;
    entry.id = lesson.id;
    entry.title = lesson.title;
    entry.track = lesson.track;
    entry.order = lesson.order;
    entry.level = lesson.level;
    entry.minutes = lesson.minutes;
    entry.path = file;
    entry.objective = lesson.objective;
    entry.needs = lesson.needs;
    entry.questions = questionsOf(lesson);
    for (const lessons::Step& step : lesson.steps) entry.steps.push_back(step.id);
    for (const lessons::WhatIf& whatIf : lesson.whatIfs) entry.whatIfs.push_back(whatIf.id);
    entry.hasGoal = lesson.goal.has_value();
    if (lesson.goal) entry.solutionActions = actionsOf(lesson.goal->solution);
    return entry;
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
    const std::vector<std::string> files = filesIn(folder, kSuffix);
    std::vector<std::string> ids;
    for (const std::string& file : files) {
        const std::string name = fs::path(file).filename().string();
        ids.push_back(name.substr(0, name.size() - kSuffix.size()));
    }
    readPlan(folder, ids);
    for (const std::string& file : files) addLesson(file);
    for (const LaterLesson& later : plan_.later) {
        if (find(later.id) != nullptr) continue;
        CourseEntry entry;
        entry.id = later.id;
        entry.title = later.title;
        entry.track = later.track;
        entry.order = later.order;
        entry.level = later.level;
        entry.minutes = later.minutes;
        entries_.push_back(std::move(entry));
    }
    sortEntries();
}

void Course::sortEntries() {
    for (CourseEntry& entry : entries_) {
        const auto at = std::find(plan_.core.begin(), plan_.core.end(), entry.id);
        if (at != plan_.core.end()) entry.coreNumber = static_cast<int>(at - plan_.core.begin()) + 1;
    }
    const auto placeOf = [this](const std::string& track) {
        const CourseTrack* found = plan_.findTrack(track);
        return found == nullptr ? plan_.tracks.size() : static_cast<std::size_t>(found - plan_.tracks.data());
    };
    std::stable_sort(entries_.begin(), entries_.end(), [&](const CourseEntry& a, const CourseEntry& b) {
        return std::tuple(placeOf(a.track), a.track, a.order) < std::tuple(placeOf(b.track), b.track, b.order);
    });
}

void Course::addLesson(const std::string& file) {
    auto loaded = lessons::loadLesson(file);
    if (!loaded.ok()) return raft::addErrors(problems_, loaded.errors());
    entries_.push_back(entryOf(loaded.value(), file));
}

/// A lesson of the user's takes the place of one of the course that has the same name. A file that cannot be read takes
/// nobody's place.
void Course::addOwn(const std::vector<std::string>& files) {
    for (const std::string& file : files) {
        auto lesson = lessons::loadLesson(file);
        if (!lesson.ok()) {
            raft::addErrors(problems_, lesson.errors());
            continue;
        }
        CourseEntry own = entryOf(lesson.value(), file);
        own.isOwn = true;
        const auto same = std::find_if(entries_.begin(), entries_.end(),
                                       [&own](const CourseEntry& entry) { return entry.id == own.id; });
        if (same == entries_.end()) {
            entries_.push_back(std::move(own));
            continue;
        }
        own.replaces = same->available();
        *same = std::move(own);
    }
    sortEntries();
}

void Course::readPlan(const std::string& folder, const std::vector<std::string>& lessonIds) {
    const std::string file = folder + "/course.json";
    std::error_code code;
    if (!fs::exists(file, code)) return;  // A folder of somebody's own lessons need not have one.
    auto text = raft::readFile(file, kPlanBytesMax);
    if (!text.ok()) return raft::addErrors(problems_, text.errors());
    auto plan = readCoursePlan(std::move(text).value(), file, lessonIds);
    if (!plan.ok()) return raft::addErrors(problems_, plan.errors());
    plan_ = std::move(plan).value();
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
