#include "app/cli/crash_table.h"

#include <string>

#include "app/cli/interrupt.h"
#include "app/studio/crash_scene.h"
#include "app/studio/wording.h"

namespace cli {
namespace {

std::string answersText(const lessons::CrashAnswers& answers, const std::string& client, const studio::Texts& texts) {
    const auto one = [&](const char* question, int answer) {
        const std::string row = texts.format(std::string("stages.row.") + question, {{"client", client}});
        const std::string key = std::string("stages.cell.") + question + "." + std::to_string(answer);
        return row + " " + std::string(texts.tr(key));
    };
    return one("fate", answers[0]) + " · " + one("word", answers[1]) + " · " + one("retry", answers[2]);
}

}  // namespace

bool tellCrashStages(const lessons::Lesson& lesson, const lessons::Player& main, raft::History& history,
                     const studio::Texts& texts, Output& output) {
    const auto write = lessons::findCrashWrite(lesson, main, history);
    if (!write) return true;
    const std::string& leader = lesson.cluster.labelOf(write->leader);
    const std::string& client = lesson.cluster.labelOf(write->client);
    for (const char letter : std::string("ABDCEFG")) {
        if (interrupted()) return false;
        const auto stage = static_cast<lessons::CrashStage>(letter - 'A');
        const auto moment = lessons::usualMoment(*write, stage);
        if (!moment) continue;
        lessons::CrashPlan plan = lessons::planCrash(lesson, *write, *moment, lessons::usualChoice(stage), history);
        studio::wordCrashSteps(plan, *write, lesson.cluster);
        const lessons::CrashOutcome seen = lessons::playCrash(lesson, *write, plan, history);
        output.line("");
        output.line(texts.format(std::string("stages.title.") + letter, {{"leader", leader}, {"client", client}}) +
                    " (" + studio::timeText(plan.from.time, texts) + ")");
        for (const lessons::Step& step : plan.steps) {
            output.line("  " + studio::textOf(step.say, texts.language()));
        }
        output.line("  " + answersText(seen.answers, client, texts));
    }
    output.line("");
    output.line("  " + std::string(texts.tr("stages.remark")));
    lessons::standAt(history, 0, main.place());
    return true;
}

}  // namespace cli
