#include "render/labels.h"

#include <gtest/gtest.h>

#include <set>

namespace render {
namespace {

TEST(Labels, NamesInBracesAreReplaced) {
    std::string out = "> ";
    appendLabel(out, "votes {votes} of {servers}", {{"votes", "3"}, {"servers", "5"}});
    EXPECT_EQ(out, "> votes 3 of 5");
}

TEST(Labels, UnknownNamesAndLooseBracesStay) {
    std::string out;
    appendLabel(out, "{nobody} {votes", {{"votes", "3"}});
    EXPECT_EQ(out, "{nobody} {votes");
}

TEST(Labels, AReplacementIsNotReplacedAgain) {
    std::string out;
    appendLabel(out, "{a}{b}", {{"a", "{b}"}, {"b", "x"}});
    EXPECT_EQ(out, "{b}x");
}

TEST(Labels, EveryKeyHasItsOwnPlace) {
    std::set<std::string_view> keys;
    PictureLabels labels;
    for (const LabelKey& key : kLabelKeys) {
        keys.insert(key.key);
        EXPECT_TRUE((labels.*key.place).empty()) << key.key << " shares its place with another key";
        labels.*key.place = key.key;
    }
    EXPECT_EQ(keys.size(), kLabelKeys.size());
    EXPECT_EQ(sizeof(PictureLabels), kLabelKeys.size() * sizeof(std::string_view)) << "a label has no key";
}

}  // namespace
}  // namespace render
