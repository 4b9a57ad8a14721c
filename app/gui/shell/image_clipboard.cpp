#include "app/gui/shell/image_clipboard.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>

extern char** environ;

namespace gui {
namespace {

/// The picture as a nameless file, to be somebody's standard input: a pipe could block on a program that never reads.
int fileOf(const std::string& bytes) {
    std::FILE* file = std::tmpfile();
    if (file == nullptr) return -1;
    const bool written = std::fwrite(bytes.data(), 1, bytes.size(), file) == bytes.size() && std::fflush(file) == 0;
    const int descriptor = written ? ::dup(::fileno(file)) : -1;
    std::fclose(file);
    if (descriptor >= 0) ::lseek(descriptor, 0, SEEK_SET);
    return descriptor;
}

/// Starts `program` with the picture as its input, and nothing of ours as its output, and waits until it has gone to
/// the background. False if it is not there or does not want the picture.
bool give(const std::string& png, char* const program[]) {
    const int input = fileOf(png);
    if (input < 0) return false;
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    pid_t child = 0;
    const bool started = ::posix_spawnp(&child, program[0], &actions, nullptr, program, environ) == 0;
    posix_spawn_file_actions_destroy(&actions);
    ::close(input);
    if (!started) return false;
    int status = 0;
    while (::waitpid(child, &status, 0) < 0) {
        if (errno != EINTR) return false;
    }
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

}  // namespace

std::string copyImageToClipboard(const std::string& png) {
    std::array<std::string, 5> words{"wl-copy", "--type", "image/png"};
    if (std::getenv("WAYLAND_DISPLAY") != nullptr) {
        char* const wayland[] = {words[0].data(), words[1].data(), words[2].data(), nullptr};
        if (give(png, wayland)) return words[0];
    }
    if (std::getenv("DISPLAY") == nullptr) return {};
    words = {"xclip", "-selection", "clipboard", "-t", "image/png"};
    char* const x11[] = {words[0].data(), words[1].data(), words[2].data(), words[3].data(), words[4].data(), nullptr};
    return give(png, x11) ? words[0] : std::string();
}

}  // namespace gui
