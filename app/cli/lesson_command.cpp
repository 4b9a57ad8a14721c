// `raftlab lesson list | check`.

#include <algorithm>
#include <filesystem>

#include "app/cli/columns.h"
#include "app/cli/commands.h"
#include "app/cli/exit_code.h"
#include "app/cli/interrupt.h"
#include "app/cli/lesson_file.h"
#include "app/studio/lesson_voice.h"
#include "app/studio/own_lessons.h"
#include "app/studio/wording.h"
#include "lessons/engine/loader.h"
#include "lessons/engine/player.h"
#include "lessons/engine/verifier.h"
#include "raft/base/nearest.h"
#include "raft/base/utf8.h"
#include "raft/trace/json_writer.h"

namespace cli {
namespace {

std::string fileNameOf(const std::string& path) { return std::filesystem::path(path).filename().string(); }

/// Every lesson of the course that is there, if none is named.
std::vector<std::string> allLessons(const studio::Course& course) {
    std::vector<std::string> ids;
    for (const studio::CourseEntry& entry : course.entries()) {
        if (entry.available()) ids.push_back(entry.id);
    }
    return ids;
}

/// The verdict and what is wrong on standard output, what only might be better on standard error.
void printReport(const lessons::Lesson& lesson, const lessons::VerifierReport& report, Output& output) {
    output.line((report.isFine() ? "ok\t" : "NO\t") + lesson.id);
    for (const lessons::Finding& finding : report.findings) {
        const bool isWarning = finding.severity == lessons::Finding::Severity::Warning;
        const std::string where = isWarning && !finding.where.empty() ? "warning: " + finding.where
                                  : isWarning                         ? "warning"
                                                                      : finding.where;
        const raft::Error told{lesson.file, finding.position.line, finding.position.column, where, finding.text};
        isWarning ? output.note(told.format()) : output.line(told.format());
    }
}

/// What the list says behind a title.
std::string_view markOf(const studio::CourseEntry& entry, const studio::Texts& texts) {
    if (!entry.available()) return texts.tr("cli.lesson.laterMark");
    if (!entry.isOwn) return {};
    return texts.tr(entry.replaces ? "cli.lesson.replacesMark" : "cli.lesson.ownMark");
}

/// Errors of the course's own files go without the folder, which differs from machine to machine.
raft::Errors withoutFolder(raft::Errors errors) {
    for (raft::Error& error : errors) error.file = fileNameOf(error.file);
    return errors;
}

}  // namespace

bool finishStep(lessons::Player& player, const raft::History& history) {
    constexpr raft::SimTime kSlice = raft::SimTime::fromMs(50);
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
    const studio::Course course = studio::courseWith({}, global.lessonDir);
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
            json.field("own", entry.isOwn);
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
            rows.push_back({entry.id, entry.track, minutes, studio::textOf(entry.title, language),
                            std::string(markOf(entry, global.texts))});
        }
        printColumns(rows, output);
    }
    output.errors(withoutFolder(course.problems()));
    return course.problems().empty() ? kFine : kWrongInput;
}

int checkLessons(const LessonOptions& options, const GlobalOptions& global, Output& output) {
    const InterruptGuard guard;
    const studio::Course course = studio::courseWith({}, global.lessonDir);
    int code = kFine;
    if (options.lessons.empty() && !course.problems().empty()) {
        output.errors(withoutFolder(course.problems()));
        code = kWrongInput;
    }
    lessons::VerifierOptions how;
    how.glossary = &course.glossary();
    for (const studio::CourseEntry& entry : course.entries()) how.lessonIds.push_back(entry.id);
    how.cancelled = interrupted;
    for (const std::string& name : options.lessons.empty() ? allLessons(course) : options.lessons) {
        const auto lesson = findLesson(name, course, global.texts);
        if (!lesson.ok()) {
            output.errors(lesson.errors());
            code = kWrongInput;
            continue;
        }
        how.voice = studio::voiceFor(lesson.value().cluster, global.texts);
        const lessons::VerifierReport report = lessons::verify(lesson.value(), how);
        if (report.isCancelled) return kInterrupted;
        printReport(lesson.value(), report, output);
        if (!report.isFine() && code == kFine) code = kAnswerIsNo;
    }
    return code;
}

}  // namespace cli
