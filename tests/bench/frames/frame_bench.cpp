// What frames cost, beside their targets: P13 and P15. Run it on a quiet machine:  build/bench/raftlab_frame_bench
// All times are CPU time of this thread, so that what other programs do counts little.

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <vector>

#include "raft/trace/session_writer.h"
#include "tests/bench/frames/frames.h"
#include "tests/bench/report.h"
#include "tests/bench/workload.h"

namespace {

constexpr double kFrame = 1.0 / 60;
constexpr double kBuildLimitMs = 0.5;       // P13
constexpr double kScrubLimitMs = 1e3 / 60;  // P15
constexpr int kVerticesMax = 20'000;
constexpr std::uint32_t kLongRun = 1'000'000;

double threadMs() { return bench::cpuSeconds(CLOCK_THREAD_CPUTIME_ID) * 1e3; }

/// The classroom scene in the middle of its life, all views open, at 1280x800.
std::unique_ptr<bench::Frames> classroom() {
    auto frames = std::make_unique<bench::Frames>(1280, 800);
    if (!frames->open(RAFTLAB_SOURCE_DIR "/tests/bench/classroom.session.json")) std::exit(2);
    frames->studio().execute(studio::cmd::SeekTime{raft::SimTime::fromMs(640)});
    for (int i = 0; i < 10; ++i) frames->frame(0);  // Letters are rasterised when they are first seen.
    return frames;
}

/// P13: the two views, all scenes and all vertices of one frame.
void classroomFrame(benchmark::State& state) {
    const auto frames = classroom();
    double worst = 0;
    int vertices = 0;
    double total = 0;
    std::int64_t count = 0;
    for (auto _ : state) {
        const double start = threadMs();
        frames->frame(0);
        const double took = threadMs() - start;
        state.SetIterationTime(took / 1e3);
        worst = std::max(worst, took);
        total += took;
        ++count;
        vertices = std::max(vertices, frames->vertices());
    }
    state.counters["of_limit"] = total / static_cast<double>(count) / kBuildLimitMs;
    state.counters["worst_ms"] = worst;
    state.counters["vertices"] = vertices;
}
BENCHMARK(classroomFrame)->UseManualTime()->Unit(benchmark::kMillisecond)->Repetitions(7)->Iterations(600);

/// A million steps under the load of all figures, opened as a file like any other.
std::string longSession() {
    bench::RecordedRun run;
    while (run.history().step().value + 1 < kLongRun) run.step();
    const std::string path = std::string(std::getenv("TMPDIR") != nullptr ? std::getenv("TMPDIR") : "/tmp") +
                             "/raftlab-frame-bench.session.json";
    std::ofstream(path, std::ios::binary) << raft::writeSession(raft::sessionOf(run.history()));
    return path;
}

struct Scrub {
    std::vector<double> frames;  ///< In ms, seek and build together.
    double seekWorst = 0;
};

/// 600 frames, each at another time of the run: a hand that drags from end to end, then one that jumps about.
Scrub scrub(bench::Frames& frames, raft::SimTime end) {
    Scrub result;
    for (std::uint32_t i = 0; i < 600; ++i) {
        const std::uint64_t permyriad = i < 300 ? i * 10'000 / 300 : raft::mixBits(i) % 10'000;
        const double start = threadMs();
        frames.studio().execute(
            studio::cmd::SeekTime{raft::SimTime(end.us * static_cast<std::int64_t>(permyriad) / 10'000)});
        result.seekWorst = std::max(result.seekWorst, threadMs() - start);
        frames.frame(kFrame);
        result.frames.push_back(threadMs() - start);
    }
    std::sort(result.frames.begin(), result.frames.end());
    return result;
}

/// P15: no frame over 16.7 ms while scrubbing a million steps, whatever the diagram shows of them.
void scrubLongRun() {
    const std::string path = longSession();
    bench::Frames frames(1600, 900);
    if (!frames.open(path)) std::exit(2);
    std::remove(path.c_str());
    frames.studio().execute(studio::cmd::End{});
    const raft::SimTime end = frames.studio().document().history().endTime();
    std::printf("\nP15: %u steps, %.0f simulated seconds\n", frames.studio().document().history().end().value,
                static_cast<double>(end.us) / 1e6);
    // The wheel over the diagram zooms: first as the window opens, then so far out that two minutes are seen.
    for (const int notches : {0, 8, 30}) {
        for (int i = 0; i < notches; ++i) {
            frames.ui().moveMouse(800, 800);
            frames.ui().input().wheelTurned(0, -1);
            frames.frame(kFrame);
        }
        frames.ui().input().mouseLeft();
        frames.frame(kFrame);
        const Scrub result = scrub(frames, end);
        const double seconds = static_cast<double>(frames.workspace().state().timeSpan.us) / 1e6;
        std::printf(
            "diagram of %.3f s: median %.2f ms, 99th percentile %.2f ms, worst seek alone %.2f ms, vertices %d\n",
            seconds, result.frames[300], result.frames[594], result.seekWorst, frames.vertices());
        bench::row("P15", "worst of 600 frames, seek and build", result.frames.back(), "ms", kScrubLimitMs,
                   kScrubLimitMs);
    }
}

/// Keeps what the table at the end needs.
class Collector : public benchmark::ConsoleReporter {
public:
    void ReportRuns(const std::vector<Run>& runs) override {
        ConsoleReporter::ReportRuns(runs);
        for (const Run& run : runs) {
            if (run.run_type != Run::RT_Iteration) continue;
            times_.push_back(run.GetAdjustedRealTime());
            vertices_ = std::max(vertices_, run.counters.at("vertices").value);
        }
    }
    void print() {
        if (times_.empty()) return;
        std::sort(times_.begin(), times_.end());
        std::printf("\nP13: the classroom scene at 1280x800, median of %zu\n", times_.size());
        bench::row("P13", "building a frame", times_[times_.size() / 2], "ms", kBuildLimitMs, 2);
        bench::row("P13", "vertices of a frame", vertices_, "", kVerticesMax, kVerticesMax);
    }

private:
    std::vector<double> times_;
    double vertices_ = 0;
};

}  // namespace

int main(int argc, char** argv) {
    benchmark::Initialize(&argc, argv);
    Collector collector;
    benchmark::RunSpecifiedBenchmarks(&collector);
    collector.print();
    scrubLongRun();
    return 0;
}
