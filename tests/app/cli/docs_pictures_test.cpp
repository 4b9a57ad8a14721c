// Every picture in the documents is exported from a session that lies beside it.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include "tests/app/cli/program.h"

namespace cli_test {
namespace {

namespace fs = std::filesystem;

const fs::path kRoot = RAFTLAB_SOURCE_DIR;
const fs::path kPictures = kRoot / "docs" / "pictures";

std::string textOf(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

/// A line of pictures.txt: the session, the picture, the options.
struct Export {
    std::string session;
    std::string picture;
    std::vector<std::string> options;
};

std::vector<Export> listed() {
    std::vector<Export> exports;
    for (const std::string& line : linesOf(textOf(kPictures / "pictures.txt"))) {
        if (line.empty() || line.front() == '#') continue;
        std::istringstream words(line);
        Export one;
        words >> one.session >> one.picture;
        for (std::string word; words >> word;) one.options.push_back(word);
        exports.push_back(one);
    }
    return exports;
}

class DocsPictures : public ProgramTest {};

TEST_F(DocsPictures, AreWhatTheirSessionsExport) {
    const std::vector<Export> exports = listed();
    ASSERT_GE(exports.size(), 4u);
    for (const Export& one : exports) {
        std::vector<std::string> line{"export", (kPictures / one.session).string(), "-o", "-", "--format", "svg"};
        line.insert(line.end(), one.options.begin(), one.options.end());
        const Answer answer = run(line);
        EXPECT_EQ(answer.code, 0) << one.picture << ": " << answer.err;
        EXPECT_TRUE(answer.out == textOf(kPictures / one.picture))
            << one.picture << " is not what its session exports; if the new one is right: docs/pictures/export_all.sh";
    }
}

TEST_F(DocsPictures, TheirSessionsKeepTheirPromises) {
    std::set<std::string> sessions;
    for (const Export& one : listed()) sessions.insert(one.session);
    for (const std::string& session : sessions) {
        const Answer answer = run({"run", (kPictures / session).string()});
        EXPECT_EQ(answer.code, 0) << session << answer.out << answer.err;
        EXPECT_FALSE(linesWith(answer.out, "ok\t").empty()) << session << " expects nothing";
    }
}

TEST_F(DocsPictures, NoFileLiesThereForNothing) {
    std::set<std::string> known{"README.md", "pictures.txt", "export_all.sh"};
    for (const Export& one : listed()) known.insert({one.session, one.picture});
    for (const fs::directory_entry& entry : fs::directory_iterator(kPictures)) {
        EXPECT_EQ(known.count(entry.path().filename().string()), 1u) << entry.path();
    }
}

/// The pictures that a document shows, as paths from the root; links to elsewhere are not shown.
std::vector<fs::path> shownBy(const fs::path& document) {
    std::vector<fs::path> shown;
    const std::string text = textOf(document);
    const std::regex picture(R"(!\[[^\]]*\]\(([^)\s]+)|<img[^>]*src="([^"]+)\")");
    for (std::sregex_iterator it(text.begin(), text.end(), picture), end; it != end; ++it) {
        const std::string target = (*it)[1].matched ? (*it)[1].str() : (*it)[2].str();
        shown.push_back((document.parent_path() / target).lexically_normal());
    }
    return shown;
}

TEST_F(DocsPictures, DocumentsShowThemAllAndNoOthers) {
    std::set<fs::path> exported;
    for (const Export& one : listed()) exported.insert(kPictures / one.picture);
    std::vector<fs::path> documents{kRoot / "README.md", kRoot / "README.zh-CN.md"};
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(kRoot / "docs")) {
        if (entry.path().extension() == ".md") documents.push_back(entry.path());
    }
    std::set<fs::path> shown;
    for (const fs::path& document : documents) {
        for (const fs::path& picture : shownBy(document)) {
            EXPECT_EQ(exported.count(picture), 1u) << document << " shows " << picture;
            shown.insert(picture);
        }
    }
    EXPECT_EQ(shown, exported);
}

}  // namespace
}  // namespace cli_test
