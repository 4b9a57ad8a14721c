#pragma once
// Lessons made in a test, and a lesson together with the history that it is played on.

#include <gtest/gtest.h>

#include <string>

#include "lessons/engine/loader.h"
#include "lessons/engine/player.h"

namespace lessons {

/// The parts of a lesson in which tests differ, as JSON.
struct LessonText {
    std::string steps;  ///< What stands between the brackets of "steps", which begin on line 2.
    std::string more;   ///< Further members of the lesson, each with its comma.
    std::string cluster = R"j("servers": ["S1", "S2", "S3"], "timers": "manual")j";

    std::string json() const {
        return R"j({"format": "raftlab-lesson/1", "id": "a", "track": "t", "order": 1, "level": 1, "minutes": 1,)j"
               R"j("title": "t", "objective": "o", "source": [{"paper": "§5.2"}], )j" +
               more + R"j("cluster": {)j" + cluster + "},\n\"steps\": [" + steps + "]}";
    }
};

inline Lesson lessonOf(const LessonText& text) {
    auto lesson = readLesson(text.json(), "f.json");
    EXPECT_TRUE(lesson.ok()) << (lesson.ok() ? "" : lesson.errors().front().format());
    return std::move(lesson).value();
}

struct Stage {
    explicit Stage(Lesson read)
        : lesson(std::move(read)), history(lesson.cluster, lesson.texts), player(lesson, history) {}
    explicit Stage(const LessonText& text) : Stage(lessonOf(text)) {}
    Lesson lesson;
    raft::History history;
    Player player;

    /// Plays the next step of `who`; a question gets `given`, or no answer.
    static void playStep(Player& who, const std::vector<std::string>& given = {}) {
        who.begin();
        if (who.state() == Player::State::Asking) {
            const auto wrong = given.empty() ? std::nullopt : who.answer(given);
            EXPECT_EQ(wrong, std::nullopt);
            who.run();
        }
        who.finish();
    }
    static void playToEnd(Player& who) {
        while (who.state() != Player::State::Done) playStep(who);
    }
    void playStep(const std::vector<std::string>& given = {}) { playStep(player, given); }
    void playToEnd() { playToEnd(player); }
};

}  // namespace lessons
