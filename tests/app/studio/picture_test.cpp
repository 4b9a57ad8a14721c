#include "app/studio/picture.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <regex>
#include <set>

#include "app/studio/picture_export.h"
#include "raft/script/runner.h"
#include "raft/trace/session_reader.h"
#include "render/export/svg.h"

namespace studio {
namespace {

/// A scenario of tests/scenarios, run to its end.
std::unique_ptr<raft::History> played(const std::string& name) {
    const std::string path = std::string(RAFTLAB_SOURCE_DIR) + "/tests/scenarios/" + name + ".session.json";
    auto text = raft::readFile(path, std::size_t{1} << 20);
    auto session = raft::readSession(std::move(text).value(), path);
    EXPECT_TRUE(session.ok());
    auto history = std::make_unique<raft::History>(session.value().cluster, session.value().texts);
    raft::ScriptRunner runner(session.value().script);
    while (runner.next(*history) != raft::ScriptRunner::Progress::Over) {}
    return history;
}

constexpr PictureViews kRing{true, false, false};
constexpr PictureViews kLogs{false, true, false};
constexpr PictureViews kDiagram{false, false, true};

/// A group of a scene, with its words.
struct Group {
    raft::Ref ref;
    render::Role role;
    std::string alt;
};

std::vector<Group> groupsOf(const raft::History& history, PictureViews views, raft::Ref selected = {}) {
    PictureOptions options;
    options.views = views;
    options.selected = selected;
    // Up to now: what is computed already of the future is none of this moment's.
    options.interval = Interval{raft::SimTime(), history.time()};
    const render::FixedMeasure measure;
    const render::Scene scene = sceneOf(history, options, measure, Texts(Language::English));
    std::vector<Group> groups;
    for (const render::Item& item : scene.items()) {
        const auto* group = std::get_if<render::GroupBegin>(&item);
        if (group != nullptr) groups.push_back({group->ref, group->role, std::string(scene.texts(group->alt))});
    }
    return groups;
}

/// What a view says about each server that is up: "leader, term 2".
using Sayings = std::map<std::uint32_t, std::string>;

std::string behindColon(const std::string& alt) {
    const std::size_t at = alt.find(": ");
    return at == std::string::npos ? alt : alt.substr(at + 2);
}

Sayings saidByRing(const raft::History& history) {
    Sayings sayings;
    for (const Group& group : groupsOf(history, kRing)) {
        if (group.role == render::Role::Node) sayings[group.ref.a] = behindColon(group.alt);
    }
    return sayings;
}

/// Of each server, the last span that has begun by now. Followers have lanes without spans.
Sayings saidByDiagram(const raft::History& history) {
    Sayings sayings;
    for (const Group& group : groupsOf(history, kDiagram)) {
        const bool isSpan = group.role == render::Role::Lane && group.alt.find(": ") != std::string::npos;
        if (isSpan && group.ref.b <= history.time().us / 1000) sayings[group.ref.a] = behindColon(group.alt);
    }
    return sayings;
}

/// The terms that are painted, in order.
std::set<std::uint32_t> termsPainted(const raft::History& history) {
    std::set<std::uint32_t> terms;
    for (const Group& group : groupsOf(history, kDiagram)) {
        if (group.role == render::Role::Term) terms.insert(group.ref.a);
    }
    return terms;
}

/// The cells of the logs: server, index, and whether the picture calls them committed.
std::map<std::pair<std::uint32_t, std::uint32_t>, std::string> cellsOf(const raft::History& history) {
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::string> cells;
    for (const Group& group : groupsOf(history, kLogs)) {
        if (group.role == render::Role::Cell) cells[{group.ref.a, group.ref.b}] = group.alt;
    }
    return cells;
}

/// At every instant that a page is made of: the three views show one and the same event.
void expectViewsAgree(raft::History& history) {
    const std::vector<raft::SimTime> times = pageTimes(history, {raft::SimTime(), history.time()});
    ASSERT_GT(times.size(), 5u);
    for (const raft::SimTime time : times) {
        history.seekTime(time);
        const raft::Cluster& cluster = history.world().cluster();
        const Sayings ring = saidByRing(history);
        const Sayings diagram = saidByDiagram(history);
        ASSERT_EQ(ring.size(), static_cast<std::size_t>(cluster.serverCount()));
        std::uint32_t highest = 0;
        for (const auto& [server, saying] : ring) {
            const raft::NodeId id(static_cast<std::uint8_t>(server));
            const raft::Node& node = cluster.node(id);
            highest = std::max(highest, node.currentTerm().value);
            const std::string term = std::to_string(node.currentTerm().value);
            EXPECT_NE(saying.find("term " + term), std::string::npos) << saying << " at " << time.us;
            const bool leads = cluster.machine(id).up && node.role() == raft::Role::Leader;
            EXPECT_EQ(saying.find("leader") != std::string::npos, leads) << saying << " at " << time.us;
            // A follower's lane is plain; everybody else has a bar that says what the ring says.
            if (saying.find("follower") == std::string::npos) {
                ASSERT_EQ(diagram.count(server), 1u) << "S" << server + 1 << " at " << time.us;
                EXPECT_EQ(diagram.at(server), saying) << "S" << server + 1 << " at " << time.us;
            }
            // The logs have a cell for each entry, and no other.
            for (std::uint32_t index = 1; index <= node.log().lastIndex().value; ++index) {
                EXPECT_EQ(cellsOf(history).count({server, index}), 1u) << "S" << server + 1 << " at " << time.us;
            }
            EXPECT_EQ(cellsOf(history).count({server, node.log().lastIndex().value + 1}), 0u) << time.us;
        }
        EXPECT_EQ(termsPainted(history).count(highest), highest > 0 ? 1u : 0u) << time.us;
        EXPECT_EQ(termsPainted(history).count(highest + 1), 0u) << time.us;
    }
}

TEST(Picture, RingLogsAndDiagramShowTheSameEvent) {
    for (const char* name : {"a-write", "crash-partition-heal", "figure-8"}) {
        SCOPED_TRACE(name);
        expectViewsAgree(*played(name));
    }
}

/// The messages that a view draws in flight.
std::set<std::uint32_t> messagesIn(const std::vector<Group>& groups) {
    std::set<std::uint32_t> messages;
    for (const Group& group : groups) {
        if (group.ref.kind == raft::RefKind::Message) messages.insert(group.ref.a);
    }
    return messages;
}

TEST(Picture, WhatFliesInTheRingIsAnArrowInTheDiagram) {
    const auto history = played("crash-partition-heal");
    history->seekTime(raft::SimTime::fromMs(104));
    const std::set<std::uint32_t> ring = messagesIn(groupsOf(*history, kRing));
    const std::set<std::uint32_t> diagram = messagesIn(groupsOf(*history, kDiagram));
    ASSERT_FALSE(ring.empty());
    EXPECT_TRUE(std::includes(diagram.begin(), diagram.end(), ring.begin(), ring.end()));
}

TEST(Picture, TheSelectionIsDrawnInEveryView) {
    const auto history = played("a-write");
    const render::FixedMeasure measure;
    const auto svg = [&](PictureViews views, raft::Ref selected) {
        PictureOptions options;
        options.views = views;
        options.selected = selected;
        return render::writeSvg(sceneOf(*history, options, measure, Texts()));
    };
    for (const PictureViews views : {kRing, kLogs, kDiagram}) {
        EXPECT_NE(svg(views, raft::nodeRef(raft::NodeId(0))), svg(views, {}));
    }
}

TEST(Picture, UsesOnlyWhatEveryProgramReads) {
    const std::set<std::string> allowed{"svg",     "g",      "rect", "line", "polyline",
                                        "polygon", "circle", "text", "path", "title"};
    const std::regex tag("<([a-zA-Z]+)");
    for (const char* name : {"crash-partition-heal", "broken-quorum", "figure-8"}) {
        const auto history = played(name);
        ExportOptions options;
        options.picture.caption = "<&> 领导者";
        PictureWriter writer(options, Texts(Language::Chinese));
        writer.addPage(*history);
        const std::string svg = writer.finish().value().front();
        for (std::sregex_iterator it(svg.begin(), svg.end(), tag), end; it != end; ++it) {
            EXPECT_TRUE(allowed.count((*it)[1]) == 1) << (*it)[1];
        }
        for (const char* never : {"style=", "class=", "marker", "dominant-baseline", "dy=", "filter", "rgba(", "id="}) {
            EXPECT_EQ(svg.find(never), std::string::npos) << never;
        }
    }
}

TEST(Picture, PagesAreTheInstantsAtWhichSomethingHappens) {
    const auto history = played("a-write");
    const auto pages = pageTimes(*history, {raft::SimTime::fromMs(5), raft::SimTime::fromMs(45)});
    ASSERT_GT(pages.size(), 2u);
    EXPECT_EQ(pages.front(), raft::SimTime::fromMs(5));
    EXPECT_TRUE(std::is_sorted(pages.begin(), pages.end()));
    EXPECT_EQ(std::adjacent_find(pages.begin(), pages.end()), pages.end());
    EXPECT_LE(pages.back(), raft::SimTime::fromMs(45));
    EXPECT_EQ(pageTimes(*history, {raft::SimTime::fromMs(5), raft::SimTime::fromMs(5)}).size(), 1u);
}

TEST(Picture, NumbersStandBeforeTheSuffix) {
    EXPECT_EQ(numberedPaths("out/a.svg", 1), std::vector<std::string>{"out/a.svg"});
    EXPECT_EQ(numberedPaths("o.d/a", 2), (std::vector<std::string>{"o.d/a-01", "o.d/a-02"}));
    EXPECT_EQ(numberedPaths("a.b.svg", 3)[2], "a.b-03.svg");
    EXPECT_EQ(numberedPaths("a.svg", 120)[6], "a-007.svg");
    EXPECT_EQ(numberedPaths(".svg", 2)[0], ".svg-01");
}

}  // namespace
}  // namespace studio
