// "See as S3" shows nothing that S3 cannot know: two runs in which S3 lived through the same give the same pictures.

#include <gtest/gtest.h>

#include <memory>
#include <set>

#include "raft/base/digest.h"
#include "raft/history/view_builder.h"
#include "render/export/svg.h"
#include "render/views/client_lanes.h"
#include "render/views/cluster_ring.h"
#include "render/views/log_table.h"
#include "render/views/majorities.h"
#include "render/views/role_diagram.h"
#include "render/views/term_ribbon.h"
#include "render/views/time_diagram.h"
#include "tests/render/fixtures.h"

namespace render {
namespace {

using raft::NodeId;
using raft::SimTime;

constexpr int kServers = 5;

NodeId server(std::uint64_t number) { return NodeId(static_cast<std::uint8_t>(number % kServers)); }

raft::NodeSet only(NodeId one) {
    raft::NodeSet set;
    set.insert(one);
    return set;
}

struct Past {
    std::shared_ptr<raft::TextTable> texts = std::make_shared<raft::TextTable>();
    std::unique_ptr<raft::History> history;

    explicit Past(std::uint64_t seed) {
        raft::ClusterConfig config;
        config.seed = seed;
        config.lossPpm = 30'000;
        config.duplicatePpm = 20'000;
        config.latencyMax = SimTime::fromMs(20);
        config.heartbeat = SimTime::fromMs(30);
        history = std::make_unique<raft::History>(config, texts);
    }
    void act(const raft::Action& action) { history->act(action, "test"); }
};

/// Something that happens in one run and not in the other.
raft::Action mishap(std::uint64_t bits, raft::TextTable& texts) {
    const NodeId one = server(bits >> 4);
    const NodeId two = server((bits >> 4) + 1 + (bits >> 8) % (kServers - 1));
    switch (bits % 7) {
        case 0: return raft::act::Crash{only(one)};
        case 1: return raft::act::Cut{{raft::LinkId{one, two}, raft::LinkId{two, one}}};
        case 2: return raft::act::Hold{{raft::LinkId{one, two}}};
        case 3: return raft::act::Pause{only(one)};
        case 4: return raft::act::SetLoss{{raft::LinkId{one, two}}, 1'000'000};
        case 5: return raft::act::FireTimeout{one};
        default: return raft::act::Submit{texts.intern("x+=1"), raft::clientEnd(0), std::nullopt, 0};
    }
}

/// What a server lived through: its own events, the messages it received, and when.
struct Lived {
    SimTime time;
    std::uint64_t what = 0;
    friend bool operator==(const Lived&, const Lived&) = default;
};

void addMessage(raft::Digest& hash, const raft::Message& message) {
    hash.add(static_cast<std::uint64_t>(message.from.value) * 256 + message.to.value);
    hash.add(static_cast<std::uint64_t>(message.kind()));
    hash.add(raft::termOf(message).value);
    if (const auto* append = std::get_if<raft::AppendEntries>(&message.body)) {
        hash.add(append->prevLogIndex.value);
        hash.add(append->prevLogTerm.value);
        hash.add(append->leaderCommit.value);
        hash.add(append->seq);
        for (std::uint32_t i = 0; i < append->entries.size(); ++i) {
            hash.add(append->entries[i].term.value);
            hash.add(append->entries[i].command.value);
        }
    } else if (const auto* answer = std::get_if<raft::AppendEntriesReply>(&message.body)) {
        hash.add(answer->matchIndex.value * 2 + (answer->success ? 1 : 0));
        hash.add(answer->seq);
    } else if (const auto* vote = std::get_if<raft::RequestVoteReply>(&message.body)) {
        hash.add(vote->voteGranted ? 1 : 0);
    } else if (const auto* ask = std::get_if<raft::RequestVote>(&message.body)) {
        hash.add(ask->lastLogIndex.value);
        hash.add(ask->lastLogTerm.value);
    } else if (const auto* request = std::get_if<raft::ClientRequest>(&message.body)) {
        hash.add(request->seq);
        hash.add(request->command.value);
    }
}

std::vector<Lived> livedThrough(const raft::History& history, NodeId who) {
    std::vector<Lived> lived;
    const auto visit = [&](const raft::World&, const raft::StepEvents& step) {
        raft::Digest hash;
        bool any = false;
        for (const raft::Event& event : step.events) {
            // What becomes of its messages, its links and remarks about it, it does not see.
            const bool outside = event.kind == raft::EventKind::Drop || event.kind == raft::EventKind::Hold ||
                                 event.kind == raft::EventKind::Duplicate || event.kind == raft::EventKind::Link ||
                                 event.kind == raft::EventKind::Note;
            if (event.node != who || outside) continue;
            any = true;
            hash.add(static_cast<std::uint64_t>(event.kind));
            hash.add(event.peer.value);
            for (const raft::SentMessage& message : step.messages) {
                if (message.id == event.message) addMessage(hash, message.message);
            }
            for (const std::uint32_t arg : event.args) hash.add(arg);
        }
        if (any) lived.push_back({step.time, hash.value()});
    };
    history.replay(raft::StepId(0), history.end(), visit, {.keepMessages = true});
    return lived;
}

/// The time before which both lived through the same.
SimTime sameUntil(const std::vector<Lived>& a, const std::vector<Lived>& b, SimTime end) {
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

/// All pictures as text, at the history's cursor.
std::string pictures(const raft::History& history, NodeId seenAs, SimTime from, SimTime to) {
    raft::ClusterView view;
    raft::buildClusterView(history, seen(seenAs), view);
    raft::RunView run;
    raft::buildRunView(history, {from, to, 400, seenAs}, run);
    const Theme theme = themeOf(ThemeName::Light);
    const FixedMeasure measure{};
    const PictureLabels labels = fixtures::englishLabels();
    const Look look{theme, measure, labels, {100}};
    std::string all;
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

TEST(SeenAs, TwoRunsThatAServerCannotTellApartLookTheSameToIt) {
    int compared = 0;
    int different = 0;
    const SimTime end = SimTime::fromMs(700);
    for (std::uint64_t seed = 1; seed <= 24; ++seed) {
        const SimTime splitAt = SimTime::fromMs(250 + static_cast<std::int64_t>(raft::mixBits(seed) % 200));
        Past one(seed);
        Past other(seed);
        for (Past* run : {&one, &other}) {
            run->history->seekTime(SimTime::fromMs(200));
            run->act(raft::act::Submit{run->texts->intern("x=1"), raft::clientEnd(0), std::nullopt, 0});
            run->history->seekTime(splitAt);
        }
        const std::uint64_t luck = raft::mixBits(seed * 7919);
        other.act(mishap(luck, *other.texts));
        other.act(mishap(raft::mixBits(luck), *other.texts));
        for (Past* run : {&one, &other}) run->history->seekTime(end);
        for (int number = 0; number < kServers; ++number) {
            const NodeId who = server(static_cast<std::uint64_t>(number));
            SimTime same = sameUntil(livedThrough(*one.history, who), livedThrough(*other.history, who), end);
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

TEST(SeenAs, WhatItLivedThroughIsShown) {
    Past run(3);
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
    Past run(3);
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
