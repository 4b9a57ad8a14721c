#pragma once
// What the studio keeps while somebody presents. Private to Studio.

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <vector>

#include "app/studio/lecture.h"
#include "app/studio/lesson_desk.h"
#include "app/studio/lesson_session.h"
#include "app/studio/playlist.h"
#include "app/studio/studio.h"

namespace studio {

struct Studio::LectureDesk {
    /// A lesson of the lecture that was left for a neighbour: the clicker goes back into it.
    struct Left {
        std::unique_ptr<Document> document;
        std::unique_ptr<LessonSession> session;  ///< Works on the document.
        std::set<int> revealed;
    };

    Playlist playlist;  ///< "My lecture".

    bool isOn = false;  ///< A lecture is being given:
    Playlist given;     ///< this one,
    int at = 0;         ///< and this lesson of it is open, from 0.
    std::map<int, Left> left;
    double seconds = 0;  ///< How long it has been going on; without a lecture, the lesson.

    ClassVote vote;
    std::set<int> revealed;  ///< The steps of the open lesson whose answer the class has seen.
    std::optional<Document::Eye> improvisedFrom;
    std::optional<int> advisedStep;  ///< The question for which `rightAnswer` was worked out.
    std::vector<std::string> rightAnswer;
};

}  // namespace studio
