// "See as S3" shows nothing that S3 cannot know: two runs in which S3 lived through the same give the same pictures.

#include <gtest/gtest.h>

#include <ostream>
#include <set>
#include <sstream>

#include "raft/history/view_builder.h"
#include "render/export/svg.h"
#include "render/views/client_lanes.h"
#include "render/views/cluster_ring.h"
#include "render/views/log_table.h"
#include "render/views/majorities.h"
#include "render/views/role_diagram.h"
#include "render/views/term_ribbon.h"
#include "render/views/time_diagram.h"
#include "tests/raft/history/twin_pairs.h"
#include "tests/render/fixtures.h"

namespace render {
namespace {

namespace twins = raft::twins;
using raft::NodeId;
using raft::SimTime;

constexpr int kServers = 5;

NodeId server(std::uint64_t number) { return NodeId(static_cast<std::uint8_t>(number % kServers)); }

twins::Past luckyPast(std::uint64_t seed) {
    raft::ClusterConfig config;
    config.seed = seed;
    config.lossPpm = 30'000;
    config.duplicatePpm = 20'000;
    config.latencyMax = SimTime::fromMs(20);
    config.heartbeat = SimTime::fromMs(30);
    return twins::Past(config);
}

/// Something that happens in one run and not in the other.
raft::Action mishap(std::uint64_t bits, raft::TextTable& texts) {
    const NodeId one = server(bits >> 4);
    const NodeId two = server((bits >> 4) + 1 + (bits >> 8) % (kServers - 1));
    switch (bits % 7) {
        case 0: return raft::act::Crash{twins::only(one)};
        case 1: return raft::act::Cut{{raft::LinkId{one, two}, raft::LinkId{two, one}}};
        case 2: return raft::act::Hold{{raft::LinkId{one, two}}};
        case 3: return raft::act::Pause{twins::only(one)};
        case 4: return raft::act::SetLoss{{raft::LinkId{one, two}}, 1'000'000};
        case 5: return raft::act::FireTimeout{one};
        default: return raft::act::Submit{texts.intern("x+=1"), raft::clientEnd(0), std::nullopt, 0};
    }
}

/// The time before which both lived through the same.
SimTime sameUntil(const std::vector<twins::Lived>& a, const std::vector<twins::Lived>& b, SimTime end) {
    for (std::size_t i = 0; i < a.size() || i < b.size(); ++i) {
        if (i < a.size() && i < b.size() && a[i] == b[i]) continue;
        return std::min(i < a.size() ? a[i].time : end, i < b.size() ? b[i].time : end) - SimTime(1);
    }
    return end;
}

raft::ClusterViewOptions seen(NodeId by) {
    raft::ClusterViewOptions options;
    options.seenAs = by;
    return options;
}

void say(std::ostream& out, const raft::NodeView& node) {
    out << node.name << " unknown" << node.unknown << " role" << static_cast<int>(node.role) << " up" << node.up
        << " paused" << node.paused << " term" << node.term << " voted" << int{node.votedFor.value} << " leader"
        << int{node.believedLeader.value} << " commit" << node.commitIndex << " applied" << node.lastApplied << " last"
        << node.lastIndex << " votes" << node.votes << " of " << node.quorum << " first" << node.firstRound << " '"
        << node.applied << "' timer" << node.timerLeftPermille << " " << node.timerEnds.us << "\n";
    for (const raft::CellView& cell : node.cells) {
        out << "  cell " << cell.index << " " << cell.term << " " << cell.text << cell.noop << cell.committed
            << cell.durable << "\n";
    }
    for (const raft::PeerView& peer : node.peers) {
        out << "  peer " << int{peer.peer.value} << " " << static_cast<int>(peer.vote) << " " << peer.nextIndex << " "
            << peer.matchIndex << "\n";
    }
}

/// Everything in the two views that a picture could draw. Numbers of steps and messages only lead back to them.
std::string values(const raft::ClusterView& view, const raft::RunView& run) {
    std::ostringstream out;
    out << view.now.us << " committed" << view.committed << " longest" << view.longestLog << " term" << view.highestTerm
        << " messages" << view.messages.size() << " links" << view.links.size() << " violations"
        << view.violations.size() << " held" << view.propertiesHeld << "/" << view.propertiesWatched << "\n";
    for (const raft::NodeView& node : view.nodes) say(out, node);
    for (const raft::ClientView& client : view.clients) {
        out << client.name << client.waiting << client.callCount << " " << client.calls.size() << "\n";
    }
    for (const raft::LaneSpan& lane : run.lanes) {
        out << "lane " << int{lane.node.value} << " " << static_cast<int>(lane.state) << " " << lane.term << " "
            << lane.from.us << " " << lane.to.us << "\n";
    }
    for (const raft::ArrowView& arrow : run.arrows) {
        out << "arrow " << static_cast<int>(arrow.look) << " " << int{arrow.from.value} << ">" << int{arrow.to.value}
            << " " << arrow.sentAt.us << arrow.sendingKnown << " " << arrow.endsAt.us << arrow.endKnown << " "
            << static_cast<int>(arrow.end) << arrow.positive << arrow.dull << "\n";
    }
    for (const raft::TermSpan& span : run.terms) {
        out << "term " << span.term << " " << span.from.us << " " << span.ledFrom.us << " " << span.to.us << "\n";
    }
    for (const raft::MomentView& moment : run.moments) {
        out << "moment " << static_cast<int>(moment.kind) << " " << int{moment.node.value} << " " << moment.time.us
            << moment.text << "\n";
    }
    out << "end " << run.end.us << " skipped " << run.skipped << "\n";
    return out.str();
}

/// What the pictures are made of, and all pictures as text, at the history's cursor.
std::string pictures(const raft::History& history, NodeId seenAs, SimTime from, SimTime to) {
    raft::ClusterView view;
    raft::buildClusterView(history, seen(seenAs), view);
    raft::RunView run;
    raft::buildRunView(history, {from, to, 400, seenAs}, run);
    const Theme theme = themeOf(ThemeName::Light);
    const FixedMeasure measure{};
    const PictureLabels labels = fixtures::englishLabels();
    const Look look{theme, measure, labels, {100}};
    std::string all = values(view, run);
    const auto add = [&](auto draw) {
        Scene scene;
        scene.setSize(px(900), px(500));
        draw(scene, Box{0, 0, px(900), px(500)});
        all += writeSvg(scene);
    };
    add([&](Scene& scene, const Box& box) {
        RingOptions options;
        options.box = box;
        options.seenAs = seenAs;
        drawClusterRing(view, options, look, scene);
    });
    add([&](Scene& scene, const Box& box) {
        LogTableOptions options;
        options.box = box;
        options.seenAs = seenAs;
        drawLogTable(view, options, look, scene);
    });
    add([&](Scene& scene, const Box& box) {
        TimeDiagramOptions options;
        options.box = box;
        drawTimeDiagram(view, run, options, look, scene);
    });
    add([&](Scene& scene, const Box& box) { drawRoleDiagram(view, run, {box, {}}, look, scene); });
    add([&](Scene& scene, const Box& box) { drawMajorities(view, {box, {}}, look, scene); });
    add([&](Scene& scene, const Box& box) { drawTermRibbon(view, run, {box, {}, false}, look, scene); });
    add([&](Scene& scene, const Box& box) { drawClientLanes(view, run, {box, {}, false}, look, scene); });
    return all;
}

/// Nothing that only we know reaches the eye of a server: pair by pair, each made for one kind of knowledge.
TEST(SeenAs, WhatOnlyWeKnowChangesNothingThatAServerSees) {
    for (twins::Twins& pair : twins::all()) {
        SCOPED_TRACE(pair.name);
        const SimTime now = pair.one->history->time();
        ASSERT_EQ(twins::livedThrough(*pair.one->history, pair.who),
                  twins::livedThrough(*pair.other->history, pair.who))
            << "they can be told apart";
        EXPECT_EQ(pictures(*pair.one->history, pair.who, SimTime(), now),
                  pictures(*pair.other->history, pair.who, SimTime(), now));
        EXPECT_NE(pictures(*pair.one->history, raft::kNoNode, SimTime(), now),
                  pictures(*pair.other->history, raft::kNoNode, SimTime(), now))
            << "a pair that is the same for everybody would prove nothing";
    }
}

TEST(SeenAs, TwoRunsThatAServerCannotTellApartLookTheSameToIt) {
    int compared = 0;
    int different = 0;
    const SimTime end = SimTime::fromMs(700);
    for (std::uint64_t seed = 1; seed <= 24; ++seed) {
        const SimTime splitAt = SimTime::fromMs(250 + static_cast<std::int64_t>(raft::mixBits(seed) % 200));
        twins::Past one = luckyPast(seed);
        twins::Past other = luckyPast(seed);
        for (twins::Past* run : {&one, &other}) {
            run->history->seekTime(SimTime::fromMs(200));
            run->act(raft::act::Submit{run->texts->intern("x=1"), raft::clientEnd(0), std::nullopt, 0});
            run->history->seekTime(splitAt);
        }
        const std::uint64_t luck = raft::mixBits(seed * 7919);
        other.act(mishap(luck, *other.texts));
        other.act(mishap(raft::mixBits(luck), *other.texts));
        for (twins::Past* run : {&one, &other}) run->history->seekTime(end);
        for (int number = 0; number < kServers; ++number) {
            const NodeId who = server(static_cast<std::uint64_t>(number));
            SimTime same =
                sameUntil(twins::livedThrough(*one.history, who), twins::livedThrough(*other.history, who), end);
            if (same < splitAt) continue;
            for (const SimTime at : {same, splitAt + SimTime((same - splitAt).us / 2)}) {
                one.history->seekTime(at);
                other.history->seekTime(at);
                const SimTime from = at - SimTime::fromMs(200);
                const std::string left = pictures(*one.history, who, from, at);
                const std::string right = pictures(*other.history, who, from, at);
                ASSERT_EQ(left, right) << "seed " << seed << ", seen as S" << number + 1 << " at " << at.us;
                ++compared;
                different +=
                    pictures(*one.history, raft::kNoNode, from, at) != pictures(*other.history, raft::kNoNode, from, at)
                        ? 1
                        : 0;
            }
            one.history->seekTime(end);
            other.history->seekTime(end);
        }
    }
    EXPECT_GT(compared, 100);
    EXPECT_GT(different, compared / 2) << "runs that are the same for everybody would prove nothing";
}

/// A stretch with more steps than can be looked through says so in words, and not by how many: that would tell what
/// happens to others.
TEST(SeenAs, WhereMessagesAreLeftOutThePictureSaysSo) {
    twins::Past run = luckyPast(3);
    run.history->seekTime(SimTime::fromMs(600));
    raft::ClusterView view;
    raft::buildClusterView(*run.history, seen(NodeId(0)), view);
    const PictureLabels labels = fixtures::englishLabels();
    const Theme theme = themeOf(ThemeName::Light);
    const FixedMeasure measure{};
    const Look look{theme, measure, labels, {100}};
    const auto drawn = [&](std::uint32_t stepsMax, raft::RunView& view1) {
        raft::RunViewOptions options{SimTime(), SimTime::fromMs(600), 400, NodeId(0)};
        options.stepsMax = stepsMax;
        raft::buildRunView(*run.history, options, view1);
        Scene scene;
        scene.setSize(px(900), px(300));
        TimeDiagramOptions diagram;
        diagram.box = Box{0, 0, px(900), px(300)};
        drawTimeDiagram(view, view1, diagram, look, scene);
        return writeSvg(scene);
    };
    raft::RunView all;
    raft::RunView none;
    EXPECT_EQ(drawn(run.history->end().value, all).find("zoom in"), std::string::npos);
    EXPECT_FALSE(all.arrows.empty());
    EXPECT_EQ(all.skipped, 0u);
    EXPECT_NE(drawn(run.history->end().value - 1, none).find(std::string(labels.messagesLeftOut)), std::string::npos);
    EXPECT_TRUE(none.arrows.empty());
    EXPECT_EQ(none.skipped, 1u);
}

TEST(SeenAs, WhatItLivedThroughIsShown) {
    twins::Past run = luckyPast(3);
    run.history->seekTime(SimTime::fromMs(400));
    const SimTime from = SimTime::fromMs(200);
    const SimTime to = SimTime::fromMs(400);
    std::set<std::string> all{pictures(*run.history, raft::kNoNode, from, to)};
    for (int number = 0; number < kServers; ++number) {
        all.insert(pictures(*run.history, server(static_cast<std::uint64_t>(number)), from, to));
    }
    EXPECT_EQ(all.size(), kServers + 1u) << "each sees something else";
}

TEST(SeenAs, ALeaderKnowsWhatItsFollowersStoreAndWhoVotedForIt) {
    twins::Past run = luckyPast(3);
    run.history->seekTime(SimTime::fromMs(400));
    const auto leader = run.history->world().cluster().leaderOfHighestTerm();
    ASSERT_TRUE(leader.has_value());
    run.act(raft::act::Submit{run.texts->intern("x=1"), raft::clientEnd(0), std::nullopt, 0});
    run.history->seekTime(SimTime::fromMs(600));
    raft::ClusterView view;
    raft::buildClusterView(*run.history, seen(*leader), view);
    EXPECT_EQ(view.committed, 0u) << "the bracket is ours";
    EXPECT_TRUE(view.messages.empty());
    for (const raft::NodeView& node : view.nodes) {
        EXPECT_EQ(node.unknown, node.id != *leader);
        EXPECT_EQ(node.term, view.nodes[leader->value].term) << "each has answered";
        EXPECT_EQ(node.lastIndex, 1u) << "each has acknowledged the entry";
        ASSERT_EQ(node.cells.size(), 1u);
        EXPECT_EQ(node.cells[0].committed, !node.unknown) << "it knows of its own commitIndex only";
    }
    const NodeId follower = server(leader->value + 1u);
    raft::buildClusterView(*run.history, seen(follower), view);
    EXPECT_TRUE(view.nodes[leader->value].cells.empty()) << "nobody told a follower";
    EXPECT_EQ(view.nodes[leader->value].term, view.nodes[follower.value].term);
    EXPECT_EQ(view.nodes[server(leader->value + 2u).value].term, 0u);
}

}  // namespace
}  // namespace render
