#include "app/studio/election_survey.h"

#include <algorithm>
#include <chrono>
#include <memory>

#include "raft/base/text_table.h"
#include "raft/history/world.h"

namespace studio {
namespace {

constexpr raft::SimTime kLongestElection = raft::SimTime::fromMs(10'000);

/// Who leads right after a step that changed somebody's role.
std::optional<raft::Term> termLed(const raft::World& world, const raft::StepEvents& step) {
    for (const raft::Event& event : step.events) {
        if (event.kind != raft::EventKind::Role || event.node.value >= world.cluster().serverCount()) continue;
        const raft::Node& node = world.cluster().node(event.node);
        if (node.role() == raft::Role::Leader) return node.currentTerm();
    }
    return std::nullopt;
}

void electOnce(const raft::ClusterConfig& config, SurveySeries& series) {
    raft::World world(config, std::make_shared<raft::TextTable>());
    world.watch(false);  // Whether a property breaks is not asked here.
    raft::StepEvents step;
    world.boot(step);
    while (world.cluster().nextDue() <= kLongestElection) {
        if (const auto term = termLed(world, step)) {
            series.terms.resize(std::max<std::size_t>(series.terms.size(), term->value));
            ++series.terms[term->value - 1];
            return series.timesUs.push_back(step.time.us);
        }
        world.advance(step);
    }
}

}  // namespace

TimeoutRange timeoutsOf(const raft::ClusterConfig& config) {
    return {config.electionTimeoutMin, config.electionTimeoutMax};
}

SurveySeries surveyElections(raft::ClusterConfig config, const TimeoutRange& range, std::atomic<int>& done,
                             const std::atomic<bool>& stop) {
    config.electionTimeoutMin = range.min;
    config.electionTimeoutMax = range.max;
    config.timers = raft::Timers::Auto;
    config.network = raft::Delivery::Auto;
    config.start.reset();
    SurveySeries series;
    series.range = range;
    for (int election = 0; election < kSurveyElections && !stop; ++election) {
        electOnce(config, series);
        ++series.elections;
        ++config.seed;
        ++done;
    }
    return series;
}

Survey surveyOf(const raft::ClusterConfig& config, const std::optional<TimeoutRange>& other, std::atomic<int>& done,
                const std::atomic<bool>& stop) {
    Survey survey;
    survey.series.push_back(surveyElections(config, timeoutsOf(config), done, stop));
    if (other) survey.series.push_back(surveyElections(config, *other, done, stop));
    return survey;
}

void SurveyJob::start(const raft::ClusterConfig& config, const std::optional<TimeoutRange>& other) {
    stop();
    stop_ = false;
    done_ = 0;
    wanted_ = kSurveyElections * (other ? 2 : 1);
    survey_ = std::async(std::launch::async, [config, other, this] { return surveyOf(config, other, done_, stop_); });
}

void SurveyJob::stop() {
    if (!busy()) return;
    stop_ = true;
    survey_.get();
}

std::optional<Survey> SurveyJob::take() {
    if (!busy() || survey_.wait_for(std::chrono::seconds(0)) != std::future_status::ready) return std::nullopt;
    return survey_.get();
}

void SurveyJob::wait() const {
    if (busy()) survey_.wait();
}

}  // namespace studio
