// Style as a test: reads the whole tree and names every place that breaks a rule of the house. The rules stand in
// tests/tidy/; the first half of this file proves that each of them finds what it forbids and leaves the rest alone.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "tests/tidy/rules.h"

namespace tidy {
namespace {

// ---- What the rules make of single snippets -------------------------------------------------------------------------

bool refusesInclude(std::string_view path, std::string_view include) {
    return !includeFaults(path, "#include " + std::string(include) + "\n").empty();
}

bool refusesCode(std::string_view path, std::string_view code) { return !callFaults(path, code).empty(); }

TEST(Layers, ProjectIncludesFollowTheTable) {
    EXPECT_TRUE(refusesInclude("raft/base/ids.h", "\"raft/core/log.h\""));
    EXPECT_FALSE(refusesInclude("raft/base/ids.h", "\"raft/base/result.h\""));
    EXPECT_TRUE(refusesInclude("raft/core/node.h", "\"raft/sim/network.h\""));
    EXPECT_FALSE(refusesInclude("raft/core/node.h", "\"raft/base/ids.h\""));
    EXPECT_TRUE(refusesInclude("raft/sim/world.cpp", "\"raft/check/invariant.h\""));
    EXPECT_FALSE(refusesInclude("raft/sim/world.cpp", "\"raft/core/node.h\""));
    EXPECT_TRUE(refusesInclude("raft/check/monitor.h", "\"raft/history/history.h\""));
    EXPECT_FALSE(refusesInclude("raft/history/history.h", "\"raft/check/monitor.h\""));
    EXPECT_TRUE(refusesInclude("raft/history/history.h", "\"raft/script/runner.h\""));
    EXPECT_FALSE(refusesInclude("raft/trace/session.cpp", "\"raft/script/runner.h\""));
    EXPECT_TRUE(refusesInclude("raft/trace/session.cpp", "\"render/scene.h\""));
}

TEST(Layers, ARelativeOfRaftKnowsOnlyItselfAndTheBase) {
    EXPECT_TRUE(refusesInclude("raft/kin/paxos/node.h", "\"raft/kin/zab/node.h\""));
    EXPECT_TRUE(refusesInclude("raft/kin/paxos/node.h", "\"raft/core/log.h\""));
    EXPECT_FALSE(refusesInclude("raft/kin/paxos/node.h", "\"raft/kin/paxos/message.h\""));
    EXPECT_FALSE(refusesInclude("raft/kin/multi_raft/store.h", "\"raft/core/node.h\""));
}

TEST(Layers, PicturesSeeOnlyTheTwoViews) {
    EXPECT_TRUE(refusesInclude("render/views/ring.h", "\"raft/core/node.h\""));
    EXPECT_TRUE(refusesInclude("render/views/ring.h", "\"raft/history/history.h\""));
    EXPECT_TRUE(refusesInclude("render/views/ring.h", "\"lessons/engine/document.h\""));
    EXPECT_FALSE(refusesInclude("render/views/ring.h", "\"raft/history/views.h\""));
    EXPECT_FALSE(refusesInclude("render/views/ring.h", "\"render/scene.h\""));
}

TEST(Layers, TheShellKnowsNeitherRaftNorPictures) {
    EXPECT_TRUE(refusesInclude("app/gui/shell/window.h", "\"raft/base/ids.h\""));
    EXPECT_TRUE(refusesInclude("app/gui/shell/window.h", "\"render/scene.h\""));
    EXPECT_FALSE(refusesInclude("app/gui/shell/window.h", "\"app/gui/shell/fonts.h\""));
    EXPECT_FALSE(refusesInclude("app/gui/shell/window.h", "\"app/gui/keys.h\""));
    EXPECT_TRUE(refusesInclude("app/gui/shell/window.h", "\"app/gui/panels/why.h\""));
    EXPECT_TRUE(refusesInclude("app/studio/document.h", "\"app/gui/panels/why.h\""));
    EXPECT_FALSE(refusesInclude("app/gui/panels/why.h", "\"app/studio/document.h\""));
    EXPECT_TRUE(refusesInclude("app/cli/run.cpp", "\"app/gui/shell/window.h\""));
}

TEST(Layers, LibrariesHaveTheirRooms) {
    EXPECT_TRUE(refusesInclude("raft/trace/session.h", "<nlohmann/json.hpp>"));
    EXPECT_FALSE(refusesInclude("raft/trace/session.cpp", "<nlohmann/json.hpp>"));
    EXPECT_TRUE(refusesInclude("raft/sim/world.cpp", "<nlohmann/json.hpp>"));
    EXPECT_TRUE(refusesInclude("render/scene.cpp", "<nlohmann/json.hpp>"));
    EXPECT_TRUE(refusesInclude("app/studio/document.cpp", "<imgui.h>"));
    EXPECT_FALSE(refusesInclude("app/gui/panels/why.cpp", "<imgui.h>"));
    EXPECT_TRUE(refusesInclude("app/gui/panels/why.cpp", "<GLFW/glfw3.h>"));
    EXPECT_TRUE(refusesInclude("app/gui/canvas/canvas.cpp", "<glad/gl.h>"));
    EXPECT_TRUE(refusesInclude("app/gui/canvas/canvas.cpp", "<imgui_impl_opengl3.h>"));
    EXPECT_FALSE(refusesInclude("app/gui/shell/window.cpp", "<GLFW/glfw3.h>"));
    EXPECT_FALSE(refusesInclude("app/gui/shell/window.cpp", "<imgui_impl_opengl3.h>"));
    EXPECT_TRUE(refusesInclude("app/studio/options.cpp", "<CLI/CLI.hpp>"));
    EXPECT_FALSE(refusesInclude("app/cli/options.cpp", "<CLI/CLI.hpp>"));
    EXPECT_TRUE(refusesInclude("render/views/ring.cpp", "<cairo.h>"));
    EXPECT_FALSE(refusesInclude("render/export/png.cpp", "<cairo.h>"));
}

TEST(Layers, ClocksThreadsAndLuckStayAboveTheSimulator) {
    for (const std::string_view header : {"<thread>", "<chrono>", "<random>", "<iostream>", "<unordered_map>"}) {
        EXPECT_TRUE(refusesInclude("raft/core/node.cpp", header)) << header;
        EXPECT_TRUE(refusesInclude("render/scene.cpp", header)) << header;
        EXPECT_TRUE(refusesInclude("lessons/engine/player.cpp", header)) << header;
    }
    EXPECT_FALSE(refusesInclude("app/studio/playback.cpp", "<chrono>"));
    EXPECT_FALSE(refusesInclude("raft/core/node.cpp", "<vector>"));
}

TEST(Layers, OnlyRealIncludesCount) {
    EXPECT_TRUE(includeFaults("raft/core/node.h", "// #include <thread>\n").empty());
    EXPECT_TRUE(includeFaults("raft/core/node.h", "/*\n#include <thread>\n*/\n").empty());
    EXPECT_TRUE(refusesInclude("raft/core/node.h", "\"log.h\""));
    const Faults faults = includeFaults("raft/core/node.h", "\n\n#  include <thread>\n");
    ASSERT_EQ(faults.size(), 1u);
    EXPECT_EQ(faults[0].line, 3);
}

TEST(Calls, LuckAndClocksAreNamedWithTheirReplacement) {
    EXPECT_TRUE(refusesCode("raft/sim/network.cpp", "std::uniform_int_distribution<int> d(1, 6);"));
    EXPECT_TRUE(refusesCode("raft/sim/network.cpp", "int x = std::rand();"));
    EXPECT_TRUE(refusesCode("raft/sim/network.cpp", "int x = rand();"));
    EXPECT_TRUE(refusesCode("raft/sim/network.cpp", "std::random_device device;"));
    EXPECT_TRUE(refusesCode("render/scene.cpp", "auto t = std::chrono::steady_clock::now();"));
    EXPECT_FALSE(refusesCode("app/studio/playback.cpp", "auto t = std::chrono::steady_clock::now();"));
    EXPECT_FALSE(refusesCode("raft/sim/network.cpp", "streams.rand(); operand(2); int distribution = 3;"));
    const Faults faults = callFaults("raft/sim/a.cpp", "\nsystem_clock::now();");
    ASSERT_EQ(faults.size(), 1u);
    EXPECT_EQ(faults[0].line, 2);
    EXPECT_NE(faults[0].text.find("SimTime"), std::string::npos);
}

TEST(Calls, HashedContainersAreForTheAppOnly) {
    EXPECT_TRUE(refusesCode("lessons/engine/a.cpp", "std::unordered_map<int, int> m;"));
    EXPECT_FALSE(refusesCode("app/studio/a.cpp", "std::unordered_map<int, int> m;"));
    EXPECT_FALSE(refusesCode("lessons/engine/a.cpp", "std::map<int, int> unorderedMap;"));
}

TEST(Calls, PrintingIsForTheAppOnly) {
    EXPECT_TRUE(refusesCode("raft/trace/a.cpp", "std::snprintf(buffer, 3, \"%d\", x);"));
    EXPECT_TRUE(refusesCode("render/a.cpp", "return printf(\"x\");"));
    EXPECT_TRUE(refusesCode("lessons/engine/a.cpp", "std::cout << 1;"));
    EXPECT_FALSE(refusesCode("app/cli/a.cpp", "std::printf(\"x\");"));
    EXPECT_FALSE(refusesCode("render/a.cpp", "writer.printf(1); int outputs(int); ascii::puts(3);"));
}

TEST(Calls, CommentsAndTextsAreNoCalls) {
    EXPECT_FALSE(refusesCode("raft/core/a.cpp", "// std::rand() would be wrong\n/* rand() */"));
    EXPECT_FALSE(refusesCode("raft/core/a.cpp", "auto text = \"rand() \\\" rand()\";"));
    EXPECT_FALSE(refusesCode("raft/core/a.cpp", "auto text = R\"(rand() \" rand())\";"));
    EXPECT_TRUE(refusesCode("raft/core/a.cpp", "auto n = 1'000'000; auto x = rand(); char c = '\"';"));
}

TEST(Calls, WhatCompilersLackIsRefused) {
    EXPECT_TRUE(refusesCode("app/cli/a.cpp", "auto s = std::format(\"{}\", 1);"));
    EXPECT_TRUE(refusesCode("raft/core/a.cpp", "std::ranges::sort(v);"));
    EXPECT_TRUE(refusesCode("raft/core/a.cpp", "assert(x);"));
    EXPECT_FALSE(refusesCode("raft/core/a.cpp", "static_assert(x); CHECK(x); formatOf(3);"));
}

TEST(Calls, WrappedFunctionsOfDearImGuiAreCalledThroughTheirWrappers) {
    EXPECT_TRUE(refusesCode("app/gui/panels/a.cpp", "list->AddRect(a, b, c);"));
    EXPECT_TRUE(refusesCode("app/gui/canvas/a.cpp", "ImGui::BeginChild(\"x\");"));
    EXPECT_TRUE(refusesCode("app/gui/panels/a.cpp", "if (ImGui::IsKeyPressed(3)) return;"));
    EXPECT_FALSE(refusesCode("app/gui/imgui_compat.h", "list.AddRect(a, b, c);"));
    EXPECT_FALSE(refusesCode("app/gui/panels/a.cpp", "addRect(list, a, b); list->AddRectFilled(a, b, c);"));
}

TEST(Statics, OnlyConstantsMayBeStaticInsideAFunction) {
    EXPECT_EQ(localStaticFaults("void f() {\n    static int calls = 0;\n}\n").size(), 1u);
    EXPECT_EQ(localStaticFaults("struct A { void f() { if (x) { static std::vector<int> v; } } };").size(), 1u);
    EXPECT_EQ(localStaticFaults("auto A::A() : a_{1}, b_(2) {\n    static Cache cache;\n}").size(), 1u);
    EXPECT_TRUE(localStaticFaults("void f() { static constexpr int kX = 3; static const int kY = 4; }").empty());
    EXPECT_TRUE(localStaticFaults("static void f();\nstruct A { static int make(); static int n; };").empty());
    EXPECT_TRUE(localStaticFaults("void f() { return static_cast<int>(x); } // static int x;").empty());
}

std::string functionOfLines(int lines) {
    std::string body = "int f(int x) {\n";
    for (int i = 0; i < lines - 2; ++i) body += "    x += 1;\n";
    return body + "}\n";
}

TEST(Sizes, LongFilesAndFunctionsAreReported) {
    const std::string lines250(250, '\n');
    EXPECT_TRUE(sizeFaults("a.h", lines250).empty());
    EXPECT_EQ(sizeFaults("a.h", lines250 + "\n").size(), 1u);
    EXPECT_TRUE(sizeFaults("a.cpp", lines250 + "\n").empty());
    EXPECT_EQ(sizeFaults("a.cpp", std::string(601, '\n')).size(), 1u);
    EXPECT_TRUE(sizeFaults("a.cpp", functionOfLines(70)).empty());
    EXPECT_EQ(sizeFaults("a.cpp", functionOfLines(71)).size(), 1u);
}

TEST(Sizes, OnlyFunctionsAreMeasuredAsFunctions) {
    const std::string filler(80, '\n');
    const auto isFunction = [&](const std::string& head) {
        return functionsOf(head + " {" + filler + "}").size() == 1;
    };
    EXPECT_FALSE(isFunction("namespace a"));
    EXPECT_FALSE(isFunction("struct A final : B<int>"));
    EXPECT_FALSE(isFunction("enum class A : int"));
    EXPECT_FALSE(isFunction("constexpr int kTable[] ="));
    EXPECT_FALSE(isFunction("const std::vector<int> kTable"));
    EXPECT_FALSE(isFunction("template <class T> struct A"));
    EXPECT_TRUE(isFunction("template <class T> void f(T x = {}) const noexcept"));
    EXPECT_TRUE(isFunction("bool operator==(const A& a, const A& b)"));
    EXPECT_TRUE(isFunction("TEST(Election, WorksWell)"));
    EXPECT_TRUE(isFunction("A::A(int x) : a_{x}, b_(2)"));
    EXPECT_TRUE(isFunction("auto f() -> std::vector<int>"));
    EXPECT_EQ(functionsOf("class A {\npublic:\n    int f() const { return 1; }\n    int g() { return 2; }\n};").size(),
              2u);
}

/// How many names of `second` clash with those of `first`, each inside an unnamed namespace.
std::size_t clashes(std::string_view first, std::string_view second, const std::string& secondPath = "app/gui/b.cpp") {
    const auto source = [](std::string_view inside) {
        return "namespace gui {\nnamespace {\n\n" + std::string(inside) + "\n}  // namespace\n}  // namespace gui\n";
    };
    const auto faults = sharedNameFaults({{"app/gui/a.cpp", source(first)}, {secondPath, source(second)}});
    return faults.count(secondPath) == 0 ? 0 : faults.at(secondPath).size();
}

TEST(Names, WhatTwoSourcesOfARoomKeepToThemselvesDiffers) {
    EXPECT_EQ(clashes("constexpr float kRow = 3;\n", "constexpr float kRow = 4;\n"), 1U);
    EXPECT_EQ(clashes("constexpr int kAll[]{1};\n", "constexpr std::array<int, 2> kAll{1, 2};\n"), 1U);
    EXPECT_EQ(clashes("struct Row {\n    int x;\n};\n", "enum class Row { A };\n"), 1U);
    EXPECT_EQ(clashes("class Row final : public A {};\n", "class Row final : public B {};\n"), 1U);
    EXPECT_EQ(clashes("using Kind = A::Kind;\n", "using Kind = B::Kind;\n"), 1U);
    EXPECT_EQ(clashes("int sum(int a, int b) { return a + b; }\n", "int sum(int left,\n        int right) {}\n"), 1U);
    EXPECT_EQ(clashes("int kRow(int a) { return a; }\n", "constexpr float kRow = 3;\n"), 1U);
}

TEST(Names, WhatCanStandBesideEachOtherMay) {
    EXPECT_EQ(clashes("constexpr float kRow = 3;\n", "constexpr float kLine = 3;\n"), 0U);
    EXPECT_EQ(clashes("constexpr float kRow = 3;\n", "constexpr float kRow = 4;\n", "app/cli/b.cpp"), 0U);
    EXPECT_EQ(clashes("using Kind = A::Kind;\n", "using Kind = A::Kind;\n"), 0U);
    EXPECT_EQ(clashes("int sum(int a) { return a; }\n", "int sum(const std::map<int, int>& all) { return 1; }\n"), 0U);
    EXPECT_EQ(clashes("int a() {\n    const int row = 1;\n}\n", "int b() {\n    const int row = 1;\n}\n"), 0U);
    EXPECT_EQ(clashes("class A final : public C {};\n", "class B final : public C {};\n"), 0U);
    EXPECT_EQ(clashes("struct Row;\n", "struct Row;\n"), 0U);
}

TEST(Unfinished, MarksOfUnfinishedWorkAreReported) {
    EXPECT_EQ(unfinishedFaults(std::string("a\n// TO") + "DO: later").size(), 1u);
    EXPECT_EQ(unfinishedFaults(std::string("XX") + "X").size(), 1u);
    EXPECT_TRUE(unfinishedFaults("mktemp -d XXXXXX; autodoc; mastodon").empty());
}

TEST(Texts, KeysAreFoundWhereTheyAreAskedFor) {
    const std::vector<KeyUse> uses =
        keysAskedFor("x = tr(\"a.b\"); texts.format(\"d\", {});\nText{\"c\", {}}; // tr(\"no\")");
    ASSERT_EQ(uses.size(), 3u);
    EXPECT_EQ(uses[0].key, "a.b");
    EXPECT_EQ(uses[1].key, "d");
    EXPECT_EQ(uses[2].key, "c");
    EXPECT_EQ(uses[2].line, 2);
    EXPECT_TRUE(keysAskedFor("tr(\"role.\" + name); str(\"x\"); addText(\"y\");").empty());
}

TEST(Texts, KeysThatNobodyMentionsAreReported) {
    const std::set<std::string> literals = literalsOf("f(\"a\"); // \"b\"\n#include \"c\"\nchar q = '\"'; g(\"d\");");
    EXPECT_EQ(literals, (std::set<std::string>{"a", "d"}));
    EXPECT_TRUE(unusedKeyFaults({"a", "d"}, literals).empty());
    EXPECT_EQ(unusedKeyFaults({"a", "b", "role.leader"}, literals).size(), 2u);
    EXPECT_TRUE(unusedKeyFaults({"role.leader", "role.leader.short"}, {"role."}).empty());
    EXPECT_EQ(unusedKeyFaults({"role.leader", "roles.leader"}, {"role.", "roles"}).size(), 1u);
}

// ---- The tree
// ---------------------------------------------------------------------------------------------------------

namespace fs = std::filesystem;

struct Allowed {
    std::string_view path;
    std::string_view text;    ///< A part of the fault's sentence.
    std::string_view reason;  ///< Why this place may break the rule.
};

bool covers(const Allowed& allowed, const Fault& fault) { return fault.text.find(allowed.text) != std::string::npos; }

/// Places that may break a rule, each with its reason. Keep it short: mend the place if you can.
const std::vector<Allowed> kAllowed{};

struct File {
    std::string path;  ///< From the root of the project.
    std::string text;
};

bool hasSuffix(const File& file, const std::vector<std::string_view>& suffixes) {
    const std::string suffix = fs::path(file.path).extension().string();
    return std::find(suffixes.begin(), suffixes.end(), suffix) != suffixes.end();
}

bool isCpp(const File& file) { return hasSuffix(file, {".h", ".cpp"}); }

bool isIn(const File& file, std::string_view room) { return file.path.compare(0, room.size(), room) == 0; }

bool isProduct(const File& file) {
    return isCpp(file) &&
           (isIn(file, "raft/") || isIn(file, "render/") || isIn(file, "lessons/") || isIn(file, "app/"));
}

/// Every file that we write by hand, sorted by path; what was built or downloaded lies in other folders.
std::vector<File> readTree() {
    const fs::path root = RAFTLAB_SOURCE_DIR;
    std::vector<File> files;
    const auto read = [&](const fs::path& path) {
        std::ifstream stream(path, std::ios::binary);
        files.push_back({fs::relative(path, root).generic_string(),
                         std::string(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>())});
    };
    for (const auto& entry : fs::directory_iterator(root)) {
        const std::string name = entry.path().filename().string();
        if (entry.is_regular_file()) read(entry.path());
        const bool isHidden = name.front() == '.' && name != ".ci";
        if (!entry.is_directory() || isHidden || name == "build" || name == "out") continue;
        for (const auto& inner : fs::recursive_directory_iterator(entry.path())) {
            if (inner.is_regular_file()) read(inner.path());
        }
    }
    std::sort(files.begin(), files.end(), [](const File& a, const File& b) { return a.path < b.path; });
    return files;
}

// ---- Which rule is for which file
// -------------------------------------------------------------------------------------

Faults includeFaultsOf(const File& file) { return isProduct(file) ? includeFaults(file.path, file.text) : Faults{}; }

Faults callFaultsOf(const File& file) { return isProduct(file) ? callFaults(file.path, file.text) : Faults{}; }

Faults localStaticFaultsOf(const File& file) {
    const bool isWatched = isProduct(file) && (isIn(file, "app/") || isIn(file, "render/"));
    return isWatched ? localStaticFaults(file.text) : Faults{};
}

Faults sizeFaultsOf(const File& file) { return isCpp(file) ? sizeFaults(file.path, file.text) : Faults{}; }

Faults unfinishedFaultsOf(const File& file) {
    const bool isText = hasSuffix(file, {".h", ".cpp", ".txt", ".cmake", ".py", ".sh", ".json", ".md", ""});
    return isText ? unfinishedFaults(file.text) : Faults{};
}

class Tree : public testing::Test {
protected:
    static void SetUpTestSuite() { files_ = readTree(); }

    template <typename Check>
    static void expectNone(const Check& faultsOf) {
        for (const File& file : files_) {
            for (const Fault& fault : faultsOf(file)) report(file.path, fault);
        }
    }

    static void report(const std::string& path, const Fault& fault) {
        for (const Allowed& allowed : kAllowed) {
            if (allowed.path == path && covers(allowed, fault)) return;
        }
        ADD_FAILURE() << path << ":" << fault.line << ": " << fault.text;
    }

    static std::set<std::string> catalogueKeys(const std::string& path) {
        std::set<std::string> keys;
        for (const File& file : files_) {
            if (file.path != path) continue;
            // A broken catalogue is reported by the build; here it only has no keys.
            const nlohmann::json catalogue = nlohmann::json::parse(file.text, nullptr, false);
            for (const auto& item : catalogue.items()) keys.insert(item.key());
        }
        return keys;
    }

    static inline std::vector<File> files_;
};

TEST_F(Tree, IsReadFromItsRoot) {
    const auto has = [](std::string_view path) {
        return std::any_of(files_.begin(), files_.end(), [&](const File& file) { return file.path == path; });
    };
    EXPECT_TRUE(has("tests/tidy_test.cpp"));
    EXPECT_TRUE(has("raft/base/result.h"));
    EXPECT_TRUE(has("assets/lang/en.json"));
}

TEST_F(Tree, IncludesFollowTheLayers) { expectNone(includeFaultsOf); }

TEST_F(Tree, CallsNothingThatIsBanned) { expectNone(callFaultsOf); }

TEST_F(Tree, HasNoLocalStaticVariables) { expectNone(localStaticFaultsOf); }

TEST_F(Tree, KeepsFilesAndFunctionsShort) { expectNone(sizeFaultsOf); }

TEST_F(Tree, CanBeCompiledARoomAtATime) {
    std::map<std::string, std::string> sources;
    for (const File& file : files_) {
        if (isProduct(file) && hasSuffix(file, {".cpp"})) sources[file.path] = file.text;
    }
    for (const auto& [path, faults] : sharedNameFaults(sources)) {
        for (const Fault& fault : faults) report(path, fault);
    }
}

TEST_F(Tree, HasNoUnfinishedPlaces) { expectNone(unfinishedFaultsOf); }

TEST_F(Tree, AsksTheCataloguesOnlyForKeysTheyHave) {
    const std::set<std::string> english = catalogueKeys("assets/lang/en.json");
    const std::set<std::string> chinese = catalogueKeys("assets/lang/zh.json");
    expectNone([&](const File& file) {
        Faults faults;
        if (!isProduct(file)) return faults;
        for (const KeyUse& use : keysAskedFor(file.text)) {
            if (english.count(use.key) == 0) faults.push_back({use.line, "key \"" + use.key + "\" is not in en.json"});
            if (chinese.count(use.key) == 0) faults.push_back({use.line, "key \"" + use.key + "\" is not in zh.json"});
        }
        return faults;
    });
}

TEST_F(Tree, MentionsEveryKeyOfTheCatalogues) {
    std::set<std::string> literals;
    for (const File& file : files_) {
        if (isProduct(file)) literals.merge(literalsOf(file.text));
    }
    for (const std::string& path : {std::string("assets/lang/en.json"), std::string("assets/lang/zh.json")}) {
        for (const Fault& fault : unusedKeyFaults(catalogueKeys(path), literals)) report(path, fault);
    }
}

#ifdef RAFTLAB_COVERED_CHARACTERS
TEST_F(Tree, ShowsOnlyCharactersThatATypefaceHas) {
    std::ifstream stream(RAFTLAB_COVERED_CHARACTERS, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
    const std::set<std::string> covered = foreignCharactersOf(text);
    ASSERT_FALSE(covered.empty());
    expectNone([&](const File& file) { return isProduct(file) ? uncoveredFaults(file.text, covered) : Faults{}; });
}
#endif

TEST_F(Tree, NeedsEveryExceptionItGrants) {
    for (const Allowed& allowed : kAllowed) {
        EXPECT_FALSE(allowed.reason.empty()) << allowed.path;
        const auto needsIt = [&](const File& file) {
            if (file.path != allowed.path) return false;
            for (const auto faultsOf :
                 {includeFaultsOf, callFaultsOf, localStaticFaultsOf, sizeFaultsOf, unfinishedFaultsOf}) {
                const Faults faults = faultsOf(file);
                if (std::any_of(faults.begin(), faults.end(), [&](const Fault& f) { return covers(allowed, f); })) {
                    return true;
                }
            }
            return false;
        };
        EXPECT_TRUE(std::any_of(files_.begin(), files_.end(), needsIt)) << allowed.path << ": " << allowed.text;
    }
}

}  // namespace
}  // namespace tidy
