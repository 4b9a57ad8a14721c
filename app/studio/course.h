#pragma once
// The lessons that came with the program, and where they are.

#include <string>
#include <string_view>
#include <vector>

#include "app/studio/playlist.h"
#include "lessons/engine/document.h"
#include "lessons/engine/glossary.h"
#include "raft/base/result.h"

namespace studio {

/// A row of the lesson list. A lesson that is planned has a place there, but no file yet.
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
};

class Course {
public:
    /// Lists `dir`; an empty one stands for the lessons of the source tree, else those beside the program.
    explicit Course(const std::string& dir);
    /// Adds the files of the user: see own_lessons.h.
    void addOwn(const std::vector<std::string>& files);

    const std::vector<CourseEntry>& entries() const { return entries_; }
    /// The entry with this id, or null.
    const CourseEntry* find(std::string_view id) const;
    const lessons::Glossary& glossary() const { return glossary_; }
    /// Lectures that came with the program.
    const std::vector<Playlist>& playlists() const { return playlists_; }
    /// What is wrong with files of the folder: they are not listed.
    const raft::Errors& problems() const { return problems_; }

private:
    void readGlossary(const std::string& folder);
    void sortEntries();
    void readPlaylists(const std::string& folder);

    std::vector<CourseEntry> entries_;
    lessons::Glossary glossary_;
    std::vector<Playlist> playlists_;
    raft::Errors problems_;
};

/// The folder of the course: the source tree's, else the installed one; empty if there is none.
std::string defaultCourseDir();

}  // namespace studio
