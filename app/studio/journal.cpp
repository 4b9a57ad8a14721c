#include "app/studio/journal.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <optional>
#include <system_error>
#include <thread>
#include <vector>

#include "app/studio/environment.h"
#include "raft/trace/file_io.h"

namespace studio {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kStart = "journal-";
constexpr std::string_view kLockEnd = ".lock";
constexpr std::string_view kSessionEnd = ".session.json";

/// Opens the file and takes its lock; -1 if another program has it, or the file cannot be made.
int takeLock(const std::string& path) {
    const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0) return -1;
    if (::flock(file, LOCK_EX | LOCK_NB) == 0) return file;
    ::close(file);
    return -1;
}

std::string sessionOfLock(const std::string& lock) {
    return lock.substr(0, lock.size() - kLockEnd.size()) + std::string(kSessionEnd);
}

/// The lock files of `dir`, in order of their names.
std::vector<std::string> locksIn(const std::string& dir) {
    std::vector<std::string> locks;
    std::error_code code;
    for (fs::directory_iterator it(dir, code), end; !code && it != end; it.increment(code)) {
        const std::string name = it->path().filename().string();
        const bool isLock = name.size() > kLockEnd.size() + kStart.size() && name.rfind(kStart, 0) == 0 &&
                            name.compare(name.size() - kLockEnd.size(), kLockEnd.size(), kLockEnd) == 0;
        if (isLock) locks.push_back(it->path().string());
    }
    std::sort(locks.begin(), locks.end());
    return locks;
}

void removeFile(const std::string& path) {
    std::error_code code;
    fs::remove(path, code);
}

}  // namespace

std::string defaultStateDir() {
    const std::string state = environment("XDG_STATE_HOME");
    if (!state.empty()) return state + "/raftlab";
    const std::string home = environment("HOME");
    return home.empty() ? std::string() : home + "/.local/state/raftlab";
}

/// The thread that writes, and what it is asked for: the newest wish alone counts.
struct Journal::Writer {
    /// What the journal shall hold; empty: no file.
    struct Wish {
        std::string session;
    };

    std::string lockPath;
    int lock = -1;
    std::mutex mutex;
    std::condition_variable changed;
    std::optional<Wish> wish;
    bool busy = false;
    bool ends = false;
    std::thread thread;

    Writer(std::string path, int lockFile) : lockPath(std::move(path)), lock(lockFile) {
        thread = std::thread([this] { work(); });
    }
    ~Writer() {
        {
            const std::lock_guard guard(mutex);
            ends = true;
        }
        changed.notify_all();
        thread.join();
        std::error_code code;
        if (!fs::exists(sessionOfLock(lockPath), code)) removeFile(lockPath);
        ::close(lock);
    }

    void ask(std::string session) {
        {
            const std::lock_guard guard(mutex);
            wish = Wish{std::move(session)};
        }
        changed.notify_all();
    }
    void wait() {
        std::unique_lock guard(mutex);
        changed.wait(guard, [this] { return !wish && !busy; });
    }
    void work() {
        std::unique_lock guard(mutex);
        while (true) {
            changed.wait(guard, [this] { return wish || ends; });
            if (!wish) return;
            const Wish now = std::move(*wish);
            wish.reset();
            busy = true;
            guard.unlock();
            carryOut(now);
            guard.lock();
            busy = false;
            changed.notify_all();
        }
    }
    void carryOut(const Wish& now) const {
        const std::string path = sessionOfLock(lockPath);
        if (now.session.empty()) return removeFile(path);
        // A disk that is full takes nothing from the run itself, and the next change tries again.
        (void)raft::writeFileAtomically(path, now.session);
    }
};

Journal::Journal(std::string dir) : dir_(std::move(dir)) {
    if (dir_.empty()) return;
    std::error_code code;
    fs::create_directories(dir_, code);
    for (int number = 1; number < 100; ++number) {
        const std::string path = dir_ + "/" + std::string(kStart) + std::to_string(number) + std::string(kLockEnd);
        // What a crashed program has left waits for findLeft().
        if (fs::exists(sessionOfLock(path), code)) continue;
        const int lock = takeLock(path);
        if (lock < 0) continue;
        writer_ = std::make_unique<Writer>(path, lock);
        return;
    }
}

Journal::~Journal() {
    if (leftLock_ >= 0) ::close(leftLock_);
}

void Journal::write(std::string session) {
    if (writer_) writer_->ask(std::move(session));
}

void Journal::clear() {
    if (writer_) writer_->ask({});
}

void Journal::flush() {
    if (writer_) writer_->wait();
}

std::string Journal::findLeft() {
    if (dir_.empty() || leftLock_ >= 0) return left_;
    for (const std::string& path : locksIn(dir_)) {
        if (writer_ && path == writer_->lockPath) continue;
        std::error_code code;
        const std::string session = sessionOfLock(path);
        const int lock = takeLock(path);
        if (lock < 0) continue;
        if (fs::exists(session, code)) {
            left_ = session;
            leftLock_ = lock;
            return left_;
        }
        removeFile(path);
        ::close(lock);
    }
    return {};
}

void Journal::removeLeft() {
    if (leftLock_ < 0) return;
    removeFile(left_);
    removeFile(left_.substr(0, left_.size() - kSessionEnd.size()) + std::string(kLockEnd));
    ::close(leftLock_);
    leftLock_ = -1;
    left_.clear();
}

}  // namespace studio
