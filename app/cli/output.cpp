#include "app/cli/output.h"

#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace cli {
namespace {

constexpr std::size_t kCollectBytes = std::size_t{64} << 10;

}  // namespace

void Output::sendResults(ResultsTo where) {
    flush();
    results_ = where == ResultsTo::Stdout ? STDOUT_FILENO : STDERR_FILENO;
}

void Output::result(std::string_view text) {
    collected_ += text;
    if (collected_.size() >= kCollectBytes) flush();
}

void Output::line(std::string_view text) {
    result(text);
    result("\n");
}

void Output::note(std::string_view text) {
    flush();
    write(STDERR_FILENO, std::string(text) + "\n");
}

void Output::errors(const raft::Errors& errors) {
    for (const raft::Error& error : errors) note(error.format());
}

void Output::flush() {
    if (!closed_) write(results_, collected_);
    collected_.clear();
}

void Output::write(int descriptor, std::string_view text) {
    while (!text.empty()) {
        const ssize_t count = ::write(descriptor, text.data(), text.size());
        if (count > 0) {
            text.remove_prefix(static_cast<std::size_t>(count));
        } else if (count < 0 && errno != EINTR) {
            if (descriptor != results_) return;
            closed_ = true;
            if (errno != EPIPE) failure_ = errno;
            return;
        }
    }
}

bool Output::finish() {
    flush();
    if (failure_ == 0) return true;
    note(std::string("raftlab: the results cannot be written (") + std::strerror(failure_) + ")");
    return false;
}

bool Output::isTerminal(int descriptor) { return ::isatty(descriptor) != 0; }

}  // namespace cli
