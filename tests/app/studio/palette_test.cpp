// Anything is found by its name, in either language, and says whether and why not.

#include "app/studio/palette.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/app/studio/studio_support.h"

namespace studio {
namespace {

std::vector<std::string> idsOf(const Studio& studio, std::string_view query) {
    std::vector<std::string> ids;
    for (const Finding& finding : findAnything(studio, query)) ids.push_back(finding.id);
    return ids;
}

const Finding* named(const std::vector<Finding>& findings, std::string_view id) {
    const auto found =
        std::find_if(findings.begin(), findings.end(), [id](const Finding& finding) { return finding.id == id; });
    return found == findings.end() ? nullptr : &*found;
}

TEST(FuzzyScore, EveryLetterMustComeInOrder) {
    EXPECT_GT(fuzzyScore("New cluster", "nclu"), 0);
    EXPECT_GT(fuzzyScore("New cluster", "NEW"), 0) << "case does not matter";
    EXPECT_EQ(fuzzyScore("New cluster", "clun"), 0);
    EXPECT_EQ(fuzzyScore("New cluster", "newz"), 0);
    EXPECT_EQ(fuzzyScore("", "a"), 0);
    EXPECT_GT(fuzzyScore("切断链路", "断路"), 0);
    EXPECT_EQ(fuzzyScore("切断链路", "路断"), 0);
}

TEST(FuzzyScore, EveryWordMustBeThereInAnyOrder) {
    EXPECT_GT(fuzzyScore("Crash S3", "s3 crash"), 0);
    EXPECT_EQ(fuzzyScore("Crash S3", "s4 crash"), 0);
}

TEST(FuzzyScore, TogetherAndAtTheBeginningIsBetter) {
    EXPECT_GT(fuzzyScore("Save", "sa"), fuzzyScore("Shift always", "sa"));
    EXPECT_GT(fuzzyScore("Save", "sa"), fuzzyScore("Go to saved", "sa"));
    EXPECT_GT(fuzzyScore("Cut links", "cl"), fuzzyScore("include", "cl")) << "beginnings of words";
    EXPECT_GT(fuzzyScore("x crash", "crash"), fuzzyScore("c r a s h", "crash"));
}

TEST(Find, CommandsAreFoundInBothLanguages) {
    auto studio = quietSandbox();
    ASSERT_FALSE(idsOf(*studio, "new clu").empty());
    EXPECT_EQ(idsOf(*studio, "new clu").front(), "new-cluster");
    const std::vector<Finding> chinese = findAnything(*studio, "新建集群");
    ASSERT_FALSE(chinese.empty());
    EXPECT_EQ(chinese.front().id, "new-cluster");
    EXPECT_EQ(chinese.front().text, "New cluster") << "in the reader's language";
    EXPECT_EQ(chinese.front().also, "新建集群") << "and in the one that fitted";
    EXPECT_EQ(chinese.front().key, "Ctrl+N");
    studio->execute(cmd::SetLanguage{Language::Chinese});
    EXPECT_EQ(idsOf(*studio, "new clu").front(), "new-cluster");
    EXPECT_TRUE(findAnything(*studio, "qqqqq").empty());
}

TEST(Find, WhatIsImpossibleSaysWhyAndStandsLast) {
    auto studio = quietSandbox();
    const std::vector<Finding> findings = findAnything(*studio, "lesson");
    const Finding* back = named(findings, "back-to-lesson");
    ASSERT_NE(back, nullptr);
    EXPECT_EQ(back->whyNot, studio->texts().tr("why.noLesson"));
    bool impossibleSeen = false;
    for (const Finding& finding : findings) {
        EXPECT_FALSE(impossibleSeen && finding.whyNot.empty()) << finding.id;
        impossibleSeen = impossibleSeen || !finding.whyNot.empty();
    }
    EXPECT_TRUE(impossibleSeen);
    EXPECT_TRUE(findings.front().whyNot.empty());
}

TEST(Find, ServersAndLessonsAreThere) {
    auto studio = quietSandbox();
    std::vector<Finding> findings = findAnything(*studio, "crash s2");
    ASSERT_FALSE(findings.empty());
    ASSERT_TRUE(findings.front().command.is<cmd::ToggleCrash>());
    EXPECT_EQ(findings.front().command.as<cmd::ToggleCrash>()->server, raft::NodeId(1));
    studio->execute(findings.front().command);
    EXPECT_FALSE(studio->document().history().world().cluster().machine(raft::NodeId(1)).up);
    EXPECT_FALSE(findAnything(*studio, "restart s2").empty());
    findings = findAnything(*studio, "welcome");
    ASSERT_FALSE(findings.empty());
    EXPECT_EQ(findings.front().id, "lesson.welcome");
    auto fresh = quietSandbox();
    fresh->execute(findings.front().command);
    EXPECT_NE(fresh->document().lesson(), nullptr);
}

TEST(Find, NothingTypedFindsEverythingInTheOrderOfTheTable) {
    auto studio = quietSandbox();
    const std::vector<std::string> ids = idsOf(*studio, "  ");
    ASSERT_FALSE(ids.empty());
    EXPECT_EQ(ids.front(), commandTable().front().id);
    for (const CommandInfo& info : commandTable()) {
        const bool isLeftOut = info.command.is<cmd::SelectServer>() || info.command.is<cmd::ClassDigit>() ||
                                info.command.is<cmd::CrashMove>() ||
                               info.id == "find" || info.id == "escape";
        EXPECT_EQ(std::count(ids.begin(), ids.end(), info.id), isLeftOut ? 0 : 1) << info.id;
    }
}

TEST(Find, TheKeyIsThatOfTheMoment) {
    auto studio = welcome();
    EXPECT_EQ(named(findAnything(*studio, ""), "blank")->key, "");
    studio->execute(cmd::TogglePresent{});
    EXPECT_EQ(named(findAnything(*studio, ""), "blank")->key, "B");
}

TEST(Find, TermsAreFoundByAnyOfTheirWords) {
    auto studio = quietSandbox();
    const std::vector<Finding> quorum = findAnything(*studio, "quorum");
    ASSERT_FALSE(quorum.empty());
    EXPECT_EQ(quorum.front().id, "term.majority");
    EXPECT_EQ(quorum.front().also, "quorum") << "the word that was looked for";
    const std::vector<Finding> chinese = findAnything(*studio, "追随者");
    ASSERT_FALSE(chinese.empty());
    EXPECT_EQ(chinese.front().id, "term.follower");
    studio->execute(chinese.front().command);
    EXPECT_EQ(studio->dialog(), Dialog::Glossary);
    EXPECT_EQ(studio->shownTerm(), "follower");
}

TEST(Find, ThePagesBesideTheLessonsAreThere) {
    auto studio = quietSandbox();
    EXPECT_EQ(idsOf(*studio, "poster").front(), "poster");
    EXPECT_EQ(idsOf(*studio, "面试题").front(), "interview");
    EXPECT_EQ(idsOf(*studio, "quiz").front(), "quiz");
}

}  // namespace
}  // namespace studio
