#include "render/views/cluster_ring.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <utility>

#include "render/hit_test.h"
#include "tests/render/fixtures.h"
#include "tests/render/views/picture_checks.h"

namespace render {
namespace {

using raft::NodeId;

class Ring : public testing::Test {
protected:
    Scene& draw(const raft::ClusterView& view, Pointing pointing = {}, NodeId seenAs = raft::kNoNode) {
        RingOptions options;
        options.box = {0, 0, px(690), px(420)};
        options.pointing = pointing;
        options.seenAs = seenAs;
        scene_.clear();
        drawClusterRing(view, options, look_, scene_);
        return scene_;
    }
    RingLayout layout(int nodes, int clients = 0) const {
        return ringLayout(nodes, clients, {0, 0, px(690), px(420)}, {100});
    }

    const Theme theme_ = themeOf(ThemeName::Light);
    const FixedMeasure measure_{};
    const PictureLabels labels_ = fixtures::englishLabels();
    const Look look_{theme_, measure_, labels_, {100}};
    Scene scene_;
};

TEST_F(Ring, TheFirstServerIsAtTheTopAndTheOthersFollowClockwise) {
    const RingLayout ring = layout(5);
    for (int i = 1; i < 5; ++i) EXPECT_LT(ring.node(0).y, ring.node(i).y);
    EXPECT_GT(ring.node(1).x, ring.node(0).x);
    EXPECT_LT(ring.node(4).x, ring.node(0).x);
}

TEST_F(Ring, ServersNeverTouchEachOther) {
    for (int count = 2; count <= 9; ++count) {
        for (const auto& [width, height] : {std::pair(690, 420), std::pair(300, 200), std::pair(400, 700)}) {
            const RingLayout ring = ringLayout(count, 1, {0, 0, px(width), px(height)}, {100});
            for (int a = 0; a < count; ++a) {
                for (int b = a + 1; b < count; ++b) {
                    EXPECT_GT(distance(ring.node(a), ring.node(b)), 2 * ring.nodeRadius) << count << " " << width;
                }
            }
        }
    }
}

TEST_F(Ring, AMessageMovesSteadilyFromRimToRim) {
    const RingLayout ring = layout(5);
    raft::ClusterView view = fixtures::quietCluster(5, 1);
    raft::MessageView message;
    message.from = NodeId(0);
    message.to = NodeId(2);
    Coord last = -1;
    for (int progress = 0; progress <= 1000; ++progress) {
        message.progressPermille = progress;
        const Coord come = distance(ring.node(0), messagePoint(ring, view, message, {100}));
        EXPECT_GE(come, last);
        EXPECT_LE(come - (last < 0 ? come : last), px(1)) << "no jumps";
        last = come;
    }
    EXPECT_NEAR(distance(ring.node(2), messagePoint(ring, view, message, {100})), ring.nodeRadius, px(12));
}

TEST_F(Ring, RequestsAndRepliesPassEachOther) {
    const RingLayout ring = layout(5);
    const raft::ClusterView view = fixtures::quietCluster(5, 1);
    raft::MessageView there;
    there.from = NodeId(1);
    there.to = NodeId(3);
    there.progressPermille = 500;
    raft::MessageView back = there;
    std::swap(back.from, back.to);
    EXPECT_GT(distance(messagePoint(ring, view, there, {100}), messagePoint(ring, view, back, {100})), px(14));
}

TEST_F(Ring, OfACrowdOnOneWayAFewAreDrawnAndTheOthersCounted) {
    raft::ClusterView view = fixtures::quietCluster(5, 1);
    const auto add = [&view](int count, std::uint8_t to, raft::MessagePlace place) {
        for (int i = 0; i < count; ++i) {
            raft::MessageView message;
            message.id = raft::MessageId(static_cast<std::uint32_t>(view.messages.size() + 1));
            message.from = NodeId(0);
            message.to = NodeId(to);
            message.place = place;
            view.messages.push_back(message);
        }
    };
    const auto drawn = [&] {
        draw(view);
        return std::count_if(scene_.items().begin(), scene_.items().end(), [](const Item& item) {
            const auto* group = std::get_if<GroupBegin>(&item);
            return group != nullptr && group->role == Role::Message;
        });
    };
    add(9, 1, raft::MessagePlace::Held);
    add(9, 2, raft::MessagePlace::Held);
    EXPECT_EQ(drawn(), 18);
    EXPECT_FALSE(checks::says(scene_, "+1"));
    add(1000, 1, raft::MessagePlace::Held);
    EXPECT_EQ(drawn(), 18);
    EXPECT_TRUE(checks::says(scene_, "+1000"));
    add(100, 3, raft::MessagePlace::Moving);
    EXPECT_EQ(drawn(), 18 + 24);
    EXPECT_TRUE(checks::says(scene_, "+76"));
}

TEST_F(Ring, HeldMessagesQueueUp) {
    const RingLayout ring = layout(5);
    raft::ClusterView view = fixtures::quietCluster(5, 1);
    for (std::uint32_t id = 1; id <= 3; ++id) {
        raft::MessageView message;
        message.id = raft::MessageId(id);
        message.from = NodeId(0);
        message.to = NodeId(1);
        message.place = raft::MessagePlace::Held;
        view.messages.push_back(message);
    }
    const Point first = messagePoint(ring, view, view.messages[0], {100});
    const Point third = messagePoint(ring, view, view.messages[2], {100});
    EXPECT_NEAR(distance(first, third), px(26), px(1));
}

TEST_F(Ring, SaysItsVotesAndDropsThemOnceTheFirstRoundIsOver) {
    raft::ClusterView view = fixtures::newLeader();
    EXPECT_TRUE(checks::says(draw(view), "votes 3 of 5"));
    const int won = std::exchange(view.nodes[4].votes, 1);
    EXPECT_FALSE(checks::says(draw(view), "votes 1 of 5")) << "who leads by declaration has asked nobody";
    view.nodes[4].votes = won;
    view.nodes[4].firstRound = false;
    EXPECT_FALSE(checks::says(draw(view), "votes 3 of 5"));
}

TEST_F(Ring, WritesDownOnACrashedServer) {
    raft::ClusterView view = fixtures::newLeader();
    EXPECT_TRUE(checks::says(draw(view), "down"));
    view.nodes[0].up = true;
    EXPECT_FALSE(checks::says(draw(view), "down"));
}

TEST_F(Ring, TheTimersArcDrains) {
    raft::ClusterView view = fixtures::quietCluster(3, 1);
    for (raft::NodeView& node : view.nodes) node.timerLeftPermille = -1;
    const int none = checks::count<PolylineItem>(draw(view));
    view.nodes[0].timerLeftPermille = 250;
    EXPECT_EQ(checks::count<PolylineItem>(draw(view)), none + 1);
    view.nodes[0].timerLeftPermille = 0;
    EXPECT_EQ(checks::count<PolylineItem>(draw(view)), none);
}

TEST_F(Ring, AClickFindsServersMessagesAndVotes) {
    const raft::ClusterView view = fixtures::newLeader();
    draw(view);
    const RingLayout ring = layout(5);
    for (int i = 0; i < 5; ++i) {
        EXPECT_EQ(hitTest(scene_, ring.node(i)), raft::nodeRef(NodeId(static_cast<std::uint8_t>(i))));
    }
    for (const raft::MessageView& message : view.messages) {
        EXPECT_EQ(hitTest(scene_, messagePoint(ring, view, message, {100})), raft::messageRef(message.id));
    }
    EXPECT_TRUE(boundsOf(scene_, raft::voteRef(NodeId(2), NodeId(4))).has_value());
}

TEST_F(Ring, WhatIsSelectedGetsARing) {
    const raft::ClusterView view = fixtures::quietCluster(5, 1);
    const int plain = checks::count<CircleItem>(draw(view));
    EXPECT_EQ(checks::count<CircleItem>(draw(view, {raft::nodeRef(NodeId(2)), {}})), plain + 1);
    EXPECT_EQ(checks::count<CircleItem>(draw(view, {{}, raft::nodeRef(NodeId(2))})), plain + 1);
}

TEST_F(Ring, LinksShowOnlyWhenThereIsSomethingToSay) {
    raft::ClusterView view = fixtures::quietCluster(5, 1);
    EXPECT_EQ(checks::countGroups(draw(view), Role::Link), 0);
    EXPECT_EQ(checks::countGroups(draw(view, {{}, raft::linkRef(NodeId(1), NodeId(3))}), Role::Link), 1);
    raft::LinkView link;
    link.from = NodeId(0);
    link.to = NodeId(2);
    view.links.push_back(link);
    EXPECT_EQ(checks::countGroups(draw(view), Role::Link), 0) << "neither cut nor held nor slow nor lossy";
    view.links[0].cut = true;
    EXPECT_EQ(checks::countGroups(draw(view), Role::Link), 1);
    std::swap(link.from, link.to);
    link.cut = true;
    view.links.push_back(link);
    EXPECT_EQ(checks::countGroups(draw(view), Role::Link), 1) << "both ways are one line";
}

TEST_F(Ring, ALinkIsFoundBetweenItsEnds) {
    const RingLayout ring = layout(5, 1);
    const Point middle = between(ring.node(1), ring.node(4), 500);
    EXPECT_EQ(linkAt(ring, middle, px(6)), raft::linkRef(NodeId(1), NodeId(4)));
    EXPECT_TRUE(linkAt(ring, {px(2), px(2)}, px(6)).empty());
    EXPECT_EQ(linkAt(ring, between(ring.node(0), ring.client(0), 700), px(6)),
              raft::linkRef(NodeId(0), raft::clientEnd(0)));
}

TEST_F(Ring, AStrokeAcrossTheRingCutsWhatItCrosses) {
    const RingLayout ring = layout(5);
    std::vector<Ref> cut;
    // Between S1 and its two neighbours: all four links of S1 are crossed, no others.
    const Coord y = (ring.node(0).y + ring.node(1).y) / 2;
    linksCrossed(ring, {0, y}, {px(690), y}, cut);
    ASSERT_EQ(cut.size(), 4U);
    for (const Ref& link : cut) EXPECT_EQ(link.a, 0U);
    linksCrossed(ring, {0, y}, {px(690), y}, cut);
    EXPECT_EQ(cut.size(), 4U) << "each once";
    std::vector<Ref> none;
    linksCrossed(ring, {0, 0}, {px(690), 0}, none);
    EXPECT_TRUE(none.empty());
}

TEST_F(Ring, TheLegendExplainsSeldomMarksWhileTheyAreThere) {
    raft::ClusterView view = fixtures::quietCluster(5, 1);
    const auto saysNothing = [&] {
        return !checks::says(scene_, "hollow: a pre-vote, it binds nobody") &&
               !checks::says(scene_, "arc: what is left of the lease") &&
               !checks::says(scene_, "clock n×: how fast its own clock runs");
    };
    draw(view);
    EXPECT_TRUE(saysNothing());
    view.nodes[1].role = raft::RoleView::PreCandidate;
    view.nodes[2].role = raft::RoleView::Leader;
    view.nodes[2].leaseLeftPermille = 500;
    view.nodes[3].clockPpm = 1'200'000;
    draw(view);
    EXPECT_TRUE(checks::says(scene_, "hollow: a pre-vote, it binds nobody"));
    EXPECT_TRUE(checks::says(scene_, "arc: what is left of the lease"));
    EXPECT_TRUE(checks::says(scene_, "clock n×: how fast its own clock runs"));
    EXPECT_EQ(checks::overlappingTexts(scene_), "");
    draw(view, {}, NodeId(0));
    EXPECT_TRUE(saysNothing()) << "S1 cannot know of any of them";
}

TEST_F(Ring, ClocksThatAreWrongAreNamedByTheirSpeedAndByHowFarTheyAreOff) {
    raft::ClusterView view = fixtures::quietCluster(5, 1);
    const std::string_view meaning = "clock ±n: how far it was set ahead or back";
    draw(view);
    EXPECT_FALSE(checks::says(scene_, meaning));
    view.nodes[1].clockOffset = raft::SimTime::fromMs(50);
    view.nodes[2].clockOffset = raft::SimTime(-500);
    view.nodes[2].clockPpm = 250'000;
    draw(view);
    EXPECT_TRUE(checks::says(scene_, "clock +50 ms"));
    EXPECT_TRUE(checks::says(scene_, "clock 0.25×, −0.5 ms"));
    EXPECT_TRUE(checks::says(scene_, meaning));
    EXPECT_EQ(checks::overlappingTexts(scene_), "");
}

TEST_F(Ring, WhoIsInNoTermYetIsLegibleInEveryTheme) {
    for (int name = 0; name < kThemeCount; ++name) {
        const Theme theme = themeOf(static_cast<ThemeName>(name));
        raft::ClusterView view = fixtures::quietCluster(3, 0);
        view.nodes[0].role = raft::RoleView::PreCandidate;
        view.nodes[0].peers[0].vote = raft::VoteView::Granted;
        scene_.clear();
        RingOptions options;
        options.box = {0, 0, px(690), px(420)};
        drawClusterRing(view, options, {theme, measure_, labels_, {100}}, scene_);
        int names = 0;
        int dots = 0;
        bool isVote = false;
        for (const Item& item : scene_.items()) {
            if (const auto* group = std::get_if<GroupBegin>(&item)) isVote = group->ref.kind == raft::RefKind::Vote;
            if (const auto* text = std::get_if<TextItem>(&item); text != nullptr && scene_.texts(text->text) == "S2") {
                ++names;
                EXPECT_GE(contrastPermille(text->color, theme.panel), 4500) << name;
            }
            const auto* dot = std::get_if<CircleItem>(&item);
            if (dot == nullptr || !isVote) continue;
            ++dots;
            EXPECT_GE(contrastPermille(dot->stroke.color, theme.panel), 3000) << name;
        }
        EXPECT_EQ(names, 1);
        EXPECT_EQ(dots, 2) << "one granted, one open";
    }
}

TEST_F(Ring, AHollowBallotIsLegibleInEveryThemeAndTerm) {
    for (int name = 0; name < kThemeCount; ++name) {
        const Theme theme = themeOf(static_cast<ThemeName>(name));
        for (std::uint32_t term = 1; term <= kHueCount; ++term) {
            raft::ClusterView view = fixtures::quietCluster(3, term);
            raft::MessageView asks;
            asks.look = raft::MessageLook::PreVoteRequest;
            asks.from = NodeId(0);
            asks.to = NodeId(1);
            asks.term = term;
            asks.progressPermille = 500;
            view.messages = {asks};
            scene_.clear();
            RingOptions options;
            options.box = {0, 0, px(690), px(420)};
            drawClusterRing(view, options, {theme, measure_, labels_, {100}}, scene_);
            int rims = 0;
            bool inside = false;
            for (const Item& item : scene_.items()) {
                if (const auto* group = std::get_if<GroupBegin>(&item)) inside = group->role == Role::Message;
                const auto* rect = std::get_if<RectItem>(&item);
                if (rect == nullptr || !inside || rect->stroke.width == 0) continue;
                ++rims;
                EXPECT_GE(contrastPermille(rect->stroke.color, theme.panel), 3000) << name << " " << term;
            }
            EXPECT_EQ(rims, 1) << name << " " << term;
        }
    }
}

TEST_F(Ring, SeenAsOneServerHidesWhatItCannotKnow) {
    const raft::ClusterView view = fixtures::newLeader();
    draw(view, {}, NodeId(2));
    EXPECT_EQ(checks::countGroups(scene_, Role::Message), 0);
    EXPECT_FALSE(checks::says(scene_, "down"));
    EXPECT_FALSE(checks::says(scene_, "votes 3 of 5"));
    EXPECT_TRUE(checks::says(scene_, "S3"));
}

TEST_F(Ring, AClientsLastAnswerStandsBesideIt) {
    raft::ClusterView view = fixtures::busyNetwork();
    EXPECT_TRUE(checks::says(draw(view), "x=1 OK"));
    EXPECT_TRUE(checks::says(draw(view), "y=7 …"));
    view.clients[0].calls[0].ok = false;
    EXPECT_TRUE(checks::says(draw(view), "x=1 failed"));
}

TEST_F(Ring, EveryServerIsToldInWords) {
    draw(fixtures::newLeader());
    int told = 0;
    for (const Item& item : scene_.items()) {
        const auto* group = std::get_if<GroupBegin>(&item);
        if (group != nullptr && group->role == Role::Node) {
            const std::string_view alt = scene_.texts(group->alt);
            told += alt == "S5: leader, term 6" || alt == "S1: down, term 3" || alt == "S2: follower, term 6" ? 1 : 0;
        }
    }
    EXPECT_EQ(told, 3);
}

}  // namespace
}  // namespace render
