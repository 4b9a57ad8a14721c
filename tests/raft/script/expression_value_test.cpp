// What operators come to, on a cluster that stands still.

#include <gtest/gtest.h>

#include "script_support.h"

namespace raft {
namespace {

using testing::Lab;
using testing::manualCluster;

struct Case {
    const char* text;
    const char* answer;
};

std::ostream& operator<<(std::ostream& out, const Case& c) { return out << c.text; }

class Evaluation : public ::testing::TestWithParam<Case> {};

TEST_P(Evaluation, ComesToTheExpectedAnswer) {
    ClusterConfig config = manualCluster(3);
    testing::startWith(config, 3, 1, {"1 1 3", "1 1", "1"}, {"x=7", "y=hello", "z=1"});
    Lab lab(config);
    EXPECT_EQ(lab.ask(GetParam().text), GetParam().answer);
}

INSTANTIATE_TEST_SUITE_P(Precedence, Evaluation,
                         ::testing::Values(Case{"true || true && false", "true"},
                                           Case{"(true || true) && false", "false"}, Case{"!true || true", "true"},
                                           Case{"!(true || true)", "false"}, Case{"!false == true", "true"},
                                           Case{"!(false == true)", "true"}, Case{"! false == false", "false"},
                                           Case{"1 + 2 == 3", "true"}, Case{"3 == 1 + 2 && true", "true"},
                                           Case{"10 - 2 - 3 == 5", "true"}));

INSTANTIATE_TEST_SUITE_P(Sets, Evaluation,
                         ::testing::Values(Case{"S1 in {S1} + {S2}", "true"}, Case{"S1 in {S1,S2} - {S1}", "false"},
                                           Case{"S3 in {S1} + {S2}", "false"}, Case{"S1 in {S1} == true", "true"},
                                           Case{"{S2,S1} == {S1,S2}", "true"}, Case{"{S1} == {S1,S2}", "false"},
                                           Case{"{S1} != {S2}", "true"}, Case{"{} == {S1} - {S1}", "true"},
                                           Case{"{S1,S2,S3} - {S2}", "{S1,S3}"}, Case{"{S1} + {S1,S3}", "{S1,S3}"},
                                           Case{"size({S1,S3})", "2"}, Case{"size({})", "0"},
                                           Case{"none in {S1}", "false"}, Case{"voted(S1) in {S1,S2,S3}", "false"}));

INSTANTIATE_TEST_SUITE_P(
    None, Evaluation,
    ::testing::Values(Case{"kv(S1, \"nothing\")", "none"}, Case{"kv(S1, \"nothing\") == none", "true"},
                      Case{"kv(S1, \"x\") == none", "false"}, Case{"kv(S1, \"x\") != none", "true"},
                      Case{"kv(S1, \"nothing\") != 7", "true"}, Case{"kv(S1, \"nothing\") == \"\"", "false"},
                      Case{"kv(S1, \"nothing\") < 7", "false"}, Case{"kv(S1, \"nothing\") >= 7", "false"},
                      Case{"kv(S1, \"nothing\") <= none", "false"}, Case{"none == none", "true"},
                      Case{"none != none", "false"}, Case{"voted(S1) == none", "true"}, Case{"voted(S1) != S1", "true"},
                      Case{"kv(S1, \"nothing\") + 1", "none"}, Case{"committed(kv(S1, \"nothing\"))", "false"},
                      Case{"entry(S3, kv(S1, \"nothing\"))", "none"}));

INSTANTIATE_TEST_SUITE_P(NumbersAndTexts, Evaluation,
                         ::testing::Values(Case{"kv(S1, \"x\") == 7", "true"}, Case{"kv(S1, \"x\") == \"7\"", "true"},
                                           Case{"\"007\" == 7", "true"}, Case{"\"7x\" == 7", "false"},
                                           Case{"\"10\" < \"9\"", "false"}, Case{"\"10x\" < \"9x\"", "true"},
                                           Case{"10 < 9", "false"}, Case{"9 <= 9", "true"}, Case{"9 > 9", "false"},
                                           Case{"10 > 9", "true"}, Case{"10 >= 11", "false"}, Case{"8 != 9", "true"},
                                           Case{"-3 < 2", "true"}, Case{"2 - 5 == -3", "true"},
                                           Case{"0.5 + 0.5 == 1", "true"}, Case{"1 - 0.25", "0.75"},
                                           Case{"0 - 0.25", "-0.25"}, Case{"-0.25 < 0", "true"}, Case{"-1.5", "-1.5"},
                                           Case{"-0.25 + 1", "0.75"}, Case{"1.500", "1.5"},
                                           Case{"kv(S1, \"x\") + 1 == 8", "true"}, Case{"log(S3) == 1", "true"},
                                           Case{"log(S2) == \"1 1\"", "true"}, Case{"9223372036854775807 + 1", "none"},
                                           Case{"\"abc\" < \"abd\"", "true"}, Case{"\"abc\" == \"abc\"", "true"},
                                           Case{"\"abc\" > 5", "true"},
                                           Case{"\"99999999999999999999\" == \"99999999999999999999\"", "true"}));

TEST(Evaluation, CallsStandInOrderOfTheTextEachOnce) {
    ClusterConfig config = manualCluster(3);
    testing::startWith(config, 3, 1, {"1 1 3", "1 1", "1"});
    Lab lab(config);
    const auto calls = [&lab](std::string_view text) {
        std::string line;
        for (const CallValue& call : callsOf(lab.read(text), Moment{lab.history, lab.keeper.at(lab.history)})) {
            line += (line.empty() ? "" : " ") + call.call + "=" + call.value;
        }
        return line;
    };
    EXPECT_EQ(calls("leader(S2) && safe"), "leader(S2)=false safe=true");
    EXPECT_EQ(calls("safe && (safe || leader(S2))"), "safe=true leader(S2)=false");
    EXPECT_EQ(calls("entry(S1, last(S1)) == \"3:x\" || log(S2) == none"),
              "entry(S1, last(S1))=\"3:x3=3\" last(S1)=3 log(S2)=\"1 1\"");
    EXPECT_EQ(calls("kv(S3,\"x1\") == 3 && voters(S2) == {S2}"), "kv(S3,\"x1\")=1 voters(S2)={S2,S3}");
    EXPECT_EQ(calls("1 == 1"), "");
}

}  // namespace
}  // namespace raft
