#include "render/views/majority_parts.h"

#include <algorithm>
#include <array>

#include "render/views/membership.h"

namespace render {
namespace {

constexpr std::int32_t kPartsHeader = 24;
constexpr std::int32_t kLegend = 20;
constexpr std::int32_t kRowMin = 30;
constexpr std::int32_t kRowMax = 60;
constexpr std::int32_t kOverlapWords = 18;
constexpr std::array kAnswers{Answer::Yes, Answer::No, Answer::YesUnheard, Answer::None, Answer::NotAsked};

std::string_view nameOf(const MajorityPicture& picture, raft::NodeId id) {
    return id.value < picture.view.nodes.size() ? picture.view.nodes[id.value].name : std::string_view();
}

/// The widest of the statuses that a row can come to, so that nothing jumps while it is counted.
Coord statusWidth(const PictureLabels& labels, const Look& look) {
    const Coord size = look.metrics.label();
    Coord width = 0;
    for (const std::string_view text :
         {labels.elected, labels.committedKnown, labels.committedSeenByUs, labels.olderTerm}) {
        width = std::max(width, textWidth(look.measure, Face::Medium, size, text));
    }
    return width;
}

}  // namespace

std::string titleOf(const MajorityPicture& picture, const Tally& tally) {
    const PictureLabels& labels = picture.look.labels;
    std::string out(tally.half == Half::Old ? labels.oldHalf : tally.half == Half::New ? labels.newHalf : "");
    if (!out.empty()) out += " \xC2\xB7 ";
    std::string scratch;
    if (tally.isEntry) {
        const std::string index = std::to_string(tally.index);
        const std::string_view words = tally.cell == nullptr ? tally.text : cellWords(labels, *tally.cell, scratch);
        appendLabel(out, labels.entry, {{"index", index}, {"command", words}});
    } else {
        const std::string term = std::to_string(tally.term);
        appendLabel(out, tally.isPreVote ? labels.preElection : labels.election,
                    {{"node", nameOf(picture, tally.asks)}, {"term", term}});
    }
    return out;
}

std::string countText(const MajorityPicture& picture, const Tally& tally) {
    const std::string yes = std::to_string(tally.count(Answer::Yes));
    const std::string servers = std::to_string(tally.seats());
    std::string out;
    appendLabel(out, picture.look.labels.yesOf, {{"yes", yes}, {"servers", servers}});
    return out;
}

std::string_view statusOf(const MajorityPicture& picture, const Tally& tally) {
    const PictureLabels& labels = picture.look.labels;
    switch (tally.state) {
        case TallyState::Open: return {};
        case TallyState::Elected: return labels.elected;
        case TallyState::CommittedSeen: return labels.committedSeenByUs;
        case TallyState::OlderTerm: return labels.olderTerm;
        case TallyState::CommittedKnown: {
            picture.words.clear();
            appendLabel(picture.words, labels.committedKnown, {{"node", nameOf(picture, tally.knower)}});
            return picture.words;
        }
    }
    return {};
}

std::string_view answerText(const PictureLabels& labels, bool isEntry, Answer answer) {
    switch (answer) {
        case Answer::Yes: return isEntry ? labels.copyKnown : labels.voteYes;
        case Answer::No: return labels.voteNo;
        case Answer::YesUnheard: return isEntry ? labels.copyUnknown : labels.voteOnItsWay;
        case Answer::None: return isEntry ? labels.copyMissing : labels.voteOpen;
        case Answer::NotAsked: return labels.notAsked;
    }
    return {};
}

void drawAnswer(const MajorityPicture& picture, Point at, Answer answer) {
    const Theme& theme = picture.look.theme;
    const Coord radius = std::min(picture.layout.markRadius, picture.look.metrics.of(9));
    Scene& scene = picture.scene;
    switch (answer) {
        case Answer::Yes: scene.circle(at, radius * 7 / 10, theme.onHue); break;
        case Answer::No: drawSign(scene, at, radius * 8 / 10, Sign::Minus, theme.panel, picture.ink(13)); break;
        case Answer::YesUnheard: {
            scene.circle(at, radius * 7 / 10, theme.panel, picture.ink(13));
            std::vector<Point> half;
            appendArc(at, radius * 7 / 10, kFullTurn / 2, kFullTurn / 2, half);
            scene.polygon(half, theme.ink);
            break;
        }
        case Answer::None: {
            Stroke dashed = picture.dim(13);
            dashed.dashOn = dashed.dashOff = picture.look.metrics.of(3);
            scene.circle(at, radius * 7 / 10, theme.panel, dashed);
            break;
        }
        case Answer::NotAsked: {
            const Coord half = radius * 6 / 10;
            scene.rect(boxAround(at, half, half), 0, {}, {theme.ghost, picture.look.stroke(13)});
            break;
        }
    }
}

void drawStatus(const MajorityPicture& picture, const Tally& tally, Point leftMiddle, std::string_view status) {
    const Look& look = picture.look;
    const Metrics& metrics = look.metrics;
    const Coord size = metrics.label();
    Coord left = leftMiddle.x;
    if (tally.state == TallyState::CommittedSeen) {
        drawEye(picture.scene, {left + metrics.of(9), leftMiddle.y}, metrics.of(16), picture.dim(13));
        left += metrics.of(22);
    }
    std::string scratch;
    const std::string_view text =
        ellipsize(look.measure, Face::Medium, size, status, picture.options.box.right - left, scratch);
    addText(picture.scene, look.measure, {Face::Medium, size, look.theme.dim, Align::Start},
            {left, baselineAround(leftMiddle.y, size)}, text);
}

void drawAnswerLegend(const MajorityPicture& picture, const std::vector<Tally>& tallies) {
    const Look& look = picture.look;
    const Metrics& metrics = look.metrics;
    const Coord size = metrics.label();
    Coord y = picture.layout.legendTop + metrics.of(kLegend) / 2;
    int lines = 0;
    for (const bool isEntry : {false, true}) {
        const bool any = std::any_of(tallies.begin(), tallies.end(),
                                     [isEntry](const Tally& tally) { return tally.isEntry == isEntry; });
        const bool anyLearner =
            std::any_of(tallies.begin(), tallies.end(), [](const Tally& tally) { return !tally.learners.empty(); });
        if (!any || lines++ >= picture.layout.legendLines) continue;
        Coord x = picture.options.box.left + metrics.of(2);
        for (const Answer answer : kAnswers) {
            if (isEntry && answer == Answer::No) continue;
            if (answer == Answer::YesUnheard && picture.view.seenAs != raft::kNoNode) continue;
            if (answer == Answer::NotAsked && !anyLearner) continue;
            const std::string_view text = answerText(look.labels, isEntry, answer);
            const Coord width = textWidth(look.measure, Face::Text, size, text);
            if (x + metrics.of(20) + width > picture.options.box.right) break;
            const Point at{x + metrics.of(8), y};
            if (answer == Answer::Yes) {
                picture.scene.circle(at, metrics.of(6), look.theme.ink);
            } else {
                drawAnswer(picture, at, answer);
            }
            addText(picture.scene, look.measure, {Face::Text, size, look.theme.dim, Align::Start},
                    {x + metrics.of(20), baselineAround(y, size)}, text);
            x += metrics.of(20) + width + metrics.of(18);
        }
        y += metrics.of(kLegend);
    }
}

MajoritiesLayout majoritiesLayout(const raft::ClusterView& view, const std::vector<Tally>& tallies, const Box& box,
                                  const Look& look) {
    const Metrics& metrics = look.metrics;
    MajoritiesLayout layout;
    const auto servers = static_cast<Coord>(std::max<std::size_t>(view.nodes.size(), 1));
    std::string words;
    const MajoritiesOptions options{box, {}};
    Scene none;
    const MajorityPicture picture{view, options, look, layout, none, words};
    Coord title = 0;
    Coord count = 0;
    for (const Tally& tally : tallies) {
        title = std::max(title, textWidth(look.measure, Face::SemiBold, metrics.small(), titleOf(picture, tally)));
        count = std::max(count, textWidth(look.measure, Face::SemiBold, metrics.small(), countText(picture, tally)));
    }
    const bool elections = std::any_of(tallies.begin(), tallies.end(), [](const Tally& t) { return !t.isEntry; });
    const bool entries = std::any_of(tallies.begin(), tallies.end(), [](const Tally& t) { return t.isEntry; });
    layout.titleLeft = box.left + metrics.of(2);
    const bool halves =
        std::any_of(tallies.begin(), tallies.end(), [](const Tally& t) { return t.half != Half::Whole; });
    layout.titleWidth = std::min(title + metrics.of(30), box.width() * (halves ? 38 : 32) / 100);
    layout.meterCell = std::clamp(box.width() / 5 / servers, metrics.of(9), metrics.of(17));
    const Coord meter = std::max(layout.meterCell * servers + metrics.of(6) + count,
                                 std::min(statusWidth(look.labels, look) + metrics.of(24), box.width() * 30 / 100));
    layout.columnsLeft = layout.titleLeft + layout.titleWidth + metrics.of(10);
    const Coord room = box.right - meter - metrics.of(14) - layout.columnsLeft;
    layout.columnPitch = std::clamp(room / servers, metrics.of(14), metrics.of(62));
    const Coord meterLeft = layout.columnsLeft + layout.columnPitch * servers + metrics.of(14);

    const int wanted = static_cast<int>(tallies.size());
    const Coord inside = box.height() - metrics.of(kPartsHeader + kOverlapWords);
    layout.rows = std::clamp(static_cast<int>(inside / metrics.of(kRowMin)), 0, wanted);
    layout.legendLines = int{elections} + int{entries};
    while (layout.legendLines > 0 &&
           inside - metrics.of(kLegend) * layout.legendLines < metrics.of(kRowMin + 4) * layout.rows) {
        --layout.legendLines;
    }
    const Coord legend = metrics.of(kLegend) * layout.legendLines;
    layout.rowPitch =
        std::clamp((inside - legend) / std::max(layout.rows, 1), metrics.of(kRowMin), metrics.of(kRowMax));
    const Coord used = metrics.of(kPartsHeader + kOverlapWords) + legend + layout.rowPitch * layout.rows;
    const Coord top = box.top + std::max(box.height() - used, 0) / 2;
    layout.headerY = top + metrics.of(kPartsHeader) / 2;
    layout.rowsTop = top + metrics.of(kPartsHeader);
    layout.legendTop = layout.rowsTop + layout.rowPitch * layout.rows + metrics.of(kOverlapWords);
    layout.markRadius =
        std::min({layout.rowPitch / 2 - metrics.of(6), layout.columnPitch / 2 - metrics.of(6), metrics.of(14)});
    layout.markRadius = std::max(layout.markRadius, metrics.of(4));
    layout.meter = {meterLeft, layout.rowsTop, box.right, layout.rowsTop + layout.rowPitch * layout.rows};
    return layout;
}

}  // namespace render
