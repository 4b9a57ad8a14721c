#include "raft/base/check.h"

#include <cstdlib>
#include <string>

#include <unistd.h>

namespace raft {
namespace {

CheckHandler currentHandler = nullptr;

void printAndStop(const char* condition, const char* file, int line) {
    const std::string text =
        std::string(file) + ":" + std::to_string(line) + ": internal error: " + condition + " does not hold\n";
    // A short write changes nothing: the program is about to stop.
    [[maybe_unused]] const auto written = write(STDERR_FILENO, text.data(), text.size());
}

}  // namespace

CheckHandler setCheckHandler(CheckHandler handler) {
    CheckHandler before = currentHandler;
    currentHandler = handler;
    return before;
}

void checkFailed(const char* condition, const char* file, int line) {
    printAndStop(condition, file, line);
    if (currentHandler != nullptr) currentHandler(condition, file, line);
    std::abort();
}

}  // namespace raft
