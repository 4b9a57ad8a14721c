// Other members by one wish: who shall vote, and by which way the cluster gets there.

#include <string>

#include "app/gui/panels/choices.h"
#include "app/gui/panels/dialog_frame.h"
#include "app/gui/panels/dialogs.h"
#include "app/gui/panels/server_toggles.h"
#include "app/studio/members.h"
#include "raft/core/quorum.h"
#include "raft/sim/configuration_text.h"

namespace gui {
namespace {

using Kind = raft::ChangeMembers::Kind;

constexpr float kRow = 46;

const raft::Cluster& clusterNow(const PanelContext& context) {
    return context.studio.document().history().world().cluster();
}

void chooseWay(const PanelContext& context, const Area& area, float y, MembersForm& form) {
    std::vector<Choice> ways{{"members.joint", std::string(context.tr("members.joint")), form.kind == Kind::Joint},
                             {"members.single", std::string(context.tr("members.single")), form.kind == Kind::Simple}};
    // What is not Raft is offered where its rule is bent.
    const bool bent = !clusterNow(context).rules().configOneServer;
    if (bent) ways.push_back({"members.direct", std::string(context.tr("members.direct")), form.kind == Kind::Direct});
    constexpr Kind kKinds[] = {Kind::Joint, Kind::Simple, Kind::Direct};
    const int clicked = drawChoices(context, area, y, "members.how", ways);
    if (clicked >= 0) form.kind = kKinds[clicked];
}

/// Who shall vote, and who shall receive the log without a vote: nobody does both. Only a joint change has learners of
/// its own; any other leaves them as they are.
void chooseSeats(const PanelContext& context, const Area& area, float y, MembersForm& form) {
    const int servers = clusterNow(context).serverCount();
    drawServerToggles(context, area, y, {"members.wished", "members.", servers}, form.voters);
    form.learners = form.learners - form.voters;
    if (form.kind != Kind::Joint) return;
    y += context.pen.px(kRow);
    drawServerToggles(context, area, y, {"members.learners", "members.learner.", servers}, form.learners);
    form.voters = form.voters - form.learners;
}

/// What it takes while the change is under way, else why it is impossible.
std::string consequence(const PanelContext& context, const raft::Configuration& now, const MembersForm& form,
                        const studio::Command& change) {
    if (const auto whyNot = context.studio.whyNot(change)) return *whyNot;
    if (form.kind != Kind::Joint) return {};
    const raft::Rules& rules = clusterNow(context).rules();
    const int oldServers = now.voters.size();
    const int servers = form.voters.size();
    return context.texts.format("members.asks", {{"old", std::to_string(raft::quorumSize(oldServers, rules.quorum))},
                                                 {"oldServers", std::to_string(oldServers)},
                                                 {"new", std::to_string(raft::quorumSize(servers, rules.quorum))},
                                                 {"newServers", std::to_string(servers)}});
}

}  // namespace

void drawMembersDialog(const PanelContext& context, const Area& window, DialogOptions options) {
    Pen& pen = context.pen;
    MembersForm& form = context.state.members;
    const raft::Cluster& cluster = clusterNow(context);
    const auto leader = studio::leaderToAsk(cluster);
    const raft::Configuration now = leader ? cluster.node(*leader).config() : cluster.node(raft::NodeId(0)).config();
    if (context.state.dialogIsNew) form = MembersForm{now.voters, now.learners, Kind::Joint};
    const DialogFrame frame = beginDialog(context, window, ImVec2(620, 416), "members.title");
    const Area& area = frame.content;
    float y = area.top + pen.px(20);
    const TextLook dim{Face::Text, 14, context.theme().dim, render::Align::Start};
    pen.shortText(ImVec2(area.left, y), dim, context.tr("members.now"), pen.px(kChoiceLabel - 10));
    pen.shortText(ImVec2(area.left + pen.px(kChoiceLabel), y), {Face::Mono, 13, context.theme().ink, dim.align},
                  raft::textOf(now, cluster.config()), area.width() - pen.px(kChoiceLabel));
    y += pen.px(kRow);
    chooseSeats(context, area, y, form);
    y += pen.px(2 * kRow);
    chooseWay(context, area, y, form);
    y += pen.px(kRow - 10);
    // An empty wish would mean the selected server.
    const bool empty = form.voters.empty();
    studio::cmd::ChangeMembers wish{form.kind, form.voters};
    if (form.kind == Kind::Joint && form.learners != now.learners - form.voters) wish.learners = form.learners;
    const studio::Command change = wish;
    const std::string words =
        empty ? std::string(context.tr("why.noVoterLeft")) : consequence(context, now, form, change);
    pen.paragraph(ImVec2(area.left, y), {Face::Text, 13, context.theme().ink, render::Align::Start}, words,
                  area.width(), 18, 4);
    if (leader) {
        const std::string asked = context.texts.format(
            "members.leader", {{"node", cluster.config().labelOf(*leader)},
                               {"term", std::to_string(cluster.node(*leader).currentTerm().value)}});
        pen.shortText(ImVec2(area.left, area.bottom - pen.px(10)), dim, asked, area.width());
    }
    const bool wanted = dialogButtons(context, frame, "members.change") || options.enter;
    if (wanted && !empty) {
        const bool possible = !context.studio.whyNot(change);
        context.commands.push(change);
        if (possible) context.commands.push(studio::cmd::Escape{});
    }
    endDialog(context, frame);
}

}  // namespace gui
