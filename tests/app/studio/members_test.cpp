// Other members: asked of the leader through menu, palette and command, refused with the leader's words, saved,
// replayed and explained.

#include "app/studio/members.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "app/studio/feed.h"
#include "app/studio/menu.h"
#include "app/studio/palette.h"
#include "tests/app/studio/studio_support.h"

namespace studio {
namespace {

using raft::NodeId;
using raft::NodeSet;
using Kind = raft::ChangeMembers::Kind;

constexpr NodeId kS1(0);
constexpr NodeId kS4(3);

NodeSet setOf(std::initializer_list<int> numbers) {
    NodeSet set;
    for (const int number : numbers) set.insert(NodeId(static_cast<std::uint8_t>(number - 1)));
    return set;
}

const raft::Cluster& clusterOf(const Studio& studio) { return studio.document().history().world().cluster(); }
const raft::Configuration& configOf(const Studio& studio, NodeId server) {
    return clusterOf(studio).node(server).config();
}

void play(Studio& studio, int frames) {
    if (!studio.playback().isPlaying()) studio.execute(cmd::PlayPause{});
    for (int i = 0; i < frames; ++i) studio.update(0.05);
    if (studio.playback().isPlaying()) studio.execute(cmd::PlayPause{});
}

/// Five servers of which S1, S2 and S3 vote. S1 leads and has committed an entry of its term.
std::unique_ptr<Studio> threeOfFive() {
    auto studio = emptyStudio();
    raft::ClusterConfig config = quietConfig();
    config.servers = {"S1", "S2", "S3", "S4", "S5"};
    config.voters = setOf({1, 2, 3});
    studio->execute(cmd::NewCluster{config});
    EXPECT_EQ(studio->notice(), "");
    studio->execute(cmd::FireTimeout{kS1});
    play(*studio, 100);
    EXPECT_EQ(clusterOf(*studio).leaderOfHighestTerm(), kS1);
    studio->execute(cmd::Send{});
    play(*studio, 200);
    EXPECT_GE(clusterOf(*studio).node(kS1).state().commitIndex.value, 1u);
    return studio;
}

std::string rowOf(const Explanation& explanation, std::string_view label) {
    for (const auto* rows : {&explanation.rows, &explanation.whyRows}) {
        for (const ExplainRow& row : *rows) {
            if (row.label == label) return row.value;
        }
    }
    return "(no row)";
}

const MenuItem* find(const Menu& menu, std::string_view id) {
    const auto found =
        std::find_if(menu.items.begin(), menu.items.end(), [id](const MenuItem& item) { return item.id == id; });
    return found == menu.items.end() ? nullptr : &*found;
}

TEST(MembersByHand, AVoterIsAddedAndEverybodyGoesByIt) {
    auto studio = threeOfFive();
    studio->execute(cmd::Select{raft::nodeRef(kS4)});
    studio->execute(cmd::ChangeMembers{Kind::AddServer, {}});
    EXPECT_EQ(studio->notice(), "");
    EXPECT_EQ(configOf(*studio, kS1).voters, setOf({1, 2, 3, 4})) << "the selected server is meant";
    play(*studio, 300);
    EXPECT_EQ(configOf(*studio, kS4).voters, setOf({1, 2, 3, 4}));
    studio->execute(cmd::Undo{});
    EXPECT_EQ(configOf(*studio, kS1).voters, setOf({1, 2, 3}));
}

TEST(MembersByHand, TheLeadersOwnWordsSayWhyNot) {
    auto studio = threeOfFive();
    const cmd::ChangeMembers twoAtOnce{Kind::Simple, setOf({1, 2, 3, 4, 5})};
    const auto why = studio->whyNot(twoAtOnce);
    ASSERT_TRUE(why.has_value());
    EXPECT_NE(why->find("S1 refused to change 2 voters by one simple entry"), std::string::npos) << *why;
    const std::size_t before = clusterOf(*studio).node(kS1).log().lastIndex().value;
    studio->execute(twoAtOnce);
    EXPECT_EQ(studio->notice(), *why);
    EXPECT_EQ(clusterOf(*studio).node(kS1).log().lastIndex().value, before) << "nothing was done";
    studio->execute(cmd::SetLanguage{Language::Chinese});
    EXPECT_NE(studio->whyNot(twoAtOnce)->find("S1 拒绝"), std::string::npos);
    EXPECT_EQ(studio->whyNot(cmd::ChangeMembers{Kind::Joint, setOf({1, 2, 3, 4, 5})}), std::nullopt);
}

TEST(MembersByHand, WithoutALeaderOrAServerNobodyIsAsked) {
    auto studio = quietSandbox();
    EXPECT_EQ(studio->whyNot(cmd::ChangeMembers{Kind::RemoveServer, setOf({3})}),
              studio->texts().tr("why.noLeaderToAsk"));
    EXPECT_EQ(studio->whyNot(cmd::ChangeMembers{Kind::RemoveServer, {}}), studio->texts().tr("why.selectServer"));
    EXPECT_EQ(studio->whyNot(cmd::ChangeMembers{Kind::RemoveServer, setOf({9})}),
              studio->texts().tr("why.noSuchServer"));
    EXPECT_EQ(studio->whyNot(cmd::Show{Dialog::Members}), studio->texts().tr("why.noLeaderToAsk"));
    EXPECT_EQ(threeOfFive()->whyNot(cmd::Show{Dialog::Members}), std::nullopt);
}

TEST(MembersByHand, TheMenuGreysWhatTheLeaderWouldRefuse) {
    auto studio = threeOfFive();
    const Menu ofMember = menuOf(*studio, raft::nodeRef(kS1));
    const Menu ofOutsider = menuOf(*studio, raft::nodeRef(kS4));
    for (const Menu* menu : {&ofMember, &ofOutsider}) {
        for (const char* id : {"node.addVoter", "node.addLearner", "node.promote", "node.removeMember"}) {
            ASSERT_NE(find(*menu, id), nullptr) << id;
        }
    }
    EXPECT_TRUE(studio->whyNot(find(ofMember, "node.addVoter")->command)) << "it is one already";
    EXPECT_FALSE(studio->whyNot(find(ofMember, "node.removeMember")->command));
    EXPECT_FALSE(studio->whyNot(find(ofOutsider, "node.addVoter")->command));
    EXPECT_TRUE(studio->whyNot(find(ofOutsider, "node.removeMember")->command)) << "it is not in";
    EXPECT_TRUE(studio->whyNot(find(ofOutsider, "node.promote")->command)) << "it is no learner";
}

TEST(MembersByHand, ThePaletteFindsThemInBothLanguages) {
    auto studio = threeOfFive();
    const auto first = [&studio](std::string_view query) { return findAnything(*studio, query).front().id; };
    EXPECT_EQ(first("Add S4 as a learner"), "server.S4.addLearner");
    EXPECT_EQ(first("把 S4 移出集群"), "server.S4.removeMember");
    EXPECT_EQ(first("change members"), "change-members");
}

TEST(MembersByHand, TheInspectorTellsOfConfigurationSeatAndHalves) {
    auto studio = threeOfFive();
    studio->execute(cmd::Select{raft::nodeRef(kS4)});
    EXPECT_EQ(rowOf(studio->explanation(), "Configuration"), "{S1,S2,S3}");
    EXPECT_EQ(rowOf(studio->explanation(), "Role in it"), "not a member");
    // What is asked for stands in the log and is not committed: the others do not hear of it.
    studio->execute(cmd::CutLinks{{{kS1, NodeId(1)}, {kS1, NodeId(2)}}, false});
    studio->execute(cmd::ChangeMembers{Kind::Joint, setOf({1, 4, 5})});
    studio->execute(cmd::Select{raft::nodeRef(kS1)});
    const std::string index = std::to_string(clusterOf(*studio).node(kS1).configIndex().value);
    EXPECT_EQ(rowOf(studio->explanation(), "Configuration"),
              "{S1,S2,S3}+{S1,S4,S5}; entry " + index + ", not committed as far as it knows");
    EXPECT_EQ(rowOf(studio->explanation(), "Role in it"), "voter in C_old and in C_new");
    play(*studio, 200);
    studio->execute(cmd::Select{raft::cellRef(kS1, static_cast<std::uint32_t>(std::stoul(index)))});
    EXPECT_EQ(rowOf(studio->explanation(), "Voters of C_old"), "S1 S2 S3");
    EXPECT_EQ(rowOf(studio->explanation(), "Voters of C_new"), "S1 S4 S5");
    EXPECT_EQ(rowOf(studio->explanation(), "Stored in C_old"), "1 of 3: S1; 2 needed");
    EXPECT_EQ(rowOf(studio->explanation(), "Stored in C_new"), "3 of 3: S1 S4 S5; 2 needed");
}

TEST(MembersByHand, ALearnerIsSeenCatchingUp) {
    auto studio = threeOfFive();
    studio->execute(cmd::ChangeMembers{Kind::AddLearner, setOf({4})});
    play(*studio, 300);
    EXPECT_EQ(configOf(*studio, kS4).learners, setOf({4}));
    studio->execute(cmd::Select{raft::nodeRef(kS1)});
    EXPECT_EQ(rowOf(studio->explanation(), "Catching up"), "(no row)");
    // It hears of the leader and of nothing new, so that the round goes on.
    studio->execute(cmd::CutLinks{{{kS1, kS4}}, false});
    studio->execute(cmd::Send{});
    play(*studio, 30);
    studio->execute(cmd::ChangeMembers{Kind::Promote, setOf({4})});
    EXPECT_EQ(studio->notice(), "");
    studio->execute(cmd::Select{raft::nodeRef(kS1)});
    const std::string row = rowOf(studio->explanation(), "Catching up");
    EXPECT_EQ(row.find("S4: round 1, has "), 0u) << row;
}

TEST(MembersByHand, WhyWritesServersAndConfigurationsOut) {
    auto studio = threeOfFive();
    studio->execute(cmd::ChangeMembers{Kind::AddServer, setOf({4})});
    const raft::History& history = studio->document().history();
    raft::EventId config = raft::kNoEvent;
    history.replay(raft::StepId(0), history.end(), [&config](const raft::World&, const raft::StepEvents& step) {
        for (std::size_t i = 0; i < step.events.size(); ++i) {
            if (step.events[i].kind == raft::EventKind::Config) config = step.first + static_cast<std::uint32_t>(i);
        }
    });
    ASSERT_NE(config, raft::kNoEvent);
    studio->execute(cmd::Select{raft::eventRef(config)});
    EXPECT_EQ(rowOf(studio->explanation(), "Configuration now"), "{S1,S2,S3,S4}");
    EXPECT_EQ(rowOf(studio->explanation(), "Configuration before"), "{S1,S2,S3}");
    EXPECT_FALSE(studio->explanation().rule.empty());
    FeedFilter filter;
    filter.topic = FeedTopic::Members;
    EXPECT_GE(studio->filteredFeed(filter).size(), 1u);
}

TEST(MembersByHand, ANewClusterNamesNobodyTwice) {
    auto studio = emptyStudio();
    raft::ClusterConfig config = quietConfig();
    config.voters = setOf({1, 2});
    config.learners = setOf({3});
    EXPECT_EQ(studio->whyNot(cmd::NewCluster{config}), std::nullopt);
    config.learners = setOf({2});
    EXPECT_EQ(studio->whyNot(cmd::NewCluster{config}), studio->texts().tr("why.badMembers"));
    config.learners = setOf({7});
    EXPECT_EQ(studio->whyNot(cmd::NewCluster{config}), studio->texts().tr("why.badMembers"));
}

}  // namespace
}  // namespace studio
