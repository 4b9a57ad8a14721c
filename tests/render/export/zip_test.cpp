#include "render/export/zip.h"

#include <gtest/gtest.h>

#include "tests/render/export/unzip.h"

namespace render_test {
namespace {

TEST(Zip, ReadsBackWhatWasAdded) {
    const std::string longText(5000, 'a');
    const std::string bytes("\0\x01\xFF z", 5);
    render::ZipWriter zip;
    zip.add("folder/long.txt", longText);
    zip.add("bytes", bytes);
    zip.add("nothing", "");
    const auto files = unzip(zip.finish());
    ASSERT_EQ(files.size(), 3u);
    EXPECT_EQ(files[0].name, "folder/long.txt");
    EXPECT_EQ(files[0].content, longText);
    EXPECT_EQ(files[1].content, bytes);
    EXPECT_EQ(files[2].content, "");
}

TEST(Zip, SaysTheFirstDayThatItKnowsAndIsTheSameEveryTime) {
    const auto make = [] {
        render::ZipWriter zip;
        zip.add("a", "one");
        zip.add("b", std::string(300, 'x'));
        return zip.finish();
    };
    const std::string archive = make();
    EXPECT_EQ(make(), archive);
    // Time and date of the first header: midnight, 1980-01-01.
    EXPECT_EQ(archive.substr(10, 4), std::string("\0\0\x21\0", 4));
}

TEST(Zip, ChecksumIsTheOneOfTheFormat) {
    EXPECT_EQ(render::crc32Of("123456789"), 0xCBF43926U);
    EXPECT_EQ(render::crc32Of(""), 0u);
}

TEST(Zip, ReaderOfTheTestsNoticesABrokenArchive) {
    render::ZipWriter zip;
    zip.add("a", "some text");
    std::string archive = zip.finish();
    archive[31] = static_cast<char>(archive[31] ^ 1);  // The first byte of the content.
    EXPECT_TRUE(unzip(archive).empty());
}

}  // namespace
}  // namespace render_test
