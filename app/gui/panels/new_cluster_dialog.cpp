#include <charconv>
#include <cstring>
#include <string>

#include "app/gui/panels/choices.h"
#include "app/gui/panels/dialog_frame.h"
#include "app/gui/panels/dialogs.h"

namespace gui {
namespace {

using render::Align;

constexpr float kOptionRow = 46;
constexpr float kLabel = kChoiceLabel;

raft::ClusterConfig configOf(const ClusterForm& form) {
    raft::ClusterConfig config;
    config.servers.clear();
    for (int number = 1; number <= form.servers; ++number) config.servers.push_back("S" + std::to_string(number));
    const char* seed = form.seed.data();
    std::from_chars(seed, seed + std::strlen(seed), config.seed);
    config.timers = form.timers;
    config.latencyMin = config.latencyMax = raft::SimTime::fromMs(form.latencyMs);
    config.snapshotEvery = form.snapshotEvery;
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

}  // namespace

void drawNewClusterDialog(const PanelContext& context, const Area& window, DialogOptions options) {
    Pen& pen = context.pen;
    ClusterForm& form = context.state.form;
    const DialogFrame frame = beginDialog(context, window, ImVec2(560, 446), "newCluster.title");
    const Area& area = frame.content;
    float y = area.top + pen.px(20);
    chooseNumber(context, area, y, "newCluster.servers", "new.servers.", {3, 5, 7}, form.servers, {});
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
    constexpr std::uint32_t kEvery[] = {0, 3, 10, 50};
    std::vector<Choice> snapshots;
    for (const std::uint32_t every : kEvery) {
        const std::string number = std::to_string(every);
        const std::string label = every == 0 ? std::string(context.tr("newCluster.onDemand"))
                                             : context.texts.format("newCluster.every", {{"number", number}});
        snapshots.push_back({"new.snapshot." + number, label, form.snapshotEvery == every});
    }
    const int every = drawChoices(context, area, y, "newCluster.snapshots", snapshots);
    if (every >= 0) form.snapshotEvery = kEvery[every];
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
