// lesson.schema.json is for editors; it says the same as the loader.

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>

#include "lessons/engine/loader.h"
#include "raft/core/rules.h"
#include "raft/trace/action_reader.h"
#include "tests/lessons/json_schema.h"

namespace lessons {
namespace {

using nlohmann::json;

const std::filesystem::path kLessons = std::filesystem::path(RAFTLAB_SOURCE_DIR) / "lessons";

JsonSchema schema() {
    std::ifstream stream(kLessons / "lesson.schema.json");
    return JsonSchema(json::parse(stream));
}

/// A lesson with every key that there is, but for the actions of a script.
json everything() {
    return json::parse(R"j({
 "$schema": "lesson.schema.json", "format": "raftlab-lesson/1", "id": "a", "track": "t", "order": 1, "level": 1, "minutes": 1,
 "title": {"en": "t", "zh": "t"}, "objective": "o", "source": [{"paper": "§5.2"}, {"notes": "000", "topic": "x"}],
 "requires": ["b"], "terms": ["leader"], "dispels": ["M01"], "breaks": [], "timingSensitive": "why", "instrument": "crash-stages",
 "cluster": {"servers": ["S1", "S2", "S3"], "voters": ["S1", "S2", "S3"], "learners": [], "labels": {"S1": "A"}, "seed": 1,
   "timers": "manual", "network": "auto", "latency": [10, 20], "loss": 0, "duplicate": 0, "heartbeat": 50,
   "electionTimeout": 150, "fsync": 0, "clients": ["c"], "clientTimeout": 1000, "profile": "figure2",
   "rules": {"batch": true, "quorum": "majority"},
   "start": {"term": 1, "leader": "S1", "commit": 1, "commands": ["x=1"], "logs": {"S1": "1", "S2": "1", "S3": "1"}}},
 "view": {"panels": ["ring"], "layout": "rows", "speed": 0.5, "theme": "dark"},
 "steps": [
  {"id": "s", "say": "x", "presenter": "p", "button": "b", "checkpoint": "c",
   "ask": {"kind": "one", "prompt": "p", "resolve": "stepEnd", "peer": {"vote": 1, "discuss": 2}, "choices": [
     {"id": "a", "text": "A", "iff": "safe", "why": "w", "misconception": "M01", "whatIf": "w"},
     {"id": "b", "text": "B", "iff": "!safe"}]},
   "do": [{"crash": "S2"}], "until": "down(S2)", "atMost": 5, "expect": ["safe"],
   "show": {"focus": ["S1"], "dim": ["S2"], "messages": ["AppendEntries"], "entries": ["S1[1]"], "links": ["S1-S2"], "badge": "b",
     "stamp": "(a)", "alarm": false, "doors": false, "zoom": "S1", "back": 1}},
  {"id": "n", "say": "x", "for": 5, "ask": {"kind": "number", "prompt": "p", "answer": "term(S1)", "choices": [{"id": "1"}, {"id": "2"}]}},
  {"id": "o", "say": "x", "ask": {"kind": "order", "prompt": "p", "choices": [
     {"id": "a", "text": "A", "iff": "safe"}, {"id": "b", "text": "B", "iff": "!safe"}]}},
  {"id": "v", "say": "x", "ask": {"kind": "server", "prompt": "p", "answer": "leaders", "choices": [{"id": "S1", "why": "w"}]}},
  {"id": "w", "say": "x", "ask": {"kind": "server", "prompt": "p", "choices": [
     {"id": "S1", "iff": "safe"}, {"id": "S2", "iff": "!safe"}]}},
  {"id": "e", "say": "x", "ask": {"kind": "entry", "prompt": "p", "choices": [
     {"id": "S1[1]", "iff": "safe"}, {"id": "S2[1]", "iff": "!safe"}]}},
  {"id": "l", "say": "x", "ask": {"kind": "log", "server": "S1", "prompt": "p", "choices": [{"id": "1 1"}]}},
  {"id": "p", "say": "x", "ask": {"kind": "set", "prompt": "p", "answer": "copies(1)", "choices": [{"id": "{S1}"}]}},
  {"id": "q", "say": "x", "ask": {"kind": "set", "prompt": "p", "sets": [{"id": "a", "text": "A"}, {"id": "b", "text": "B"}],
     "accept": "a == b", "impossible": true, "choices": [{"id": "impossible"}]}}],
 "whatIfs": {"w": {"title": "t", "from": "c", "rules": {"compareLogs": false}, "breaks": [],
   "steps": [{"id": "w1", "say": "x", "presenter": "p", "button": "b", "show": {}, "do": [], "for": 1, "expect": []}]}},
 "goal": {"prompt": "p", "from": "s:end", "allow": ["crash"], "win": "down(S1)", "lose": "down(S3)",
   "limit": {"actions": 1, "time": 5}, "hints": ["h"],
   "solution": [{"id": "g", "say": "x", "do": [{"crash": "S1"}], "until": "down(S1)", "atMost": 5, "expect": []}]}})j");
}

/// What the loader says; empty: nothing.
std::string loaderSays(const json& document) {
    const auto lesson = readLesson(document.dump(), "f.json");
    std::string all;
    if (!lesson.ok()) {
        for (const raft::Error& error : lesson.errors()) all += error.message + "\n";
    }
    return all;
}

/// Is it about the form, which a schema can know, rather than about what a text or a name means?
bool isStructural(const std::string& said) {
    // An answer of another kind leaves more undone than its own meaning.
    if (said.find("expected a server or a set") != std::string::npos) return false;
    return std::regex_search(said, std::regex("found [^\"]|is missing|unknown field|has [0-9]+ item"));
}

std::string schemaSays(const JsonSchema& schema, const json& document) {
    std::string all;
    for (const std::string& fault : schema.faultsOf(document)) all += fault + "\n";
    return all;
}

/// The pointer of every value in the document.
void collectPointers(const json& value, const std::string& at, std::vector<std::string>& all) {
    if (!at.empty()) all.push_back(at);
    if (!value.is_structured()) return;
    for (const auto& [key, member] : value.items()) {
        if (key != "$schema") collectPointers(member, at + "/" + key, all);
    }
}

/// Every word that the readers of lessons and clusters ask for.
std::set<std::string> wordsOfTheReaders() {
    std::set<std::string> words{"nonsense"};
    const std::filesystem::path root(RAFTLAB_SOURCE_DIR);
    const std::regex asked(R"j((?:optional|required|allow)\("([^"]+)")j");
    for (const char* folder : {"lessons/engine", "raft/trace"}) {
        for (const auto& entry : std::filesystem::directory_iterator(root / folder)) {
            if (entry.path().extension() != ".cpp") continue;
            std::ifstream stream(entry.path());
            const std::string text((std::istreambuf_iterator<char>(stream)), {});
            for (std::sregex_iterator at(text.begin(), text.end(), asked), end; at != end; ++at) words.insert((*at)[1]);
        }
    }
    return words;
}

TEST(Schema, EveryLessonOfTheCourseFits) {
    const JsonSchema all = schema();
    int count = 0;
    for (const auto& entry : std::filesystem::directory_iterator(kLessons / "course")) {
        if (entry.path().stem().extension() != ".lesson") continue;
        std::ifstream stream(entry.path());
        EXPECT_EQ(schemaSays(all, json::parse(stream, nullptr, true, true)), "") << entry.path().filename();
        ++count;
    }
    EXPECT_GT(count, 5);
    EXPECT_EQ(schemaSays(all, everything()), "");
    EXPECT_EQ(loaderSays(everything()), "");
}

TEST(Schema, KnowsTheKeysThatTheLoaderKnowsAndNoOthers) {
    const JsonSchema all = schema();
    const json whole = everything();
    const ClosedObjects closed = all.closedObjectsOf(whole);
    std::set<std::string> words = wordsOfTheReaders();
    for (const auto& [at, keys] : closed) words.insert(keys.begin(), keys.end());
    EXPECT_GT(words.size(), 80u);
    EXPECT_GT(closed.size(), 30u);
    for (const auto& [at, keys] : closed) {
        // Actions are told apart by their verb, and rules have a table: see below.
        const bool hasTest = at.find("/do/") != std::string::npos || at.find("rules") != std::string::npos;
        if (hasTest) continue;
        const json& object = whole.at(json::json_pointer(at));
        std::vector<std::string> others;
        std::copy_if(words.begin(), words.end(), std::back_inserter(others),
                     [&object](const std::string& word) { return !object.contains(word); });
        // A few at a time: the loader says twenty things at most.
        for (std::size_t from = 0; from < others.size(); from += 8) {
            const std::size_t to = std::min(from + 8, others.size());
            json spoilt = whole;
            for (std::size_t i = from; i < to; ++i) {
                spoilt.at(json::json_pointer(at))[others[i]] = json{{"nonsense", 0}};
            }
            const std::string said = loaderSays(spoilt);
            for (std::size_t i = from; i < to; ++i) {
                const bool isKnown = said.find("unknown field \"" + others[i] + "\"") == std::string::npos;
                EXPECT_EQ(isKnown, keys.count(others[i]) > 0) << at << " " << others[i] << ": " << said;
            }
        }
    }
}

TEST(Schema, RefusesWhatTheLoaderRefusesForItsForm) {
    const JsonSchema all = schema();
    const json whole = everything();
    std::vector<std::string> pointers;
    collectPointers(whole, "", pointers);
    ASSERT_GT(pointers.size(), 200u);
    const auto compare = [&all](const json& spoilt, const std::string& how) {
        const std::string loader = loaderSays(spoilt);
        const std::string schema = schemaSays(all, spoilt);
        EXPECT_TRUE(schema.empty() || !loader.empty()) << how << ": only the schema minds: " << schema;
        EXPECT_TRUE(!isStructural(loader) || !schema.empty()) << how << ": only the loader minds: " << loader;
    };
    const std::array<json, 4> values{json(true), json::object(), json::array(), json(-7)};
    std::size_t turn = 0;
    for (const std::string& at : pointers) {
        // Nothing, and one other value in turn.
        for (const json& other : {json(nullptr), values[++turn % values.size()]}) {
            json spoilt = whole;
            spoilt.at(json::json_pointer(at)) = other;
            if (at == "/cluster/start/leader" && other.is_null()) continue;  // Nobody, and then nothing is sent.
            compare(spoilt, at + " is " + other.dump());
        }
        const json::json_pointer pointer(at);
        if (!whole.at(pointer.parent_pointer()).is_object()) continue;
        json spoilt = whole;
        spoilt.at(pointer.parent_pointer()).erase(pointer.back());
        compare(spoilt, "without " + at);
    }
    for (const char* kind : {"one", "many", "number", "order", "server", "entry", "log", "set", "other"}) {
        for (std::size_t step = 0; step < whole["steps"].size(); ++step) {
            json spoilt = whole;
            spoilt["steps"][step]["ask"]["kind"] = kind;
            compare(spoilt, "step " + std::to_string(step) + " asks as " + kind);
        }
    }
}

TEST(Schema, KnowsEveryActionAndItsDetails) {
    const JsonSchema all = schema();
    const json& item = all.definition("item");
    std::set<std::string> verbs;
    for (const json& form : item["oneOf"]) verbs.insert(form["required"][0].get<std::string>());
    const std::vector<std::string_view> known = raft::scriptVerbs();
    EXPECT_EQ(verbs, std::set<std::string>(known.begin(), known.end()));
    const json samples =
        json::parse(R"j({"crash": "S1", "restart": ["S1"], "pause": "S1", "resume": "S1", "timeout": "S1",
 "timers": {"S1": 5}, "cut": "S1-S2", "mend": ["S1>S2"], "split": [["S1"], ["S2", "S3"]], "heal": "all", "latency": {"S1-S2": [1, 2]},
 "loss": {"S1>S2": 0.5}, "hold": "S1-S2", "release": "S1-S2", "deliver": {"from": "S1", "to": "S2", "kind": "RequestVote", "nth": 1},
 "drop": {"msg": 1}, "duplicate": {}, "delay": {"from": "S1", "by": 5}, "submit": "x=1", "read": "x", "clock": {"S1": {"rate": 2, "offset": 1}},
 "fsync": {"S1": 5}, "loseDisk": {"S1": {"lastEntries": 1}, "S2": "vote"}, "rule": {"batch": false}, "snapshot": ["S1"],
 "addServer": "S1", "addLearner": "S1", "promote": "S1", "removeServer": "S1", "change": {"members": ["S1", "S2"]},
 "tryAddServer": "S1", "tryAddLearner": "S1", "tryPromote": "S1", "tryRemoveServer": "S1", "tryChange": {"members": ["S1"], "how": "direct"},
 "transfer": {"from": "S1", "to": "S2"},
 "note": "n", "wait": 5, "waitFor": "safe",
 "drain": true, "expect": "safe"})j");
    const json details = json::parse(
        R"j({"to": "S1", "client": "c", "seq": 1, "from": "S1", "mode": "log", "by": 5, "atMost": 5, "name": "n", "crash": "S1"})j");
    EXPECT_EQ(samples.size(), verbs.size());
    json whole = everything();
    json& place = whole["steps"][0]["do"][0];
    for (const auto& [verb, value] : samples.items()) {
        place = json{{verb, value}};
        EXPECT_EQ(loaderSays(whole), "") << verb;
        EXPECT_EQ(schemaSays(all, whole), "") << verb;
        for (const auto& [detail, given] : details.items()) {
            if (detail == verb) continue;
            place = json{{verb, value}, {detail, given}};
            EXPECT_EQ(loaderSays(whole).empty(), schemaSays(all, whole).empty()) << place << loaderSays(whole);
        }
        for (const json& other : {json(nullptr), json::array(), json(-1e9)}) {
            place = json{{verb, other}};
            EXPECT_EQ(loaderSays(whole).empty(), schemaSays(all, whole).empty()) << place << loaderSays(whole);
        }
    }
}

TEST(Schema, KnowsEveryRule) {
    const JsonSchema all = schema();
    std::set<std::string> rules;
    for (const auto& [name, form] : all.definition("rules")["properties"].items()) {
        rules.insert(name);
        const auto rule = raft::ruleByName(name);
        ASSERT_TRUE(rule.has_value()) << name;
        const raft::RuleInfo& info = raft::infoOf(*rule);
        EXPECT_EQ(form["type"] == "boolean", info.kind == raft::RuleInfo::Kind::Bool) << name;
        const json choices = form.value("enum", json::array());
        EXPECT_EQ(choices.get<std::vector<std::string>>(),
                  std::vector<std::string>(info.choices.begin(), info.choices.end()));
    }
    EXPECT_EQ(rules.size(), raft::ruleTable().size());
}

}  // namespace
}  // namespace lessons
