// `raftlab export`.

#include "render/export/png.h"
#include "tests/app/cli/program.h"

namespace cli_test {
namespace {

class Export : public ProgramTest {};

TEST_F(Export, WritesOneMomentAsSvg) {
    const Answer answer = run({"export", scenario("a-write"), "-o", "a.svg", "--at", "40ms"});
    EXPECT_EQ(answer.code, 0) << answer.err;
    EXPECT_EQ(answer.out, "");
    const std::string picture = read("a.svg");
    EXPECT_NE(picture.find("<svg"), std::string::npos);
    EXPECT_NE(picture.find("S2"), std::string::npos);
    EXPECT_EQ(run({"export", scenario("a-write"), "-o", "-", "--format", "svg", "--at", "40ms"}).out, picture);
}

TEST_F(Export, TheMomentTheViewAndTheThemeMatter) {
    const auto picture = [this](const std::vector<std::string>& more) {
        std::vector<std::string> arguments{"export", scenario("a-write"), "-o", "-", "--format", "svg"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        const Answer answer = run(arguments);
        EXPECT_EQ(answer.code, 0) << answer.err;
        return answer.out;
    };
    const std::string all = picture({});
    for (const std::vector<std::string>& other : {std::vector<std::string>{"--view", "ring"},
                                                  {"--view", "logs"},
                                                  {"--view", "diagram"},
                                                  {"--theme", "dark"},
                                                  {"--at", "12ms"},
                                                  {"--at", "3"},
                                                  {"--lang", "zh"},
                                                  {"--size", "800x600"}}) {
        EXPECT_NE(picture(other), all) << other[0] << other[1];
    }
    EXPECT_EQ(picture({"--view", "ring"}), picture({"--view", "ring"}));
}

TEST_F(Export, AnExistingFileNeedsForce) {
    file("a.svg", "mine");
    const Answer refused = run({"export", scenario("a-write"), "-o", "a.svg"});
    EXPECT_EQ(refused.code, 2);
    EXPECT_EQ(refused.err.compare(0, 10, "a.svg:1:1:"), 0) << refused.err;
    EXPECT_EQ(read("a.svg"), "mine");
    EXPECT_EQ(run({"export", scenario("a-write"), "-o", "a.svg", "--force"}).code, 0);
    EXPECT_NE(read("a.svg"), "mine");
}

TEST_F(Export, WritesPngWhereTheBuildCan) {
    const Answer answer = run({"export", scenario("a-write"), "-o", "a.png"});
    if (!render::canWritePng()) {
        EXPECT_EQ(answer.code, 2);
        return;
    }
    EXPECT_EQ(answer.code, 0) << answer.err;
    EXPECT_EQ(read("a.png").compare(0, 4, "\x89PNG"), 0);
    const Answer twice = run({"export", scenario("a-write"), "-o", "b.png", "--scale", "2"});
    EXPECT_EQ(twice.code, 0) << twice.err;
    EXPECT_NE(read("a.png"), read("b.png"));
}

TEST_F(Export, SuffixesAndViewsOfALaterVersionSaySo) {
    for (const std::string out : {"a.pdf", "a.pptx", "a.html", "a.gif", "a.mmd", "a.csv"}) {
        const Answer answer = run({"export", scenario("a-write"), "-o", out});
        EXPECT_EQ(answer.code, 2);
        EXPECT_NE(answer.err.find("not in this version"), std::string::npos) << answer.err;
    }
    const Answer view = run({"export", scenario("a-write"), "-o", "a.svg", "--view", "tree"});
    EXPECT_NE(view.err.find("not in this version"), std::string::npos) << view.err;
    EXPECT_EQ(view.code, 2);
    EXPECT_TRUE(files().empty());
}

TEST_F(Export, SaysWhatIsWrongWithTheLine) {
    EXPECT_EQ(run({"export", scenario("a-write")}).code, 2);
    EXPECT_EQ(run({"export", scenario("a-write"), "-o", "a.bmp"}).code, 2);
    EXPECT_EQ(run({"export", scenario("a-write"), "-o", "a.svg", "--size", "big"}).code, 2);
    EXPECT_EQ(run({"export", scenario("a-write"), "-o", "a.svg", "--theme", "pink"}).code, 2);
    EXPECT_EQ(run({"export", scenario("a-write"), "-o", "a.svg", "--at", "noon"}).code, 2);
    EXPECT_EQ(run({"export", "nowhere.json", "-o", "a.svg"}).code, 2);
    EXPECT_TRUE(files().empty());
}

}  // namespace
}  // namespace cli_test
