// Prints the digest of a run of 1,000,000 steps: the same line from every compiler and every level of optimisation.

#include <cinttypes>
#include <cstdio>

#include "workload.h"

int main() {
    bench::PlainRun run({.invariants = true});
    while (run.world().nextStep().value < 1'000'000) run.step();
    std::printf("world %016" PRIx64 "\nchain %016" PRIx64 "\n", run.world().digest(), run.world().chain());
    return 0;
}
