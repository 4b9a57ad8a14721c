#include "raft/trace/json_value.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <string>

namespace raft {
namespace {

using namespace std::string_literals;

JsonDocument parsed(std::string text) {
    auto result = parseJson(std::move(text), {.file = "f.json"});
    if (!result.ok()) ADD_FAILURE() << result.errors()[0].format();
    return result.ok() ? std::move(result).value() : JsonDocument();
}

/// The errors of `text`, one a line.
std::string errorsOf(std::string text, JsonOptions options = {.file = "f.json"}) {
    const auto result = parseJson(std::move(text), options);
    if (result.ok()) return "fine";
    std::string all;
    for (const Error& error : result.errors()) all += (all.empty() ? "" : "\n") + error.format();
    return all;
}

std::string placeOf(const JsonDocument& document, const JsonValue& value) {
    const JsonPosition at = document.position(value.offset());
    return std::to_string(at.line) + ':' + std::to_string(at.column) + ' ' + document.path(value.offset());
}

TEST(JsonValue, ReadsEveryTypeInTheOrderOfTheFile) {
    const JsonDocument document =
        parsed(R"({"n": null, "t": true, "f": false, "i": -12, "d": 1.50, "s": "x", "a": [1, []]})");
    const JsonValue& root = document.root();
    ASSERT_TRUE(root.is(JsonValue::Type::Object));
    ASSERT_EQ(root.items().size(), 7U);
    EXPECT_EQ(root.keys()[4].name, "d");
    EXPECT_TRUE(root.items()[0].is(JsonValue::Type::Null));
    EXPECT_TRUE(root.find("t")->boolean());
    EXPECT_FALSE(root.find("f")->boolean());
    EXPECT_EQ(root.find("i")->integer(), -12);
    EXPECT_EQ(root.find("d")->numberText(), "1.50");
    EXPECT_EQ(root.find("s")->string(), "x");
    EXPECT_EQ(root.find("a")->items().size(), 2U);
    EXPECT_EQ(root.find("nothing"), nullptr);
}

TEST(JsonValue, KnowsWhereEachValueAndEachNameStands) {
    const JsonDocument document =
        parsed("{\n  \"script\": [ {\"wait\": 5},\r\n\t{\"cut\" : [ \"S1\" ,\"S2\"]}],\n\"é\":-3}");
    const JsonValue& root = document.root();
    const JsonValue& script = *root.find("script");
    const JsonValue& cut = *script.items()[1].find("cut");
    EXPECT_EQ(placeOf(document, root), "1:1 file");
    EXPECT_EQ(placeOf(document, script), "2:13 script");
    EXPECT_EQ(placeOf(document, *script.items()[0].find("wait")), "2:24 script[0].wait");
    EXPECT_EQ(placeOf(document, cut), "3:11 script[1].cut");
    EXPECT_EQ(placeOf(document, cut.items()[0]), "3:13 script[1].cut[0]");
    EXPECT_EQ(placeOf(document, cut.items()[1]), "3:19 script[1].cut[1]");
    // Columns are counted in bytes, and é has two.
    EXPECT_EQ(placeOf(document, *root.find("é")), "4:6 [\"é\"]");
    EXPECT_EQ(document.errorAtKey(script.items()[1], script.items()[1].keys()[0], "m").format(),
              "f.json:3:3: script[1]: m");
}

TEST(JsonValue, SkipsCommentsWithoutLosingItsPlace) {
    const JsonDocument document =
        parsed("// a \"lesson\", with {\n/* and\n * [this */ {\"a\" /*:*/ : // ,\n 1, /**/\"b\":\"//\"}\n//");
    EXPECT_EQ(placeOf(document, *document.root().find("a")), "4:2 a");
    EXPECT_EQ(placeOf(document, *document.root().find("b")), "4:13 b");
    EXPECT_EQ(document.root().find("b")->string(), "//");
}

TEST(JsonValue, SkipsTheByteOrderMark) {
    const JsonDocument document = parsed("\xEF\xBB\xBF[7]");
    EXPECT_EQ(placeOf(document, document.root().items()[0]), "1:2 [0]");
}

TEST(JsonValue, StaysInPlaceWhenTheDocumentMoves) {
    JsonDocument first = parsed(R"({"a": {"b": "text"}})");
    const JsonValue* b = first.root().find("a")->find("b");
    const JsonDocument second = std::move(first);
    EXPECT_EQ(second.error(*b, "m").format(), "f.json:1:13: a.b: m");
}

TEST(JsonValue, CountsLinesFromTheGivenOne) {
    EXPECT_EQ(errorsOf("{]", {.file = "t.ndjson", .firstLine = 1234}),
              "t.ndjson:1234:2: file: unexpected ']'; expected string literal");
}

TEST(JsonValue, PointsIntoStringsPastTheirEscapes) {
    const JsonDocument document = parsed(R"(["a\"b\u00e9c\ud83d\uddf3d领e", ""])");
    const JsonValue& text = document.root().items()[0];
    ASSERT_EQ(text.string(), "a\"b\u00e9c\U0001F5F3d领e");
    const auto columnOf = [&document](const JsonValue& value, std::size_t offset) {
        return document.errorInString(value, offset, "m").column;
    };
    EXPECT_EQ(columnOf(text, 0), 3);    // a
    EXPECT_EQ(columnOf(text, 1), 4);    // the escaped quote
    EXPECT_EQ(columnOf(text, 2), 6);    // b
    EXPECT_EQ(columnOf(text, 3), 7);    // é, two bytes decoded, six written
    EXPECT_EQ(columnOf(text, 4), 7);    // inside é
    EXPECT_EQ(columnOf(text, 5), 13);   // c
    EXPECT_EQ(columnOf(text, 6), 14);   // the surrogate pair
    EXPECT_EQ(columnOf(text, 10), 26);  // d
    EXPECT_EQ(columnOf(text, 14), 30);  // e, behind a character of three plain bytes
    EXPECT_EQ(columnOf(text, 15), 31);  // the closing quote
    EXPECT_EQ(columnOf(text, 999), 31);
    EXPECT_EQ(columnOf(document.root().items()[1], 0), 35);
    EXPECT_EQ(document.errorInString(text, 2, "unknown name; expected a server").format(),
              "f.json:1:6: [0]: unknown name; expected a server");
}

TEST(JsonNumber, ConvertsExactlyOrNotAtAll) {
    const auto whole = [](std::string_view number) { return scaledDecimal(number, 0); };
    EXPECT_EQ(whole("0"), 0);
    EXPECT_EQ(whole("-0"), 0);
    EXPECT_EQ(whole("-1"), -1);
    EXPECT_EQ(whole("1e3"), 1000);
    EXPECT_EQ(whole("1.5E+1"), 15);
    EXPECT_EQ(whole("3.000"), 3);
    EXPECT_EQ(whole("1200e-2"), 12);
    EXPECT_EQ(whole("9223372036854775807"), std::numeric_limits<std::int64_t>::max());
    EXPECT_EQ(whole("-9223372036854775808"), std::numeric_limits<std::int64_t>::min());
    EXPECT_EQ(whole("0e999999999999999999999"), 0);
    EXPECT_EQ(whole("100000000000000000000000000000000e-30"), 100);
    for (const char* no : {"3.9", "0.1", "1e-1", "9223372036854775808", "-9223372036854775809", "4294967296e10", "1e19",
                           "1e999999999999999999999", "1e-999999999999999999999", "18446744073709551616"}) {
        EXPECT_FALSE(whole(no).has_value()) << no;
    }
}

TEST(JsonNumber, TurnsMillisecondsIntoMicroseconds) {
    const JsonDocument document = parsed("[120.5, 0.001, 1e-3, 10, 0.0001, 1.2345, -2.25]");
    const auto items = document.root().items();
    EXPECT_EQ(items[0].microseconds(), 120500);
    EXPECT_EQ(items[1].microseconds(), 1);
    EXPECT_EQ(items[2].microseconds(), 1);
    EXPECT_EQ(items[3].microseconds(), 10000);
    EXPECT_FALSE(items[4].microseconds().has_value());
    EXPECT_FALSE(items[5].microseconds().has_value());
    EXPECT_EQ(items[6].microseconds(), -2250);
}

TEST(JsonSyntax, SaysWhatIsWrongAndWhere) {
    EXPECT_EQ(errorsOf("{\"a\"\n 1}"), "f.json:2:2: a: unexpected number literal; expected ':'");
    EXPECT_EQ(errorsOf("{\"a\": {\"b\": tru}}"), "f.json:1:13: a.b: invalid literal; expected valid JSON");
    EXPECT_EQ(errorsOf("[1, -]"), "f.json:1:5: file: invalid number; expected digit after '-'");
    EXPECT_EQ(errorsOf("[01]"), "f.json:1:3: file: unexpected number literal; expected ']'");
    EXPECT_EQ(errorsOf("[1] 2"), "f.json:1:5: file: unexpected number literal; expected end of input");
    EXPECT_EQ(errorsOf("{\"a\": \"x\ty\"}").substr(0, 14), "f.json:1:9: a:");
    EXPECT_EQ(errorsOf("[\"\\q\"]").substr(0, 11), "f.json:1:4:");
    EXPECT_EQ(errorsOf("[\"; last read: '; expected 'x\\q\"]").find("expected 'x"), std::string::npos);
    EXPECT_EQ(errorsOf("[NaN]").substr(0, 11), "f.json:1:2:");
    EXPECT_EQ(errorsOf("[1e999]"), "f.json:1:2: file: the number is too large; expected one that a computer can hold");
}

TEST(JsonSyntax, SaysWhatSomebodyWhoNeverProgrammedMayHaveDone) {
    EXPECT_EQ(errorsOf("{\"a\": 1,}"),
              "f.json:1:9: file: a comma too many before this; expected another field, or no comma");
    EXPECT_EQ(errorsOf("{\"a\": [1,\n]}"),
              "f.json:2:1: a: a comma too many before this; expected another value, or no comma");
    EXPECT_EQ(errorsOf("{\"a\": [1 2]}"), "f.json:1:10: a: a comma is missing before this; expected ',' or ']'");
    EXPECT_EQ(errorsOf("{\"a\": 1\n \"b\": 2}"),
              "f.json:2:2: file: a comma is missing before this; expected ',' or '}'");
    EXPECT_EQ(errorsOf("[{}{}]"), "f.json:1:4: file: a comma is missing before this; expected ',' or ']'");
    EXPECT_EQ(
        errorsOf("{\"a\": \"acked(\"x=1\")\"}"),
        "f.json:1:15: file: the text ended at the quotation mark before this; expected \\\" for one inside a text");
    EXPECT_EQ(errorsOf("{\"a\": “x”}"), "f.json:1:7: a: the quotation mark “; expected \"");
    EXPECT_EQ(errorsOf("{\"a\"：1}"), "f.json:1:5: a: the colon ：; expected :");
    EXPECT_EQ(errorsOf("{\"a\": 1，\"b\": 2}"), "f.json:1:8: file: the comma ，; expected ,");
    // A text may hold any of them.
    EXPECT_EQ(errorsOf("{\"a\": \"“x”，：\"}"), "fine");
}

TEST(JsonSyntax, PointsAtTheEndOfACutText) {
    EXPECT_EQ(errorsOf("{\"a\": [1,\n"), "f.json:2:1: a: unexpected end of input; expected '[', '{', or a literal");
    EXPECT_EQ(errorsOf("{"), "f.json:1:2: file: unexpected end of input; expected string literal");
    EXPECT_EQ(errorsOf("[\"abc").substr(0, 11), "f.json:1:6:");
    EXPECT_EQ(errorsOf("[1 /* and so on").substr(0, 9), "f.json:1:");
}

TEST(JsonSyntax, RefusesEmptyTexts) {
    for (const char* empty : {"", " ", "\n\n", "\xEF\xBB\xBF", "\xEF\xBB\xBF\n"}) {
        EXPECT_EQ(errorsOf(empty), "f.json:1:1: file: empty; expected a JSON object");
    }
}

TEST(JsonSyntax, RefusesAnythingButUtf8) {
    EXPECT_EQ(errorsOf("{\n\"a\": \"x\xFF\"}"), "f.json:2:8: file: not valid UTF-8; expected text in UTF-8");
    EXPECT_EQ(errorsOf("[1] // \xC3("), "f.json:1:8: file: not valid UTF-8; expected text in UTF-8");
    EXPECT_EQ(errorsOf("[1]\0 nonsense"s), "f.json:1:4: file: a NUL byte; expected text in UTF-8");
    EXPECT_EQ(errorsOf("[\"\\ud800\"]").substr(0, 9), "f.json:1:");
}

TEST(JsonSyntax, RefusesANameThatStandsTwice) {
    EXPECT_EQ(errorsOf("{\"a\": 1,\n \"b\": {\"c\": 1, \"c\": 1},\n \"a\": 2, \"\\u0061\": 3}"),
              "f.json:2:16: b: field \"c\" stands twice; expected only the one in line 2\n"
              "f.json:3:2: file: field \"a\" stands twice; expected only the one in line 1\n"
              "f.json:3:10: file: field \"a\" stands twice; expected only the one in line 3");
    EXPECT_EQ(errorsOf("[{\"a\": 1}, {\"a\": {\"a\": 1}}]"), "fine");
    std::string many = "{\"x\": 0";
    for (int i = 0; i < 30; ++i) many += ", \"x\": 0";
    const auto result = parseJson(many + "}", {.file = "f.json"});
    ASSERT_FALSE(result.ok());
    EXPECT_EQ(result.errors().size(), kMaxErrors);
}

TEST(JsonLimits, CountBytes) {
    EXPECT_EQ(errorsOf("[1, 2]", {.file = "f.json", .bytesMax = 6}), "fine");
    EXPECT_EQ(errorsOf("[1, 2]", {.file = "f.json", .bytesMax = 5}),
              "f.json:1:1: file: too large; expected at most 5 bytes");
}

TEST(JsonLimits, CountLevels) {
    EXPECT_EQ(errorsOf(std::string(32, '[') + std::string(32, ']')), "fine");
    const std::string path = [] {
        std::string steps;
        for (int i = 0; i < 31; ++i) steps += ".a";
        return steps.substr(1);
    }();
    std::string deep;
    for (int i = 0; i < 32; ++i) deep += "{\"a\":";
    EXPECT_EQ(errorsOf(deep + "[]" + std::string(32, '}')),
              "f.json:1:161: " + path + ".a: nested too deeply; expected at most 32 levels");
    EXPECT_EQ(errorsOf(std::string(1000000, '[')).substr(0, 12), "f.json:1:33:");
}

TEST(JsonLimits, CountValues) {
    std::string text = "[0";
    for (std::size_t i = 2; i < kJsonValuesMax; ++i) text += ",0";
    EXPECT_EQ(errorsOf(text + "]"), "fine");
    EXPECT_EQ(errorsOf(text + ",0]"), "f.json:1:4000000: file: too many values; expected at most 2000000");
}

/// Every text must end in a tree or in at least one error that lies in the text.
void expectSaneAnswer(const std::string& text) {
    const auto result = parseJson(text, {.file = "f.json"});
    if (result.ok()) return;
    ASSERT_FALSE(result.errors().empty()) << text;
    ASSERT_LE(result.errors().size(), kMaxErrors) << text;
    for (const Error& error : result.errors()) {
        ASSERT_GE(error.line, 1) << text;
        ASSERT_GE(error.column, 1) << text;
        ASSERT_LE(error.column, static_cast<int>(text.size()) + 1) << text;
        ASSERT_NE(error.message.find("expected "), std::string::npos) << error.format();
    }
}

TEST(JsonSyntax, SurvivesBrokenTexts) {
    const std::string whole =
        "\xEF\xBB\xBF{\"servers\": [\"S1\", \"领\\u00e9\\ud83d\\uddf3\"], // one\n \"x\": -1.5e+3, /* two */ "
        "\"n\": null, \"t\": [true, false, {}], \"a\\\"b\": {\"c\": [[[]]]}}\n";
    ASSERT_EQ(errorsOf(whole), "fine");
    for (std::size_t length = 0; length <= whole.size(); ++length) expectSaneAnswer(whole.substr(0, length));
    const std::string pieces = "\"\\{}[],:/*0-.eE+tn \n\t\x80\xFF\xC3\xF0"s + '\0';
    // A linear congruential sequence of our own: the same texts on every machine.
    std::uint64_t luck = 1;
    const auto draw = [&luck](std::size_t count) {
        luck = luck * 6364136223846793005U + 1442695040888963407U;
        return static_cast<std::size_t>((luck >> 33) % count);
    };
    for (int round = 0; round < 20000; ++round) {
        std::string text = whole;
        for (std::size_t change = draw(4) + 1; change > 0; --change) {
            const std::size_t at = draw(text.size());
            switch (draw(3)) {
                case 0: text[at] = pieces[draw(pieces.size())]; break;
                case 1: text.erase(at, draw(4)); break;
                case 2: text.insert(at, 1, pieces[draw(pieces.size())]); break;
            }
        }
        expectSaneAnswer(text);
    }
}

}  // namespace
}  // namespace raft
