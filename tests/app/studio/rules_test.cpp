// Rules are switched like anything that is done: recorded, undone, branched, saved, refused where a goal forbids it.

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>

#include "app/studio/lesson_scene.h"
#include "app/studio/menu.h"
#include "app/studio/palette.h"
#include "app/studio/rule_sheet.h"
#include "raft/history/view_builder.h"
#include "tests/app/studio/studio_support.h"

namespace studio {
namespace {

using raft::RuleId;

const raft::Cluster& clusterNow(const Studio& studio) { return studio.document().history().world().cluster(); }
const raft::Rules& rulesNow(const Studio& studio) { return clusterNow(studio).rules(); }

std::string bannerOf(const Studio& studio) {
    raft::ClusterView view;
    raft::buildClusterView(studio.document().history(), {}, view);
    return bentWords(view.bentRules, studio.texts());
}

const RuleRow& rowOf(const std::vector<RuleRow>& rows, RuleId rule) {
    return *std::find_if(rows.begin(), rows.end(), [rule](const RuleRow& row) { return row.info->id == rule; });
}

/// Time passes as it does for somebody who watches.
void watch(Studio& studio, int frames) {
    if (!studio.playback().isPlaying()) studio.execute(cmd::PlayPause{});
    for (int i = 0; i < frames; ++i) studio.update(0.05);
    if (studio.playback().isPlaying()) studio.execute(cmd::PlayPause{});
}

/// Presses on, without an answer, until the goal is the reader's.
void goToGoal(Studio& studio) {
    for (int i = 0; i < 200 && studio.lessonScene().kind != LessonScene::Kind::Goal; ++i) {
        for (int frame = 0; frame < 4000 && studio.playback().isPlaying(); ++frame) studio.update(0.02);
        const bool asks = studio.lessonScene().kind == LessonScene::Kind::Question;
        if (asks) studio.execute(cmd::LessonMove{cmd::LessonMove::Kind::Reveal, 0, {}});
        if (!asks) studio.execute(cmd::BigButton{});
    }
    EXPECT_EQ(studio.lessonScene().kind, LessonScene::Kind::Goal);
}

TEST(RulesByHand, ASwitchHoldsFromHereOnAndIsUndone) {
    auto studio = ledSandbox();
    EXPECT_TRUE(rulesNow(*studio).compareLogs);
    EXPECT_EQ(bannerOf(*studio), "");
    studio->execute(cmd::SetRule{RuleId::CompareLogs, 0});
    EXPECT_EQ(studio->notice(), "");
    EXPECT_FALSE(rulesNow(*studio).compareLogs);
    EXPECT_EQ(bannerOf(*studio), "voters ignore logs");
    EXPECT_TRUE(studio->hasUnsavedWork());
    studio->execute(cmd::Undo{});
    EXPECT_TRUE(rulesNow(*studio).compareLogs);
    EXPECT_EQ(bannerOf(*studio), "");
    studio->execute(cmd::Redo{});
    EXPECT_FALSE(rulesNow(*studio).compareLogs);
    studio->execute(cmd::Home{});
    EXPECT_TRUE(rulesNow(*studio).compareLogs) << "what has happened stays as it was";
}

TEST(RulesByHand, InThePastASwitchBeginsABranchThatIsNamedAfterIt) {
    auto studio = ledSandbox();
    watch(*studio, 100);
    studio->execute(cmd::Home{});
    const int lines = studio->document().history().lineCount();
    studio->execute(cmd::SetRule{RuleId::Quorum, 1});
    ASSERT_EQ(studio->document().history().lineCount(), lines + 1);
    EXPECT_EQ(studio->branchName(studio->document().history().line()), "rule quorum: half at 0 ms");
    EXPECT_EQ(rulesNow(*studio).quorum, raft::QuorumRule::Half);
    studio->execute(cmd::SwitchBranch{0});
    EXPECT_EQ(rulesNow(*studio).quorum, raft::QuorumRule::Majority);
}

TEST(RulesByHand, NeitherTheSameValueNorOneThatIsNotThere) {
    auto studio = quietSandbox();
    const auto why = [&studio](RuleId rule, int value) { return studio->whyNot(cmd::SetRule{rule, value}); };
    EXPECT_EQ(why(RuleId::PreVote, 0), studio->texts().tr("why.sameValue"));
    EXPECT_EQ(why(RuleId::PreVote, 1), std::nullopt);
    EXPECT_EQ(why(RuleId::PreVote, 2), studio->texts().tr("why.noSuchChoice"));
    EXPECT_EQ(why(RuleId::CompareBy, 3), std::nullopt);
    EXPECT_EQ(why(RuleId::CompareBy, 4), studio->texts().tr("why.noSuchChoice"));
    EXPECT_EQ(why(RuleId::CompareBy, -1), studio->texts().tr("why.noSuchChoice"));
}

TEST(RulesByHand, WhenConfigurationsBeginIsSettledOnceMembersHaveChanged) {
    auto studio = ledSandbox();
    const auto why = [&studio] { return studio->whyNot(cmd::SetRule{RuleId::ConfigAt, 1}); };
    EXPECT_EQ(why(), std::nullopt);
    studio->execute(cmd::Send{});
    watch(*studio, 60);  // An entry of its term is committed.
    raft::NodeSet one;
    one.insert(raft::NodeId(2));
    studio->execute(cmd::ChangeMembers{raft::ChangeMembers::Kind::RemoveServer, one});
    ASSERT_TRUE(clusterNow(*studio).membersHaveChanged()) << studio->notice();
    EXPECT_EQ(why(), studio->texts().tr("why.configAtSettled"));
    EXPECT_EQ(studio->whyNot(cmd::ResetRules{}), studio->texts().tr("why.sameRules"));
    studio->execute(cmd::Home{});
    EXPECT_EQ(why(), std::nullopt) << "before the change it may be switched";
}

TEST(RulesByHand, AllGoBackToTheProfileAndOneByOneAgain) {
    auto studio = emptyStudio();
    raft::ClusterConfig config = quietConfig();
    config.profile = raft::Profile::Production;
    config.rules = raft::rulesOf(config.profile);
    studio->execute(cmd::NewCluster{config});
    EXPECT_EQ(studio->whyNot(cmd::ResetRules{}), studio->texts().tr("why.sameRules"));
    studio->execute(cmd::SetRule{RuleId::PreVote, 0});
    studio->execute(cmd::SetRule{RuleId::Lease, 1});
    EXPECT_EQ(rulesUnlikeProfile(clusterNow(*studio)).size(), 2u);
    studio->execute(cmd::ResetRules{});
    EXPECT_EQ(rulesNow(*studio), config.rules) << "production, not Figure 2";
    studio->execute(cmd::Undo{});
    EXPECT_EQ(rulesUnlikeProfile(clusterNow(*studio)).size(), 1u) << "each is a step of its own";
    studio->execute(cmd::Undo{});
    EXPECT_EQ(rulesUnlikeProfile(clusterNow(*studio)).size(), 2u);
}

TEST(RulesByHand, TheClockWaitsWhileOneLooksAtTheRules) {
    auto studio = ledSandbox();
    if (!studio->playback().isPlaying()) studio->execute(cmd::PlayPause{});
    const auto played = [&studio] {
        const raft::SimTime before = studio->document().history().time();
        for (int i = 0; i < 20; ++i) studio->update(0.05);
        return studio->document().history().time() != before;
    };
    EXPECT_TRUE(played());
    studio->execute(cmd::Show{Dialog::Rules});
    EXPECT_FALSE(played());
    EXPECT_FALSE(studio->isMoving());
    studio->execute(cmd::SetRule{RuleId::Pipeline, 1});
    EXPECT_FALSE(played());
    studio->execute(cmd::Escape{});
    EXPECT_TRUE(played()) << "it goes on as before";
    // A lesson has come to rest; a switch does not start the clock behind the list.
    auto resting = welcome();
    finishStep(*resting);
    ASSERT_FALSE(resting->playback().isPlaying());
    resting->execute(cmd::Show{Dialog::Rules});
    resting->execute(cmd::SetRule{RuleId::Pipeline, 1});
    resting->execute(cmd::Escape{});
    EXPECT_TRUE(rulesNow(*resting).pipeline);
    EXPECT_FALSE(resting->playback().isPlaying());
    resting->execute(cmd::SetRule{RuleId::Pipeline, 0});
    EXPECT_TRUE(resting->playback().isPlaying()) << "done anywhere else, one wants to see what follows";
}

TEST(RulesByHand, WhatWasSwitchedIsSavedAndReadBack) {
    const std::string path =
        (std::filesystem::temp_directory_path() / ("rules-" + std::to_string(::getpid()) + ".session.json")).string();
    auto studio = ledSandbox();
    studio->execute(cmd::SetRule{RuleId::ConfigAt, 1});
    watch(*studio, 20);
    studio->execute(cmd::SetRule{RuleId::BackupBy, 2});
    studio->execute(cmd::SetRule{RuleId::PersistVote, 0});
    const raft::Rules rules = rulesNow(*studio);
    ASSERT_TRUE(studio->save(path)) << studio->notice();
    auto other = emptyStudio();
    ASSERT_TRUE(other->open(path)) << other->notice();
    other->execute(cmd::End{});
    EXPECT_EQ(rulesNow(*other), rules);
    EXPECT_EQ(bannerOf(*other), "votes are forgotten");
    other->execute(cmd::Home{});
    EXPECT_EQ(rulesNow(*other), raft::Rules{});
    std::filesystem::remove(path);
}

TEST(RulesByHand, AGoalThatDoesNotAllowItRefusesSwitchesAndReads) {
    auto studio = emptyStudio();
    studio->execute(cmd::OpenLesson{"partition"});
    ASSERT_NE(studio->document().lesson(), nullptr);
    goToGoal(*studio);
    const std::string forbids(studio->texts().tr("why.goalForbids"));
    const cmd::SetRule half{RuleId::Quorum, 1};
    const cmd::Read read{raft::ReadMode::Log, {}};
    EXPECT_EQ(studio->whyNot(half), forbids);
    EXPECT_EQ(studio->whyNot(read), forbids);
    EXPECT_EQ(studio->whyNot(cmd::Show{Dialog::Rules}), std::nullopt) << "looking is free";
    studio->execute(half);
    EXPECT_EQ(studio->notice(), forbids);
    studio->execute(read);
    EXPECT_EQ(studio->notice(), forbids);
    EXPECT_TRUE(raft::isCorrect(rulesNow(*studio)));
    EXPECT_EQ(studio->lessonScene().goal.actionsUsed, 0);
    studio->execute(cmd::BackToLesson{});
    EXPECT_EQ(studio->whyNot(half), std::nullopt);
    EXPECT_EQ(studio->whyNot(read), std::nullopt);
    studio->execute(half);
    EXPECT_EQ(rulesNow(*studio).quorum, raft::QuorumRule::Half);
    EXPECT_FALSE(studio->document().onLessonLine()) << "the lesson keeps its own run";
}

TEST(RulesByHand, ALeaseReadNeedsLeases) {
    auto studio = ledSandbox();
    const cmd::Read lease{raft::ReadMode::Lease, {}};
    EXPECT_EQ(studio->whyNot(lease), "This cluster uses no leases: switch the rule “lease” on.");
    EXPECT_EQ(studio->whyNot(cmd::Read{raft::ReadMode::ReadIndex, {}}), std::nullopt);
    studio->execute(cmd::SetRule{RuleId::Lease, 1});
    EXPECT_EQ(studio->whyNot(lease), std::nullopt);
    studio->execute(lease);
    EXPECT_EQ(studio->notice(), "");
}

TEST(RuleRows, EveryRuleIsToldInBothLanguages) {
    auto studio = quietSandbox();
    for (const Language language : {Language::English, Language::Chinese}) {
        const Texts texts(language);
        const std::vector<RuleRow> rows = ruleRows(clusterNow(*studio), "", texts);
        ASSERT_EQ(rows.size(), raft::ruleTable().size());
        for (const RuleRow& row : rows) {
            const std::string name(row.info->name);
            EXPECT_EQ(row.meaning.find("rule."), std::string::npos) << name;
            EXPECT_EQ(row.verdict.find("property."), std::string::npos) << name << ": a property without a name";
            EXPECT_TRUE(row.isRaft && row.isProfiles) << name;
            const bool canBend = !row.info->correctWhenOff || !row.info->correctWhenOn;
            EXPECT_EQ(hasText("bent." + name), canBend) << name << ": what the banner says";
            EXPECT_EQ(row.verdict == texts.tr("rules.either"), !canBend) << name;
        }
    }
}

TEST(RuleRows, TheVerdictFollowsTheValue) {
    auto studio = quietSandbox();
    const auto row = [&studio](RuleId rule) { return rowOf(ruleRows(clusterNow(*studio), "", studio->texts()), rule); };
    EXPECT_EQ(row(RuleId::CompareLogs).verdict, "Raft. Not Raft if it is off: that can break Leader Completeness.");
    EXPECT_EQ(row(RuleId::Conflicts).verdict,
              "Raft. Not Raft if it is keep or overwrite: that can break State Machine Safety.");
    studio->execute(cmd::SetRule{RuleId::CompareLogs, 0});
    studio->execute(cmd::SetRule{RuleId::PreVote, 1});
    EXPECT_EQ(row(RuleId::CompareLogs).verdict, "It can break Leader Completeness.");
    EXPECT_FALSE(row(RuleId::CompareLogs).isRaft);
    EXPECT_FALSE(row(RuleId::CompareLogs).isProfiles);
    EXPECT_TRUE(row(RuleId::PreVote).isRaft);
    EXPECT_FALSE(row(RuleId::PreVote).isProfiles);
}

TEST(RuleRows, AFilterLooksAtNamesMeaningsAndSubjectsInBothLanguages) {
    const auto fits = [](RuleId rule, std::string_view query) { return ruleFits(raft::infoOf(rule), query); };
    EXPECT_TRUE(fits(RuleId::PreVote, ""));
    EXPECT_TRUE(fits(RuleId::PreVote, "PREVOTE"));
    EXPECT_TRUE(fits(RuleId::PreVote, "others vote"));
    EXPECT_TRUE(fits(RuleId::PreVote, "任期增加"));
    EXPECT_TRUE(fits(RuleId::PreVote, "elections"));
    EXPECT_FALSE(fits(RuleId::PreVote, "preVote snapshot"));
    EXPECT_FALSE(fits(RuleId::Batch, "preVote"));
}

TEST(RuleRows, TheBannerSaysSeveralAndKeepsWhatHasNoWords) {
    const Texts texts(Language::English);
    EXPECT_EQ(bentWords("", texts), "");
    EXPECT_EQ(bentWords("compareLogs=false quorum=half", texts), "voters ignore logs, half is enough");
    EXPECT_EQ(bentWords("nobody=false", texts), "nobody=false");
    EXPECT_EQ(bentWords("compareLogs=false quorum=half", Texts(Language::Chinese)).find('='), std::string::npos);
}

TEST(RulesFound, EveryRuleByItsNameAndByWhatItMeans) {
    auto studio = quietSandbox();
    for (const raft::RuleInfo& info : raft::ruleTable()) {
        const std::string id = "rule." + std::string(info.name);
        for (const std::string& query : {"rule " + std::string(info.name), std::string(tr(id, Language::English)),
                                         std::string(tr(id, Language::Chinese))}) {
            const std::vector<Finding> found = findAnything(*studio, query);
            const bool isThere =
                std::any_of(found.begin(), found.end(), [&id](const Finding& one) { return one.id == id; });
            EXPECT_TRUE(isThere) << query;
        }
    }
    const Finding first = findAnything(*studio, "rule preVote").front();
    EXPECT_EQ(first.id, "rule.preVote");
    studio->execute(first.command);
    EXPECT_EQ(studio->dialog(), Dialog::Rules);
    EXPECT_EQ(studio->shownRule(), RuleId::PreVote);
    studio->execute(cmd::Escape{});
    studio->execute(cmd::Show{Dialog::Rules});
    EXPECT_EQ(studio->shownRule(), std::nullopt);
}

TEST(RulesFound, WordsOfAMeaningAreWholeWordsAndStandBehindNames) {
    auto studio = quietSandbox();
    const std::vector<Finding> found = findAnything(*studio, "hashicorp");
    ASSERT_FALSE(found.empty());
    EXPECT_EQ(found.front().id, "rule.voteForNonMember");
    for (const Finding& one : findAnything(*studio, "ashicorp")) EXPECT_NE(one.id, "rule.voteForNonMember");
    EXPECT_EQ(findAnything(*studio, "rules").front().id, "rules");
    EXPECT_EQ(findAnything(*studio, "crash s2").front().id, "server.S2.crash");
}

TEST(RulesFound, TheMenuOfTheClusterLeadsThere) {
    auto studio = quietSandbox();
    const Menu menu = menuOf(*studio, {});
    const bool isThere = std::any_of(menu.items.begin(), menu.items.end(), [](const MenuItem& item) {
        return item.id == "cluster.rules" && item.key == keyOf("rules", Context::Study);
    });
    EXPECT_TRUE(isThere);
}

/// Every rule, to every value and back, in the middle of a run; then back and forth in time, and saved.
TEST(RulesByHand, EverySwitchInTheMiddleOfARunKeepsItsFeet) {
    const std::string path =
        (std::filesystem::temp_directory_path() / ("rules-all-" + std::to_string(::getpid()) + ".json")).string();
    for (const raft::RuleInfo& info : raft::ruleTable()) {
        SCOPED_TRACE(std::string(info.name));
        auto studio = emptyStudio();
        raft::ClusterConfig config;
        config.fsync = raft::SimTime::fromMs(2);
        config.snapshotEvery = 3;
        studio->execute(cmd::NewCluster{config});
        watch(*studio, 60);
        const int usual = rulesNow(*studio).get(info.id);
        for (int turn = 1; turn <= valueCount(info); ++turn) {
            studio->execute(cmd::SetRule{info.id, (usual + turn) % valueCount(info)});
            EXPECT_EQ(studio->notice(), "");
            studio->execute(cmd::Send{});
            studio->execute(cmd::ToggleCrash{raft::NodeId(static_cast<std::uint8_t>(turn))});
            watch(*studio, 15);
            studio->execute(cmd::ToggleCrash{raft::NodeId(static_cast<std::uint8_t>(turn))});
            watch(*studio, 15);
        }
        EXPECT_EQ(rulesNow(*studio).get(info.id), usual);
        const auto digest = clusterNow(*studio).digest();
        for (int i = 0; i < 5; ++i) studio->execute(cmd::PreviousInteresting{});
        studio->execute(cmd::Home{});
        studio->execute(cmd::End{});
        EXPECT_EQ(clusterNow(*studio).digest(), digest);
        ASSERT_TRUE(studio->save(path)) << studio->notice();
        auto other = emptyStudio();
        ASSERT_TRUE(other->open(path)) << other->notice();
        other->execute(cmd::End{});
        EXPECT_EQ(clusterNow(*other).digest(), digest);
    }
    std::filesystem::remove(path);
}

}  // namespace
}  // namespace studio
