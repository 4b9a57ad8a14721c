// Every figure of the engine beside its target. Run it on a quiet machine:  build/bench/raftlab_bench
// Ratios are between things measured in the same run, interleaved; absolute times depend on the machine.

#include <benchmark/benchmark.h>

#include <malloc.h>

#include <algorithm>
#include <cstdio>
#include <map>
#include <string>
#include <vector>

#include "tests/bench/minimal_simulator.h"
#include "tests/bench/report.h"
#include "tests/bench/workload.h"

namespace {

constexpr int kStepsPerIteration = 200'000;
constexpr std::uint32_t kLongRun = 1'000'000;

void minimalSimulator(benchmark::State& state) {
    for (auto _ : state) {
        bench::MinimalSimulator simulator(16);
        for (int i = 0; i < kStepsPerIteration; ++i) simulator.step();
        benchmark::DoNotOptimize(simulator.result());
    }
}

void engine(benchmark::State& state) {
    for (auto _ : state) {
        bench::PlainRun run({});
        for (int i = 0; i < kStepsPerIteration; ++i) run.step();
        benchmark::DoNotOptimize(run.world().chain());
    }
}

void engineWithInvariants(benchmark::State& state) {
    for (auto _ : state) {
        bench::PlainRun run({.invariants = true});
        for (int i = 0; i < kStepsPerIteration; ++i) run.step();
        benchmark::DoNotOptimize(run.world().chain());
    }
}

void engineWithHistory(benchmark::State& state) {
    for (auto _ : state) {
        bench::RecordedRun run;
        for (int i = 0; i < kStepsPerIteration; ++i) run.step();
        benchmark::DoNotOptimize(run.history().world().chain());
    }
}

void registerAll() {
    for (const auto& [name, function] :
         std::map<std::string, void (*)(benchmark::State&)>{{"minimal simulator", minimalSimulator},
                                                            {"engine", engine},
                                                            {"engine, invariants", engineWithInvariants},
                                                            {"engine, invariants, history", engineWithHistory}}) {
        benchmark::RegisterBenchmark(name.c_str(), function)->Repetitions(7)->Unit(benchmark::kMillisecond);
    }
}

/// Keeps the CPU time of every repetition, in ns a step.
class Collector : public benchmark::ConsoleReporter {
public:
    void ReportRuns(const std::vector<Run>& runs) override {
        for (const Run& run : runs) {
            if (run.run_type != Run::RT_Iteration) continue;
            const double perIteration = run.cpu_accumulated_time / static_cast<double>(run.iterations);
            samples_[run.run_name.function_name].push_back(perIteration / kStepsPerIteration * 1e9);
        }
    }
    double median(const std::string& name) {
        std::vector<double>& values = samples_[name];
        if (values.empty()) return 0;
        std::sort(values.begin(), values.end());
        return values[values.size() / 2];
    }

private:
    std::map<std::string, std::vector<double>> samples_;
};

/// P6: seek to anywhere in a run of a million steps; P7: what a step costs in memory.
void longRun() {
    const std::size_t before = mallinfo2().uordblks;
    bench::RecordedRun run;
    raft::History& history = run.history();
    std::map<std::uint32_t, std::uint64_t> expected;  // Digest after each step that will be sought.
    for (std::uint32_t i = 0; i < 1'000; ++i) {
        expected[static_cast<std::uint32_t>(raft::mixBits(i) % kLongRun)] = 0;
        // Worst-placed: the last step before a checkpoint.
        expected[std::min(kLongRun - 2, i * (kLongRun / 1'000) / 1'024 * 1'024 + 1'023)] = 0;
    }
    while (history.step().value + 1 < kLongRun) {
        run.step();
        const auto wanted = expected.find(history.step().value);
        if (wanted != expected.end()) wanted->second = history.world().digest();
    }
    const double bytes = static_cast<double>(mallinfo2().uordblks - before) / kLongRun;

    std::vector<std::uint32_t> order;
    for (const auto& [step, digest] : expected) order.push_back(step);
    std::sort(order.begin(), order.end(), [](std::uint32_t a, std::uint32_t b) {
        return raft::mixBits(a) < raft::mixBits(b);  // In no order, so that no seek helps the next.
    });
    std::vector<double> seconds;
    std::size_t wrong = 0;
    for (const std::uint32_t step : order) {
        const double start = bench::cpuSeconds();
        history.seekStep(raft::StepId(step));
        seconds.push_back(bench::cpuSeconds() - start);
        if (history.world().digest() != expected[step]) ++wrong;
    }
    std::sort(seconds.begin(), seconds.end());
    bench::row("P6", "seek in 1,000,000 steps, worst of 2,000", seconds.back() * 1e3, "ms", 1.0, 16.0);
    bench::row("P6", "seek in 1,000,000 steps, 99th percentile", seconds[seconds.size() * 99 / 100] * 1e3, "ms", 0.5,
               16.0);
    bench::row("P6", "digests that differ after a seek", static_cast<double>(wrong), "", 0, 0);
    bench::row("P7", "memory of the history, all in, 1,000,000 steps", bytes, "bytes/step", 64, 256);
}

}  // namespace

int main(int argc, char** argv) {
    std::vector<char*> arguments(argv, argv + argc);
    std::string interleave = "--benchmark_enable_random_interleaving=true";
    arguments.push_back(interleave.data());
    int count = static_cast<int>(arguments.size());
    benchmark::Initialize(&count, arguments.data());
    registerAll();
    Collector collector;
    benchmark::RunSpecifiedBenchmarks(&collector);

    const double minimal = collector.median("minimal simulator");
    const double plain = collector.median("engine");
    const double watched = collector.median("engine, invariants");
    const double recorded = collector.median("engine, invariants, history");
    std::printf(
        "CPU time a step, median of 7: minimal simulator %.1f ns, engine %.1f ns, with invariants %.1f ns, with "
        "history too %.1f ns\n",
        minimal, plain, watched, recorded);
    bench::row("P5", "engine, trace on : minimal simulator", plain / minimal, "x", 4, 8);
    bench::row("", "price of the invariants, on top of the engine", (watched - plain) / plain * 100, "%", 100, 200);
    bench::row("P8", "price of recording history", (recorded - watched) / watched * 100, "%", 25, 100);
    longRun();
    return 0;
}
