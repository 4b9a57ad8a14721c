#pragma once
// Ctrl-C, politely: long work asks between two steps, unwinds, and leaves no half file.

namespace cli {

/// While it lives, the first SIGINT or SIGTERM only raises a flag; a second one ends the program at once.
class InterruptGuard {
public:
    InterruptGuard();
    ~InterruptGuard();
    InterruptGuard(const InterruptGuard&) = delete;
    InterruptGuard& operator=(const InterruptGuard&) = delete;
};

/// Somebody asked us to stop.
bool interrupted();

}  // namespace cli
