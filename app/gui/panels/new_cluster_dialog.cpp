#include <charconv>
#include <cstring>
#include <string>

#include "app/gui/panels/choices.h"
#include "app/gui/panels/dialog_frame.h"
#include "app/gui/panels/dialogs.h"
#include "app/gui/panels/server_toggles.h"

namespace gui {
namespace {

using render::Align;

constexpr float kOptionRow = 40;
constexpr float kLabel = kChoiceLabel;

raft::ClusterConfig configOf(const ClusterForm& form) {
    raft::ClusterConfig config;
    config.servers.clear();
    for (int number = 1; number <= form.servers; ++number) config.servers.push_back("S" + std::to_string(number));
    if (form.clients > 1) config.clients.clear();
    for (int number = 1; form.clients > 1 && number <= form.clients; ++number) {
        config.clients.push_back("c" + std::to_string(number));
    }
    const raft::NodeSet all = raft::NodeSet::firstNodes(form.servers);
    if ((form.voters & all) != all) config.voters = form.voters & all;
    config.learners = form.learners & all;
    const char* seed = form.seed.data();
    std::from_chars(seed, seed + std::strlen(seed), config.seed);
    config.timers = form.timers;
    config.latencyMin = config.latencyMax = raft::SimTime::fromMs(form.latencyMs);
    config.snapshotEvery = form.snapshotEvery;
    config.sessionTimeout = raft::SimTime::fromMs(std::int64_t{form.sessionSeconds} * 1000);
    config.profile = form.profile;
    config.rules = raft::rulesOf(form.profile);
    return config;
}

template <class T, std::size_t size>
void chooseNumber(const PanelContext& context, const Area& area, float y, std::string_view labelKey, const char* id,
                  const T (&numbers)[size], T& value, std::string_view textKey) {
    std::vector<Choice> choices;
    for (const T number : numbers) {
        const std::string digits = std::to_string(number);
        const std::string label = textKey.empty() ? digits : context.texts.format(textKey, {{"number", digits}});
        choices.push_back({id + digits, label, number == value});
    }
    const int clicked = drawChoices(context, area, y, labelKey, choices);
    if (clicked >= 0) value = numbers[clicked];
}

struct OrNever {
    std::string_view label;
    std::string_view never;  ///< What 0 is called,
    std::string_view after;  ///< and any other {number}.
    std::string id;
};

template <std::size_t size>
void chooseOrNever(const PanelContext& context, const Area& area, float y, const OrNever& words,
                   const std::uint32_t (&numbers)[size], std::uint32_t& value) {
    std::vector<Choice> choices;
    for (const std::uint32_t number : numbers) {
        const std::string digits = std::to_string(number);
        const std::string label = number == 0 ? std::string(context.tr(words.never))
                                              : context.texts.format(words.after, {{"number", digits}});
        choices.push_back({words.id + digits, label, number == value});
    }
    const int clicked = drawChoices(context, area, y, words.label, choices);
    if (clicked >= 0) value = numbers[clicked];
}

/// Nobody is both; who is neither belongs to no configuration yet. Somebody has to vote.
void chooseMembers(const PanelContext& context, const Area& area, float& y, ClusterForm& form) {
    const raft::NodeSet votersBefore = form.voters;
    const auto voter =
        drawServerToggles(context, area, y, {"newCluster.voters", "new.voter.", form.servers, false}, form.voters);
    if (voter != raft::kNoNode && form.voters.empty()) form.voters = votersBefore;
    form.learners = form.learners - form.voters;
    y += context.pen.px(kOptionRow);
    const raft::NodeSet learnersBefore = form.learners;
    const auto learner = drawServerToggles(context, area, y,
                                           {"newCluster.learners", "new.learner.", form.servers, false}, form.learners);
    const bool lastVoter = learner != raft::kNoNode && (form.voters - form.learners).empty();
    if (lastVoter) form.learners = learnersBefore;
    form.voters = form.voters - form.learners;
    y += context.pen.px(kOptionRow);
}

}  // namespace

void drawNewClusterDialog(const PanelContext& context, const Area& window, DialogOptions options) {
    Pen& pen = context.pen;
    ClusterForm& form = context.state.form;
    const DialogFrame frame = beginDialog(context, window, ImVec2(560, 578), "newCluster.title");
    const Area& area = frame.content;
    float y = area.top + pen.px(20);
    const int before = form.servers;
    chooseNumber(context, area, y, "newCluster.servers", "new.servers.", {3, 5, 7}, form.servers, {});
    y += pen.px(kOptionRow);
    if (form.servers != before) {
        form.voters = raft::NodeSet::firstNodes(form.servers);
        form.learners.clear();
    }
    chooseMembers(context, area, y, form);
    chooseNumber(context, area, y, "newCluster.clients", "new.clients.", {1, 2, 3, 4, 5}, form.clients, {});
    y += pen.px(kOptionRow);
    const bool isPaper = form.profile == raft::Profile::Figure2;
    const int profile = drawChoices(context, area, y, "newCluster.profile",
                                    {{"new.figure2", std::string(context.tr("newCluster.figure2")), isPaper},
                                     {"new.production", std::string(context.tr("newCluster.production")), !isPaper}});
    if (profile >= 0) form.profile = profile == 0 ? raft::Profile::Figure2 : raft::Profile::Production;
    y += pen.px(kOptionRow);
    const bool isAuto = form.timers == raft::Timers::Auto;
    const int timers = drawChoices(context, area, y, "newCluster.timers",
                                   {{"new.auto", std::string(context.tr("newCluster.auto")), isAuto},
                                    {"new.manual", std::string(context.tr("newCluster.manual")), !isAuto}});
    if (timers >= 0) form.timers = timers == 0 ? raft::Timers::Auto : raft::Timers::Manual;
    y += pen.px(kOptionRow);
    chooseNumber(context, area, y, "newCluster.latency", "new.latency.", {1, 5, 10, 20, 40}, form.latencyMs, "unit.ms");
    y += pen.px(kOptionRow);
    const OrNever snapshots{"newCluster.snapshots", "newCluster.onDemand", "newCluster.every", "new.snapshot."};
    chooseOrNever(context, area, y, snapshots, {0, 3, 10, 50}, form.snapshotEvery);
    y += pen.px(kOptionRow);
    const OrNever sessions{"newCluster.sessions", "newCluster.noExpiry", "newCluster.expireAfter", "new.session."};
    chooseOrNever(context, area, y, sessions, {0, 1, 5, 30}, form.sessionSeconds);
    y += pen.px(kOptionRow);
    pen.shortText(ImVec2(area.left, y), {Face::Text, 14, context.theme().dim, Align::Start},
                  context.tr("newCluster.seed"), pen.px(kLabel - 10));
    const Area seed = areaAt(ImVec2(area.left + pen.px(kLabel), y - pen.px(16)), pen.px(180), pen.px(32));
    const bool entered = textField(context, "##new.seed", seed, form.seed, {false, true});
    const bool create = dialogButtons(context, frame, "newCluster.create");
    if (create || entered || options.enter) context.commands.push(studio::cmd::NewCluster{configOf(form)});
    endDialog(context, frame);
}

}  // namespace gui
