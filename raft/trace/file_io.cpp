#include "raft/trace/file_io.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <utility>

namespace raft {
namespace {

constexpr std::size_t kChunkBytes = std::size_t{256} << 10;

Error errorIn(const std::string& path, int line, std::string message) {
    return Error{path, line, 1, "file", std::move(message)};
}

Error readError(const std::string& path, int code) {
    return errorIn(path, 1, std::string("cannot be read (") + std::strerror(code) + "); expected a readable file");
}

Error sizeError(const std::string& path, std::size_t bytesMax) {
    return errorIn(path, 1, "too large; expected at most " + std::to_string(bytesMax) + " bytes");
}

Descriptor openToRead(const std::string& path) {
    return Descriptor(path == "-" ? ::dup(STDIN_FILENO) : ::open(path.c_str(), O_RDONLY | O_CLOEXEC));
}

/// Adds up to kChunkBytes to `buffer`. Returns how many, 0 at the end, -1 for an error.
ssize_t readChunk(const Descriptor& descriptor, std::string& buffer) {
    const std::size_t before = buffer.size();
    buffer.resize(before + kChunkBytes);
    ssize_t count = 0;
    do {
        count = ::read(descriptor.number(), buffer.data() + before, kChunkBytes);
    } while (count < 0 && errno == EINTR);
    const int code = errno;
    buffer.resize(before + static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
    errno = code;
    return count;
}

std::string folderOf(const std::string& path) {
    const std::size_t slash = path.rfind('/');
    if (slash == std::string::npos) return ".";
    return slash == 0 ? "/" : path.substr(0, slash);
}

/// The file that `path` leads to when it is a link to something that exists; else `path`.
std::string followLinks(const std::string& path) {
    char* const resolved = ::realpath(path.c_str(), nullptr);
    std::string target = resolved == nullptr ? path : resolved;
    std::free(resolved);
    return target;
}

}  // namespace

Result<std::string> readFile(const std::string& path, std::size_t bytesMax) {
    const Descriptor descriptor = openToRead(path);
    if (!descriptor.isOpen()) return readError(path, errno);
    std::string content;
    ssize_t count = 0;
    while (content.size() <= bytesMax && (count = readChunk(descriptor, content)) > 0) {}
    if (count < 0) return readError(path, errno);
    if (content.size() > bytesMax) return sizeError(path, bytesMax);
    return content;
}

void Descriptor::close() {
    if (isOpen()) ::close(number_);
    number_ = -1;
}

LineReader::LineReader(std::string path, Descriptor descriptor, Limits limits)
    : path_(std::move(path)), descriptor_(std::move(descriptor)), limits_(limits) {}

Result<LineReader> LineReader::open(const std::string& path, Limits limits) {
    Descriptor descriptor = openToRead(path);
    if (!descriptor.isOpen()) return readError(path, errno);
    LineReader reader(path, std::move(descriptor), limits);
    // A folder opens but does not read: say so now.
    if (!reader.refill() && !reader.ok()) return reader.errors_;
    return reader;
}

bool LineReader::fail(int line, std::string message) {
    errors_.push_back(errorIn(path_, line, std::move(message)));
    return false;
}

/// Reads on, after dropping what was given already. Returns false when nothing was added.
bool LineReader::refill() {
    if (atEnd_) return false;
    buffer_.erase(0, begin_);
    begin_ = 0;
    const ssize_t count = readChunk(descriptor_, buffer_);
    atEnd_ = count <= 0;
    if (count < 0) {
        errors_.push_back(readError(path_, errno));
        return false;
    }
    bytesRead_ += static_cast<std::size_t>(count);
    if (bytesRead_ > limits_.bytesMax) {
        errors_.push_back(sizeError(path_, limits_.bytesMax));
        return false;
    }
    return count > 0;
}

bool LineReader::next(std::string& line) {
    std::size_t searched = begin_;
    std::size_t end = buffer_.find('\n', searched);
    while (ok() && end == std::string::npos && buffer_.size() - begin_ <= limits_.lineBytesMax) {
        searched = buffer_.size() - begin_;
        if (!refill()) break;
        end = buffer_.find('\n', searched);
    }
    if (!ok()) return false;
    const bool unfinished = end == std::string::npos;
    if (unfinished) end = buffer_.size();
    if (unfinished && atEnd_ && begin_ == end) return false;
    if (end - begin_ > limits_.lineBytesMax) {
        return fail(lineNumber_ + 1,
                    "line too long; expected at most " + std::to_string(limits_.lineBytesMax) + " bytes");
    }
    line.assign(buffer_, begin_, end - begin_);
    if (!unfinished && !line.empty() && line.back() == '\r') line.pop_back();
    begin_ = unfinished ? end : end + 1;
    ++lineNumber_;
    return true;
}

AtomicFile::AtomicFile(std::string path, ExistingFile existing) : path_(std::move(path)), existing_(existing) {
    open();
}

AtomicFile::~AtomicFile() { discard(); }

void AtomicFile::fail(std::string message) {
    if (!failed()) errors_.push_back(errorIn(path_, 1, std::move(message)));
}

void AtomicFile::failToWrite(int code) {
    fail(std::string("cannot be written (") + std::strerror(code) + "); expected a file that can be");
}

void AtomicFile::open() {
    if (path_ == "-") {
        direct_ = true;
        descriptor_ = Descriptor(::dup(STDOUT_FILENO));
        if (!descriptor_.isOpen()) failToWrite(errno);
        return;
    }
    target_ = followLinks(path_);
    struct stat status {};
    const bool exists = ::stat(target_.c_str(), &status) == 0;
    if (exists && S_ISDIR(status.st_mode)) return fail("is a folder; expected a file");
    if (exists && !S_ISREG(status.st_mode)) {
        direct_ = true;
        descriptor_ = Descriptor(::open(target_.c_str(), O_WRONLY | O_CLOEXEC));
        if (!descriptor_.isOpen()) failToWrite(errno);
        return;
    }
    if (exists && existing_ == ExistingFile::Refuse) return fail("exists already; expected a new name");
    if (exists && ::access(target_.c_str(), W_OK) != 0) return failToWrite(errno);
    openBeside();
    // Whoever could read the old file can read the new one.
    if (exists && descriptor_.isOpen() && ::fchmod(descriptor_.number(), status.st_mode & 07777) != 0) {
        failToWrite(errno);
    }
}

/// Opens a nameless file in the target's folder, or a hidden one where the file system knows no nameless files.
void AtomicFile::openBeside() {
#ifdef O_TMPFILE
    descriptor_ = Descriptor(::open(folderOf(target_).c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, 0666));
    if (descriptor_.isOpen()) return;
#endif
    giveName();
}

/// Gives the nameless file a hidden name, or opens a hidden file if there is none yet.
bool AtomicFile::giveName() {
    constexpr int kTriesMax = 1000;
    for (int i = 0; i < kTriesMax; ++i) {
        const std::string name =
            folderOf(target_) + "/.raftlab-" + std::to_string(::getpid()) + '-' + std::to_string(i) + ".tmp";
        if (!descriptor_.isOpen()) {
            descriptor_ = Descriptor(::open(name.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0666));
            if (descriptor_.isOpen()) {
                hidden_ = name;
                return true;
            }
        } else {
            const std::string nameless = "/proc/self/fd/" + std::to_string(descriptor_.number());
            if (::linkat(AT_FDCWD, nameless.c_str(), AT_FDCWD, name.c_str(), AT_SYMLINK_FOLLOW) == 0) {
                hidden_ = name;
                return true;
            }
        }
        if (errno != EEXIST) break;
    }
    failToWrite(errno);
    return false;
}

void AtomicFile::append(std::string_view bytes) {
    if (failed()) return;
    buffer_ += bytes;
    if (buffer_.size() >= kChunkBytes) flush();
}

void AtomicFile::flush() {
    std::string_view rest = buffer_;
    while (!failed() && !rest.empty()) {
        const ssize_t count = ::write(descriptor_.number(), rest.data(), rest.size());
        if (count >= 0) {
            rest.remove_prefix(static_cast<std::size_t>(count));
        } else if (errno != EINTR) {
            failToWrite(errno);
        }
    }
    buffer_.clear();
}

/// The order that survives a power cut: the bytes, then the name, then the folder that holds the name.
bool AtomicFile::putInPlace() {
    if (::fsync(descriptor_.number()) != 0) return failToWrite(errno), false;
    if (hidden_.empty() && !giveName()) return false;
    if (existing_ == ExistingFile::Refuse) {
        // Unlike a rename, a link never replaces a file that appeared meanwhile.
        if (::link(hidden_.c_str(), target_.c_str()) != 0) {
            return errno == EEXIST ? fail("exists already; expected a new name") : failToWrite(errno), false;
        }
        ::unlink(hidden_.c_str());
    } else if (std::rename(hidden_.c_str(), target_.c_str()) != 0) {
        return failToWrite(errno), false;
    }
    hidden_.clear();
    const Descriptor folder(::open(folderOf(target_).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    // Some file systems cannot do this for folders; the file itself is in place.
    if (folder.isOpen()) static_cast<void>(::fsync(folder.number()));
    return true;
}

Result<void> AtomicFile::commit() {
    flush();
    if (!failed() && !direct_) putInPlace();
    discard();
    if (failed()) return errors_;
    return {};
}

void AtomicFile::discard() {
    descriptor_.close();
    if (!hidden_.empty()) ::unlink(hidden_.c_str());
    hidden_.clear();
}

Result<void> writeFileAtomically(const std::string& path, std::string_view bytes, ExistingFile existing) {
    AtomicFile file(path, existing);
    file.append(bytes);
    return file.commit();
}

}  // namespace raft
