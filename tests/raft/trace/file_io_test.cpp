#include "raft/trace/file_io.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>

namespace raft {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kPlenty = 1 << 20;

/// A folder of its own for each test, gone afterwards.
class FileIo : public testing::Test {
protected:
    void SetUp() override {
        std::string pattern = (fs::temp_directory_path() / "raftlab-file-io-XXXXXX").string();
        ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
        folder_ = pattern;
    }
    void TearDown() override { fs::remove_all(folder_); }

    [[nodiscard]] std::string path(const std::string& name) const { return (folder_ / name).string(); }

    void put(const std::string& name, const std::string& content) const {
        std::ofstream(path(name), std::ios::binary) << content;
    }

    [[nodiscard]] std::string get(const std::string& name) const {
        std::ostringstream content;
        content << std::ifstream(path(name), std::ios::binary).rdbuf();
        return content.str();
    }

    [[nodiscard]] std::set<std::string> names() const {
        std::set<std::string> all;
        for (const auto& entry : fs::directory_iterator(folder_)) all.insert(entry.path().filename().string());
        return all;
    }

private:
    fs::path folder_;
};

using Names = std::set<std::string>;

std::string linesOf(LineReader& reader) {
    std::string all;
    std::string line;
    while (reader.next(line)) all += std::to_string(reader.lineNumber()) + '=' + line + ';';
    return all;
}

TEST_F(FileIo, ReadsAWholeFile) {
    const std::string content = std::string(700000, 'x') + '\0' + "end";
    put("a", content);
    const auto result = readFile(path("a"), kPlenty);
    ASSERT_TRUE(result.ok());
    EXPECT_EQ(result.value(), content);
}

TEST_F(FileIo, ReportsWhatCannotBeReadAtLineOneColumnOne) {
    const auto missing = readFile(path("missing"), kPlenty);
    ASSERT_FALSE(missing.ok());
    EXPECT_EQ(missing.errors()[0].format(), path("missing") +
                                                ":1:1: file: cannot be read (No such file or directory); "
                                                "expected a readable file");
    const auto folder = readFile(path(""), kPlenty);
    ASSERT_FALSE(folder.ok());
    EXPECT_EQ(folder.errors()[0].format(),
              path("") + ":1:1: file: cannot be read (Is a directory); expected a readable file");
}

TEST_F(FileIo, ReadsUpToTheLimitAndNoFurther) {
    put("a", "12345");
    EXPECT_TRUE(readFile(path("a"), 5).ok());
    const auto result = readFile(path("a"), 4);
    ASSERT_FALSE(result.ok());
    EXPECT_EQ(result.errors()[0].format(), path("a") + ":1:1: file: too large; expected at most 4 bytes");
    EXPECT_FALSE(readFile("/dev/zero", kPlenty).ok());
}

TEST_F(FileIo, ReadsLineByLine) {
    put("a", "one\r\n\ntwo\nlast");
    auto reader = LineReader::open(path("a"), {kPlenty, kPlenty});
    ASSERT_TRUE(reader.ok());
    EXPECT_EQ(linesOf(reader.value()), "1=one;2=;3=two;4=last;");
    EXPECT_TRUE(reader.value().ok());
    put("b", "one\n");
    auto ended = LineReader::open(path("b"), {kPlenty, kPlenty});
    EXPECT_EQ(linesOf(ended.value()), "1=one;");
    put("c", "");
    auto empty = LineReader::open(path("c"), {kPlenty, kPlenty});
    EXPECT_EQ(linesOf(empty.value()), "");
}

TEST_F(FileIo, ReadsLinesLongerThanItsBuffer) {
    const std::string line(600001, 'y');
    put("a", line + '\n' + line + "\nz");
    auto reader = LineReader::open(path("a"), {kPlenty * 2, kPlenty});
    EXPECT_EQ(linesOf(reader.value()), "1=" + line + ";2=" + line + ";3=z;");
}

TEST_F(FileIo, LimitsLinesAndTheirFile) {
    put("a", "1234\n12345\n");
    auto enough = LineReader::open(path("a"), {11, 5});
    EXPECT_EQ(linesOf(enough.value()), "1=1234;2=12345;");
    EXPECT_TRUE(enough.value().ok());
    auto narrow = LineReader::open(path("a"), {11, 4});
    EXPECT_EQ(linesOf(narrow.value()), "1=1234;");
    ASSERT_FALSE(narrow.value().ok());
    EXPECT_EQ(narrow.value().errors()[0].format(), path("a") + ":2:1: file: line too long; expected at most 4 bytes");
    const auto small = LineReader::open(path("a"), {10, 5});
    ASSERT_FALSE(small.ok());
    EXPECT_EQ(small.errors()[0].format(), path("a") + ":1:1: file: too large; expected at most 10 bytes");
    EXPECT_FALSE(LineReader::open(path("missing"), {10, 5}).ok());
    EXPECT_FALSE(LineReader::open(path(""), {10, 5}).ok());
}

TEST_F(FileIo, WritesANewFileWithOrdinaryRights) {
    const mode_t mask = ::umask(027);
    ASSERT_TRUE(writeFileAtomically(path("a"), "hello").ok());
    ::umask(mask);
    EXPECT_EQ(get("a"), "hello");
    EXPECT_EQ(names(), Names{"a"});
    struct stat status {};
    ASSERT_EQ(::stat(path("a").c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0640U);
}

TEST_F(FileIo, ReplacesAFileAndKeepsItsRights) {
    put("a", "a long old content");
    ASSERT_EQ(::chmod(path("a").c_str(), 0600), 0);
    ASSERT_TRUE(writeFileAtomically(path("a"), "new").ok());
    EXPECT_EQ(get("a"), "new");
    EXPECT_EQ(names(), Names{"a"});
    struct stat status {};
    ASSERT_EQ(::stat(path("a").c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0600U);
}

TEST_F(FileIo, RefusesToReplaceWhenAsked) {
    ASSERT_TRUE(writeFileAtomically(path("a"), "first", ExistingFile::Refuse).ok());
    const auto second = writeFileAtomically(path("a"), "second", ExistingFile::Refuse);
    ASSERT_FALSE(second.ok());
    EXPECT_EQ(second.errors()[0].format(), path("a") + ":1:1: file: exists already; expected a new name");
    EXPECT_EQ(get("a"), "first");
}

TEST_F(FileIo, RefusesAFileThatAppearedMeanwhile) {
    AtomicFile file(path("a"), ExistingFile::Refuse);
    file.append("mine");
    put("a", "theirs");
    EXPECT_FALSE(file.commit().ok());
    EXPECT_EQ(get("a"), "theirs");
    EXPECT_EQ(names(), Names{"a"});
}

TEST_F(FileIo, LeavesNothingBehindWithoutCommit) {
    put("a", "old");
    {
        AtomicFile file(path("a"));
        file.append(std::string(1 << 20, 'x'));
        EXPECT_EQ(get("a"), "old");
        EXPECT_FALSE(file.failed());
    }
    EXPECT_EQ(get("a"), "old");
    EXPECT_EQ(names(), Names{"a"});
}

TEST_F(FileIo, StreamsMoreThanItsBuffer) {
    std::string expected;
    AtomicFile file(path("a"));
    for (int i = 0; i < 100000; ++i) {
        const std::string line = "line " + std::to_string(i) + '\n';
        file.append(line);
        expected += line;
    }
    ASSERT_TRUE(file.commit().ok());
    EXPECT_EQ(get("a"), expected);
}

TEST_F(FileIo, FailsWithoutTouchingAnything) {
    fs::create_directory(path("folder"));
    const auto folder = writeFileAtomically(path("folder"), "x");
    ASSERT_FALSE(folder.ok());
    EXPECT_EQ(folder.errors()[0].format(), path("folder") + ":1:1: file: is a folder; expected a file");
    const auto nowhere = writeFileAtomically(path("no/such/folder"), "x");
    ASSERT_FALSE(nowhere.ok());
    EXPECT_EQ(nowhere.errors()[0].format(),
              path("no/such/folder") +
                  ":1:1: file: cannot be written (No such file or directory); expected a file that can be");
    EXPECT_EQ(names(), Names{"folder"});
}

TEST_F(FileIo, ReportsAFullDisk) {
    const auto full = writeFileAtomically("/dev/full", "x");
    ASSERT_FALSE(full.ok());
    EXPECT_EQ(full.errors()[0].message, "cannot be written (No space left on device); expected a file that can be");
}

TEST_F(FileIo, KeepsTheOldFileWhenTheDiskIsTooSmall) {
    put("a", "old");
    EXPECT_EXIT(
        {
            // The system stops files of this process at 4096 bytes, as a full disk would.
            rlimit small{};
            small.rlim_cur = small.rlim_max = 4096;
            ::setrlimit(RLIMIT_FSIZE, &small);
            std::signal(SIGXFSZ, SIG_IGN);
            const bool ok = writeFileAtomically(path("a"), std::string(10000, 'x')).ok();
            ::_exit(ok ? 1 : 0);
        },
        testing::ExitedWithCode(0), "");
    EXPECT_EQ(get("a"), "old");
    EXPECT_EQ(names(), Names{"a"});
}

TEST_F(FileIo, WritesThroughLinksAndIntoPipes) {
    put("real", "old");
    fs::create_symlink("real", path("link"));
    ASSERT_TRUE(writeFileAtomically(path("link"), "new").ok());
    EXPECT_TRUE(fs::is_symlink(path("link")));
    EXPECT_EQ(get("real"), "new");

    ASSERT_EQ(::mkfifo(path("pipe").c_str(), 0600), 0);
    const int reader = ::open(path("pipe").c_str(), O_RDWR | O_CLOEXEC);
    ASSERT_GE(reader, 0);
    EXPECT_TRUE(writeFileAtomically(path("pipe"), "through").ok());
    char received[7] = {};
    EXPECT_EQ(::read(reader, received, sizeof received), 7);
    EXPECT_EQ(std::string(received, sizeof received), "through");
    ::close(reader);
    EXPECT_TRUE(fs::is_fifo(path("pipe")));
}

#ifdef O_TMPFILE
TEST_F(FileIo, LeavesNothingBehindWhenKilled) {
    const int nameless = ::open(path("").c_str(), O_TMPFILE | O_WRONLY, 0600);
    if (nameless < 0) GTEST_SKIP() << "this file system has no nameless files";
    ::close(nameless);
    put("a", "old");
    EXPECT_EXIT(
        {
            AtomicFile file(path("a"));
            file.append(std::string(1 << 20, 'x'));
            ::raise(SIGKILL);
        },
        testing::KilledBySignal(SIGKILL), "");
    EXPECT_EQ(get("a"), "old");
    EXPECT_EQ(names(), Names{"a"});
}
#endif

}  // namespace
}  // namespace raft
