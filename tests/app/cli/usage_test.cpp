// The line itself: help, version, and what is said about a line that makes no sense.

#include <sys/wait.h>

#include <cstdlib>

#include "app/cli/cli.h"
#include "tests/app/cli/program.h"

namespace cli_test {
namespace {

class Usage : public ProgramTest {};

TEST_F(Usage, VersionIsOneLine) {
    const Answer answer = run({"--version"});
    EXPECT_EQ(answer.out.compare(0, 8, "raftlab "), 0) << answer.out;
    EXPECT_EQ(linesOf(answer.out).size(), 1u);
    EXPECT_EQ(answer.code, 0);
}

TEST_F(Usage, EveryCommandHasHelpInBothLanguages) {
    for (const std::string command :
         {"", "run", "check", "lesson", "export", "fuzz", "explore", "keys", "rules", "reasons", "functions"}) {
        for (const std::string language : {"en", "zh"}) {
            std::vector<std::string> arguments{"--lang", language, "--help"};
            if (!command.empty()) arguments.insert(arguments.begin(), command);
            const Answer answer = run(arguments);
            EXPECT_EQ(answer.code, 0) << command;
            EXPECT_EQ(answer.err, "");
            EXPECT_NE(answer.out.find(command.empty() ? "raftlab" : command), std::string::npos) << answer.out;
            EXPECT_EQ(answer.out.find("用法") != std::string::npos, language == "zh") << answer.out;
        }
    }
    EXPECT_EQ(run({"lesson", "play", "--help"}).out, run({"lesson", "--help"}).out);
}

/// Words that begin with two hyphens, as `text` names them.
std::vector<std::string> optionsIn(const std::string& text) {
    std::vector<std::string> options;
    for (std::size_t at = text.find("--"); at != std::string::npos; at = text.find("--", at + 2)) {
        const std::size_t end = text.find_first_not_of("abcdefghijklmnopqrstuvwxyz-", at);
        options.push_back(text.substr(at, end - at));
    }
    return options;
}

TEST_F(Usage, HelpNamesNoOptionThatIsUnknown) {
    for (const std::string command : {"run", "check", "export", "fuzz", "rules"}) {
        for (const std::string& option : optionsIn(run({command, "--help"}).out)) {
            const Answer answer = run({command, option, "value"});
            EXPECT_EQ(answer.err.find("unknown option"), std::string::npos) << command << " " << option << answer.err;
        }
    }
    EXPECT_NE(run({"run", "--untl", "value"}).err.find("unknown option"), std::string::npos) << "the test can fail";
}

TEST_F(Usage, AnUnknownCommandGetsTheNearestOne) {
    const Answer answer = run({"chekc", "t.ndjson"});
    EXPECT_EQ(answer.err, "raftlab: unknown command \"chekc\"; did you mean \"check\"?\n'raftlab --help' says more.\n");
    EXPECT_EQ(answer.out, "");
    EXPECT_EQ(answer.code, 2);
    EXPECT_EQ(linesOf(run({"rnu"}).err)[0], "raftlab: unknown command \"rnu\"; did you mean \"run\"?");
}

TEST_F(Usage, AnUnknownOptionGetsTheNearestOne) {
    const Answer answer = run({"run", "s.json", "--expct=safe"});
    EXPECT_EQ(linesOf(answer.err)[0], "raftlab run: unknown option \"--expct=safe\"; did you mean --expect?");
    EXPECT_EQ(linesOf(answer.err)[1], "'raftlab run --help' says more.");
    EXPECT_EQ(answer.code, 2);
}

TEST_F(Usage, WhatIsMissingOrTooMuchIsWrongUsage) {
    EXPECT_EQ(run({"run"}).code, 2);
    EXPECT_EQ(run({"run", "a.json", "b.json"}).code, 2);
    EXPECT_EQ(run({"lesson"}).code, 2);
    EXPECT_EQ(run({"check"}).code, 2);
    EXPECT_EQ(run({"run", "a.json", "--until"}).code, 2);
    EXPECT_EQ(run({"rules", "--lang", "fr"}).code, 2);
}

TEST_F(Usage, CommandsOfALaterVersionSaySo) {
    const Answer answer = run({"explore", "s.json"});
    EXPECT_NE(answer.err.find("not in this version"), std::string::npos) << answer.err;
    EXPECT_EQ(answer.code, 2);
}

TEST_F(Usage, NobodyReadingIsNoMistake) {
    const auto codeOf = [](const std::string& command) {
        const std::string whole = "bash -c 'set -o pipefail; " + command + "' 2>/dev/null";
        return WEXITSTATUS(std::system(whole.c_str()));
    };
    const std::string program = RAFTLAB_PROGRAM;
    EXPECT_EQ(codeOf(program + " run " + scenario("a-write") + " --narrate | true"), 0);
    EXPECT_EQ(codeOf(program + " run " + scenario("a-write") + " --narrate --expect down\\(S1\\) | true"), 1);
    EXPECT_EQ(codeOf(program + " rules > /dev/full"), 2);
}

// ---- With and without a window: the command line itself, in this process ----

int runHere(std::vector<std::string> words, const cli::OpenWindow& openWindow) {
    words.insert(words.begin(), "raftlab");
    std::vector<char*> argv;
    for (std::string& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    return cli::run(static_cast<int>(words.size()), argv.data(), openWindow);
}

TEST(Window, IsMissingInABuildWithoutOne) {
    testing::internal::CaptureStderr();
    EXPECT_EQ(runHere({}, nullptr), 2);
    EXPECT_EQ(linesOf(testing::internal::GetCapturedStderr())[0], "raftlab: built without the window");
}

TEST(Window, IsAskedForWithTheFileAndTheSettings) {
    cli::WindowRequest asked;
    const cli::OpenWindow openWindow = [&asked](const cli::WindowRequest& request) {
        asked = request;
        return 7;
    };
    EXPECT_EQ(runHere({"some/run.session.json", "--config-dir", "here", "--lang", "zh"}, openWindow), 7);
    EXPECT_EQ(asked.file, "some/run.session.json");
    EXPECT_EQ(asked.configDir, "here");
    EXPECT_EQ(asked.language, "zh");
    EXPECT_EQ(runHere({"--config-dir", "here"}, openWindow), 7);
    EXPECT_EQ(asked.file, "");
    EXPECT_EQ(asked.language, "");
}

TEST(Window, IsNotOpenedForAMistypedCommand) {
    testing::internal::CaptureStderr();
    EXPECT_EQ(runHere({"leson"}, [](const cli::WindowRequest&) { return 7; }), 2);
    EXPECT_NE(testing::internal::GetCapturedStderr().find("\"lesson\""), std::string::npos);
}

}  // namespace
}  // namespace cli_test
