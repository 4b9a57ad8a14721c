#include "lessons/engine/crash_check.h"

#include "raft/script/answer.h"

namespace lessons {
namespace {

std::string whereOf(const CrashMoment& moment, const CrashChoice& choice) {
    const std::string time = raft::millisecondsText(moment.place.time) + " ms";
    return (choice.blow == CrashBlow::Crash ? "Crash at " : "Cut off at ") + time +
           (choice.sent == SentBefore::Lost ? ", what was sent is lost" : ", what was sent arrives");
}

void checkBlow(const Lesson& lesson, const CrashWrite& write, int moment, const CrashChoice& choice,
               raft::History& history, Findings& findings) {
    const CrashPlan plan = planCrash(lesson, write, moment, choice, history);
    const CrashOutcome seen = playCrash(lesson, write, plan, history);
    const std::string where = whereOf(write.moments[static_cast<std::size_t>(moment)], choice);
    for (const std::string& problem : seen.problems) {
        findings.error(Check::MainLine, {}, where, problem + ". The cluster of this lesson is not made for a crash.");
    }
    if (!seen.agrees) findings.error(Check::MainLine, {}, where, "In the end the servers do not hold the same.");
    if (seen.retry() == CrashRetry::Harmful) {
        findings.error(Check::MainLine, {}, where,
                       "The command is carried out more than once although the servers know its number.");
    }
    if (seen.word() == CrashWord::Ok && seen.fate() == CrashFate::Lost) {
        findings.error(Check::MainLine, {}, where, "The client was told OK, and the command is lost.");
    }
}

}  // namespace

int checkCrashStages(const Lesson& lesson, const Player& main, raft::History& history, Findings& findings) {
    const auto write = findCrashWrite(lesson, main, history);
    if (!write) {
        findings.error(Check::MainLine, {}, "Instrument",
                       "\"crash-stages\" needs three servers, one that leads all the time, and exactly one request of "
                       "the first client, such as x+=1, which is answered before the last step ends.");
        return 0;
    }
    for (int i = 0; i < static_cast<int>(CrashStage::G); ++i) {
        const auto stage = static_cast<CrashStage>(i);
        if (write->firstOf(stage) >= 0) continue;
        findings.error(Check::MainLine, {}, "Instrument",
                       std::string("No moment of the write is in stage ") + letterOf(stage) +
                           ". Give links other latencies, so that messages arrive one after the other.");
    }
    int lines = 0;
    for (int moment = 0; moment < static_cast<int>(write->moments.size()); ++moment) {
        if (!write->moments[static_cast<std::size_t>(moment)].stage) continue;
        for (const CrashBlow blow : {CrashBlow::Crash, CrashBlow::CutOff}) {
            for (const SentBefore sent : {SentBefore::Lost, SentBefore::Arrives}) {
                checkBlow(lesson, *write, moment, {blow, sent}, history, findings);
                lines += 2;
            }
        }
    }
    return lines;
}

}  // namespace lessons
