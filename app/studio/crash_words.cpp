// The words of the instrument: what its runs say while they are played, and what they are called.

#include "app/studio/crash_scene.h"
#include "app/studio/wording.h"

namespace studio {
namespace {

using lessons::CrashBlow;
using lessons::SentBefore;

std::string_view blowKey(const lessons::CrashChoice& choice) {
    if (choice.blow == CrashBlow::CutOff) return "stages.say.cutOff";
    return choice.sent == SentBefore::Lost ? "stages.say.crashLost" : "stages.say.crashArrives";
}

std::string_view keyOf(const lessons::Step& step, const lessons::CrashPlan& plan) {
    if (step.id == lessons::kBlowStep) return blowKey(plan.choice);
    if (step.id == lessons::kRefusedStep) return "stages.say.refused";
    if (step.id == lessons::kElectStep) return "stages.say.elect";
    if (step.id == lessons::kRetryStep) return plan.asksAgain ? "stages.say.lateCopy" : "stages.say.retry";
    return plan.choice.blow == CrashBlow::Crash ? "stages.say.return" : "stages.say.heal";
}

}  // namespace

void wordCrashSteps(lessons::CrashPlan& plan, const lessons::CrashWrite& write, const raft::ClusterConfig& config) {
    const auto name = [&config](raft::NodeId end) {
        return end == raft::kNoNode ? std::string() : config.labelOf(end);
    };
    const std::string leader = name(write.leader);
    const std::string client = name(write.client);
    const std::string winner = name(plan.winner);
    const std::string refused = name(plan.refused);
    const std::vector<TextArg> args{{"leader", leader}, {"client", client}, {"winner", winner}, {"refused", refused}};
    for (lessons::Step& step : plan.steps) {
        const std::string_view key = keyOf(step, plan);
        step.say = {Texts(Language::English).format(key, args), Texts(Language::Chinese).format(key, args)};
    }
}

CrashDesk::Names crashBranches(const CrashDesk& desk, const Texts& texts) {
    const std::string letter(1, lessons::letterOf(*desk.stage()));
    const std::string with =
        texts.format("stages.branch", {{"letter", letter}, {"time", timeText(desk.at().place.time, texts)}});
    return {with, texts.format("stages.branchWithout", {{"name", with}})};
}

}  // namespace studio
