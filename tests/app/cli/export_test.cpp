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
                                                  {"--view", "roles"},
                                                  {"--view", "terms"},
                                                  {"--view", "votes"},
                                                  {"--view", "clients"},
                                                  {"--view", "histogram"},
                                                  {"--theme", "dark"},
                                                  {"--at", "12ms"},
                                                  {"--at", "3"},
                                                  {"--lang", "zh"},
                                                  {"--size", "800x600"}}) {
        EXPECT_NE(picture(other), all) << other[0] << other[1];
    }
    EXPECT_EQ(picture({"--view", "ring"}), picture({"--view", "ring"}));
}

TEST_F(Export, APosterHasTheRulesOfTheLessonsTrack) {
    const Answer elections = run({"export", "first-election", "--view", "poster", "-o", "-", "--format", "svg"});
    ASSERT_EQ(elections.code, 0) << elections.err;
    EXPECT_NE(elections.out.find("Elections: "), std::string::npos);
    EXPECT_NE(elections.out.find("spoken of in this track"), std::string::npos);
    const Answer safety = run({"export", "figure-8", "--view", "poster", "-o", "safety.svg", "--lang", "zh"});
    ASSERT_EQ(safety.code, 0) << safety.err;
    EXPECT_NE(read("safety.svg").find("领导人完备性"), std::string::npos);
    EXPECT_EQ(run({"export", "welcome", "--view", "poster", "-o", "w.svg"}).code, 2) << "its track has no page";
    EXPECT_EQ(run({"export", scenario("a-write"), "--view", "poster", "-o", "w.svg"}).code, 2) << "no lesson";
    EXPECT_EQ(run({"export", "figure-8", "--view", "poster", "-o", "w.pptx"}).code, 2) << "no slides";
    EXPECT_EQ(run({"export", "figure-8", "--view", "poster", "-o", "safety.svg"}).code, 2) << "it is there already";
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

TEST_F(Export, AnIntervalHasAPageForEveryInstantWorthOne) {
    const Answer answer = run({"export", scenario("a-write"), "-o", "a.svg", "--view", "ring", "--to", "45ms"});
    ASSERT_EQ(answer.code, 0) << answer.err;
    const std::vector<std::string> pages = files();
    ASSERT_GE(pages.size(), 3u);
    EXPECT_EQ(pages.front(), "a-01.svg");
    // Each page is the picture of its moment: the second one is of the first election.
    const std::string second =
        run({"export", scenario("a-write"), "-o", "-", "--format", "svg", "--view", "ring", "--at", "10ms"}).out;
    EXPECT_EQ(read("a-02.svg"), second);
    EXPECT_NE(read("a-02.svg"), read("a-03.svg"));
}

TEST_F(Export, OfManyPagesEitherAllAreWrittenOrNone) {
    file("a-03.svg", "mine");
    const Answer refused = run({"export", scenario("a-write"), "-o", "a.svg", "--to", "45ms"});
    EXPECT_EQ(refused.code, 2);
    EXPECT_EQ(refused.err.compare(0, 13, "a-03.svg:1:1:"), 0) << refused.err;
    EXPECT_EQ(files(), std::vector<std::string>{"a-03.svg"});
    EXPECT_EQ(read("a-03.svg"), "mine");
    EXPECT_EQ(run({"export", scenario("a-write"), "-o", "a.svg", "--to", "45ms", "--force"}).code, 0);
    EXPECT_NE(read("a-03.svg"), "mine");
}

TEST_F(Export, TheDiagramShowsAnIntervalOnOnePage) {
    const auto diagram = [this](const std::vector<std::string>& more) {
        std::vector<std::string> arguments{"export", scenario("a-write"), "-o", "-", "--format", "svg", "--view",
                                           "diagram"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        const Answer answer = run(arguments);
        EXPECT_EQ(answer.code, 0) << answer.err;
        return answer.out;
    };
    const std::string whole = diagram({"--from", "0ms", "--to", "60ms"});
    EXPECT_NE(whole, diagram({"--from", "20ms", "--to", "60ms"}));
    // The cursor stands at the interval's end unless it is put elsewhere.
    EXPECT_EQ(whole, diagram({"--from", "0ms", "--to", "60ms", "--at", "60ms"}));
    EXPECT_NE(whole, diagram({"--from", "0ms", "--to", "60ms", "--at", "20ms"}));
}

TEST_F(Export, SoManyPagesAreAMistake) {
    // Nobody can win, so everybody tries for ever.
    file("hopeless.session.json", R"({ "format": "raftlab-session/1", "cluster": { "servers": ["S1", "S2", "S3"] },
        "script": [ { "split": [["S1"], ["S2"], ["S3"]] }, { "wait": 100 } ] })");
    const Answer some = run({"export", "hopeless.session.json", "-o", "a.svg", "--view", "ring", "--to", "2000ms"});
    EXPECT_EQ(some.code, 0) << some.err;
    const std::size_t written = files().size();
    EXPECT_GT(written, 8u);
    const Answer many = run({"export", "hopeless.session.json", "-o", "b.svg", "--view", "ring", "--to", "90000ms"});
    EXPECT_EQ(many.code, 2);
    EXPECT_NE(many.err.find("at most 500"), std::string::npos) << many.err;
    EXPECT_EQ(files().size(), written);
}

TEST_F(Export, PagesOfAPdfStandInOneFileAndAreTheSameBytesEveryTime) {
    const std::vector<std::string> line{"export", scenario("a-write"), "-o", "-", "--format", "pdf", "--to", "45ms"};
    const Answer answer = run(line);
    if (!render::canWritePng()) {
        EXPECT_EQ(answer.code, 2);
        return;
    }
    ASSERT_EQ(answer.code, 0) << answer.err;
    EXPECT_EQ(answer.out.compare(0, 5, "%PDF-"), 0);
    EXPECT_EQ(run(line).out, answer.out);
}

TEST_F(Export, LettersBecomeShapesOnRequest) {
    const Answer text = run({"export", scenario("a-write"), "-o", "-", "--format", "svg"});
    EXPECT_NE(text.out.find("<text"), std::string::npos);
    const Answer shapes = run({"export", scenario("a-write"), "-o", "-", "--format", "svg", "--outline-text"});
    EXPECT_EQ(shapes.code, render::canWritePng() ? 0 : 2) << shapes.err;
    EXPECT_EQ(shapes.out.find("<text"), std::string::npos);
    EXPECT_EQ(shapes.out.find("<path") != std::string::npos, render::canWritePng());
}

TEST_F(Export, ALessonIsAsGoodAsASession) {
    const Answer answer = run({"export", lesson("welcome"), "-o", "-", "--format", "svg", "--view", "ring"});
    EXPECT_EQ(answer.code, 0) << answer.err;
    EXPECT_NE(answer.out.find("S5"), std::string::npos);
}

TEST_F(Export, SuffixesAndViewsOfALaterVersionSaySo) {
    for (const std::string out : {"a.gif", "a.mmd", "a.csv", "a.json"}) {
        const Answer answer = run({"export", scenario("a-write"), "-o", out});
        EXPECT_EQ(answer.code, 2);
        EXPECT_NE(answer.err.find("not in this version"), std::string::npos) << answer.err;
    }
    for (const std::string name : {"tree"}) {
        const Answer view = run({"export", scenario("a-write"), "-o", "a.svg", "--view", name});
        EXPECT_NE(view.err.find("comes with a later version"), std::string::npos) << view.err;
        EXPECT_EQ(view.code, 2);
    }
    EXPECT_TRUE(files().empty());
}

TEST_F(Export, SaysWhatIsWrongWithTheLine) {
    EXPECT_EQ(run({"export", scenario("a-write")}).code, 2);
    EXPECT_EQ(run({"export", scenario("a-write"), "-o", "a.bmp"}).code, 2);
    EXPECT_EQ(run({"export", scenario("a-write"), "-o", "a.svg", "--size", "big"}).code, 2);
    EXPECT_EQ(run({"export", scenario("a-write"), "-o", "a.svg", "--theme", "pink"}).code, 2);
    EXPECT_EQ(run({"export", scenario("a-write"), "-o", "a.svg", "--at", "noon"}).code, 2);
    EXPECT_EQ(run({"export", scenario("a-write"), "-o", "a.svg", "--at", "5", "--from", "3"}).code, 2);
    EXPECT_EQ(run({"export", scenario("a-write"), "-o", "a.svg", "--from", "20ms", "--to", "10ms"}).code, 2);
    EXPECT_EQ(run({"export", scenario("a-write"), "-o", "-", "--format", "svg", "--to", "60ms"}).code, 2);
    EXPECT_EQ(run({"export", scenario("a-write"), "-o", "a.svg", "--to", "soon"}).code, 2);
    EXPECT_EQ(run({"export", "nowhere.json", "-o", "a.svg"}).code, 2);
    EXPECT_TRUE(files().empty());
}

}  // namespace
}  // namespace cli_test
