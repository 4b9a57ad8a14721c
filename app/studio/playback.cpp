#include "app/studio/playback.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace studio {
namespace {

constexpr std::array kFactors{25, 50, 100, 200, 400, 800};
constexpr std::array kConstants{1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10'000};

/// The speed past `now` in `ladder`, up (by +1) or down (by -1); `now` itself at the end of the ladder.
template <std::size_t size>
int rungAfter(const std::array<int, size>& ladder, int now, int by) {
    if (by > 0) {
        const auto above = std::upper_bound(ladder.begin(), ladder.end(), now);
        return above == ladder.end() ? now : *above;
    }
    const auto below = std::lower_bound(ladder.begin(), ladder.end(), now);
    return below == ladder.begin() ? now : *(below - 1);
}

int shift(const Pace& pace, int by) {
    return pace.autoPace ? rungAfter(kFactors, pace.factorPercent, by) : rungAfter(kConstants, pace.permille, by);
}

/// The latency of what is in flight, on average; 0 if nothing is.
double latencyInFlight(const raft::Network& network) {
    std::int64_t sum = 0;
    std::int64_t count = 0;
    for (const std::uint32_t slot : network.slotsInOrder()) {
        const raft::Flight& flight = network.at(slot);
        const bool moves = flight.state == raft::Flight::State::Moving || flight.state == raft::Flight::State::Dying;
        if (!moves || flight.latency <= raft::SimTime()) continue;
        sum += flight.latency.us;
        ++count;
    }
    return count == 0 ? 0 : static_cast<double>(sum) / static_cast<double>(count);
}

}  // namespace

raft::SimTime nextStepTime(const raft::History& history) {
    if (!history.atEnd()) return history.record(history.step() + 1).time;
    return history.world().cluster().nextDue();
}

double usPerSecond(const raft::History& history, const Pace& pace) {
    if (!pace.autoPace) return 1000.0 * pace.permille;
    const double factor = pace.factorPercent / 100.0;
    const raft::Cluster& cluster = history.world().cluster();
    const raft::SimTime next = nextStepTime(history);
    if (next == raft::kNever) return factor * kIdleUsPerSecond;
    // From step to step, not from the cursor, so that the speed does not change on the way.
    const auto gap = static_cast<double>((next - cluster.now()).us);
    const double latency = latencyInFlight(cluster.network());
    // A message that somebody has delayed for long is waited for no longer than for others.
    if (latency > 0) return factor * std::max(latency, gap) / kHopSeconds;
    return factor * std::max(kIdleUsPerSecond, gap / kIdleSecondsMax);
}

void Playback::faster() { (pace_.autoPace ? pace_.factorPercent : pace_.permille) = shift(pace_, +1); }
void Playback::slower() { (pace_.autoPace ? pace_.factorPercent : pace_.permille) = shift(pace_, -1); }

bool Playback::canGoFaster() const {
    return shift(pace_, +1) != (pace_.autoPace ? pace_.factorPercent : pace_.permille);
}
bool Playback::canGoSlower() const {
    return shift(pace_, -1) != (pace_.autoPace ? pace_.factorPercent : pace_.permille);
}

double Playback::hopSeconds() const { return kHopSeconds * 100 / pace_.factorPercent; }

void Playback::pause() {
    playing_ = false;
    usLeft_ = 0;
}

raft::SimTime Playback::stride(const raft::History& history, raft::SimTime wall, double& secondsLeft) {
    const raft::SimTime now = history.time();
    const raft::SimTime next = std::min(wall, nextStepTime(history));
    const double speed = usPerSecond(history, pace_);
    const double reach = usLeft_ + secondsLeft * speed;
    // Nothing due: there is nowhere to walk to, and the time that passes is nobody's.
    if (next == raft::kNever) {
        secondsLeft = 0;
        usLeft_ = 0;
        return now;
    }
    const auto gap = static_cast<double>(std::max<std::int64_t>(0, (next - now).us));
    if (reach < gap) {
        const double whole = std::floor(reach);
        usLeft_ = reach - whole;
        secondsLeft = 0;
        return now + raft::SimTime(static_cast<std::int64_t>(whole));
    }
    secondsLeft = std::max(0.0, (reach - gap) / speed);
    usLeft_ = 0;
    return next;
}

}  // namespace studio
