#include "raft/trace/json_writer.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>

#include "raft/trace/json_value.h"

namespace raft {
namespace {

using namespace std::string_literals;

/// The text that `write` makes of a writer.
template <class Write>
std::string written(Write write, JsonLayout layout = JsonLayout::Compact) {
    std::string out;
    JsonWriter json(out, layout);
    write(json);
    EXPECT_TRUE(json.finished());
    return out;
}

void writeSample(JsonWriter& json) {
    json.beginObject();
    json.field("format", "raftlab-session/1");
    json.field("n", 3);
    json.key("empty");
    json.beginObject();
    json.endObject();
    json.key("script");
    json.beginArray();
    json.beginInlineObject();
    json.field("timeout", "S1");
    json.key("links");
    json.beginArray();
    json.value("S1-S2");
    json.null();
    json.endArray();
    json.endObject();
    json.value(true);
    json.endArray();
    json.endObject();
}

TEST(JsonWriter, WritesOneLineWithoutBlanks) {
    EXPECT_EQ(
        written(writeSample),
        R"({"format":"raftlab-session/1","n":3,"empty":{},"script":[{"timeout":"S1","links":["S1-S2",null]},true]})");
}

TEST(JsonWriter, WritesForReaders) {
    EXPECT_EQ(written(writeSample, JsonLayout::Pretty),
              "{\n"
              "  \"format\": \"raftlab-session/1\",\n"
              "  \"n\": 3,\n"
              "  \"empty\": {},\n"
              "  \"script\": [\n"
              "    {\"timeout\": \"S1\", \"links\": [\"S1-S2\", null]},\n"
              "    true\n"
              "  ]\n"
              "}");
}

TEST(JsonWriter, WritesLinesOfValues) {
    EXPECT_EQ(written([](JsonWriter& json) {
                  for (const int i : {0, 1}) {
                      json.beginObject();
                      json.field("i", i);
                      json.endObject();
                      json.newLine();
                  }
              }),
              "{\"i\":0}\n{\"i\":1}\n");
}

TEST(JsonWriter, WritesWholeNumbersOfEveryKind) {
    EXPECT_EQ(written([](JsonWriter& json) {
                  json.beginArray();
                  json.value(std::int64_t{INT64_MIN});
                  json.value(std::uint64_t{UINT64_MAX});
                  json.value(std::int8_t{-5});
                  json.value(std::uint8_t{200});
                  json.value(false);
                  json.endArray();
              }),
              "[-9223372036854775808,18446744073709551615,-5,200,false]");
}

std::string decimal(std::int64_t scaled, int decimals) {
    return written([=](JsonWriter& json) { json.decimal(scaled, decimals); });
}

TEST(JsonWriter, WritesDecimalsExactly) {
    EXPECT_EQ(written([](JsonWriter& json) { json.milliseconds(120500); }), "120.5");
    EXPECT_EQ(decimal(120000, 3), "120");
    EXPECT_EQ(decimal(1, 3), "0.001");
    EXPECT_EQ(decimal(-1, 3), "-0.001");
    EXPECT_EQ(decimal(1020, 3), "1.02");
    EXPECT_EQ(decimal(0, 3), "0");
    EXPECT_EQ(decimal(100, 0), "100");
    EXPECT_EQ(decimal(INT64_MIN, 3), "-9223372036854775.808");
    EXPECT_EQ(decimal(INT64_MAX, 18), "9.223372036854775807");
}

TEST(JsonWriter, DecimalsComeBackAsTheyWere) {
    std::uint64_t luck = 7;
    for (int round = 0; round < 2000; ++round) {
        luck = luck * 6364136223846793005U + 1442695040888963407U;
        const auto scaled = static_cast<std::int64_t>(luck) >> (round % 64);
        for (const int decimals : {0, 3, 6}) EXPECT_EQ(scaledDecimal(decimal(scaled, decimals), decimals), scaled);
    }
}

TEST(JsonWriter, EscapesWhatMustBeAndNothingElse) {
    EXPECT_EQ(written([](JsonWriter& json) { json.value("q\" b\\ \n\r\t\b\f \x01\x1F\x7F /é领🗳"); }),
              "\"q\\\" b\\\\ \\n\\r\\t\\b\\f \\u0001\\u001f\\u007f /é领🗳\"");
    EXPECT_EQ(written([](JsonWriter& json) { json.value("a\0b"s); }), "\"a\\u0000b\"");
}

TEST(JsonWriter, TextsComeBackAsTheyWere) {
    std::string text;
    for (int c = 0; c < 128; ++c) text += static_cast<char>(c);
    text += "é领🗳";
    const auto result = parseJson(written([&text](JsonWriter& json) {
                                      json.beginObject();
                                      json.field(text, text);
                                      json.endObject();
                                  }),
                                  {.file = "f"});
    ASSERT_TRUE(result.ok()) << result.errors()[0].format();
    EXPECT_EQ(result.value().root().keys()[0].name, text);
    EXPECT_EQ(result.value().root().items()[0].string(), text);
}

TEST(JsonWriterDeathTest, StopsWhoeverWritesOutOfTurn) {
    std::string out;
    EXPECT_DEATH(
        {
            JsonWriter json(out);
            json.beginObject();
            json.value(1);
        },
        "");
    EXPECT_DEATH(
        {
            JsonWriter json(out);
            json.beginArray();
            json.endObject();
        },
        "");
    EXPECT_DEATH(
        {
            JsonWriter json(out);
            json.beginArray();
            json.key("a");
        },
        "");
}

}  // namespace
}  // namespace raft
