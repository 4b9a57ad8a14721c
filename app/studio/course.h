#pragma once
// The lessons that came with the program, and where they are.

#include <string>
#include <string_view>
#include <vector>

#include "app/studio/course_plan.h"
#include "app/studio/playlist.h"
#include "lessons/engine/document.h"
#include "lessons/engine/glossary.h"
#include "raft/base/result.h"

namespace studio {

/// A question of a lesson, as far as somebody who has not opened the lesson must know it.
struct CourseQuestion {
    std::string step;                         ///< The id of the step that asks.
    std::vector<std::string> misconceptions;  ///< What its wrong choices stand for: "M05".
};

/// A card of the map. A lesson that is planned has a place there, but no file yet.
struct CourseEntry {
    std::string id;
    lessons::LocalText title;
    std::string track;
    int order = 0;
    int level = 1;
    int minutes = 1;
    std::string path;  ///< Empty: later.
    bool available() const { return !path.empty(); }
    bool isOwn = false;     ///< The user has written it.
    bool replaces = false;  ///< It stands in the place of a lesson of the course.

    int coreNumber = 0;  ///< Its place on the core path, from 1; 0: beside it.
    // Of a lesson that is there:
    lessons::LocalText objective;
    std::vector<std::string> needs;  ///< Ids of lessons that come before.
    std::vector<CourseQuestion> questions;
    std::vector<std::string> steps;    ///< Their ids, in order.
    std::vector<std::string> whatIfs;  ///< Their ids.
    bool hasGoal = false;
    int solutionActions = 0;  ///< With how many the recorded solution reaches the goal.
};

class Course {
public:
    /// Lists `dir`; an empty one stands for the lessons of the source tree, else those beside the program.
    explicit Course(const std::string& dir);
    /// Adds the files of the user: see own_lessons.h.
    void addOwn(const std::vector<std::string>& files);

    /// By track, in the order of the course; what no track of its has a place for comes last.
    const std::vector<CourseEntry>& entries() const { return entries_; }
    /// The entry with this id, or null.
    const CourseEntry* find(std::string_view id) const;
    /// Tracks, core path, what is to come. A folder without course.json has none of it.
    const CoursePlan& plan() const { return plan_; }
    const lessons::Glossary& glossary() const { return glossary_; }
    /// Lectures that came with the program.
    const std::vector<Playlist>& playlists() const { return playlists_; }
    /// What is wrong with files of the folder: they are not listed.
    const raft::Errors& problems() const { return problems_; }

private:
    void readGlossary(const std::string& folder);
    void readPlan(const std::string& folder, const std::vector<std::string>& lessonIds);
    void readPlaylists(const std::string& folder);
    void addLesson(const std::string& file);
    void sortEntries();

    std::vector<CourseEntry> entries_;
    CoursePlan plan_;
    lessons::Glossary glossary_;
    std::vector<Playlist> playlists_;
    raft::Errors problems_;
};

/// The folder of the course: the source tree's, else the installed one; empty if there is none.
std::string defaultCourseDir();

}  // namespace studio
