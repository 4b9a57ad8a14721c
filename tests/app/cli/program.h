#pragma once
// The real program as a subprocess, and a folder of its own to write in.

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace cli_test {

struct Answer {
    int code = -1;  ///< The exit code; 128 + the signal that ended it.
    std::string out;
    std::string err;
};

/// Something that happens to the program while it runs.
struct Interruption {
    int signal = 0;
    int afterMs = 0;
};

/// A test with a fresh folder, in which the program runs and which is gone afterwards.
class ProgramTest : public testing::Test {
protected:
    void SetUp() override;
    void TearDown() override;

    /// Runs the program in the folder with these arguments and this standard input.
    Answer run(const std::vector<std::string>& arguments, const std::string& input = {},
               Interruption interruption = {});

    /// Writes a file into the folder and returns its name.
    std::string file(const std::string& name, const std::string& content);
    std::string read(const std::string& name) const;
    bool exists(const std::string& name) const;
    /// The names of all files in the folder, hidden ones too, in order.
    std::vector<std::string> files() const;
    const std::string& folder() const { return folder_; }

private:
    std::string folder_;
};

/// `tests/scenarios/NAME.session.json`.
std::string scenario(const std::string& name);
std::string lesson(const std::string& name);

std::vector<std::string> linesOf(const std::string& text);
/// The lines that begin with `prefix`.
std::vector<std::string> linesWith(const std::string& text, const std::string& prefix);

/// A session of three servers that are silent unless the script speaks.
std::string quietSession(const std::string& script);

}  // namespace cli_test
