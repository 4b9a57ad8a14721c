#include "render/views/majorities.h"

#include <algorithm>
#include <array>
#include <string>

#include "render/views/majority_parts.h"

namespace render {
namespace {

/// The shapes of a set: a capsule around those side by side, and a band where it passes others by.
void setShapes(const MajorityPicture& picture, const Tally& tally, Coord y, std::vector<Box>& shapes) {
    const MajoritiesLayout& layout = picture.layout;
    const Coord reach = layout.markRadius + picture.look.metrics.of(5);
    const std::size_t servers = tally.answers.size();
    std::optional<Coord> end;
    for (std::size_t server = 0; server < servers;) {
        if (tally.answers[server] != Answer::Yes) {
            ++server;
            continue;
        }
        std::size_t last = server;
        while (last + 1 < servers && tally.answers[last + 1] == Answer::Yes) ++last;
        const Box capsule{layout.columnX(server) - reach, y - reach, layout.columnX(last) + reach, y + reach};
        const Coord neck = picture.look.metrics.of(3);
        if (end) shapes.push_back({*end - reach, y - neck, capsule.left + reach, y + neck});
        shapes.push_back(capsule);
        end = capsule.right;
        server = last + 1;
    }
}

/// The outline of all shapes together: first every rim, then every inside. Pre-votes are hollow: they are none yet.
void drawSet(const MajorityPicture& picture, const Tally& tally, Coord y) {
    std::vector<Box> shapes;
    setShapes(picture, tally, y, shapes);
    const TermPaint paint = termPaint(picture.look.theme, tally.term);
    const Color inside = tally.isPreVote ? picture.look.theme.panel : paint.full;
    const Coord rim = picture.look.stroke(tally.isMajority() ? 22 : 12);
    for (const Box& shape : shapes) {
        picture.scene.rect(shape.grown(rim), std::min(shape.height() / 2 + rim, shape.width() / 2 + rim),
                           picture.look.theme.ink);
    }
    for (const Box& shape : shapes) {
        picture.scene.rect(shape, std::min(shape.height(), shape.width()) / 2, inside);
        if (!tally.isPreVote && shape.height() > picture.look.metrics.of(8)) {
            drawTermPattern(picture.scene, shape.grown(-shape.height() / 6), paint, picture.look.metrics);
        }
    }
}

Ref refOf(const MajorityPicture& picture, const Tally& tally, std::size_t server) {
    const raft::NodeId id = picture.view.nodes[server].id;
    if (!tally.isEntry) return id == tally.asks ? raft::nodeRef(id) : raft::voteRef(id, tally.asks);
    return tally.contains(server) ? raft::cellRef(id, tally.index) : raft::nodeRef(id);
}

void drawAnswers(const MajorityPicture& picture, const Tally& tally, Coord y) {
    const PictureLabels& labels = picture.look.labels;
    for (std::size_t server = 0; server < tally.answers.size(); ++server) {
        const Answer answer = tally.answers[server];
        // Outside of what is counted there is nothing to see; a learner is seen not to count.
        const bool isLearner = tally.learners.contains(picture.view.nodes[server].id);
        if (answer == Answer::NotAsked && !isLearner) continue;
        const Ref ref = refOf(picture, tally, server);
        picture.words.clear();
        appendLabel(picture.words, labels.altAnswer,
                    {{"node", picture.view.nodes[server].name}, {"answer", answerText(labels, tally.isEntry, answer)}});
        const GroupScope group(picture.scene, ref, Role::Node, picture.words);
        const Point at{picture.layout.columnX(server), y};
        drawAnswer(picture, at, answer);
        const Coord radius = picture.layout.markRadius + picture.look.metrics.of(2);
        if (picture.options.pointing.isSelected(ref)) {
            picture.scene.circle(at, radius, {}, picture.ink(20));
        } else if (picture.options.pointing.hovered == ref) {
            picture.scene.circle(at, radius, {}, picture.dim(12));
        }
    }
}

/// A sheet with a tick for an election, a cell with its term for an entry; then who or what it is.
void drawTitle(const MajorityPicture& picture, const Tally& tally, Coord y) {
    const Look& look = picture.look;
    const Metrics& metrics = look.metrics;
    const MajoritiesLayout& layout = picture.layout;
    const Coord left = layout.titleLeft;
    const Coord icon = metrics.of(22);
    const std::string term = std::to_string(tally.term);
    if (tally.isEntry) {
        const TermPaint paint = termPaint(look.theme, tally.term);
        picture.scene.rect(boxAround({left + icon / 2, y}, icon / 2, metrics.of(10)), metrics.of(4), paint.full,
                           {look.theme.ink, look.stroke(12)});
        const Coord size = metrics.label();
        const std::string_view number =
            ellipsize(look.measure, Face::Bold, size, term, icon - metrics.of(2), picture.words);
        addText(picture.scene, look.measure, {Face::Bold, size, paint.text, Align::Middle},
                {left + icon / 2, baselineAround(y, size)}, number);
    } else if (tally.state == TallyState::Elected) {
        drawCrown(picture.scene, {left + icon / 2, y + metrics.of(6)}, metrics.of(20), look.theme.ink);
    } else {
        drawBallot(picture.scene, {left + icon / 2, y}, metrics.of(17), look.theme.panel, picture.ink(13));
    }
    const std::string title = titleOf(picture, tally);
    const Coord size = metrics.small();
    const Coord room = layout.titleWidth - icon - metrics.of(8);
    std::string scratch;
    const std::string_view text = ellipsize(look.measure, Face::SemiBold, size, title, room, scratch);
    addText(picture.scene, look.measure, {Face::SemiBold, size, look.theme.ink, Align::Start},
            {left + icon + metrics.of(8), baselineAround(y, size)}, text);
}

/// A place for each server, filled from the left, and the line that it must reach.
void drawMeter(const MajorityPicture& picture, const Tally& tally, Coord y) {
    const Look& look = picture.look;
    const Metrics& metrics = look.metrics;
    const MajoritiesLayout& layout = picture.layout;
    const int servers = tally.seats();
    const int yes = tally.count(Answer::Yes);
    const int unheard = tally.count(Answer::YesUnheard);
    const Color full = tally.isPreVote ? look.theme.panel : termPaint(look.theme, tally.term).full;
    const Coord pitch = layout.meterCell;
    const Coord half = std::min(metrics.of(7), layout.rowPitch / 5);
    const std::string_view status = statusOf(picture, tally);
    const bool twoLines = !status.empty() && layout.rowPitch >= metrics.of(36);
    const Coord middle = twoLines ? y - metrics.of(9) : y;
    for (int place = 0; place < servers; ++place) {
        const Box cell = boxAt({layout.meter.left + pitch * place, middle - half}, pitch - metrics.of(3), 2 * half);
        Stroke rim{place < yes ? look.theme.ink : look.theme.dim, look.stroke(12)};
        if (place >= yes) rim.dashOn = rim.dashOff = metrics.of(2);
        picture.scene.rect(cell, metrics.of(2), place < yes ? full : look.theme.panel, rim);
        if (place >= yes && place < yes + unheard) {
            picture.scene.rect({cell.left, cell.top, cell.center().x, cell.bottom}, 0, look.theme.dim);
        }
    }
    const Coord line = layout.meter.left + pitch * tally.quorum - metrics.of(3) / 2;
    picture.scene.line({line, middle - half - metrics.of(4)}, {line, middle + half + metrics.of(4)}, picture.ink(22));
    const std::string count = countText(picture, tally);
    const Coord right = layout.meter.left + pitch * servers + metrics.of(6);
    const Coord size = metrics.small();
    addText(picture.scene, look.measure, {Face::SemiBold, size, look.theme.ink, Align::Start},
            {right, baselineAround(middle, size)}, count);
    if (!twoLines) return;
    drawStatus(picture, tally, {layout.meter.left, y + metrics.of(10)}, status);
}

void drawRow(const MajorityPicture& picture, const Tally& tally, int row) {
    const Coord y = picture.layout.rowY(row);
    const Ref ref = tally.isEntry ? raft::cellRef(tally.asks == raft::kNoNode ? tally.holder : tally.asks, tally.index)
                                  : raft::nodeRef(tally.asks);
    const std::string alt = titleOf(picture, tally) + ": " + countText(picture, tally);
    const GroupScope group(picture.scene, ref, Role::Row, alt);
    drawTitle(picture, tally, y);
    drawSet(picture, tally, y);
    drawAnswers(picture, tally, y);
    drawMeter(picture, tally, y);
}

void drawHeader(const MajorityPicture& picture) {
    const Look& look = picture.look;
    const Metrics& metrics = look.metrics;
    const Coord size = metrics.small();
    for (std::size_t server = 0; server < picture.view.nodes.size(); ++server) {
        const raft::NodeView& node = picture.view.nodes[server];
        const Ref ref = raft::nodeRef(node.id);
        const GroupScope group(picture.scene, ref, Role::Node, node.name);
        const Coord x = picture.layout.columnX(server);
        const std::string_view name = ellipsize(look.measure, Face::SemiBold, size, node.name,
                                                picture.layout.columnPitch - metrics.of(4), picture.words);
        const Coord baseline = baselineAround(picture.layout.headerY, size);
        const Coord width =
            addText(picture.scene, look.measure,
                    {Face::SemiBold, size, node.up && !node.unknown ? look.theme.ink : look.theme.dim, Align::Middle},
                    {x, baseline}, name);
        if (!picture.options.pointing.isSelected(ref)) continue;
        picture.scene.line({x - width / 2, baseline + metrics.of(3)}, {x + width / 2, baseline + metrics.of(3)},
                           picture.ink(20));
    }
}

/// How many it takes, once, above the meters' line: all counts need as many.
void drawMajorityWord(const MajorityPicture& picture, int quorum) {
    const Look& look = picture.look;
    const Coord size = look.metrics.label();
    const std::string number = std::to_string(quorum);
    std::string word;
    appendLabel(word, look.labels.majority, {{"quorum", number}});
    const Coord width = textWidth(look.measure, Face::Text, size, word);
    const Coord left = picture.layout.meter.left;
    if (left + width > picture.options.box.right) return;
    addText(picture.scene, look.measure, {Face::Text, size, look.theme.dim, Align::Start},
            {left, baselineAround(picture.layout.headerY, size)}, word);
}

/// Servers that stand in every majority: a frame around their column, and the words.
void drawOverlap(const MajorityPicture& picture, const std::vector<Tally>& tallies) {
    const std::vector<bool> in = inEveryMajority(tallies);
    const Look& look = picture.look;
    const Metrics& metrics = look.metrics;
    const MajoritiesLayout& layout = picture.layout;
    std::string names;
    Coord first = 0;
    Coord last = 0;
    for (std::size_t server = 0; server < in.size(); ++server) {
        if (!in[server]) continue;
        const Coord x = layout.columnX(server);
        if (names.empty()) first = x;
        last = x;
        names.append(names.empty() ? "" : ", ").append(picture.view.nodes[server].name);
    }
    if (names.empty() || layout.rows < 2) return;
    picture.words.clear();
    appendLabel(picture.words, look.labels.altInAll, {{"nodes", names}});
    const GroupScope group(picture.scene, {}, Role::Plain, picture.words);
    const Coord half = std::min(layout.markRadius + metrics.of(9), layout.columnPitch / 2 - metrics.of(1));
    const Coord bottom = layout.rowsTop + layout.rowPitch * layout.rows + metrics.of(1);
    for (std::size_t server = 0; server < in.size(); ++server) {
        if (!in[server]) continue;
        const Coord x = layout.columnX(server);
        picture.scene.rect({x - half, layout.headerY - metrics.of(11), x + half, bottom}, metrics.of(9), {},
                           picture.ink(20));
    }
    const Coord size = metrics.label();
    const Coord width = textWidth(look.measure, Face::SemiBold, size, look.labels.inAll);
    const Coord right = layout.meter.left - metrics.of(2);
    const Coord middle = std::clamp((first + last) / 2, picture.options.box.left + width / 2, right - width / 2);
    const Coord y = bottom + metrics.of(9);
    if (y + size / 2 > picture.options.box.bottom || layout.legendTop < y + size / 2) return;
    addText(picture.scene, look.measure, {Face::SemiBold, size, look.theme.ink, Align::Middle},
            {middle, baselineAround(y, size)}, look.labels.inAll);
}

void drawNothing(const MajorityPicture& picture) {
    const Look& look = picture.look;
    const Coord size = look.metrics.small();
    const Box& box = picture.options.box;
    const std::string_view text =
        ellipsize(look.measure, Face::Text, size, look.labels.nothingToCount, box.width(), picture.words);
    addText(picture.scene, look.measure, {Face::Text, size, look.theme.dim, Align::Middle},
            {box.center().x, baselineAround(box.center().y, size)}, text);
}

}  // namespace

void drawMajorities(const raft::ClusterView& view, const MajoritiesOptions& options, const Look& look, Scene& scene) {
    std::vector<Tally> tallies = talliesOf(view, options.pointing.selected);
    const MajoritiesLayout layout = majoritiesLayout(view, tallies, options.box, look);
    std::string words;
    const MajorityPicture picture{view, options, look, layout, scene, words};
    const GroupScope group(scene, {}, Role::Picture, look.labels.altVotes);
    if (tallies.empty() || layout.rows == 0) return drawNothing(picture);
    const int hidden = static_cast<int>(tallies.size()) - layout.rows;
    if (hidden > 0) {
        // The oldest elections go first; an entry stays.
        const auto counts = std::count_if(tallies.begin(), tallies.end(), [](const Tally& t) { return t.isEntry; });
        const auto end = tallies.end() - (layout.rows > counts ? counts : 0);
        tallies.erase(end - hidden, end);
    }
    drawHeader(picture);
    const int quorum = tallies.front().quorum;
    if (std::all_of(tallies.begin(), tallies.end(), [quorum](const Tally& t) { return t.quorum == quorum; })) {
        drawMajorityWord(picture, quorum);
    }
    for (int row = 0; row < layout.rows; ++row) drawRow(picture, tallies[static_cast<std::size_t>(row)], row);
    drawOverlap(picture, tallies);
    drawAnswerLegend(picture, tallies);
}

}  // namespace render
