// Expressions are read aloud in both languages: every function, every operator.

#include "app/studio/read_aloud.h"

#include <gtest/gtest.h>

#include <set>

#include "raft/script/functions.h"

namespace studio {
namespace {

const Texts kEnglish(Language::English);
const Texts kChinese(Language::Chinese);

raft::ClusterConfig fiveServers() {
    raft::ClusterConfig config;
    config.servers = {"S1", "S2", "S3", "S4", "S5"};
    config.clients = {"c"};
    return config;
}

std::string english(std::string_view text) { return readAloud(text, fiveServers(), kEnglish); }
std::string chinese(std::string_view text) { return readAloud(text, fiveServers(), kChinese); }

/// No hole in a sentence: no key, no placeholder, no sign of the expression language.
void expectPlain(const std::string& sentence, std::string_view of) {
    EXPECT_NE(sentence, "") << of;
    EXPECT_EQ(sentence.find("say."), std::string::npos) << of << ": " << sentence;
    EXPECT_EQ(sentence.find_first_of("{}&|!<>"), std::string::npos) << of << ": " << sentence;
    EXPECT_EQ(sentence.find("=="), std::string::npos) << of << ": " << sentence;
}

/// A call with its first `count` arguments.
std::string callOf(const raft::FunctionInfo& info, int count) {
    std::string call(info.name);
    if (count == 0) return call;
    call += "(";
    for (int i = 0; i < count; ++i) {
        if (i > 0) call += ", ";
        switch (info.params[static_cast<std::size_t>(i)]) {
            case raft::Param::Server: call += i == 0 ? "S1" : "S2"; break;
            case raft::Param::End: call += i == 1 ? "S3" : "S4"; break;
            case raft::Param::Client: call += "c"; break;
            case raft::Param::Number: call += "2"; break;
            case raft::Param::Text: call += "\"x=1\""; break;
            case raft::Param::Servers: call += "votes(S1)"; break;
            case raft::Param::Event: call += "vote"; break;
            case raft::Param::MessageKind: call += "RequestVote"; break;
            case raft::Param::Property: call += "LogMatching"; break;
            case raft::Param::None: break;
        }
    }
    return call + ")";
}

TEST(ReadAloud, EveryFunctionIsReadInBothLanguages) {
    std::set<std::string> seen;
    for (const raft::FunctionInfo& info : raft::functionTable()) {
        for (int count = info.required; count <= info.allowed(); ++count) {
            const std::string call = callOf(info, count);
            for (const std::string& form : {call, "!(" + call + ")", call + " == none", call + " == " + call}) {
                const auto parsed = raft::parseExpression(form, fiveServers());
                if (!parsed.ok()) continue;  // Not every kind of value can be denied, or missing.
                expectPlain(english(form), form);
                expectPlain(chinese(form), form);
                EXPECT_NE(english(form), chinese(form)) << form;
                EXPECT_TRUE(seen.insert(english(form)).second || info.id == raft::FunctionId::Up ||
                            info.id == raft::FunctionId::CommittedTerm)
                    << form << " is read like another: " << english(form);
            }
        }
        expectPlain(templateOf(info, kEnglish), info.name);
        expectPlain(templateOf(info, kChinese), info.name);
    }
    EXPECT_GT(seen.size(), 80u);
}

TEST(ReadAloud, EveryEventIsReadInBothLanguages) {
    for (const std::string_view event : raft::scriptEventNames()) {
        for (const char* rest : {")", ", S1)", ", S1, S2)"}) {
            for (const char* verb : {"happened(", "!happened(", "count("}) {
                const std::string text = verb + std::string(event) + rest + (verb[0] == 'c' ? " == 2" : "");
                expectPlain(english(text), text);
                expectPlain(chinese(text), text);
            }
        }
    }
}

TEST(ReadAloud, ReadsSentences) {
    EXPECT_EQ(english("leader(S2, 3) && safe"), "S2 is leader of term 3 and nothing was broken");
    EXPECT_EQ(chinese("voters(S2) == {S2,S4}"), "S2 能得到的选票恰好是 S2、S4");
    EXPECT_EQ(english("!leader(S1)"), "S1 is not leader");
    EXPECT_EQ(english("!!leader(S1)"), "S1 is leader");
    EXPECT_EQ(english("leaders == {}"), "nobody leads");
    EXPECT_EQ(english("leaders != {}"), "there is somebody among the servers that lead");
    EXPECT_EQ(english("size(votes(S1)) >= 3"), "the number of the servers that gave S1 their vote is at least 3");
    EXPECT_EQ(english("entry(S3,8) == \"6:z=1\""), "entry 8 of S3 is z=1 of term 6");
    EXPECT_EQ(english("entry(S3,9) == none"), "S3 has no entry 9");
    EXPECT_EQ(english("inFlight(RequestVote) == 0"), "no RequestVote is on its way");
    EXPECT_EQ(english("inFlight(RequestVote) > 0"), "a RequestVote is on its way");
    EXPECT_EQ(english("inFlight(RequestVote) == 2"), "the number of RequestVote messages on their way is 2");
    EXPECT_EQ(english("count(vote, S2) == 2"), "the number of times that S2 voted is 2");
    EXPECT_EQ(english("log(S4) == \"1 1\""), "the log of S4, term by term, is 1 1");
    EXPECT_EQ(english("log(S4) == \"\""), "the log of S4, term by term, is empty");
    EXPECT_EQ(chinese("!committed(2) && onMajority(2,2)"),
              "第 2 条日志没有提交，并且任期 2 的第 2 条日志已存在多数派上");
    EXPECT_EQ(chinese("happened(refuse, S3, S5)"), "S3 拒绝投票给 S5");
}

TEST(ReadAloud, EveryOperatorIsRead) {
    EXPECT_EQ(english("up(S1) && up(S2) && up(S3)"), "S1 is up, S2 is up and S3 is up");
    EXPECT_EQ(english("up(S1) || down(S2)"), "S1 is up, or S2 is down");
    EXPECT_EQ(english("up(S1) && (up(S2) || up(S3))"), "S1 is up and (S2 is up, or S3 is up)");
    EXPECT_EQ(english("!(up(S1) && up(S2))"), "it is not so that S1 is up and S2 is up");
    EXPECT_EQ(english("term(S1) == 2"), "the term of S1 is 2");
    EXPECT_EQ(english("term(S1) != 2"), "the term of S1 is not 2");
    EXPECT_EQ(english("!(term(S1) == 2)"), "the term of S1 is not 2");
    EXPECT_EQ(english("term(S1) < 2"), "the term of S1 is less than 2");
    EXPECT_EQ(english("term(S1) <= 2"), "the term of S1 is at most 2");
    EXPECT_EQ(english("term(S1) > 2"), "the term of S1 is more than 2");
    EXPECT_EQ(english("!(term(S1) > 2)"), "it is not so that the term of S1 is more than 2");
    EXPECT_EQ(english("term(S1) + 1 == maxTerm - 2"),
              "the term of S1 plus 1 is the highest term of all servers minus 2");
    EXPECT_EQ(english("S1 in leaders"), "S1 is one of the servers that lead");
    EXPECT_EQ(english("!(S1 in leaders)"), "S1 is not one of the servers that lead");
    EXPECT_EQ(
        english("votes(S1) + votes(S2) != {S3}"),
        "the servers that gave S1 their vote together with the servers that gave S2 their vote are not exactly S3");
    EXPECT_EQ(english("votes(S1) - votes(S2) == {S3}"),
              "the servers that gave S1 their vote without the servers that gave S2 their vote are exactly S3");
    EXPECT_EQ(english("true"), "always");
    EXPECT_EQ(english("leader(S1) == leader(S2)"), "either both or neither: S1 is leader; S2 is leader");
    EXPECT_EQ(english("leader(S9)"), "") << "no expression";
}

TEST(ReadAloud, ChosenSetsHaveTheirNames) {
    const std::vector<std::string_view> names{"a", "b"};
    const raft::ClusterConfig config = fiveServers();
    const auto parsed = raft::parseCondition("size(a) >= 3 && size(a - (a - b)) == 1", config, names);
    ASSERT_TRUE(parsed.ok());
    EXPECT_EQ(
        readAloud(parsed.value(), config, kEnglish, {"one", "the other"}),
        "the number of servers in one is at least 3 and the number of servers in what one and the other share is 1");
    EXPECT_EQ(readAloud(parsed.value(), config, kChinese, {"甲", "乙"}),
              "甲的台数至少是 3，并且甲与乙共有的部分的台数是 1");
}

TEST(ReadAloud, ServersGoByTheirLabels) {
    raft::ClusterConfig config = fiveServers();
    config.labels["S1"] = "A";
    EXPECT_EQ(readAloud("leader(S1)", config, kEnglish), "A is leader");
}

}  // namespace
}  // namespace studio
