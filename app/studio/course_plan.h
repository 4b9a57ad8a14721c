#pragma once
// The course as its file says it: tracks, the path of who learns alone, and what is still to come.

#include <string>
#include <string_view>
#include <vector>

#include "lessons/engine/local_text.h"
#include "raft/base/result.h"

namespace studio {

/// A file of the course with more bytes than this is none.
inline constexpr std::size_t kPlanBytesMax = 1024 * 1024;

struct CourseTrack {
    std::string id;
    lessons::LocalText name;
    lessons::LocalText sentence;  ///< What it is about.
    std::string poster;           ///< The id of its big picture; empty: it has none.
};

/// A lesson whose file is still to come: whoever opens the map sees where the road leads.
struct LaterLesson {
    std::string id;
    lessons::LocalText title;
    std::string track;
    int order = 0;
    int level = 1;
    int minutes = 1;
};

/// What people wrongly believe, in a sentence that they would agree to.
struct Belief {
    std::string id;  ///< "M05".
    lessons::LocalText text;
};

struct CoursePlan {
    std::vector<CourseTrack> tracks;  ///< In the order of the map.
    std::vector<std::string> core;    ///< Ids of lessons, in the order in which they are best taken.
    std::vector<LaterLesson> later;
    std::vector<Belief> beliefs;

    const CourseTrack* findTrack(std::string_view id) const;
    /// The sentence of a misconception; null if the file has none.
    const lessons::LocalText* beliefOf(std::string_view id) const;
};

/// Reads a file of format "raftlab-course/1"; says everything that is wrong with it, with line and column. `lessonIds`
/// are those whose files lie beside it: the core path may name them and what comes later, and nothing else.
raft::Result<CoursePlan> readCoursePlan(std::string text, const std::string& file,
                                        const std::vector<std::string>& lessonIds);

}  // namespace studio
