// `raftlab run FILE`: plays a session or a lesson's main line and judges what came of it.

#include <algorithm>

#include "app/cli/check_report.h"
#include "app/cli/commands.h"
#include "app/cli/exit_code.h"
#include "app/cli/interrupt.h"
#include "app/cli/narrate.h"
#include "app/cli/run_file.h"
#include "app/cli/run_report.h"
#include "app/studio/rule_sheet.h"
#include "raft/trace/file_io.h"
#include "raft/trace/final_state.h"
#include "raft/trace/session_writer.h"
#include "raft/trace/trace_writer.h"

namespace cli {
namespace {

constexpr std::string_view kStandardOutput = "-";

/// Everything on the line that was looked at and found good.
struct Plan {
    RunFile file;
    raft::RunEnd end;
    std::vector<raft::Expression> expected;
    std::optional<std::size_t> branch;  ///< In Session::branches.
};

raft::Result<std::size_t> branchNamed(const RunFile& file, const std::string& name) {
    std::string known;
    if (file.session) {
        const auto& branches = file.session->branches;
        for (std::size_t i = 0; i < branches.size(); ++i) {
            if (branches[i].name == name) return i;
            known += (known.empty() ? "" : ", ") + branches[i].name;
        }
    }
    return raft::Error{
        "--branch", 1, 1, "",
        "there is no branch \"" + name + "\"; expected " + (known.empty() ? "none: there are no branches" : known)};
}

raft::Result<Plan> makePlan(const RunOptions& options) {
    raft::SessionOverrides overrides;
    overrides.seed = options.seed;
    raft::Errors errors;
    for (const std::string& text : options.set) {
        auto split = raft::splitOverride(text);
        split.ok() ? overrides.set.push_back(split.value()) : raft::addErrors(errors, split.errors());
    }
    if (!errors.empty()) return errors;
    auto file = loadRunFile(options.file, overrides);
    if (!file.ok()) return std::move(file).errors();
    Plan plan{std::move(file).value(), {}, {}, std::nullopt};
    const raft::ClusterConfig& cluster = plan.file.cluster;
    if (options.until) {
        auto end = raft::parseUntil(*options.until, cluster);
        end.ok() ? static_cast<void>(plan.end = std::move(end).value())
                 : raft::addErrors(errors, inOption(end.errors(), "--until"));
    }
    for (const std::string& text : options.expect) {
        auto condition = raft::parseCondition(text, cluster);
        condition.ok() ? plan.expected.push_back(std::move(condition).value())
                       : raft::addErrors(errors, inOption(condition.errors(), "--expect"));
    }
    if (!options.branch.empty()) {
        auto branch = branchNamed(plan.file, options.branch);
        branch.ok() ? static_cast<void>(plan.branch = branch.value()) : raft::addErrors(errors, branch.errors());
    }
    if (!errors.empty()) return errors;
    return plan;
}

/// The session with the lines that lead to `branch` and no others; that branch is the last one.
raft::Session onlyBranch(const raft::Session& session, std::size_t branch) {
    std::vector<int> lines;  // From the branch down to the first fork.
    for (int line = static_cast<int>(branch) + 1; line > 0;) {
        lines.push_back(line);
        line = session.branches[static_cast<std::size_t>(line - 1)].parent;
    }
    std::reverse(lines.begin(), lines.end());
    raft::Session only = session;
    only.branches.clear();
    only.bookmarks.clear();
    only.cursor.reset();
    for (const int line : lines) {
        only.branches.push_back(session.branches[static_cast<std::size_t>(line - 1)]);
        only.branches.back().parent = static_cast<int>(only.branches.size()) - 1;
    }
    return only;
}

/// Builds the branch and stands at the beginning of its past. Returns the script that walks to its end.
raft::Result<raft::Script> beginBranch(const Plan& plan, raft::History& history) {
    const raft::Session only = onlyBranch(*plan.file.session, *plan.branch);
    if (auto done = raft::replaySession(only, plan.file.file, history); !done.ok()) return done.errors();
    const int line = static_cast<int>(only.branches.size());
    history.switchTo(line);
    history.seekTime(std::max(history.endTime(), history.forkTime(line)));
    const raft::SimTime end = history.time();
    history.seekStep(raft::StepId(0));
    return raft::Script{raft::ScriptItem{raft::item::Wait{end}, {}}};
}

void judgeAtEnd(const Plan& plan, const raft::History& history, RunReport& report) {
    raft::TallyKeeper keeper;
    for (const raft::Expression& condition : plan.expected) {
        const raft::Tally& tally = condition.needsTally ? keeper.at(history) : keeper.latest();
        report.expected.push_back(raft::judge(condition, raft::Moment{history, tally}));
    }
}

RunReport reportOf(const RunOptions& options, const GlobalOptions& global, const Plan& plan,
                   const raft::RunOutcome& outcome, const raft::History& history) {
    RunReport report;
    report.outcome = outcome;
    const raft::World& world = history.world();
    const auto violations = world.monitor().violations();
    report.violations.assign(violations.begin(), violations.end());
    report.bentRules = bentRulesOf(history);
    report.wantsHash = options.hash;
    report.world = world.digest();
    report.chain = world.chain();
    judgeAtEnd(plan, history, report);
    if (options.narrate) {
        report.narration = narrate(history, {raft::StepId(0), history.step() + 1}, Detail::Everything, global.texts);
    }
    return report;
}

/// Why a script stopped, where its lines cannot say it.
void explainEnd(const RunFile& file, const raft::ScriptRunner& runner, const studio::Texts& texts, Output& output) {
    const raft::RunOutcome& outcome = runner.outcome();
    const auto tell = [&](const std::string& where, raft::SourcePosition at, const std::string& text) {
        output.note(raft::Error{where, at.line, at.column, "", text}.format());
    };
    if (outcome.unmet) {
        // A wait behind the last item is that of --until.
        const bool scriptDone = runner.state().item == runner.script().size();
        const std::string time = fixedMilliseconds(outcome.unmet->time);
        tell(scriptDone ? "--until" : file.file, outcome.unmet->position,
             texts.format("cli.run.unmet", {{"condition", outcome.unmet->text}, {"time", time}}));
    }
    for (const raft::RefusedAction& refused : outcome.refused) {
        tell(file.file, refused.position, texts.format("cli.run.refused", {{"action", refused.text}}));
    }
}

int stopped(const GlobalOptions& global, const raft::History& history, Output& output) {
    const std::string time = fixedMilliseconds(history.time());
    output.note(global.texts.format("cli.run.interrupted", {{"time", time}}));
    return kInterrupted;
}

/// The files that were asked for. Returns kFine when they are written.
int writeFiles(const RunOptions& options, const GlobalOptions& global, const raft::History& history, Output& output) {
    if (!options.trace.empty()) {
        output.flush();
        const auto written = raft::writeTrace(history, options.trace, interrupted);
        if (!written.ok()) return output.errors(written.errors()), kWrongInput;
        if (written.value() == raft::TraceEnd::Stopped) return stopped(global, history, output);
    }
    if (!options.finalState.empty()) {
        const auto written = raft::writeFileAtomically(options.finalState, raft::finalState(history));
        if (!written.ok()) return output.errors(written.errors()), kWrongInput;
    }
    return kFine;
}

}  // namespace

int runSession(const RunOptions& options, const GlobalOptions& global, Output& output) {
    const bool traceToOutput = options.trace == kStandardOutput;
    const bool stateToOutput = options.finalState == kStandardOutput;
    if (traceToOutput && stateToOutput) return output.note(global.texts.tr("cli.run.twoOutputs")), kWrongInput;
    // Whoever reads the file from a pipe wants nothing else in it.
    if (traceToOutput || stateToOutput) output.sendResults(Output::ResultsTo::Stderr);

    auto planned = makePlan(options);
    if (!planned.ok()) return output.errors(planned.errors()), kWrongInput;
    const Plan& plan = planned.value();
    const InterruptGuard guard;
    const auto history = beginHistory(plan.file);
    const CheckReport checkReport(*history, global.configDir);
    raft::Script script = plan.file.script;
    if (plan.branch) {
        auto walk = beginBranch(plan, *history);
        if (!walk.ok()) return output.errors(walk.errors()), kWrongInput;
        script = std::move(walk).value();
    }
    raft::ScriptRunner runner(std::move(script), plan.end);
    if (play(runner, *history) == RunEnding::Interrupted) return stopped(global, *history, output);

    const raft::RunOutcome& outcome = runner.outcome();
    if (outcome.failure) {
        const raft::SourcePosition at = outcome.failure->position;
        output.note(raft::Error{plan.file.file, at.line, at.column, "", outcome.failure->message}.format());
        return kWrongInput;
    }
    const RunReport report = reportOf(options, global, plan, outcome, *history);
    if (interrupted()) return stopped(global, *history, output);
    if (const int code = writeFiles(options, global, *history, output); code != kFine) return code;
    options.json ? printReportAsJson(report, output) : printReport(report, output);
    output.flush();
    explainEnd(plan.file, runner, global.texts, output);
    if (!report.bentRules.empty()) {
        output.note(
            global.texts.format("title.rulesBent", {{"rules", studio::bentWords(report.bentRules, global.texts)}}));
    }
    return report.ok() ? kFine : kAnswerIsNo;
}

}  // namespace cli
