#include "render/views/configurations.h"

#include <algorithm>
#include <array>
#include <string>

#include "render/views/marks.h"
#include "render/views/membership.h"

namespace render {
namespace {

using raft::NodeView;

struct ConfigTable {
    const raft::ClusterView& view;
    const ConfigurationsOptions& options;
    const Look& look;
    Scene& scene;
    const NodeView* teller = nullptr;
    Coord columnsLeft = 0;
    Coord columnPitch = 0;
    Coord wordsLeft = 0;
    Coord headerY = 0;
    Coord rowsTop = 0;
    Coord rowPitch = 0;
    Coord legendY = 0;

    Stroke ink(std::int32_t tenthsOfPx) const { return {look.theme.ink, look.stroke(tenthsOfPx)}; }
    Coord columnX(std::size_t server) const {
        return columnsLeft + columnPitch * static_cast<Coord>(server) + columnPitch / 2;
    }
    Coord rowY(std::size_t server) const { return rowsTop + rowPitch * static_cast<Coord>(server) + rowPitch / 2; }
};

constexpr std::int32_t kHead = 24;
constexpr std::int32_t kFoot = 24;

void layOut(ConfigTable& table) {
    const Metrics& metrics = table.look.metrics;
    const Box& box = table.options.box;
    const auto servers = static_cast<Coord>(std::max<std::size_t>(table.view.nodes.size(), 1));
    Coord names = 0;
    for (const NodeView& node : table.view.nodes) {
        names = std::max(names, textWidth(table.look.measure, Face::SemiBold, metrics.small(), node.name));
    }
    names = std::min(names, box.width() / 5) + metrics.of(34);
    table.columnsLeft = box.left + names;
    table.columnPitch = std::clamp((box.width() * 60 / 100 - names) / servers, metrics.of(20), metrics.of(52));
    table.wordsLeft = table.columnsLeft + table.columnPitch * servers + metrics.of(12);
    const Coord inside = box.height() - metrics.of(kHead + kFoot);
    table.rowPitch = std::clamp(inside / servers, metrics.of(18), metrics.of(40));
    const Coord used = table.rowPitch * servers + metrics.of(kHead + kFoot);
    const Coord top = box.top + std::max(box.height() - used, 0) / 2;
    table.headerY = top + metrics.of(kHead) / 2;
    table.rowsTop = top + metrics.of(kHead);
    table.legendY = table.rowsTop + table.rowPitch * servers + metrics.of(kFoot) / 2;
}

void drawSeat(const ConfigTable& table, Point at, Coord radius, Seat seat) {
    Scene& scene = table.scene;
    const Theme& theme = table.look.theme;
    std::vector<Point> half;
    switch (seat) {
        case Seat::Voter: return scene.circle(at, radius, theme.ink);
        case Seat::Learner: return scene.rect(boxAround(at, radius, radius), 0, {}, table.ink(15));
        case Seat::Outside: return scene.circle(at, std::max(radius / 5, kUnitsPerPx), theme.ghost);
        case Seat::BothVoter:
            scene.circle(at, radius, theme.ink);
            return scene.line({at.x, at.y - radius}, {at.x, at.y + radius}, {theme.panel, table.look.stroke(20)});
        case Seat::OldVoter: appendArc(at, radius, kFullTurn / 2, kFullTurn / 2, half); break;
        case Seat::NewVoter: appendArc(at, radius, 0, kFullTurn / 2, half); break;
    }
    scene.polygon(half, theme.ink);
    scene.circle(at, radius, {}, table.ink(12));
}

std::string_view seatName(const PictureLabels& labels, Seat seat) {
    switch (seat) {
        case Seat::Voter:
        case Seat::BothVoter: return labels.voter;
        case Seat::OldVoter: return labels.oldHalf;
        case Seat::NewVoter: return labels.newHalf;
        case Seat::Learner: return labels.learner;
        case Seat::Outside: return labels.outside;
    }
    return {};
}

Coord radiusOf(const ConfigTable& table) {
    return std::min({table.rowPitch * 30 / 100, table.columnPitch * 30 / 100, table.look.metrics.of(8)});
}

void drawName(const ConfigTable& table, const NodeView& node, Coord y) {
    const Look& look = table.look;
    const Coord size = look.metrics.small();
    const Coord left = table.options.box.left + look.metrics.of(6);
    std::string scratch;
    const std::string_view name = ellipsize(look.measure, Face::SemiBold, size, node.name,
                                            table.columnsLeft - left - look.metrics.of(26), scratch);
    const Color color = node.up && !node.unknown ? look.theme.ink : look.theme.dim;
    const Coord width = addText(table.scene, look.measure, {Face::SemiBold, size, color, Align::Start},
                                {left, baselineAround(y, size)}, name);
    if (node.up && !node.unknown && node.role == raft::RoleView::Leader) {
        drawCrown(table.scene, {left + width + look.metrics.of(12), y + look.metrics.of(5)}, look.metrics.of(15),
                  look.theme.ink);
    }
}

/// Where its entry stands and whether the server knows it to be committed.
std::string wordsOf(const ConfigTable& table, const NodeView& node) {
    const PictureLabels& labels = table.look.labels;
    const raft::MembershipView& members = node.membership;
    if (members.index == 0) return std::string(labels.configFirst);
    std::string words;
    appendLabel(words, members.committed ? labels.configCommitted : labels.configOpen,
                {{"index", std::to_string(members.index)}});
    return words;
}

void drawRow(const ConfigTable& table, const NodeView& node) {
    const Look& look = table.look;
    const Coord y = table.rowY(node.id.value);
    const bool tells = tellsMembers(node);
    const std::string alt =
        tells ? std::string(node.name) + ": " + membersText(table.view, node.membership) : std::string(node.name);
    const Ref ref = raft::nodeRef(node.id);
    const GroupScope group(table.scene, ref, Role::Row, alt);
    drawName(table, node, y);
    const Coord edge = look.metrics.of(1);
    const Box row{table.options.box.left + edge, y - table.rowPitch / 2 + edge, table.options.box.right - edge,
                  y + table.rowPitch / 2 - edge};
    const bool differs = tells && table.teller != nullptr && !node.membership.sameMembers(table.teller->membership);
    if (table.options.pointing.isSelected(ref)) {
        table.scene.rect(row, look.metrics.of(6), {}, table.ink(20));
    } else if (differs || table.options.pointing.hovered == ref) {
        table.scene.rect(row, look.metrics.of(6), {}, {look.theme.dim, look.stroke(12)});
    }
    if (!tells) return;
    for (const NodeView& other : table.view.nodes) {
        const Seat seat = seatOf(&node.membership, other.id);
        const GroupScope cell(table.scene, ref, Role::Plain, seatName(look.labels, seat));
        drawSeat(table, {table.columnX(other.id.value), y}, radiusOf(table), seat);
    }
    const Coord size = look.metrics.small();
    std::string scratch;
    const std::string whole = wordsOf(table, node);
    const std::string_view words =
        ellipsize(look.measure, Face::Text, size, whole, row.right - look.metrics.of(6) - table.wordsLeft, scratch);
    addText(table.scene, look.measure, {Face::Text, size, look.theme.dim, Align::Start},
            {table.wordsLeft, baselineAround(y, size)}, words);
}

void drawHeader(const ConfigTable& table) {
    const Look& look = table.look;
    const Coord size = look.metrics.label();
    std::string scratch;
    for (const NodeView& node : table.view.nodes) {
        const std::string_view name =
            ellipsize(look.measure, Face::SemiBold, size, node.name, table.columnPitch - look.metrics.of(4), scratch);
        addText(table.scene, look.measure, {Face::SemiBold, size, look.theme.dim, Align::Middle},
                {table.columnX(node.id.value), baselineAround(table.headerY, size)}, name);
    }
}

/// Of the marks that are there.
void drawSeatLegend(const ConfigTable& table) {
    const Look& look = table.look;
    const Coord size = look.metrics.label();
    if (table.legendY + size / 2 > table.options.box.bottom) return;
    Coord x = table.options.box.left + look.metrics.of(6);
    constexpr std::array kSeats{Seat::Voter, Seat::OldVoter, Seat::NewVoter, Seat::Learner};
    for (const Seat seat : kSeats) {
        bool isThere = false;
        for (const NodeView& node : table.view.nodes) {
            const auto sits = [&](const NodeView& other) {
                const Seat found = seatOf(&node.membership, other.id);
                const bool half = seat == Seat::OldVoter || seat == Seat::NewVoter;
                return found == seat || (half && found == Seat::BothVoter);
            };
            isThere =
                isThere || (tellsMembers(node) && std::any_of(table.view.nodes.begin(), table.view.nodes.end(), sits));
        }
        const std::string_view name = seatName(look.labels, seat);
        const Coord width = look.metrics.of(18) + textWidth(look.measure, Face::Text, size, name);
        if (!isThere || x + width > table.options.box.right) continue;
        drawSeat(table, {x + look.metrics.of(6), table.legendY}, look.metrics.of(5), seat);
        addText(table.scene, look.measure, {Face::Text, size, look.theme.dim, Align::Start},
                {x + look.metrics.of(18), baselineAround(table.legendY, size)}, name);
        x += width + look.metrics.of(16);
    }
}

}  // namespace

void drawConfigurations(const raft::ClusterView& view, const ConfigurationsOptions& options, const Look& look,
                        Scene& scene) {
    ConfigTable table{view, options, look, scene, memberTeller(view, options.pointing.selected)};
    layOut(table);
    const GroupScope group(scene, {}, Role::Picture, look.labels.altConfigs);
    drawHeader(table);
    for (const NodeView& node : view.nodes) drawRow(table, node);
    drawSeatLegend(table);
}

}  // namespace render
