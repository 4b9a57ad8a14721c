#include "tests/render/views/lesson_fixtures.h"

#include "tests/render/fixtures.h"

namespace fixtures {
namespace {

using namespace raft;  // The views are nothing but raft's types.

ClientCallView call(std::uint32_t seq, std::string_view text, std::int64_t invoked, std::int64_t returned) {
    ClientCallView out;
    out.seq = seq;
    out.text = text;
    out.invoked = SimTime::fromMs(invoked);
    out.returned = returned > 0;
    out.ok = out.returned;
    out.returnedAt = SimTime::fromMs(returned);
    return out;
}

ArrowView request(std::uint32_t id, int client, int server, std::int64_t sent) {
    ArrowView arrow;
    arrow.id = MessageId(id);
    arrow.look = MessageLook::ClientRequest;
    arrow.from = clientEnd(client);
    arrow.to = NodeId(static_cast<std::uint8_t>(server));
    arrow.sentAt = arrow.endsAt = SimTime::fromMs(sent);
    return arrow;
}

}  // namespace

ClusterView twoMajorities() {
    ClusterView view = newLeader();
    view.committed = 7;
    setLog(view, 4, {1, 1, 1, 2, 3, 3, 3, 6}, 7);
    setLog(view, 3, {1, 1, 1, 2, 3, 3, 3, 6}, 7);
    setLog(view, 1, {1, 1, 1, 2, 3, 3, 3, 6}, 7);
    NodeView& leader = view.nodes[4];
    leader.firstRound = false;
    for (PeerView& peer : leader.peers) peer.matchIndex = peer.peer == NodeId(3) ? 8 : 0;
    return view;
}

ClusterView clientCalls() {
    ClusterView view = quietCluster(5, 3);
    view.now = SimTime::fromMs(450);
    ClientView client;
    client.id = clientEnd(0);
    client.name = "c";
    client.calls = {call(1, "x=1", 110, 145), call(2, "read x", 160, 230), call(3, "y=7", 260, 0)};
    client.calls[1].value = "1";
    client.waiting = true;
    view.clients.push_back(client);
    client.id = clientEnd(1);
    client.name = "shopkeeper";
    client.calls = {call(1, "cas stock 10 9", 120, 400)};
    client.calls[0].ok = false;
    client.waiting = false;
    view.clients.push_back(client);
    return view;
}

ClusterView expiredCalls() {
    ClusterView view = clientCalls();
    view.clients[0].calls[0].ok = false;
    view.clients[0].calls[0].expired = true;
    view.clients[1].calls[0].expired = true;
    return view;
}

ClusterView sessionLogs() {
    ClusterView view = newLeader();
    for (NodeView& node : view.nodes) {
        for (CellView& cell : node.cells) {
            cell.session = cell.index == 2 || cell.index == 7;
            if (cell.session) cell.text = cell.index == 2 ? "c" : "shopkeeper";
        }
    }
    return view;
}

RunView clientRun() {
    RunView run;
    run.from = SimTime::fromMs(100);
    run.to = SimTime::fromMs(500);
    run.cursor = run.end = SimTime::fromMs(450);
    run.arrows = {request(1, 0, 0, 110), request(2, 0, 0, 160), request(3, 0, 0, 260), request(4, 1, 1, 120),
                  request(5, 0, 1, 340), request(6, 0, 2, 420), request(6, 0, 2, 420), request(7, 1, 0, 250)};
    return run;
}

render::HistogramInput survey() {
    render::HistogramInput input;
    render::HistogramSeries wide;
    wide.name = "150–300 ms";
    wide.elections = 300;
    wide.terms = {251, 41, 7, 1};
    for (int i = 0; i < 251; ++i) wide.timesUs.push_back(172'000 + i * 211);
    for (int i = 0; i < 49; ++i) wide.timesUs.push_back(345'000 + i * 1'900);
    render::HistogramSeries narrow;
    narrow.name = "150–155 ms";
    narrow.elections = 300;
    narrow.terms = {30, 29, 31, 25, 22, 20, 18, 40, 35, 22};
    for (int i = 0; i < 272; ++i) narrow.timesUs.push_back(172'000 + i * 5'300);
    input.series = {wide, narrow};
    return input;
}

}  // namespace fixtures
