#include "tests/render/fixtures.h"

#include <algorithm>
#include <array>

namespace fixtures {
namespace {

using namespace raft;  // The views are nothing but raft's types.

constexpr std::array<std::string_view, 12> kCommands{"x=3", "y=1", "y=9", "x=2",  "x=0",   "y=7",
                                                     "x=5", "x=4", "z=1", "x+=1", "del y", "cas x 1 2"};
constexpr std::array<std::string_view, 9> kNames{"S1", "S2", "S3", "S4", "S5", "S6", "S7", "S8", "S9"};

NodeId node(int number) { return NodeId(static_cast<std::uint8_t>(number)); }

SimTime ms(std::int64_t t) { return SimTime::fromMs(t); }

MessageView message(std::uint32_t id, MessageLook look, NodeId from, NodeId to, int progress, std::uint32_t term) {
    MessageView m;
    m.id = MessageId(id);
    m.look = look;
    m.from = from;
    m.to = to;
    m.progressPermille = progress;
    m.term = term;
    m.kindName = look == MessageLook::VoteRequest ? "RequestVote" : "AppendEntries";
    return m;
}

CellView cell(std::uint32_t index, std::uint32_t term) {
    CellView c;
    c.index = index;
    c.term = term;
    c.text = kCommands[(index - 1) % kCommands.size()];
    return c;
}

LaneSpan span(int server, LaneState state, std::int64_t from, std::int64_t to) {
    LaneSpan s;
    s.node = node(server);
    s.state = state;
    s.from = ms(from);
    s.to = ms(to);
    return s;
}

ArrowView arrow(std::uint32_t id, MessageLook look, int from, int to, std::int64_t sent, std::int64_t ends) {
    ArrowView a;
    a.id = MessageId(id);
    a.look = look;
    a.from = node(from);
    a.to = node(to);
    a.sentAt = ms(sent);
    a.endsAt = ms(ends);
    return a;
}

TermSpan term(std::uint32_t number, std::int64_t from, SimTime ledFrom, std::int64_t to) {
    TermSpan t;
    t.term = number;
    t.from = ms(from);
    t.ledFrom = ledFrom;
    t.to = ms(to);
    return t;
}

}  // namespace

raft::ClusterView quietCluster(int count, std::uint32_t currentTerm) {
    ClusterView view;
    view.highestTerm = currentTerm;
    view.firstIndex = 1;
    view.windowSize = 40;
    for (int i = 0; i < count; ++i) {
        NodeView n;
        n.id = node(i);
        n.name = kNames[static_cast<std::size_t>(i)];
        n.term = currentTerm;
        n.timerLeftPermille = 1000 - 130 * ((i * 3) % 7);
        n.quorum = count / 2 + 1;
        for (int peer = 0; peer < count; ++peer) {
            if (peer == i) continue;
            PeerView p;
            p.peer = node(peer);
            n.peers.push_back(p);
        }
        view.nodes.push_back(n);
    }
    return view;
}

void setLog(raft::ClusterView& view, int server, const std::vector<std::uint32_t>& terms, std::uint32_t commitIndex) {
    NodeView& n = view.nodes[static_cast<std::size_t>(server)];
    n.lastIndex = static_cast<std::uint32_t>(terms.size());
    n.commitIndex = n.lastApplied = commitIndex;
    n.cells.clear();
    for (std::uint32_t index = view.firstIndex; index <= n.lastIndex && index < view.firstIndex + view.windowSize;
         ++index) {
        n.cells.push_back(cell(index, terms[index - 1]));
        n.cells.back().committed = index <= view.committed;
    }
    view.longestLog = std::max(view.longestLog, n.lastIndex);
}

raft::ClusterView newLeader() {
    ClusterView view = quietCluster(5, 6);
    view.now = ms(150);
    view.committed = 7;
    setLog(view, 0, {1, 1, 1, 2, 3, 3, 3, 3}, 7);
    setLog(view, 1, {1, 1, 1, 2, 3}, 5);
    setLog(view, 2, {1, 1, 1, 2, 3, 3, 3, 3}, 7);
    setLog(view, 3, {1, 1}, 2);
    setLog(view, 4, {1, 1, 1, 2, 3, 3, 3}, 7);
    view.nodes[0].up = false;
    view.nodes[0].term = 3;
    view.nodes[0].timerLeftPermille = -1;
    view.nodes[1].applied = "x=0 y=9";
    view.nodes[2].applied = "x=5 y=7";
    view.nodes[3].applied = "x=3 y=1";
    view.nodes[4].applied = "x=5 y=7";
    NodeView& leader = view.nodes[4];
    leader.role = RoleView::Leader;
    leader.firstRound = true;
    leader.timerLeftPermille = -1;
    leader.votes = 3;
    leader.peers[1].vote = VoteView::Granted;
    leader.peers[2].vote = VoteView::Refused;
    leader.peers[3].vote = VoteView::Granted;
    for (int peer = 0; peer < 4; ++peer) {
        view.messages.push_back(
            message(static_cast<std::uint32_t>(40 + peer), MessageLook::Heartbeat, node(4), node(peer), 200, 6));
    }
    view.messages[0].doomed = true;
    return view;
}

raft::ClusterView election(int count) {
    ClusterView view = quietCluster(count, 1);
    view.highestTerm = 2;
    NodeView& candidate = view.nodes[1];
    candidate.role = RoleView::Candidate;
    candidate.term = 2;
    candidate.votes = 2;
    const std::array<VoteView, 4> answers{VoteView::Granted, VoteView::Refused, VoteView::GrantOnItsWay,
                                          VoteView::None};
    for (std::size_t i = 0; i < candidate.peers.size(); ++i) candidate.peers[i].vote = answers[i % answers.size()];
    for (int peer = 0; peer < count; ++peer) {
        if (peer == 1) continue;
        const auto id = static_cast<std::uint32_t>(peer + 1);
        view.messages.push_back(message(id, MessageLook::VoteRequest, node(1), node(peer), 250 + 120 * (peer % 5), 2));
    }
    MessageView reply = message(30, MessageLook::VoteReply, node(2), node(1), 600, 2);
    reply.positive = true;
    view.messages.push_back(reply);
    view.messages.push_back(message(31, MessageLook::VoteReply, node(0), node(1), 450, 2));
    view.nodes[2].term = 2;
    return view;
}

raft::ClusterView busyNetwork() {
    ClusterView view = quietCluster(5, 9);
    view.committed = 4;
    for (int i = 0; i < 5; ++i) {
        setLog(view, i, i == 3 ? std::vector<std::uint32_t>{1, 1, 8, 9} : std::vector<std::uint32_t>{1, 1, 8, 9, 9, 9},
               4);
        view.nodes[static_cast<std::size_t>(i)].applied = "x=2 y=9";
    }
    view.nodes[0].role = RoleView::Leader;
    view.nodes[0].timerLeftPermille = -1;
    view.nodes[3].paused = true;
    for (int peer = 1; peer < 5; ++peer) {
        MessageView m =
            message(static_cast<std::uint32_t>(60 + peer), MessageLook::Entries, node(0), node(peer), 480, 9);
        m.cells = {cell(5, 9), cell(6, 9), cell(7, 9)};
        m.entryCount = peer == 1 ? 5 : 2;
        view.messages.push_back(m);
    }
    view.messages[1].place = MessagePlace::Dying;
    view.messages[1].progressPermille = 500;
    view.messages[3].place = MessagePlace::Held;
    MessageView request = message(70, MessageLook::ClientRequest, clientEnd(0), node(0), 500, 0);
    request.text = "z=1";
    view.messages.push_back(request);
    MessageView reply = message(71, MessageLook::AppendReply, node(1), node(0), 400, 9);
    reply.positive = true;
    view.messages.push_back(reply);
    for (const auto& [from, to] :
         {std::pair(0, 2), std::pair(2, 0), std::pair(0, 4), std::pair(1, 3), std::pair(3, 1), std::pair(1, 2)}) {
        LinkView link;
        link.from = node(from);
        link.to = node(to);
        link.cut = to + from == 2;
        link.hold = to == 4;
        link.slow = from + to == 4 && to != 4;
        link.lossy = from == 1 && to == 2;
        view.links.push_back(link);
    }
    ClientView client;
    client.id = clientEnd(0);
    client.name = "c";
    ClientCallView call;
    call.seq = 1;
    call.text = "x=1";
    call.returned = call.ok = true;
    client.calls.push_back(call);
    view.clients.push_back(client);
    client.id = clientEnd(1);
    client.name = "shopkeeper";
    client.calls[0].returned = false;
    client.calls[0].text = "y=7";
    client.waiting = true;
    view.clients.push_back(client);
    return view;
}

raft::ClusterView longLogs(std::uint32_t entries) {
    ClusterView view = quietCluster(5, 4);
    view.windowSize = 40;
    view.firstIndex = entries > 40 ? entries - 39 : 1;
    view.committed = entries - 2;
    std::vector<std::uint32_t> terms;
    for (std::uint32_t i = 0; i < entries; ++i) terms.push_back(1 + i * 4 / entries);
    for (int i = 0; i < 5; ++i) {
        setLog(view, i, terms, entries - 3);
        view.nodes[static_cast<std::size_t>(i)].applied = "x=2 y=9 z=118 counter=37";
    }
    view.nodes[0].role = RoleView::Leader;
    return view;
}

raft::RunView threeElections() {
    RunView run;
    run.from = ms(0);
    run.to = ms(175);
    run.cursor = ms(150);
    run.end = ms(150);
    run.lanes = {span(0, LaneState::Leader, 0, 5),        span(0, LaneState::Down, 5, 175),
                 span(1, LaneState::Candidate, 78, 138),  span(3, LaneState::Candidate, 40, 88),
                 span(4, LaneState::Candidate, 128, 148), span(4, LaneState::Leader, 148, 175)};
    run.lanes[1].to = kNever;
    run.lanes[5].to = kNever;
    std::uint32_t id = 1;
    const auto campaign = [&](int candidate, std::int64_t at, const std::array<bool, 5>& grants) {
        for (int peer = 0; peer < 5; ++peer) {
            if (peer == candidate) continue;
            run.arrows.push_back(arrow(id++, MessageLook::VoteRequest, candidate, peer, at, at + 10));
            if (peer == 0) {
                run.arrows.back().end = ArrowEnd::FoundDown;
                continue;
            }
            run.arrows.push_back(arrow(id++, MessageLook::VoteReply, peer, candidate, at + 10, at + 20));
            run.arrows.back().positive = grants[static_cast<std::size_t>(peer)];
        }
    };
    campaign(3, 40, {});
    campaign(1, 78, {false, false, false, true, false});
    campaign(4, 128, {false, true, false, true, false});
    for (int peer = 0; peer < 4; ++peer) {
        run.arrows.push_back(arrow(id++, MessageLook::Heartbeat, 4, peer, 148, 158));
        run.arrows.back().end = ArrowEnd::InFlight;
    }
    run.terms = {term(3, 0, ms(0), 5), term(4, 40, kNever, 78), term(5, 78, kNever, 128), term(6, 128, ms(148), 175)};
    run.terms[0].to = ms(40);
    run.terms[3].to = kNever;
    MomentView crash;
    crash.kind = MomentView::Kind::Crash;
    crash.node = node(0);
    crash.time = ms(5);
    run.moments.push_back(crash);
    return run;
}

raft::RunView crowdedRun(int servers, int arrows) {
    RunView run;
    run.from = ms(100);
    run.to = ms(1100);
    run.cursor = ms(700);
    run.end = ms(1000);
    for (int i = 0; i < servers; ++i) {
        run.lanes.push_back(span(i, LaneState::Candidate, 150 + 90 * i, 180 + 90 * i));
        run.lanes.push_back(span(i, LaneState::Leader, 180 + 90 * i, 240 + 90 * i));
        run.lanes.push_back(span(i, LaneState::Down, 400 + 60 * i, 480 + 60 * i));
        MomentView moment;
        moment.kind = i % 5 == 0 ? MomentView::Kind::Cut : static_cast<MomentView::Kind>(i % 5);
        moment.node = node(i);
        moment.time = ms(400 + 60 * i);
        run.moments.push_back(moment);
        moment.kind = MomentView::Kind::Restart;
        moment.time = ms(405 + 60 * i);
        run.moments.push_back(moment);
    }
    for (int i = 0; i < arrows; ++i) {
        const int from = (i * 7) % servers;
        const int to = (from + 1 + i % (servers - 1)) % servers;
        const std::int64_t sent = 90 + (i * 977) % 1000;
        const auto look = static_cast<MessageLook>(i % 5);
        run.arrows.push_back(arrow(static_cast<std::uint32_t>(i + 1), look, from, to, sent, sent + 10 + i % 13));
        ArrowView& a = run.arrows.back();
        a.end = static_cast<ArrowEnd>(i % 9 == 0 ? 1 + i % 3 : 0);
        a.positive = i % 3 == 0;
        a.dull = look == MessageLook::Heartbeat;
    }
    for (std::uint32_t t = 1; t <= 16; ++t) {
        run.terms.push_back(term(t, 40 + 60 * t, t % 3 == 0 ? kNever : ms(50 + 60 * t), 100 + 60 * t));
    }
    return run;
}

raft::ClusterView classroom() {
    ClusterView view = quietCluster(5, 3);
    view.committed = 17;
    std::vector<std::uint32_t> terms;
    for (std::uint32_t i = 0; i < 20; ++i) terms.push_back(1 + i / 8);
    for (int i = 0; i < 5; ++i) setLog(view, i, terms, 16);
    for (int i = 0; i < 20; ++i) {
        const int from = i % 5;
        MessageView m = message(static_cast<std::uint32_t>(i + 1), static_cast<MessageLook>(i % 5), node(from),
                                node((from + 1 + i / 5) % 5), (i * 47) % 1000, 3);
        if (m.look == MessageLook::Entries) m.cells = {cell(20, 3)};
        m.entryCount = static_cast<std::uint32_t>(m.cells.size());
        view.messages.push_back(m);
    }
    view.nodes[0].role = RoleView::Leader;
    return view;
}

}  // namespace fixtures
