#include "render/views/client_lanes.h"

#include <algorithm>
#include <string>
#include <vector>

#include "render/views/time_parts.h"

namespace render {
namespace {

using raft::ArrowView;
using raft::ClientCallView;
using raft::ClientView;
using raft::SimTime;

/// The client asked a server again: the answer stayed out, or another server was named.
struct Again {
    SimTime time;
    raft::NodeId server = raft::kNoNode;
};

/// It asked this server for a session and had it: its request itself follows at once, and nothing was asked again. Who
/// redirects names somebody else.
bool followsSession(const raft::RunView& run, const ArrowView& request) {
    return std::any_of(run.arrows.begin(), run.arrows.end(), [&request](const ArrowView& arrow) {
        return arrow.look == raft::MessageLook::ClientReply && arrow.from == request.to && arrow.to == request.from &&
               arrow.end == raft::ArrowEnd::Arrived && arrow.endsAt == request.sentAt;
    });
}

/// What the client sent while this call was its outstanding one, but for the first time.
std::vector<Again> askedAgain(const raft::RunView& run, const ClientView& client, const ClientCallView& call) {
    std::vector<Again> sent;
    for (const ArrowView& arrow : run.arrows) {
        const bool asks = arrow.look == raft::MessageLook::ClientRequest && arrow.from == client.id;
        const SimTime end = call.returned ? std::min(call.returnedAt, run.cursor) : run.cursor;
        if (!asks || arrow.sentAt < call.invoked || arrow.sentAt > end) continue;
        if (arrow.sentAt > call.invoked && followsSession(run, arrow)) continue;
        sent.push_back({arrow.sentAt, arrow.to});
    }
    std::sort(sent.begin(), sent.end(), [](const Again& a, const Again& b) {
        return a.time != b.time ? a.time < b.time : a.server.value < b.server.value;
    });
    const auto same = [](const Again& a, const Again& b) { return a.time == b.time && a.server == b.server; };
    sent.erase(std::unique(sent.begin(), sent.end(), same), sent.end());  // The network may have made two of it.
    if (!sent.empty() && sent.front().time == call.invoked) sent.erase(sent.begin());
    return sent;
}

std::string wordsOf(const TimePicture& picture, const ClientCallView& call) {
    const PictureLabels& labels = picture.look.labels;
    std::string out;
    if (!call.returned) {
        appendLabel(out, labels.clientWaits, {{"command", call.text}});
    } else if (call.expired) {
        appendLabel(out, labels.clientExpired, {{"command", call.text}});
    } else if (!call.ok) {
        appendLabel(out, labels.clientFailed, {{"command", call.text}});
    } else if (!call.value.empty()) {
        appendLabel(out, labels.clientAnswer, {{"command", call.text}, {"value", call.value}});
    } else {
        appendLabel(out, labels.clientOk, {{"command", call.text}});
    }
    return out;
}

std::string altOf(const TimePicture& picture, const ClientView& client, const ClientCallView& call) {
    const PictureLabels& labels = picture.look.labels;
    const std::string from = inMs(call.invoked);
    std::string out;
    const std::string words = wordsOf(picture, call);
    if (call.returned) {
        const std::string to = inMs(call.returnedAt);
        appendLabel(out, labels.altCall, {{"client", client.name}, {"command", words}, {"from", from}, {"to", to}});
    } else {
        appendLabel(out, labels.altCallOpen, {{"client", client.name}, {"command", call.text}, {"from", from}});
    }
    return out;
}

/// Solid once it is answered; open at its right end while it is not; dashed where its session expired: whether it took
/// effect nobody can tell.
void drawBar(const TimePicture& picture, const ClientCallView& call, const Box& bar, bool startShown) {
    const Theme& theme = picture.look.theme;
    Scene& scene = picture.scene;
    Stroke rim = picture.ink(15);
    if (call.expired) {
        rim.dashOn = picture.look.metrics.of(4);
        rim.dashOff = picture.look.metrics.of(3);
    }
    const Coord rounding = std::min(picture.look.metrics.of(4), bar.width() / 3);
    if (call.returned && startShown) {
        scene.rect(bar, rounding, theme.soft, rim);
        return;
    }
    scene.rect(bar, 0, theme.soft);
    scene.line({bar.left, bar.top}, {bar.right, bar.top}, rim);
    scene.line({bar.left, bar.bottom}, {bar.right, bar.bottom}, rim);
    if (startShown) scene.line({bar.left, bar.top - rim.width / 2}, {bar.left, bar.bottom + rim.width / 2}, rim);
    if (call.returned) scene.line({bar.right, bar.top - rim.width / 2}, {bar.right, bar.bottom + rim.width / 2}, rim);
}

/// A tick where it heard OK, a minus where it was refused, an hourglass where its session had expired.
void drawOutcome(const TimePicture& picture, const ClientCallView& call, const Box& bar) {
    const Metrics& metrics = picture.look.metrics;
    if (!call.returned || bar.width() < metrics.of(22)) return;
    const Point at{bar.right - metrics.of(11), bar.center().y};
    picture.taken.take(boxAround(at, metrics.of(8), metrics.of(8)));
    if (call.expired) return drawHourglass(picture.scene, at, metrics.of(12), picture.ink(13));
    if (!call.ok) {
        drawSign(picture.scene, at, metrics.of(6), Sign::Minus, picture.look.theme.panel, picture.ink(13));
        return;
    }
    const Point tick[] = {{at.x - metrics.of(5), at.y},
                          {at.x - metrics.of(1), at.y + metrics.of(4)},
                          {at.x + metrics.of(5), at.y - metrics.of(5)}};
    picture.scene.polyline(tick, picture.ink(20));
}

/// Marks on the bar where the client asked again; whom, where there is room below it.
void drawAgain(const TimePicture& picture, const raft::ClusterView& view, const std::vector<Again>& again,
               const Box& bar, Coord wordsY) {
    const Look& look = picture.look;
    const Metrics& metrics = look.metrics;
    const Coord size = metrics.label();
    for (const Again& asked : again) {
        if (asked.time < picture.run.from || asked.time > picture.run.to) continue;
        const Coord x = picture.layout.scale.xOf(asked.time);
        picture.scene.line({x, bar.top}, {x, bar.bottom}, picture.ink(15));
        const Coord half = metrics.of(4);
        const Point diamond[] = {
            {x, bar.bottom - half}, {x + half, bar.bottom}, {x, bar.bottom + half}, {x - half, bar.bottom}};
        picture.scene.polygon(diamond, look.theme.ink);
        if (asked.server.value >= view.nodes.size()) continue;
        picture.words.clear();
        appendLabel(picture.words, look.labels.asksAgain, {{"node", view.nodes[asked.server.value].name}});
        const Coord width = textWidth(look.measure, Face::Text, size, picture.words);
        const Box place = textBoxAround({x + width / 2, wordsY}, width, size);
        if (place.bottom > picture.options.box.bottom || place.right > picture.options.box.right) continue;
        if (!picture.taken.claim(place.grown(metrics.of(1)))) continue;
        addText(picture.scene, look.measure, {Face::Text, size, look.theme.dim, Align::Start},
                {place.left, baselineAround(wordsY, size)}, picture.words);
    }
}

/// Inside its bar if it fits there, else behind it; shortened where not even that has room.
void drawWords(const TimePicture& picture, const ClientCallView& call, const Box& bar, Coord roomEnd) {
    const Look& look = picture.look;
    const Metrics& metrics = look.metrics;
    const Coord size = std::min(metrics.small(), std::max(bar.height() * 7 / 10, metrics.label()));
    const std::string words = wordsOf(picture, call);
    const Coord width = textWidth(look.measure, Face::Mono, size, words);
    const Coord inside = bar.width() - metrics.of(call.returned ? 30 : 14);
    const bool fits = width <= inside;
    const Coord left = fits ? bar.left + metrics.of(7) : bar.right + metrics.of(6);
    const Coord room = fits ? inside : roomEnd - left;
    if (room < metrics.of(20)) return;
    std::string scratch;
    const std::string_view text = ellipsize(look.measure, Face::Mono, size, words, room, scratch);
    const Coord used = textWidth(look.measure, Face::Mono, size, text);
    const Point middle{left + used / 2, bar.center().y};
    if (text.empty() || !picture.taken.claim(textBoxAround(middle, used, size))) return;
    if (!fits) {  // Its lane does not run through it.
        picture.scene.rect(textBoxAround(middle, used, size).grown(metrics.of(2)), 0, look.theme.panel);
    }
    addText(picture.scene, look.measure, {Face::Mono, size, look.theme.ink, Align::Start},
            {left, baselineAround(bar.center().y, size)}, text);
}

void drawCall(const TimePicture& picture, const raft::ClusterView& view, std::size_t lane, std::size_t number) {
    const ClientView& client = view.clients[lane];
    const ClientCallView& call = client.calls[number];
    const SimTime cursor = picture.run.cursor;
    const SimTime end = call.returned ? call.returnedAt : cursor;
    if (end < picture.run.from || call.invoked > picture.run.to || call.invoked > cursor) return;
    const Look& look = picture.look;
    const Coord y = picture.layout.laneY(static_cast<int>(lane));
    const Coord left = picture.layout.scale.xOf(std::max(call.invoked, picture.run.from));
    const Coord right = picture.layout.scale.xOf(std::min(end, picture.run.to));
    const Box bar{left, y - picture.layout.barHalf, std::max(right, left + look.metrics.of(3)),
                  y + picture.layout.barHalf};
    const Ref ref = raft::callRef(client.id, call.seq);
    const GroupScope group(picture.scene, ref, Role::Client, altOf(picture, client, call));
    drawBar(picture, call, bar, call.invoked >= picture.run.from);
    drawOutcome(picture, call, bar);
    // Words behind a bar end where the next call begins.
    Coord roomEnd = picture.layout.scale.right;
    if (number + 1 < client.calls.size()) {
        roomEnd = std::min(roomEnd, picture.layout.scale.xOf(client.calls[number + 1].invoked) - look.metrics.of(4));
    }
    drawWords(picture, call, bar, roomEnd);
    drawAgain(picture, view, askedAgain(picture.run, client, call), bar, bar.bottom + look.metrics.of(11));
    const Box frame = bar.grown(look.metrics.of(3));
    if (picture.options.pointing.isSelected(ref)) {
        picture.scene.rect(frame, look.metrics.of(6), {}, picture.ink(22));
    } else if (picture.options.pointing.hovered == ref) {
        picture.scene.rect(frame, look.metrics.of(6), {}, {look.theme.dim, look.stroke(12)});
    }
}

bool hasExpired(const raft::ClusterView& view) {
    return std::any_of(view.clients.begin(), view.clients.end(), [](const ClientView& client) {
        return std::any_of(client.calls.begin(), client.calls.end(),
                           [](const ClientCallView& call) { return call.expired; });
    });
}

Coord legendHeight(const Metrics& metrics) { return metrics.label() + metrics.of(10); }

/// Below the lanes, where there is room: what the mark means that is not always there.
void drawLegend(const TimePicture& picture, const raft::ClusterView& view) {
    const Look& look = picture.look;
    const Metrics& metrics = look.metrics;
    const Box& box = picture.options.box;
    if (!hasExpired(view) || box.bottom - picture.layout.lanes.bottom < legendHeight(metrics)) return;
    const Coord size = metrics.label();
    const Coord y = box.bottom - size / 2 - metrics.of(4);
    const Coord left = box.left + metrics.of(2);
    const Coord width = textWidth(look.measure, Face::Medium, size, look.labels.legendExpired);
    const Coord words = left + metrics.of(20);
    if (words + width > box.right) return;
    const GroupScope group(picture.scene, {}, Role::Plain);
    drawHourglass(picture.scene, {left + metrics.of(8), y}, metrics.of(12), {look.theme.dim, look.stroke(13)});
    addText(picture.scene, look.measure, {Face::Medium, size, look.theme.dim, Align::Start},
            {words, baselineAround(y, size)}, look.labels.legendExpired);
    picture.taken.take({left, y - legendHeight(metrics) / 2, words + width, box.bottom});
}

void drawNoCalls(const TimePicture& picture) {
    const Look& look = picture.look;
    const Coord size = look.metrics.small();
    const Box& lanes = picture.layout.lanes;
    const std::string_view text = ellipsize(look.measure, Face::Text, size, look.labels.noCalls,
                                            lanes.width() - look.metrics.of(8), picture.words);
    const Point middle{lanes.left + textWidth(look.measure, Face::Text, size, text) / 2 + look.metrics.of(6),
                       (lanes.top + picture.options.box.bottom) / 2};
    if (middle.y + size > picture.options.box.bottom) return;
    // The lanes do not run through it.
    picture.scene.rect(
        textBoxAround(middle, textWidth(look.measure, Face::Text, size, text), size).grown(look.metrics.of(3)), 0,
        look.theme.panel);
    addText(picture.scene, look.measure, {Face::Text, size, look.theme.dim, Align::Middle},
            {middle.x, baselineAround(middle.y, size)}, text);
}

}  // namespace

TimeLayout clientLayout(const raft::ClusterView& view, const raft::RunView& run, const TimeDiagramOptions& options,
                        const Look& look) {
    const Metrics& metrics = look.metrics;
    TimeLayout layout = timeLayout(view, run, options, look);
    // The same scale as the servers' lanes have, unless a client's name needs more room.
    Coord names = 0;
    for (const ClientView& client : view.clients) {
        names = std::max(names, textWidth(look.measure, Face::SemiBold, metrics.small(), client.name));
    }
    names = std::min(names, options.box.width() / 6);
    layout.scale.left = std::max(layout.scale.left, options.box.left + names + metrics.of(32));
    layout.laneCount = static_cast<int>(view.clients.size());
    const Coord top = options.box.top + metrics.of(18);
    Coord room = options.box.bottom - metrics.of(2) - top;
    // The legend may cost the lanes some air, not their letters.
    const Coord less = room - legendHeight(metrics);
    if (hasExpired(view) && less / std::max(layout.laneCount, 1) >= metrics.of(34)) room = less;
    layout.laneHeight = std::min(room / std::max(layout.laneCount, 1), metrics.of(56));
    layout.barHalf = std::min(layout.laneHeight * 27 / 100, metrics.of(13));
    layout.lanes = {layout.scale.left, top, layout.scale.right, top + layout.laneHeight * layout.laneCount};
    layout.termBar = {};
    return layout;
}

void drawClientLanes(const raft::ClusterView& view, const raft::RunView& run, const TimeDiagramOptions& options,
                     const Look& look, Scene& scene) {
    const TimeLayout layout = clientLayout(view, run, options, look);
    TakenPlaces taken;
    std::string words;
    const TimePicture picture{run, options, look, layout, scene, taken, words};
    const GroupScope group(scene, {}, Role::Picture, look.labels.altClients);
    drawTimeAxis(picture);
    drawLegend(picture, view);
    bool any = false;
    for (std::size_t lane = 0; lane < view.clients.size(); ++lane) {
        const ClientView& client = view.clients[lane];
        const Coord y = layout.laneY(static_cast<int>(lane));
        const Ref ref = raft::clientRef(client.id);
        const GroupScope row(scene, ref, Role::Lane, client.name);
        drawRowName(picture, ref, client.name, y, look.theme.ink);
        if (const auto past = picture.visible(run.from, run.cursor, run.cursor)) {
            scene.line({past->first, y}, {past->second, y}, {look.theme.ghost, look.metrics.tenths(15)});
        }
        for (std::size_t call = 0; call < client.calls.size(); ++call) drawCall(picture, view, lane, call);
        any = any || !client.calls.empty();
    }
    drawTimeBreaks(picture);
    if (!any) drawNoCalls(picture);
    drawCursor(picture, layout.lanes.top - look.metrics.of(4),
               std::max(layout.lanes.bottom, options.box.bottom - look.metrics.of(2)));
}

}  // namespace render
