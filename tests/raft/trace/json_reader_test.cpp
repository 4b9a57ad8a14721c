#include "raft/trace/json_reader.h"

#include <gtest/gtest.h>

#include <array>
#include <string>

namespace raft {
namespace {

constexpr std::array<std::string_view, 2> kTimers = {"auto", "manual"};

JsonDocument parsed(std::string text) {
    auto result = parseJson(std::move(text), {.file = "f.json"});
    if (!result.ok()) ADD_FAILURE() << result.errors()[0].format();
    return result.ok() ? std::move(result).value() : JsonDocument();
}

std::string textOf(const Errors& errors) {
    std::string all;
    for (const Error& error : errors) all += (all.empty() ? "" : "\n") + error.format();
    return all;
}

/// What `read` complains about when it is given the member "v" of `{"v": VALUE}`.
template <class Read>
std::string complaintAbout(const std::string& value, Read read) {
    const JsonDocument document = parsed("{\"v\": " + value + "}");
    JsonReader reader(document);
    read(reader, document.root().find("v"));
    return textOf(reader.takeErrors());
}

TEST(JsonReader, ConvertsWhatIsRight) {
    const JsonDocument document =
        parsed(R"({"b": true, "i": 1e1, "ms": 2.5, "loss": 0.25, "s": "x", "c": "manual", "a": [1, 2]})");
    const JsonValue& root = document.root();
    JsonReader reader(document);
    EXPECT_EQ(reader.boolean(root.find("b")), true);
    EXPECT_EQ(reader.integer(root.find("i"), {1, 10}), 10);
    EXPECT_EQ(reader.milliseconds(root.find("ms"), {0, 1000000}), 2500);
    EXPECT_EQ(reader.millionths(root.find("loss")), 250000);
    EXPECT_EQ(*reader.string(root.find("s")), "x");
    EXPECT_EQ(reader.choice(root.find("c"), kTimers), 1U);
    EXPECT_EQ(reader.array(root.find("a"), {1, 2}).size(), 2U);
    EXPECT_TRUE(reader.ok());
}

TEST(JsonReader, SaysNothingAboutWhatIsNotThere) {
    const JsonDocument document = parsed("{}");
    JsonReader reader(document);
    EXPECT_FALSE(reader.boolean(nullptr).has_value());
    EXPECT_FALSE(reader.integer(nullptr, {}).has_value());
    EXPECT_FALSE(reader.milliseconds(nullptr, {}).has_value());
    EXPECT_EQ(reader.string(nullptr), nullptr);
    EXPECT_FALSE(reader.choice(nullptr, kTimers).has_value());
    EXPECT_TRUE(reader.array(nullptr, {}).empty());
    EXPECT_TRUE(reader.ok());
}

TEST(JsonReader, SaysWhatItFoundAndWhatItExpected) {
    const auto integer = [](JsonReader& reader, const JsonValue* v) {
        EXPECT_FALSE(reader.integer(v, {1, 9}).has_value());
    };
    EXPECT_EQ(complaintAbout("0", integer), "f.json:1:7: v: found 0; expected a whole number from 1 to 9");
    EXPECT_EQ(complaintAbout("-1", integer), "f.json:1:7: v: found -1; expected a whole number from 1 to 9");
    EXPECT_EQ(complaintAbout("3.9", integer), "f.json:1:7: v: found 3.9; expected a whole number from 1 to 9");
    EXPECT_EQ(complaintAbout("10", integer), "f.json:1:7: v: found 10; expected a whole number from 1 to 9");
    EXPECT_EQ(complaintAbout("\"3\"", integer), "f.json:1:7: v: found \"3\"; expected a whole number from 1 to 9");
    EXPECT_EQ(complaintAbout("null", integer), "f.json:1:7: v: found null; expected a whole number from 1 to 9");
    EXPECT_EQ(complaintAbout("18446744073709551616", [](JsonReader& r, const JsonValue* v) { (void)r.integer(v, {}); }),
              "f.json:1:7: v: found 18446744073709551616; expected a whole number");
    EXPECT_EQ(complaintAbout("-5",
                             [](JsonReader& r, const JsonValue* v) {
                                 (void)r.milliseconds(v, {500, INT64_MAX});
                             }),
              "f.json:1:7: v: found -5; expected a number of milliseconds of at least 0.5 with at most 3 decimals");
    EXPECT_EQ(complaintAbout("0.0001",
                             [](JsonReader& r, const JsonValue* v) {
                                 (void)r.milliseconds(v, {0, 1500000});
                             }),
              "f.json:1:7: v: found 0.0001; expected a number of milliseconds from 0 to 1500 with at most 3 decimals");
    EXPECT_EQ(complaintAbout("1.5", [](JsonReader& r, const JsonValue* v) { (void)r.millionths(v); }),
              "f.json:1:7: v: found 1.5; expected a number from 0 to 1 with at most 6 decimals");
    EXPECT_EQ(complaintAbout("[]", [](JsonReader& r, const JsonValue* v) { (void)r.string(v); }),
              "f.json:1:7: v: found an array; expected a string");
    EXPECT_EQ(complaintAbout("1", [](JsonReader& r, const JsonValue* v) { (void)r.boolean(v); }),
              "f.json:1:7: v: found 1; expected true or false");
    EXPECT_EQ(complaintAbout("{}", [](JsonReader& r, const JsonValue* v) { (void)r.array(v, {}); }),
              "f.json:1:7: v: found an object; expected an array");
    EXPECT_EQ(complaintAbout("[1]",
                             [](JsonReader& r, const JsonValue* v) {
                                 (void)r.array(v, {2, 2});
                             }),
              "f.json:1:7: v: has 1 item; expected a number of items from 2 to 2");
}

TEST(JsonReader, ProposesTheChoiceThatWasMeant) {
    const auto choose = [](JsonReader& reader, const JsonValue* v) { EXPECT_FALSE(reader.choice(v, kTimers)); };
    EXPECT_EQ(complaintAbout("\"manuel\"", choose),
              "f.json:1:7: v: unknown value \"manuel\"; did you mean \"manual\"?");
    EXPECT_EQ(complaintAbout("\"sometimes\"", choose),
              "f.json:1:7: v: unknown value \"sometimes\"; expected one of \"auto\" or \"manual\"");
    EXPECT_EQ(complaintAbout("7", choose), "f.json:1:7: v: found 7; expected \"auto\" or \"manual\"");
}

TEST(JsonReader, PointsIntoAString) {
    EXPECT_EQ(complaintAbout(R"("a\n + b")",
                             [](JsonReader& r, const JsonValue* v) {
                                 r.errorInString(*v, 5, "unknown name \"b\"; expected a server");
                             }),
              "f.json:1:14: v: unknown name \"b\"; expected a server");
}

TEST(JsonReader, KeepsTwentyErrorsAndGivesThemInTheOrderOfTheFile) {
    std::string text = "[";
    for (int i = 0; i < 30; ++i) text += (i > 0 ? ",\"x\"" : "\"x\"");
    const JsonDocument document = parsed(text + "]");
    JsonReader reader(document);
    const auto items = reader.array(&document.root(), {});
    ASSERT_EQ(items.size(), 30U);
    for (std::size_t i = 30; i > 10; --i) EXPECT_FALSE(reader.integer(&items[i - 1], {}).has_value());
    EXPECT_FALSE(reader.listens());
    EXPECT_FALSE(reader.integer(&items[0], {}).has_value());
    const Errors errors = reader.takeErrors();
    ASSERT_EQ(errors.size(), kMaxErrors);
    EXPECT_EQ(errors.front().where, "[10]");
    EXPECT_EQ(errors.back().where, "[29]");
}

TEST(ObjectReader, ReadsMembersByName) {
    const JsonDocument document = parsed(R"({"seed": 7, "note": "ignored"})");
    JsonReader reader(document);
    ObjectReader object(reader, document.root());
    EXPECT_EQ(reader.integer(object.required("seed"), {}), 7);
    EXPECT_EQ(object.optional("title"), nullptr);
    EXPECT_TRUE(object.has("note"));
    EXPECT_FALSE(object.has("title"));
    object.allow("note");
    object.finish();
    EXPECT_EQ(textOf(reader.takeErrors()), "");
}

TEST(ObjectReader, ReportsUnknownNamesWithTheNearest) {
    const JsonDocument document = parsed("{\"cluster\": {\"seeed\": 7,\n  \"bandwidth\": 1, \"seed\": 1}}");
    JsonReader reader(document);
    {
        ObjectReader root(reader, document.root());
        ObjectReader cluster(reader, root.required("cluster"));
        EXPECT_NE(cluster.optional("seed"), nullptr);
        EXPECT_EQ(cluster.optional("loss"), nullptr);
        cluster.finish();
        cluster.finish();  // Says nothing twice; nor does the destructor.
    }
    EXPECT_EQ(textOf(reader.takeErrors()),
              "f.json:1:14: cluster: unknown field \"seeed\"; did you mean \"seed\"?\n"
              "f.json:2:3: cluster: unknown field \"bandwidth\"; expected one of \"seed\" or \"loss\"");
}

TEST(ObjectReader, ReportsUnknownNamesOnItsWayOut) {
    const JsonDocument document = parsed("{\"a\": 1}");
    JsonReader reader(document);
    { const ObjectReader root(reader, document.root()); }
    EXPECT_EQ(textOf(reader.takeErrors()), "f.json:1:2: file: unknown field \"a\"; expected none");
}

TEST(ObjectReader, ReportsMissingMembers) {
    const JsonDocument document = parsed("{\"cluster\":\n {}}");
    JsonReader reader(document);
    ObjectReader root(reader, document.root());
    ObjectReader cluster(reader, root.required("cluster"));
    EXPECT_EQ(cluster.required("servers"), nullptr);
    EXPECT_EQ(root.required("format"), nullptr);
    EXPECT_EQ(textOf(reader.takeErrors()),
              "f.json:1:1: file: field \"format\" is missing; expected it in this object\n"
              "f.json:2:2: cluster: field \"servers\" is missing; expected it in this object");
}

TEST(ObjectReader, ReportsOnlyOnceWhatIsNoObject) {
    const JsonDocument document = parsed("{\"cluster\": [1]}");
    JsonReader reader(document);
    ObjectReader root(reader, document.root());
    ObjectReader cluster(reader, root.required("cluster"));
    EXPECT_EQ(cluster.required("servers"), nullptr);
    ObjectReader nothing(reader, root.optional("labels"));
    EXPECT_EQ(nothing.required("S1"), nullptr);
    EXPECT_EQ(textOf(reader.takeErrors()), "f.json:1:13: cluster: found an array; expected an object");
}

}  // namespace
}  // namespace raft
