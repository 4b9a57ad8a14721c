#include "tests/app/cli/program.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace cli_test {
namespace {

namespace fs = std::filesystem;

struct Pipe {
    std::array<int, 2> ends{-1, -1};
    Pipe() { EXPECT_EQ(::pipe(ends.data()), 0); }
    void closeEnd(std::size_t end) {
        if (ends[end] >= 0) ::close(ends[end]);
        ends[end] = -1;
    }
    ~Pipe() {
        closeEnd(0);
        closeEnd(1);
    }
};

[[noreturn]] void becomeProgram(const std::string& folder, const std::vector<std::string>& arguments, Pipe& in,
                                Pipe& out, Pipe& err) {
    ::dup2(in.ends[0], STDIN_FILENO);
    ::dup2(out.ends[1], STDOUT_FILENO);
    ::dup2(err.ends[1], STDERR_FILENO);
    for (Pipe* pipe : {&in, &out, &err}) {
        pipe->closeEnd(0);
        pipe->closeEnd(1);
    }
    std::signal(SIGPIPE, SIG_DFL);
    std::string program = RAFTLAB_PROGRAM;
    std::vector<std::string> words = arguments;
    std::vector<char*> argv{program.data()};
    for (std::string& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    if (::chdir(folder.c_str()) == 0) ::execv(program.c_str(), argv.data());
    ::_exit(127);
}

/// Reads both until they are closed; sends the signal in between when its time has come.
void collect(Pipe& out, Pipe& err, Answer& answer, pid_t child, Interruption interruption) {
    using Clock = std::chrono::steady_clock;
    const auto begun = Clock::now();
    bool sent = interruption.signal == 0;
    std::array<pollfd, 2> ends{pollfd{out.ends[0], POLLIN, 0}, pollfd{err.ends[0], POLLIN, 0}};
    std::array<std::string*, 2> texts{&answer.out, &answer.err};
    std::array<char, 65536> buffer{};
    int open = 2;
    while (open > 0) {
        ::poll(ends.data(), ends.size(), 20);
        if (!sent && Clock::now() - begun > std::chrono::milliseconds(interruption.afterMs)) {
            ::kill(child, interruption.signal);
            sent = true;
        }
        for (std::size_t i = 0; i < ends.size(); ++i) {
            if (ends[i].fd < 0 || ends[i].revents == 0) continue;
            const ssize_t count = ::read(ends[i].fd, buffer.data(), buffer.size());
            if (count > 0) {
                texts[i]->append(buffer.data(), static_cast<std::size_t>(count));
            } else {
                ends[i].fd = -1;
                --open;
            }
        }
    }
}

}  // namespace

void ProgramTest::SetUp() {
    std::string pattern = (fs::temp_directory_path() / "raftlab-cli-XXXXXX").string();
    ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
    folder_ = pattern;
}

void ProgramTest::TearDown() { fs::remove_all(folder_); }

Answer ProgramTest::run(const std::vector<std::string>& arguments, const std::string& input,
                        Interruption interruption) {
    Pipe in;
    Pipe out;
    Pipe err;
    std::vector<std::string> all = arguments;
    all.insert(all.end(), {"--config-dir", folder_ + "/config"});
    const pid_t child = ::fork();
    if (child == 0) becomeProgram(folder_, all, in, out, err);
    in.closeEnd(0);
    out.closeEnd(1);
    err.closeEnd(1);
    std::signal(SIGPIPE, SIG_IGN);
    EXPECT_LE(input.size(), 60'000u) << "more than a pipe holds";
    const ssize_t written = ::write(in.ends[1], input.data(), input.size());
    EXPECT_EQ(written, static_cast<ssize_t>(input.size()));
    in.closeEnd(1);

    Answer answer;
    collect(out, err, answer, child, interruption);
    int status = 0;
    ::waitpid(child, &status, 0);
    answer.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return answer;
}

std::string ProgramTest::file(const std::string& name, const std::string& content) {
    std::ofstream(folder_ + "/" + name, std::ios::binary) << content;
    return name;
}

std::string ProgramTest::read(const std::string& name) const {
    std::ifstream stream(folder_ + "/" + name, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

bool ProgramTest::exists(const std::string& name) const { return fs::exists(folder_ + "/" + name); }

std::vector<std::string> ProgramTest::files() const {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder_)) names.push_back(entry.path().filename().string());
    std::sort(names.begin(), names.end());
    return names;
}

std::string scenario(const std::string& name) {
    return std::string(RAFTLAB_SOURCE_DIR) + "/tests/scenarios/" + name + ".session.json";
}

std::string lesson(const std::string& name) {
    return std::string(RAFTLAB_SOURCE_DIR) + "/lessons/course/" + name + ".lesson.json";
}

std::vector<std::string> linesOf(const std::string& text) {
    std::vector<std::string> lines;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        lines.push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return lines;
}

std::vector<std::string> linesWith(const std::string& text, const std::string& prefix) {
    std::vector<std::string> found;
    for (const std::string& line : linesOf(text)) {
        if (line.compare(0, prefix.size(), prefix) == 0) found.push_back(line);
    }
    return found;
}

std::string quietSession(const std::string& script) {
    return R"({"format": "raftlab-session/1", "title": "", "protocol": "raft",
  "cluster": {"servers": ["S1", "S2", "S3"], "timers": "manual", "latency": 10, "heartbeat": 50},
  "script": [)" +
           script + "]}\n";
}

}  // namespace cli_test
