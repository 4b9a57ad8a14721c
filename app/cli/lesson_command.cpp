// `raftlab lesson list | check`.

#include <algorithm>
#include <filesystem>

#include "app/cli/columns.h"
#include "app/cli/commands.h"
#include "app/cli/exit_code.h"
#include "app/cli/interrupt.h"
#include "app/cli/lesson_file.h"
#include "app/studio/course.h"
#include "app/studio/wording.h"
#include "lessons/engine/loader.h"
#include "lessons/engine/player.h"
#include "raft/base/nearest.h"
#include "raft/base/utf8.h"
#include "raft/trace/json_writer.h"

namespace cli {
namespace {

std::string fileNameOf(const std::string& path) { return std::filesystem::path(path).filename().string(); }

std::size_t charactersIn(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

/// What a check finds wrong with a lesson that could be read.
class LessonCheck {
public:
    LessonCheck(const lessons::Lesson& lesson, const studio::Texts& texts) : lesson_(lesson), texts_(texts) {}

    /// False if somebody pressed Ctrl-C.
    bool run() {
        checkTexts();
        return checkMainLine();
    }
    const raft::Errors& faults() const { return faults_; }

private:
    void fault(raft::SourcePosition at, const std::string& where, std::string text) {
        faults_.push_back(raft::Error{lesson_.file, at.line, at.column, where, std::move(text)});
    }
    std::string whereOf(int step) const { return "steps[" + std::to_string(step) + "]"; }

    /// One idea is one short sentence, in both languages.
    void checkTexts() {
        constexpr std::size_t kLongestEnglish = 140;
        constexpr std::size_t kLongestChinese = 60;
        for (std::size_t i = 0; i < lesson_.steps.size(); ++i) {
            const lessons::LocalText& say = lesson_.steps[i].say;
            for (const auto& [text, most, language] :
                 {std::tuple(&say.en, kLongestEnglish, "en"), std::tuple(&say.zh, kLongestChinese, "zh")}) {
                const std::size_t length = charactersIn(*text);
                const std::string where = whereOf(static_cast<int>(i)) + ".say." + language;
                if (text->empty()) fault({}, where, std::string(texts_.tr("cli.lesson.noText")));
                if (length <= most) continue;
                fault({}, where,
                      texts_.format("cli.lesson.tooLong",
                                    {{"count", std::to_string(length)}, {"most", std::to_string(most)}}));
            }
        }
    }

    /// Plays it, then goes back to the end of every step: the past must be what it was.
    bool checkMainLine() {
        raft::History history(lesson_.cluster, lesson_.texts);
        lessons::Player player(lesson_, history);
        std::vector<std::uint64_t> digests;
        while (player.state() != lessons::Player::State::Done) {
            if (!finishStep(player, history)) return false;
            digests.push_back(history.world().digest());
        }
        for (const lessons::Problem& problem : player.problems()) {
            fault(problem.position, whereOf(problem.step), problem.text);
        }
        for (std::size_t step = digests.size(); step-- > 0;) {
            history.seekStep(player.placeAfter(static_cast<int>(step)).step);
            if (history.world().digest() == digests[step]) continue;
            fault({}, whereOf(static_cast<int>(step)), std::string(texts_.tr("cli.lesson.otherPast")));
        }
        return true;
    }

    const lessons::Lesson& lesson_;
    const studio::Texts& texts_;
    raft::Errors faults_;
};

/// Every lesson of the course that is there, if none is named.
std::vector<std::string> allLessons(const studio::Course& course) {
    std::vector<std::string> ids;
    for (const studio::CourseEntry& entry : course.entries()) {
        if (entry.available()) ids.push_back(entry.id);
    }
    return ids;
}

/// Errors of the course's own files go without the folder, which differs from machine to machine.
raft::Errors withoutFolder(raft::Errors errors) {
    for (raft::Error& error : errors) error.file = fileNameOf(error.file);
    return errors;
}

}  // namespace

bool finishStep(lessons::Player& player, const raft::History& history) {
    constexpr raft::SimTime kSlice = raft::SimTime::fromMs(50);
    player.begin();
    if (player.state() == lessons::Player::State::Asking) player.run();
    while (!player.advance(history.time() + kSlice)) {
        if (interrupted()) return false;
    }
    return !interrupted();
}

raft::Result<lessons::Lesson> findLesson(const std::string& name, const studio::Course& course,
                                         const studio::Texts& texts) {
    std::error_code code;
    const studio::CourseEntry* entry = course.find(name);
    if (entry == nullptr) {
        const bool isFile =
            name == "-" || name.find_first_of("./") != std::string::npos || std::filesystem::exists(name, code);
        if (isFile) return lessons::loadLesson(name);
        std::vector<std::string> ids;
        for (const studio::CourseEntry& other : course.entries()) ids.push_back(other.id);
        const auto near = raft::nearest(name, ids);
        const std::string quoted = raft::quotedText(name);
        return raft::Error{"lesson", 1, 1, "",
                           near ? texts.format("cli.lesson.unknown.near", {{"word", quoted}, {"near", *near}})
                                : texts.format("cli.lesson.unknown", {{"word", quoted}})};
    }
    if (!entry->available()) return raft::Error{"lesson", 1, 1, "", texts.format("cli.lesson.later", {{"id", name}})};
    auto lesson = lessons::loadLesson(entry->path);
    if (!lesson.ok()) return withoutFolder(lesson.errors());
    lesson.value().file = fileNameOf(entry->path);
    return lesson;
}

int listLessons(const LessonOptions& options, const GlobalOptions& global, Output& output) {
    const studio::Course course{std::string()};
    const studio::Language language = global.texts.language();
    if (options.json) {
        std::string text;
        raft::JsonWriter json(text, raft::JsonLayout::Pretty);
        json.beginArray();
        for (const studio::CourseEntry& entry : course.entries()) {
            json.beginInlineObject();
            json.field("id", entry.id);
            json.field("track", entry.track);
            json.field("order", entry.order);
            json.field("level", entry.level);
            json.field("minutes", entry.minutes);
            json.field("available", entry.available());
            json.key("title");
            json.beginInlineObject();
            json.field("en", entry.title.en);
            json.field("zh", entry.title.zh);
            json.endObject();
            json.endObject();
        }
        json.endArray();
        json.newLine();
        output.result(text);
    } else {
        std::vector<Row> rows;
        for (const studio::CourseEntry& entry : course.entries()) {
            const std::string minutes =
                global.texts.format("cli.lesson.minutes", {{"minutes", std::to_string(entry.minutes)}});
            const std::string later(entry.available() ? "" : global.texts.tr("cli.lesson.laterMark"));
            rows.push_back({entry.id, minutes, studio::textOf(entry.title, language), later});
        }
        printColumns(rows, output);
    }
    output.errors(withoutFolder(course.problems()));
    return course.problems().empty() ? kFine : kWrongInput;
}

int checkLessons(const LessonOptions& options, const GlobalOptions& global, Output& output) {
    const InterruptGuard guard;
    const studio::Course course{std::string()};
    int code = kFine;
    if (options.lessons.empty() && !course.problems().empty()) {
        output.errors(withoutFolder(course.problems()));
        code = kWrongInput;
    }
    for (const std::string& name : options.lessons.empty() ? allLessons(course) : options.lessons) {
        const auto lesson = findLesson(name, course, global.texts);
        if (!lesson.ok()) {
            output.errors(lesson.errors());
            code = kWrongInput;
            continue;
        }
        LessonCheck check(lesson.value(), global.texts);
        if (!check.run()) return kInterrupted;
        output.line((check.faults().empty() ? "ok\t" : "NO\t") + lesson.value().id);
        for (const raft::Error& fault : check.faults()) output.line(fault.format());
        if (!check.faults().empty() && code == kFine) code = kAnswerIsNo;
    }
    return code;
}

}  // namespace cli
