#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "raft/base/result.h"

/// Files of the user: read with a limit, written whole or not at all. `-` is standard input or output.
namespace raft {

/// Reads all of `path`. What cannot be read, or is larger than `bytesMax`, is an error at line 1, column 1.
Result<std::string> readFile(const std::string& path, std::size_t bytesMax);

/// An open file, closed with its owner; -1 is none.
class Descriptor {
public:
    explicit Descriptor(int number = -1) : number_(number) {}
    Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
    Descriptor& operator=(Descriptor&& other) noexcept {
        std::swap(number_, other.number_);
        return *this;
    }
    ~Descriptor() { close(); }

    void close();
    [[nodiscard]] bool isOpen() const { return number_ >= 0; }
    [[nodiscard]] int number() const { return number_; }

private:
    int number_;
};

/// Reads a file of any length line by line, holding one line in memory.
class LineReader {
public:
    /// `bytesMax` limits the file, `lineBytesMax` one line.
    struct Limits {
        std::size_t bytesMax;
        std::size_t lineBytesMax;
    };

    static Result<LineReader> open(const std::string& path, Limits limits);
    /// Puts the next line, without its end (LF or CR LF), into `line`. Returns false at the end of the file, which a
    /// last line without an end reaches too, and when something went wrong: then ok() is false.
    bool next(std::string& line);
    /// The number of the line that next() gave last, from 1.
    [[nodiscard]] int lineNumber() const { return lineNumber_; }
    [[nodiscard]] bool ok() const { return errors_.empty(); }
    [[nodiscard]] const Errors& errors() const { return errors_; }

private:
    LineReader(std::string path, Descriptor descriptor, Limits limits);
    bool refill();
    bool fail(int line, std::string message);

    std::string path_;
    Descriptor descriptor_;
    Limits limits_;
    std::string buffer_;
    std::size_t begin_ = 0;  ///< Of what the buffer still has to give.
    std::size_t bytesRead_ = 0;
    int lineNumber_ = 0;
    bool atEnd_ = false;
    Errors errors_;
};

/// What to do about a file that is there already.
enum class ExistingFile { Replace, Refuse };

/// Collects what is written in a nameless or hidden file beside the target, and puts it in place by commit(). Until
/// then, and whenever anything fails, the target is untouched; a file without commit() leaves nothing behind. Where the
/// system has nameless files (O_TMPFILE) that holds even when the program is killed; elsewhere the destructor removes
/// the hidden file, so Ctrl-C must unwind to it.
/// A target that is no regular file (`-`, /dev/null, a pipe) cannot be replaced and is written to as it goes.
class AtomicFile {
public:
    explicit AtomicFile(std::string path, ExistingFile existing = ExistingFile::Replace);
    ~AtomicFile();
    AtomicFile(const AtomicFile&) = delete;
    AtomicFile& operator=(const AtomicFile&) = delete;

    /// After a failure does nothing; commit() will tell. Whoever writes for long may ask failed() now and then.
    void append(std::string_view bytes);
    [[nodiscard]] bool failed() const { return !errors_.empty(); }
    /// Writes everything to the disk and puts the file in place. To be called once.
    Result<void> commit();

private:
    void open();
    void openBeside();
    void flush();
    bool putInPlace();
    bool giveName();
    void fail(std::string message);
    void failToWrite(int code);
    void discard();

    std::string path_;    ///< As given: stands in errors.
    std::string target_;  ///< Where it really goes: links are followed.
    std::string hidden_;  ///< The file to rename, empty while it is nameless.
    ExistingFile existing_;
    Descriptor descriptor_;
    bool direct_ = false;  ///< Written to as it goes.
    std::string buffer_;
    Errors errors_;
};

/// All of `bytes` at once through an AtomicFile.
Result<void> writeFileAtomically(const std::string& path, std::string_view bytes,
                                 ExistingFile existing = ExistingFile::Replace);

}  // namespace raft
