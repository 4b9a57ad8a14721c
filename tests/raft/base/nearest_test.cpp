#include "raft/base/nearest.h"

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <string_view>

namespace raft {
namespace {

constexpr std::array<std::string_view, 6> kNames = {"seed", "servers", "atMost", "latency", "to", "preVote"};

std::string near(std::string_view word) { return std::string(nearest(word, kNames).value_or("-")); }

TEST(Nearest, FindsTheNameThatWasMeant) {
    EXPECT_EQ(near("seeed"), "seed");       // One letter too many,
    EXPECT_EQ(near("sed"), "seed");         // one too few,
    EXPECT_EQ(near("servars"), "servers");  // one wrong,
    EXPECT_EQ(near("lateycn"), "latency");  // several swapped,
    EXPECT_EQ(near("atmost"), "atMost");    // and capital letters do not count.
    EXPECT_EQ(near("ot"), "to");
}

TEST(Nearest, ProposesNothingForAStrangeWord) {
    EXPECT_EQ(near("bandwidth"), "-");
    EXPECT_EQ(near("x"), "-");
    EXPECT_EQ(near(""), "-");
    EXPECT_EQ(near(std::string(5000, 's')), "-");
    EXPECT_FALSE(nearest("seed", std::span<const std::string_view>()).has_value());
}

TEST(Nearest, TakesTheFirstOfEquals) {
    const std::array<std::string, 2> names = {"S1", "S2"};
    EXPECT_EQ(nearest("S3", names), "S1");
}

TEST(Nearest, AsksWhetherItWasMeant) {
    EXPECT_EQ(didYouMean("seeed", kNames), "; did you mean \"seed\"?");
    EXPECT_EQ(didYouMean("bandwidth", kNames), "");
}

}  // namespace
}  // namespace raft
