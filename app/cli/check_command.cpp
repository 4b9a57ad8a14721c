// `raftlab check TRACE`: the invariants on a trace, ours or somebody else's.

#include "app/cli/commands.h"
#include "app/cli/exit_code.h"
#include "app/cli/interrupt.h"
#include "raft/trace/trace_check.h"

namespace cli {
namespace {

/// `FILE:LINE: PROPERTY: sentence (with line 12, 40)`.
std::string lineOf(const raft::TraceFinding& finding, const std::string& file) {
    std::string text = file + ':' + std::to_string(finding.line) + ": " + std::string(raft::nameOf(finding.property)) +
                       ": " + finding.text;
    for (std::size_t i = 0; i < finding.with.size(); ++i) {
        text += (i == 0 ? " (with line " : ", ") + std::to_string(finding.with[i]);
    }
    return finding.with.empty() ? text : text + ')';
}

}  // namespace

int checkTraceFile(const std::string& file, const GlobalOptions& global, Output& output) {
    const InterruptGuard guard;
    const auto checked = raft::checkTrace(file, interrupted);
    if (interrupted()) return output.note(global.texts.tr("cli.check.interrupted")), kInterrupted;
    if (!checked.ok()) return output.errors(checked.errors()), kWrongInput;
    const raft::TraceReport& report = checked.value();
    for (const raft::TraceFinding& finding : report.findings) output.line(lineOf(finding, file));
    // The words do not change with the numbers: scripts read them.
    output.line(std::to_string(report.events) + " events, " + std::to_string(report.findings.size()) + " violations");
    output.errors(report.faults);
    if (!report.findings.empty()) return kAnswerIsNo;
    return report.faults.empty() ? kFine : kWrongInput;
}

}  // namespace cli
