#include "raft/check/property.h"

#include <gtest/gtest.h>

namespace raft {
namespace {

TEST(Property, TableStandsInTheOrderOfTheEnumeration) {
    ASSERT_EQ(propertyTable().size(), static_cast<std::size_t>(kPropertyCount));
    for (int i = 0; i < kPropertyCount; ++i) {
        const PropertyInfo& info = propertyTable()[static_cast<std::size_t>(i)];
        EXPECT_EQ(info.property, static_cast<Property>(i));
        EXPECT_EQ(nameOf(info.property), info.name);
        EXPECT_FALSE(info.source.empty()) << info.name;
    }
}

TEST(Property, IsFoundByItsNameOnly) {
    for (const PropertyInfo& info : propertyTable()) EXPECT_EQ(propertyByName(info.name), info.property);
    EXPECT_EQ(propertyByName("electionSafety"), std::nullopt);
    EXPECT_EQ(propertyByName(""), std::nullopt);
}

}  // namespace
}  // namespace raft
