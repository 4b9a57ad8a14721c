#pragma once
// The only place where seconds on the wall become simulated time.

#include "raft/history/history.h"

namespace studio {

/// How fast the run is shown. Pace looks at the world and never changes it: the same run comes out at every pace.
struct Pace {
    bool autoPace = true;     ///< Time for the eye: a hop takes kHopSeconds whatever its latency, waiting is short.
    int factorPercent = 100;  ///< 25 .. 800: of auto-pace.
    int permille = 100;       ///< Constant speed: 1 .. 10,000 thousandths of the wall clock's.
};

inline constexpr double kHopSeconds = 0.6;           ///< One message, from server to server.
inline constexpr double kIdleSecondsMax = 0.8;       ///< A stretch in which nothing but timers run.
inline constexpr double kIdleUsPerSecond = 100'000;  ///< Shorter stretches: 100 ms take a second.

/// Simulated microseconds per second on the wall, as things stand after the last step of `history`. A function of the
/// messages in flight and of the time to the next step alone; constant from one step to the next.
double usPerSecond(const raft::History& history, const Pace& pace);

/// When the next step is due, computed already or not; kNever if nothing will happen by itself.
raft::SimTime nextStepTime(const raft::History& history);

class Playback {
public:
    const Pace& pace() const { return pace_; }
    void setPace(const Pace& pace) { pace_ = pace; }
    /// To the next of 0.25x, 0.5x … 8x, or of 1/1000 … 10x with a constant speed.
    void faster();
    void slower();
    bool canGoFaster() const;
    bool canGoSlower() const;
    /// Seconds on the wall that one hop takes under auto-pace: what the label says.
    double hopSeconds() const;

    bool isPlaying() const { return playing_; }
    void play() { playing_ = true; }
    /// Also forgets the part of a microsecond that was left over.
    void pause();

    /// Will another frame show something new?
    bool isMoving(const raft::History& history) const { return playing_ && nextStepTime(history) != raft::kNever; }

    /// How far to walk now: to the returned time, which is at most that of the next step and at most `wall` (something
    /// else that will happen then, if anything). Takes the seconds that this costs from `secondsLeft`; nothing is left
    /// unless one of the two was reached. Call it again until nothing is left.
    raft::SimTime stride(const raft::History& history, raft::SimTime wall, double& secondsLeft);

private:
    Pace pace_;
    bool playing_ = false;
    double usLeft_ = 0;  ///< The part of a microsecond not walked yet.
};

}  // namespace studio
