#include "app/cli/run_file.h"

#include <unistd.h>

#include <chrono>

#include "app/cli/interrupt.h"
#include "app/cli/output.h"
#include "lessons/engine/loader.h"
#include "raft/trace/file_io.h"
#include "raft/trace/json_value.h"

namespace cli {
namespace {

enum class Kind { Lesson, Session, Trace };

bool startsWith(std::string_view text, std::string_view prefix) { return text.substr(0, prefix.size()) == prefix; }

Kind kindOfFormat(std::string_view format) {
    if (startsWith(format, "raftlab-lesson")) return Kind::Lesson;
    return startsWith(format, "raftlab-trace") ? Kind::Trace : Kind::Session;
}

/// By the member "format". What has none is read as a session, whose reader says what is missing.
Kind kindOf(const std::string& text) {
    // A trace is many objects, one a line; no reader of one object gets through it.
    const std::string firstLine = text.substr(0, text.find('\n'));
    for (const std::string* candidate : {&firstLine, &text}) {
        const auto document = raft::parseJson(*candidate, {});
        if (!document.ok() || !document.value().root().is(raft::JsonValue::Type::Object)) continue;
        const raft::JsonValue* format = document.value().root().find("format");
        if (format != nullptr && format->is(raft::JsonValue::Type::String)) return kindOfFormat(format->string());
    }
    return Kind::Session;
}

RunFile ofLesson(lessons::Lesson lesson, const std::string& path) {
    RunFile file{path, lesson.cluster, lesson.texts, {}, std::nullopt, std::nullopt};
    for (const lessons::Step& step : lesson.steps) addStep(step, file.script);
    file.lesson = std::move(lesson);
    return file;
}

RunFile ofSession(raft::Session session, const std::string& path) {
    RunFile file{path, session.cluster, session.texts, session.script, std::nullopt, std::nullopt};
    file.session = std::move(session);
    return file;
}

/// One line on a terminal that says how far a long run is, gone when it is done.
class Progress {
public:
    Progress() : shown_(Output::isTerminal(STDERR_FILENO)), next_(Clock::now() + kEvery) {}
    ~Progress() {
        if (drawn_) draw("\r\x1b[K");
    }
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    void at(const raft::History& history) {
        if (!shown_ || Clock::now() < next_) return;
        next_ = Clock::now() + kEvery;
        drawn_ = true;
        draw("\r\x1b[K" + std::to_string(history.time().us / 1000) + " ms, " + std::to_string(history.step().value) +
             " steps");
    }

private:
    using Clock = std::chrono::steady_clock;
    static constexpr std::chrono::milliseconds kEvery{200};

    static void draw(std::string_view text) {
        // Nothing is lost if it does not arrive.
        [[maybe_unused]] const ssize_t count = ::write(STDERR_FILENO, text.data(), text.size());
    }

    bool shown_;
    bool drawn_ = false;
    Clock::time_point next_;
};

}  // namespace

raft::Result<RunFile> loadRunFile(const std::string& path, const raft::SessionOverrides& overrides) {
    auto text = raft::readFile(path, raft::kSessionBytesMax);
    if (!text.ok()) return std::move(text).errors();
    switch (kindOf(text.value())) {
        case Kind::Trace:
            return raft::Error{path, 1, 1, "",
                               "this is a trace, which has happened already; expected a session or a lesson"};
        case Kind::Lesson: {
            auto lesson = lessons::readLesson(std::move(text).value(), path, overrides);
            if (!lesson.ok()) return std::move(lesson).errors();
            return ofLesson(std::move(lesson).value(), path);
        }
        case Kind::Session: break;
    }
    auto session = raft::readSession(std::move(text).value(), path, overrides);
    if (!session.ok()) return std::move(session).errors();
    return ofSession(std::move(session).value(), path);
}

void addStep(const lessons::Step& step, raft::Script& script) {
    script.insert(script.end(), step.todo.begin(), step.todo.end());
    if (step.run) script.push_back(*step.run);
    script.insert(script.end(), step.expect.begin(), step.expect.end());
}

std::unique_ptr<raft::History> beginHistory(const RunFile& file) {
    return std::make_unique<raft::History>(file.cluster, file.texts);
}

RunEnding play(raft::ScriptRunner& runner, raft::History& history) {
    constexpr std::uint32_t kStepsAtOnce = 256;
    Progress progress;
    for (std::uint32_t calls = 0; runner.next(history) != raft::ScriptRunner::Progress::Over; ++calls) {
        if (calls % kStepsAtOnce != 0) continue;
        if (interrupted()) return RunEnding::Interrupted;
        progress.at(history);
    }
    return interrupted() ? RunEnding::Interrupted : RunEnding::Over;
}

raft::Errors inOption(raft::Errors errors, const std::string& option) {
    for (raft::Error& error : errors) {
        error.file = option;
        error.line = 1;
    }
    return errors;
}

}  // namespace cli
