#include "app/cli/check_report.h"

#include <unistd.h>

#include <filesystem>
#include <string_view>
#include <system_error>

#include "app/cli/exit_code.h"
#include "raft/base/check.h"
#include "raft/script/answer.h"
#include "raft/trace/file_io.h"
#include "raft/trace/session_writer.h"

namespace cli {
namespace {

/// What a handler without arguments can know; null outside of a run. Nothing else in the program reads it.
const raft::History* runHistory = nullptr;
const std::string* sessionFolder = nullptr;

void say(const std::string& line) {
    const std::string text = "raftlab: " + line + "\n";
    [[maybe_unused]] const ssize_t count = ::write(STDERR_FILENO, text.data(), text.size());
}

/// From the root of the project, wherever it was built.
std::string_view projectPath(std::string_view file) {
    for (const std::string_view room : {"/raft/", "/render/", "/lessons/", "/app/"}) {
        const std::size_t at = file.rfind(room);
        if (at != std::string_view::npos) return file.substr(at + 1);
    }
    return file;
}

void saveSession(const raft::History& history) {
    if (sessionFolder->empty()) return;
    std::error_code code;
    std::filesystem::create_directories(*sessionFolder, code);
    const std::string path = *sessionFolder + "/check-failed.session.json";
    const auto written = raft::writeFileAtomically(path, raft::writeSession(raft::sessionOf(history)));
    if (written.ok()) say("the run so far is saved as " + path);
}

[[noreturn]] void report(const char* condition, const char* file, int line) {
    // A second failure, while the first is told, must not come back here.
    const raft::History* history = runHistory;
    runHistory = nullptr;
    say("CHECK failed: " + std::string(condition) + " (" + std::string(projectPath(file)) + ":" + std::to_string(line) +
        "); this is a mistake of ours");
    if (history != nullptr) {
        say("seed " + std::to_string(history->config().seed) + ", at " + raft::millisecondsText(history->time()) +
            " ms");
        saveSession(*history);
    }
    ::_exit(kOurFault);
}

void reportAndStop(const char* condition, const char* file, int line) { report(condition, file, line); }

}  // namespace

CheckReport::CheckReport(const raft::History& history, const std::string& folder) {
    runHistory = &history;
    sessionFolder = &folder;
}

CheckReport::~CheckReport() {
    runHistory = nullptr;
    sessionFolder = nullptr;
}

void installCheckHandler() { raft::setCheckHandler(reportAndStop); }

}  // namespace cli
