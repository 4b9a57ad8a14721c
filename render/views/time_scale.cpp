#include "render/views/time_scale.h"

#include <algorithm>
#include <utility>

namespace render {
namespace {

using raft::SimTime;

/// A wait longer than this share of the stretch is squeezed, to half of that share once it is twice as long. Of what it
/// is drawn as each end keeps some to scale, so that what happens there does not stick to the break.
constexpr std::int64_t kIdleShare = 5;
constexpr std::int64_t kEdgeOfFive = 2;

/// From when to when something is going on.
using Busy = std::pair<SimTime, SimTime>;

std::vector<Busy> busyTimes(const raft::RunView& run) {
    std::vector<Busy> busy;
    const auto moment = [&](SimTime time) {
        if (time != raft::kNever) busy.emplace_back(time, time);
    };
    for (const raft::ArrowView& arrow : run.arrows) {
        const SimTime sent = arrow.sendingKnown ? arrow.sentAt : arrow.endsAt;
        const SimTime ends = arrow.endKnown ? arrow.endsAt : arrow.sentAt;
        // What is held on its link has no end that would be known.
        busy.emplace_back(sent, ends == raft::kNever ? sent : ends);
    }
    for (const raft::LaneSpan& span : run.lanes) {
        moment(span.from);
        moment(span.to);
    }
    for (const raft::TermSpan& span : run.terms) {
        moment(span.from);
        moment(span.ledFrom);
        moment(span.to);
    }
    for (const raft::MomentView& event : run.moments) moment(event.time);
    std::sort(busy.begin(), busy.end());
    return busy;
}

}  // namespace

std::vector<TimeBreak> idleBreaks(const raft::RunView& run, SimTime end) {
    std::vector<TimeBreak> breaks;
    if (run.skipped > 0) return breaks;  // Messages that are not drawn may be underway anywhere.
    const std::int64_t wait = (run.to.us - run.from.us) / kIdleShare;
    const SimTime last = std::min(end, run.to);
    const auto squeeze = [&](SimTime from, SimTime to) {
        const std::int64_t excess = to.us - from.us - wait;
        if (excess <= 0) return;
        const std::int64_t drawn = wait - std::min(excess, wait) / 2;
        const std::int64_t edge = drawn * kEdgeOfFive / 5;
        breaks.push_back({SimTime(from.us + edge), SimTime(to.us - edge), drawn - 2 * edge});
    };
    SimTime quietSince = run.from;
    for (const Busy& busy : busyTimes(run)) {
        if (busy.first >= last) break;
        squeeze(quietSince, busy.first);
        quietSince = std::max(quietSince, busy.second);
    }
    squeeze(quietSince, last);
    return breaks;
}

std::int64_t TimeScale::drawnUs(SimTime time) const {
    std::int64_t drawn = time.us - from.us;
    for (const TimeBreak& gap : breaks) {
        if (time <= gap.from) break;
        const std::int64_t inside = std::min(time, gap.to).us - gap.from.us;
        drawn -= inside - inside * gap.drawnUs / (gap.to.us - gap.from.us);
    }
    return drawn;
}

std::int64_t TimeScale::drawnSpan() const { return std::max<std::int64_t>(drawnUs(to), 1); }

bool TimeScale::squeezes(SimTime time) const {
    return std::any_of(breaks.begin(), breaks.end(),
                       [&](const TimeBreak& gap) { return time > gap.from && time < gap.to; });
}

Coord TimeScale::xOf(SimTime time) const {
    const std::int64_t span = std::max<std::int64_t>(to.us - from.us, 1);
    const std::int64_t shown = std::clamp(time.us, from.us - span, to.us + span);
    return left + static_cast<Coord>(drawnUs(SimTime(shown)) * (right - left) / drawnSpan());
}

SimTime TimeScale::timeAt(Coord x) const {
    const std::int64_t width = std::max(right - left, 1);
    std::int64_t drawn = drawnSpan() * (std::clamp(x, left, right) - left) / width;
    std::int64_t time = from.us;
    for (const TimeBreak& gap : breaks) {
        const std::int64_t before = gap.from.us - time;
        if (drawn <= before) break;
        drawn -= before;
        const std::int64_t length = gap.to.us - gap.from.us;
        if (drawn < gap.drawnUs) return SimTime(gap.from.us + drawn * length / gap.drawnUs);
        drawn -= gap.drawnUs;
        time = gap.to.us;
    }
    return std::min(SimTime(time + drawn), to);
}

}  // namespace render
