// `raftlab lesson`.

#include <pty.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "app/cli/lesson_talk.h"
#include "lessons/engine/glossary.h"
#include "tests/app/cli/program.h"

namespace cli_test {
namespace {

class LessonCommand : public ProgramTest {
protected:
    /// The welcome lesson as JSON, to be spoilt.
    static nlohmann::json welcome() {
        std::ifstream stream(lesson("welcome"));
        return nlohmann::json::parse(stream);
    }

    /// Runs the program on a terminal, where somebody types `lines` and then ends the input.
    Answer typed(const std::vector<std::string>& arguments, const std::string& lines) {
        int terminal = -1;
        const pid_t child = ::forkpty(&terminal, nullptr, nullptr, nullptr);
        if (child == 0) {
            std::vector<std::string> words{RAFTLAB_PROGRAM};
            words.insert(words.end(), arguments.begin(), arguments.end());
            words.insert(words.end(), {"--config-dir", folder() + "/config"});
            std::vector<char*> argv;
            for (std::string& word : words) argv.push_back(word.data());
            argv.push_back(nullptr);
            if (::chdir(folder().c_str()) == 0) ::execv(argv[0], argv.data());
            ::_exit(127);
        }
        constexpr char kEndOfInput = 4;
        const std::string all = lines + kEndOfInput;
        EXPECT_EQ(::write(terminal, all.data(), all.size()), static_cast<ssize_t>(all.size()));
        Answer answer;
        std::array<char, 4096> buffer{};
        for (ssize_t count = 0; (count = ::read(terminal, buffer.data(), buffer.size())) > 0;) {
            answer.out.append(buffer.data(), static_cast<std::size_t>(count));
        }
        int status = 0;
        ::waitpid(child, &status, 0);
        ::close(terminal);
        answer.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
        return answer;
    }
};

/// A lesson with a question, a what-if and a goal.
constexpr const char* kWhole = R"j({"format": "raftlab-lesson/1", "id": "whole", "track": "t", "order": 1, "level": 1,
 "minutes": 3, "title": {"en": "Whole", "zh": "完整"}, "objective": {"en": "All of it.", "zh": "样样都有。"},
 "source": [{"paper": "§5.2"}], "cluster": {"servers": ["S1", "S2", "S3"], "timers": "manual"},
 "steps": [{"id": "lead", "checkpoint": "start", "say": {"en": "S1 stands.", "zh": "S1 参选。"},
   "ask": {"kind": "one", "prompt": {"en": "Who wins?", "zh": "谁当选？"}, "choices": [
     {"id": "a", "text": {"en": "Nobody", "zh": "没有人"}, "iff": "leaders == {}", "whatIf": "silent",
      "why": {"en": "Two votes are enough.", "zh": "两票就够了。"}},
     {"id": "b", "text": "S1", "iff": "leader(S1)"}]},
   "do": [{"timeout": "S1"}], "until": "leader(S1)", "expect": ["leader(S1, 1)"]}],
 "whatIfs": {"silent": {"title": {"en": "Nobody hears it", "zh": "没人听见"}, "from": "start", "steps": [
   {"id": "w1", "say": {"en": "S1 is alone.", "zh": "S1 孤立无援。"},
    "do": [{"cut": ["S1-S2", "S1-S3"]}, {"timeout": "S1"}], "for": 50, "expect": ["leaders == {}"]}]}},
 "goal": {"prompt": {"en": "Commit x=1.", "zh": "提交 x=1。"}, "from": "lead:end", "allow": ["submit"],
   "win": "committed(1)", "limit": {"actions": 2, "time": 500}, "hints": [{"en": "Ask S1.", "zh": "问 S1。"}],
   "solution": [{"do": [{"submit": "x=1"}], "until": "committed(1)"}]}})j";

TEST_F(LessonCommand, ListNamesTheLessonsAndTheirTime) {
    const Answer answer = run({"lesson", "list"});
    EXPECT_EQ(answer.code, 0) << answer.err;
    ASSERT_FALSE(linesWith(answer.out, "welcome ").empty()) << answer.out;
    EXPECT_NE(linesWith(answer.out, "welcome ")[0].find("Welcome"), std::string::npos);
    EXPECT_NE(run({"lesson", "list", "--lang", "zh"}).out.find("欢迎"), std::string::npos);
    const auto json = nlohmann::json::parse(run({"lesson", "list", "--json"}).out);
    EXPECT_EQ(json.size(), linesOf(answer.out).size());
}

TEST_F(LessonCommand, CheckIsFineWithEveryLessonOfTheCourse) {
    const Answer answer = run({"lesson", "check"});
    EXPECT_EQ(answer.code, 0) << answer.out << answer.err;
    EXPECT_FALSE(linesWith(answer.out, "ok\twelcome").empty()) << answer.out;
    EXPECT_EQ(run({"lesson", "check", "welcome"}).out, "ok\twelcome\n");
    EXPECT_EQ(run({"lesson", "check", "welcome", lesson("welcome")}).out, "ok\twelcome\nok\twelcome\n");
}

TEST_F(LessonCommand, CheckFindsAnExpectationThatIsFalse) {
    nlohmann::json spoilt = welcome();
    spoilt["steps"][1]["expect"].push_back("leader(S3)");
    file("spoilt.lesson.json", spoilt.dump());
    const Answer answer = run({"lesson", "check", "spoilt.lesson.json"});
    EXPECT_EQ(answer.code, 1) << answer.err;
    const auto lines = linesOf(answer.out);
    ASSERT_EQ(lines.size(), 2u) << answer.out;
    EXPECT_EQ(lines[0], "NO\twelcome");
    EXPECT_EQ(lines[1].compare(0, 21, "spoilt.lesson.json:1:"), 0) << lines[1];
    EXPECT_NE(lines[1].find("Step crash: 'leader(S3)' is false at the end of the step (leader(S3)=false). "),
              std::string::npos)
        << lines[1];
}

TEST_F(LessonCommand, CheckFindsASentenceThatIsTooLong) {
    nlohmann::json spoilt = welcome();
    spoilt["steps"][0]["say"]["zh"] = std::string(61 * 3, ' ');
    file("long.lesson.json", spoilt.dump());
    const Answer answer = run({"lesson", "check", "long.lesson.json"});
    EXPECT_EQ(answer.code, 1) << answer.err;
    EXPECT_NE(answer.out.find("Step elect: Its Chinese \"say\" has 183 characters; at most 60"), std::string::npos)
        << answer.out;
}

TEST_F(LessonCommand, AFileThatIsNoLessonIsWrongInput) {
    file("bad.lesson.json", "{\"format\": \"raftlab-lesson/1\"}\n");
    const Answer answer = run({"lesson", "check", "bad.lesson.json"});
    EXPECT_EQ(answer.code, 2);
    EXPECT_EQ(answer.err.compare(0, 18, "bad.lesson.json:1:"), 0) << answer.err;
    const Answer unknown = run({"lesson", "check", "welcom"});
    EXPECT_EQ(unknown.code, 2);
    EXPECT_NE(unknown.err.find("did you mean \"welcome\"?"), std::string::npos) << unknown.err;
}

TEST_F(LessonCommand, PlayInAPipeTellsEveryStepAndWaitsForNobody) {
    for (const std::string language : {"en", "zh"}) {
        const Answer answer = run({"lesson", "play", "welcome", "--lang", language});
        EXPECT_EQ(answer.code, 0) << answer.err;
        const std::size_t steps = welcome()["steps"].size();
        for (std::size_t i = 0; i < steps; ++i) {
            const std::string say = welcome()["steps"][i]["say"][language];
            const std::string number = std::to_string(i + 1) + "/" + std::to_string(steps) + "  ";
            EXPECT_NE(answer.out.find(number), std::string::npos) << number;
            for (const lessons::MarkedPiece& piece : lessons::splitMarkedText(say)) {
                EXPECT_NE(answer.out.find(piece.words), std::string::npos) << say;
            }
        }
        EXPECT_EQ(answer.out.find("[["), std::string::npos) << "terms are plain words in a terminal";
        EXPECT_NE(answer.out.find("x=1"), std::string::npos);
    }
}

TEST_F(LessonCommand, CheckWarnsOnStandardErrorAndIsFine) {
    file("whole.lesson.json", kWhole);
    const Answer fine = run({"lesson", "check", "whole.lesson.json"});
    EXPECT_EQ(fine.code, 0);
    EXPECT_EQ(fine.out, "ok\twhole\n");
    EXPECT_EQ(fine.err, "");
    nlohmann::json slow = nlohmann::json::parse(kWhole);
    slow["minutes"] = 60;
    file("slow.lesson.json", slow.dump());
    const Answer warned = run({"lesson", "check", "slow.lesson.json"});
    EXPECT_EQ(warned.code, 0);
    EXPECT_EQ(warned.out, "ok\twhole\n");
    EXPECT_EQ(warned.err.compare(0, 34, "slow.lesson.json:1:1: warning: \"mi"), 0) << warned.err;
}

TEST_F(LessonCommand, PlayInAPipePrintsAnswersWhatIfsAndTheSolution) {
    file("whole.lesson.json", kWhole);
    const std::string told = run({"lesson", "play", "whole.lesson.json"}).out;
    std::size_t at = 0;
    for (const char* part :
         {"Question: Who wins?", "1) Nobody", "2) S1", "Answer: S1", "Another future: Nobody hears it", "S1 is alone.",
          "Goal: Commit x=1.", "Actions: at most 2;", "Hint 1: Ask S1.", "Reached. Actions: 1; time: 40 ms."}) {
        const std::size_t next = told.find(part, at);
        ASSERT_NE(next, std::string::npos) << part << " in " << told;
        at = next;
    }
    EXPECT_EQ(told.find("You said"), std::string::npos);
    const std::string chinese = run({"lesson", "play", "whole.lesson.json", "--lang", "zh"}).out;
    EXPECT_NE(chinese.find("问题：谁当选？"), std::string::npos) << chinese;
    EXPECT_NE(chinese.find("目标：提交 x=1。"), std::string::npos);
}

TEST_F(LessonCommand, PlayOnATerminalAsksAndRunsTheWrongIdea) {
    file("whole.lesson.json", kWhole);
    // Next; no answer; the first choice; yes, run it. Then a hint, and the solution.
    const Answer wrong = typed({"lesson", "play", "whole.lesson.json"}, "\n7\n1\ny\n\n\n");
    EXPECT_EQ(wrong.code, 0);
    for (const char* part :
         {"That is no answer", "You said: Nobody. The run says: S1.", "Nobody: Two votes are enough.",
          "Another future: Nobody hears it", "Hint 1", "Reached. Actions: 1"}) {
        EXPECT_NE(wrong.out.find(part), std::string::npos) << part << " in " << wrong.out;
    }
    // The right one, and the what-if is only offered.
    const Answer right = typed({"lesson", "play", "whole.lesson.json"}, "\n2\nn\n\n\n");
    EXPECT_NE(right.out.find("You said: S1. Right."), std::string::npos) << right.out;
    EXPECT_NE(right.out.find("Try \"Nobody hears it\"?"), std::string::npos);
    EXPECT_EQ(right.out.find("S1 is alone."), std::string::npos);
    // Somebody who leaves is not held back.
    const Answer left = typed({"lesson", "play", "whole.lesson.json"}, "\n");
    EXPECT_EQ(left.code, 0);
    EXPECT_EQ(left.out.find("Answer:"), std::string::npos) << left.out;
}

TEST_F(LessonCommand, NewWritesALessonThatPassesItsCheck) {
    const Answer made = run({"lesson", "new", "my-lesson"});
    EXPECT_EQ(made.code, 0) << made.err;
    EXPECT_EQ(made.out, "my-lesson.lesson.json\n");
    const Answer checked = run({"lesson", "check", "my-lesson.lesson.json"});
    EXPECT_EQ(checked.out, "ok\tmy-lesson\n");
    EXPECT_EQ(checked.err, "") << "not even a warning";
    const std::string before = read("my-lesson.lesson.json");
    EXPECT_EQ(run({"lesson", "new", "my-lesson"}).code, 2) << "what is there is not lost";
    EXPECT_EQ(read("my-lesson.lesson.json"), before);
    for (const char* id : {"My lesson", "../x", ""}) EXPECT_EQ(run({"lesson", "new", id}).code, 2) << id;
    EXPECT_EQ(run({"lesson", "new"}).code, 2);
}

TEST(LessonTalk, UnderstandsNumbersIdsAndCells) {
    lessons::Ask ask;
    ask.kind = lessons::AskKind::Many;
    for (const char* id : {"a", "b", "c"}) {
        ask.choices.emplace_back();
        ask.choices.back().id = id;
    }
    using Words = std::vector<std::string>;
    EXPECT_EQ(cli::readAnswer(ask, "1 3"), (Words{"a", "c"}));
    EXPECT_EQ(cli::readAnswer(ask, " b,c\r"), (Words{"b", "c"}));
    EXPECT_EQ(cli::readAnswer(ask, "4"), (Words{"4"})) << "no choice; said so later";
    EXPECT_TRUE(cli::readAnswer(ask, "  ").empty());
    ask.kind = lessons::AskKind::Number;
    EXPECT_EQ(cli::readAnswer(ask, "2"), (Words{"2"}));
    ask.kind = lessons::AskKind::Entry;
    EXPECT_EQ(cli::readAnswer(ask, "S3[8]"), (Words{"S3[8]"}));
    ask.kind = lessons::AskKind::Log;
    EXPECT_EQ(cli::readAnswer(ask, " 1 1,3\r"), (Words{"1 1 3"}));
    EXPECT_TRUE(cli::readAnswer(ask, " ").empty());
    ask.kind = lessons::AskKind::Set;
    EXPECT_EQ(cli::readAnswer(ask, "S1 S2"), (Words{"{S1 S2}"}));
    EXPECT_EQ(cli::readAnswer(ask, "{}"), (Words{"{}"}));
    EXPECT_EQ(cli::readAnswer(ask, "S1 S2 / S3"), (Words{"{S1 S2}", "{S3}"}));
    EXPECT_EQ(cli::readAnswer(ask, "{S1,S2} {S3}"), (Words{"{S1,S2}", "{S3}"}));
    EXPECT_EQ(cli::readAnswer(ask, "{} / {S3}"), (Words{"{}", "{S3}"}));
    EXPECT_EQ(cli::readAnswer(ask, " impossible\r"), (Words{"impossible"}));
    EXPECT_TRUE(cli::readAnswer(ask, "  ").empty());
}

TEST_F(LessonCommand, CheckReadsConditionsAloudAndNamesTheMoment) {
    std::string text = kWhole;
    const std::string expects = "\"expect\": [\"leader(S1, 1)\"]";
    text.replace(text.find(expects), expects.size(), "\"expect\": [\"leader(S1, 1) && commit(S2) == 1\"]");
    file("whole.lesson.json", text);
    const std::string english = run({"lesson", "check", "whole.lesson.json"}).out;
    EXPECT_NE(english.find("In words: S1 is leader of term 1 and the commitIndex of S2 is 1."), std::string::npos)
        << english;
    const std::string chinese = run({"lesson", "check", "whole.lesson.json", "--lang", "zh"}).out;
    EXPECT_NE(chinese.find("S1 是任期 1 的领导人"), std::string::npos) << chinese;
    // What happens when it comes true is told as the narration tells it.
    std::string early = kWhole;
    const std::string until = "\"until\": \"leader(S1)\"";
    early.replace(early.find(until), until.size(), "\"until\": \"candidate(S1)\"");
    file("early.lesson.json", early);
    const std::string told = run({"lesson", "check", "early.lesson.json"}).out;
    EXPECT_NE(told.find("later (at 20 ms): S1 "), std::string::npos) << told;
    EXPECT_NE(told.find("Wait for it: \"until\": \"leader(S1, 1)\"."), std::string::npos) << told;
}

TEST_F(LessonCommand, PlayLeavesAPictureOfEachStep) {
    ASSERT_EQ(run({"lesson", "play", "welcome", "--pictures", "out/pictures"}).code, 0);
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder() + "/out/pictures")) {
        names.push_back(entry.path().filename().string());
    }
    const auto lesson = welcome();
    ASSERT_FALSE(lesson["steps"].empty());
    for (const auto& step : lesson["steps"]) {
        const std::string end = "-" + step["id"].get<std::string>() + ".svg";
        const auto found = std::find_if(names.begin(), names.end(), [&end](const std::string& name) {
            return name.size() > end.size() && name.compare(name.size() - end.size(), end.size(), end) == 0;
        });
        ASSERT_NE(found, names.end()) << end;
        EXPECT_NE(read("out/pictures/" + *found).find("<svg"), std::string::npos);
    }
}

}  // namespace
}  // namespace cli_test
