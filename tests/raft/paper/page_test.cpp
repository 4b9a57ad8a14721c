// docs/rules.md is written from the index of the paper's rules and the table of switches: UPDATE_GOLDEN=1 rewrites it.

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <regex>
#include <string>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "raft/core/rules.h"
#include "tests/raft/paper/index.h"

namespace raft::test {
namespace {

using Text = std::string;
const Text kRoot = RAFTLAB_SOURCE_DIR "/";
const Text kPage = kRoot + "docs/rules.md";

Text contentOf(const Text& path) {
    std::ifstream file(path);
    return Text(std::istreambuf_iterator<char>(file), {});
}

/// Does the file define or declare a function of that name?
bool knows(const Text& file, const Text& function) {
    return std::regex_search(file, std::regex("\\b" + function + "\\("));
}

Text where(const PaperRule& rule) {
    const Text file(rule.lives.file);
    return "`" + Text(rule.lives.function) + "` in [" + file + "](../raft/" + file + ")";
}

Text valueOf(const Rules& rules, const RuleInfo& rule) {
    const int value = rules.get(rule.id);
    if (rule.kind == RuleInfo::Kind::Choice) return Text(rule.choices[static_cast<std::size_t>(value)]);
    return value != 0 ? "on" : "off";
}

/// What a switch does when it is set otherwise.
Text otherwise(const RuleInfo& rule) {
    Text others;
    for (std::size_t i = 1; i < rule.choices.size(); ++i) {
        others += (i > 1 ? ", `" : "`") + Text(rule.choices[i]) + "`";
    }
    if (!others.empty()) others += ": ";
    const Text told = rule.protects.empty() ? "as correct" : "breaks " + Text(rule.protects);
    return others + "[" + told + "](../tests/scenarios/" + Text(rule.scenario) + ".session.json)";
}

Text page() {
    Text out =
        "# Rules, and where they live\n\n"
        "Written by a test from [the index of the papers' rules](../tests/raft/paper/index.cpp), which names the tests "
        "of\n"
        "each, and from [the table of switches](../raft/core/rule_table.cpp). \"§5.2\" is a section of the paper, \"D "
        "§6.4\"\n"
        "one of Ongaro's dissertation. What the rules mean for each other tells "
        "[raft/README.md](../raft/README.md).\n\n"
        "## What the papers say\n";
    for (const RuleGroup& group : ruleGroups()) {
        out += "\n### " + Text(group.subject) + "\n\n| | rule | source | where |\n|---|---|---|---|\n";
        for (const PaperRule& rule : paperRules()) {
            if (rule.rule.substr(0, 1) != group.letter) continue;
            out += "| " + Text(rule.rule) + " | " + Text(rule.says) + " | " + Text(rule.citation) + " | " +
                   where(rule) + " |\n";
        }
    }
    const nlohmann::json words = nlohmann::json::parse(contentOf(kRoot + "assets/lang/en.json"));
    const Rules paper = rulesOf(Profile::Figure2);
    const Rules production = rulesOf(Profile::Production);
    out += "\n## Switches and their defaults\n\nProfile `figure2` is the default.\n";
    RuleSubject subject = RuleSubject::Clients;
    for (const RuleInfo& rule : ruleTable()) {
        if (&rule == &ruleTable().front() || rule.subject != subject) {
            subject = rule.subject;
            out +=
                "\n### Of " + Text(nameOf(subject)) +
                "\n\n| switch | meaning | source | `figure2` | `production` | otherwise |\n|---|---|---|---|---|---|\n";
        }
        const Text meaning = words.at("rule." + Text(rule.name)).get<Text>();
        out += "| `" + Text(rule.name) + "` | " + meaning + " | " + Text(rule.source) + " | " + valueOf(paper, rule) +
               " | " + valueOf(production, rule) + " | " + otherwise(rule) + " |\n";
    }
    return out;
}

TEST(PageOfRules, SaysWhatTheIndexAndTheTableSay) {
    const Text text = page();
    if (const char* update = std::getenv("UPDATE_GOLDEN"); update != nullptr && std::string_view(update) == "1") {
        std::ofstream(kPage) << text;
        return;
    }
    EXPECT_EQ(contentOf(kPage), text) << "If the index and the table are right: UPDATE_GOLDEN=1";
}

TEST(PageOfRules, NamesPlacesThatAreThere) {
    for (const PaperRule& rule : paperRules()) {
        const Text file = contentOf(kRoot + "raft/" + Text(rule.lives.file));
        EXPECT_TRUE(knows(file, Text(rule.lives.function))) << rule.rule << ": " << rule.lives.function;
    }
    const Text node = contentOf(kRoot + "raft/core/node.cpp");
    EXPECT_TRUE(knows(node, "adoptTerm"));
    EXPECT_FALSE(knows(node, "adopt"));
    EXPECT_FALSE(knows(contentOf(kRoot + "raft/core/gone.cpp"), "adoptTerm"));
}

}  // namespace
}  // namespace raft::test
