#pragma once
// How figures are printed: each beside its target and its limit.

#include <cstdio>
#include <ctime>

namespace bench {

/// Of this process, or of the calling thread alone: what other programs do does not count.
inline double cpuSeconds(clockid_t clock = CLOCK_PROCESS_CPUTIME_ID) {
    timespec now{};
    clock_gettime(clock, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

inline void row(const char* id, const char* what, double value, const char* unit, double target, double gate) {
    const char* verdict = value <= target ? "target met" : value <= gate ? "within the limit" : "MISSED";
    std::printf("%-4s %-58s %9.2f %-10s target %8.2f  limit %8.2f  %s\n", id, what, value, unit, target, gate, verdict);
}

}  // namespace bench
