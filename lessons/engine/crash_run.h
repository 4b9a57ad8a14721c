#pragma once
// One blow of fate during a write, what follows from it, and what was seen of it: three answers to three questions.

#include <array>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lessons/engine/crash_stages.h"

namespace lessons {

enum class CrashBlow : std::uint8_t { Crash, CutOff };
/// What becomes of the messages that the leader has sent and that have not arrived.
enum class SentBefore : std::uint8_t { Lost, Arrives };

struct CrashChoice {
    CrashBlow blow = CrashBlow::Crash;
    SentBefore sent = SentBefore::Lost;
    friend bool operator==(const CrashChoice&, const CrashChoice&) = default;
};

/// The stage that a blow at this moment belongs to; nothing where the write is over.
std::optional<CrashStage> stageOfBlow(const CrashMoment& moment, CrashBlow blow);
/// How a stage is shown when one goes straight to it: the case in which it says most. In E the OK is on its way when
/// the leader dies, and arrives.
CrashChoice usualChoice(CrashStage stage);
/// And at which moment; nothing if the write has none of that stage.
std::optional<int> usualMoment(const CrashWrite& write, CrashStage stage);

// ---- The three questions ----

enum class CrashFate : std::uint8_t { Kept, Lost };        ///< Is it carried out although nobody asks again?
enum class CrashWord : std::uint8_t { Ok, Failed, None };  ///< What the client heard of its first request.
enum class CrashRetry : std::uint8_t {
    Harmless,      ///< Done once, whether or not the servers know the number of the request.
    NeedsNumbers,  ///< Done twice where they do not.
    Harmful,       ///< Done twice although they do.
};
inline constexpr int kCrashQuestionCount = 3;
/// Answers by number: those of the three enumerations above, in the order of the questions.
using CrashAnswers = std::array<int, kCrashQuestionCount>;
inline constexpr std::array<int, kCrashQuestionCount> kCrashAnswerCounts{2, 3, 3};

// ---- The run ----

/// The steps after the blow, by name.
inline constexpr std::string_view kBlowStep = "blow";        ///< The leader crashes, or is cut off.
inline constexpr std::string_view kRefusedStep = "refused";  ///< One who cannot win stands first; only if there is one.
inline constexpr std::string_view kElectStep = "elect";      ///< A new leader commits what it has.
inline constexpr std::string_view kRetryStep = "retry";      ///< The client asks again.
inline constexpr std::string_view kReturnStep = "return";    ///< The old leader is back, and all are equal.

struct CrashPlan {
    CrashStage stage = CrashStage::A;
    int moment = 0;  ///< In CrashWrite::moments.
    CrashChoice choice;
    raft::NodeId winner = raft::kNoNode;
    raft::NodeId refused = raft::kNoNode;  ///< Stands first and is refused; kNoNode: nobody.
    bool asksAgain = false;                ///< The client was answered: a copy of its request arrives late.
    std::vector<Step> steps;               ///< Without words: those are the reader's language's.
    LessonPlace from;
};

/// What will be done after a blow at this moment, which has a stage. Moves the cursor.
CrashPlan planCrash(const Lesson& lesson, const CrashWrite& write, int moment, const CrashChoice& choice,
                    raft::History& history);

/// The line of a plan, which must outlive it. `numbers`: do the servers know the numbers of requests? Bent for the
/// second run.
enum class Numbers : std::uint8_t { Kept, Ignored };
SideLine crashLine(const CrashPlan& plan, Numbers numbers, std::string branch);

struct CrashOutcome {
    CrashAnswers answers{};
    std::int64_t value = 0;             ///< The key, in the end, with numbers
    std::int64_t valueWithout = 0;      ///< and without.
    bool truncated = false;             ///< The old leader's entry was deleted.
    bool twoLeaders = false;            ///< At once, when the new one was elected.
    bool agrees = false;                ///< In the end all servers hold the same.
    int line = 0;                       ///< Of the history: the run with numbers,
    int lineWithout = 0;                ///< and the one without.
    std::vector<std::string> problems;  ///< What did not come out; empty unless the lesson is not made for this.

    CrashFate fate() const { return static_cast<CrashFate>(answers[0]); }
    CrashWord word() const { return static_cast<CrashWord>(answers[1]); }
    CrashRetry retry() const { return static_cast<CrashRetry>(answers[2]); }
};

/// Finishes the run of `player`, which plays this plan with numbers, plays the other one on a branch called
/// `branchWithout`, and says what was seen. The cursor ends on the second line.
CrashOutcome judgeCrash(const Lesson& lesson, const CrashWrite& write, const CrashPlan& plan, Player& player,
                        raft::History& history, std::string branchWithout);

/// All of it at once, without anybody looking.
CrashOutcome playCrash(const Lesson& lesson, const CrashWrite& write, const CrashPlan& plan, raft::History& history);

}  // namespace lessons
