#pragma once
// Many elections of one cluster: the same start with one seed after the other, run without a window until somebody
// leads. Plain numbers come out, in the order of the seeds, whatever the machine.

#include <atomic>
#include <cstdint>
#include <future>
#include <optional>
#include <vector>

#include "raft/sim/cluster_config.h"

namespace studio {

/// How many elections a survey holds.
inline constexpr int kSurveyElections = 300;

/// From the shortest to the longest election timeout.
struct TimeoutRange {
    raft::SimTime min;
    raft::SimTime max;
    friend bool operator==(const TimeoutRange&, const TimeoutRange&) = default;
};

/// What the elections of one range came to.
struct SurveySeries {
    TimeoutRange range;
    std::uint32_t elections = 0;
    std::vector<std::uint32_t> terms;   ///< How many had their leader in term 1, 2, 3, …
    std::vector<std::int64_t> timesUs;  ///< Until there was one, by seed; elections without a leader are left out.
};

struct Survey {
    std::vector<SurveySeries> series;  ///< The cluster's own range, then the one that it is compared with.
};

/// The configuration's own range.
TimeoutRange timeoutsOf(const raft::ClusterConfig& config);

/// Runs the elections of one range. A declared start is left out and timers and network run by themselves: otherwise
/// nobody would be elected. An election that finds no leader within ten simulated seconds has none. `done` counts the
/// elections that are over; where `stop` becomes true, what is there so far is returned.
SurveySeries surveyElections(raft::ClusterConfig config, const TimeoutRange& range, std::atomic<int>& done,
                             const std::atomic<bool>& stop);

/// Both ranges, one after the other, in this thread.
Survey surveyOf(const raft::ClusterConfig& config, const std::optional<TimeoutRange>& other, std::atomic<int>& done,
                const std::atomic<bool>& stop);

/// One survey at a time, by a worker that has worlds of its own.
class SurveyJob {
public:
    SurveyJob() = default;
    ~SurveyJob() { stop(); }
    SurveyJob(const SurveyJob&) = delete;
    SurveyJob& operator=(const SurveyJob&) = delete;

    void start(const raft::ClusterConfig& config, const std::optional<TimeoutRange>& other);
    /// Leaves it unfinished: what it has found is thrown away.
    void stop();
    bool busy() const { return survey_.valid(); }
    int done() const { return done_; }      ///< Elections so far,
    int wanted() const { return wanted_; }  ///< of so many.
    /// What came of it, once; nothing while it goes on.
    std::optional<Survey> take();
    /// Waits for it, for tests.
    void wait() const;

private:
    std::atomic<bool> stop_{false};
    std::atomic<int> done_{0};
    int wanted_ = 0;
    std::future<Survey> survey_;
};

/// The surveys of one cluster.
struct SurveyDesk {
    Survey last;                           ///< Empty before the first.
    std::optional<TimeoutRange> compared;  ///< With which timeouts the next one compares.
    SurveyJob job;
};

}  // namespace studio
