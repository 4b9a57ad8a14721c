#include "raft/base/result.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>

namespace raft {
namespace {

Result<int> half(int number) {
    if (number % 2 == 0) return number / 2;
    return Error{"numbers", 3, 7, "list[2]", "found an odd number; expected an even one"};
}

TEST(Result, HoldsTheValueOrTheErrors) {
    const Result<int> good = half(8);
    ASSERT_TRUE(good.ok());
    EXPECT_EQ(good.value(), 4);
    const Result<int> bad = half(7);
    ASSERT_FALSE(bad.ok());
    ASSERT_EQ(bad.errors().size(), 1U);
    EXPECT_EQ(bad.errors()[0].line, 3);
}

TEST(Result, MovesValuesThatCannotBeCopied) {
    Result<std::unique_ptr<int>> result(std::make_unique<int>(5));
    const std::unique_ptr<int> taken = std::move(result).value();
    EXPECT_EQ(*taken, 5);
}

TEST(Result, OfNothingIsFineUntilAnErrorComes) {
    EXPECT_TRUE(Result<void>().ok());
    const Result<void> bad = Error{"f", 1, 1, "", "wrong; expected right"};
    EXPECT_FALSE(bad.ok());
    EXPECT_EQ(bad.errors().size(), 1U);
}

TEST(ResultDeathTest, StopsWhoeverTakesAValueThatIsNotThere) {
    EXPECT_DEATH({ static_cast<void>(half(7).value()); }, "");
    EXPECT_DEATH({ static_cast<void>(half(8).errors()); }, "");
}

TEST(Error, FormatsAsFileLineColumnWhereMessage) {
    const Error error{"a.json", 3, 7, "script[3].cut[0]", "unknown server \"S9\"; expected one of S1, S2"};
    EXPECT_EQ(error.format(), "a.json:3:7: script[3].cut[0]: unknown server \"S9\"; expected one of S1, S2");
    EXPECT_EQ((Error{"-", 1, 1, "", "empty; expected JSON"}).format(), "-:1:1: empty; expected JSON");
}

TEST(Error, ListKeepsTheFirstTwenty) {
    Errors errors;
    for (int i = 0; i < 19; ++i) addError(errors, Error{"f", i + 1, 1, "", ""});
    addErrors(errors, {Error{"f", 20, 1, "", ""}, Error{"f", 21, 1, "", ""}});
    ASSERT_EQ(errors.size(), kMaxErrors);
    EXPECT_EQ(errors.back().line, 20);
}

TEST(Error, ListIsPutIntoTheOrderOfTheFile) {
    Errors errors = {Error{"f", 2, 9, "b", ""}, Error{"f", 2, 1, "", ""}, Error{"f", 1, 30, "", ""},
                     Error{"f", 2, 9, "a", ""}};
    sortByPlace(errors);
    EXPECT_EQ(errors[0].line, 1);
    EXPECT_EQ(errors[1].column, 1);
    EXPECT_EQ(errors[2].where, "b");
    EXPECT_EQ(errors[3].where, "a");
}

}  // namespace
}  // namespace raft
