#include "app/cli/run_report.h"

#include <algorithm>

#include "raft/core/rules.h"
#include "raft/trace/json_writer.h"
#include "raft/trace/trace_names.h"

namespace cli {
namespace {

/// A text of the user's in a line of ours: no tab or line break of it may look like one of ours.
std::string oneLine(std::string text) {
    for (char& c : text) {
        if (static_cast<unsigned char>(c) < 0x20) c = ' ';
    }
    return text;
}

void printCondition(const raft::ConditionResult& result, Output& output) {
    std::string line = std::string(result.ok ? "ok" : "NO") + '\t' + oneLine(result.text) + '\t';
    for (std::size_t i = 0; i < result.calls.size(); ++i) {
        line += (i > 0 ? " " : "") + oneLine(result.calls[i].call + "=" + result.calls[i].value);
    }
    output.line(line);
}

std::string evidenceText(const raft::Violation& violation) {
    std::string text;
    for (const raft::EventId event : violation.evidence) {
        text += (text.empty() ? "" : ",") + std::to_string(event.value);
    }
    return text;
}

void printViolation(const raft::Violation& violation, Output& output) {
    output.line("VIOLATION\t" + std::string(raft::nameOf(violation.property)) +
                "\tt=" + fixedMilliseconds(violation.time) + "\ti=" + std::to_string(violation.event.value) +
                "\tEVIDENCE " + evidenceText(violation) + '\t' + oneLine(violation.text));
}

/// The conditions of the script, the wait that ended it, and --expect, in this order.
std::vector<const raft::ConditionResult*> conditionsOf(const RunReport& report) {
    std::vector<const raft::ConditionResult*> all;
    for (const raft::ConditionResult& result : report.outcome.expectations) all.push_back(&result);
    if (report.outcome.unmet) all.push_back(&*report.outcome.unmet);
    for (const raft::ConditionResult& result : report.expected) all.push_back(&result);
    return all;
}

void writeCondition(raft::JsonWriter& json, const raft::ConditionResult& result) {
    json.beginInlineObject();
    json.field("ok", result.ok);
    json.field("text", result.text);
    json.key("calls");
    json.beginInlineObject();
    for (const raft::CallValue& call : result.calls) json.field(call.call, call.value);
    json.endObject();
    json.field("t", result.time.us);
    json.endObject();
}

void writeViolation(raft::JsonWriter& json, const raft::Violation& violation) {
    json.beginInlineObject();
    json.field("property", raft::nameOf(violation.property));
    json.field("t", violation.time.us);
    json.field("i", violation.event.value);
    json.key("evidence");
    json.beginInlineArray();
    for (const raft::EventId event : violation.evidence) json.value(event.value);
    json.endArray();
    json.field("text", violation.text);
    json.endObject();
}

void writeNarration(raft::JsonWriter& json, const std::vector<NarratedEvent>& narration) {
    json.key("narration");
    json.beginArray();
    for (const NarratedEvent& event : narration) {
        json.beginInlineObject();
        json.field("i", event.event.value);
        json.field("t", event.time.us);
        json.field("text", event.text);
        json.endObject();
    }
    json.endArray();
}

}  // namespace

bool RunReport::ok() const {
    const bool asExpected =
        std::all_of(expected.begin(), expected.end(), [](const raft::ConditionResult& result) { return result.ok; });
    return outcome.ok() && asExpected && (!bentRules.empty() || violations.empty());
}

std::string bentRulesOf(const raft::History& history) {
    const auto wasBent = [&](raft::RuleId rule) {
        if (!raft::isCorrect(rule, history.config().rules.get(rule))) return true;
        for (const raft::RecordedAction& recorded : history.actions()) {
            const auto* switched = std::get_if<raft::act::SetRule>(&recorded.action);
            if (switched == nullptr || recorded.step > history.step() || switched->rule != rule) continue;
            if (!raft::isCorrect(rule, switched->value)) return true;
        }
        return false;
    };
    std::string names;
    for (const raft::RuleInfo& info : raft::ruleTable()) {
        if (wasBent(info.id)) names += (names.empty() ? "" : " ") + std::string(info.name);
    }
    return names;
}

std::string fixedMilliseconds(raft::SimTime time) {
    return std::to_string(time.us / 1000) + '.' + std::to_string(1000 + time.us % 1000).substr(1);
}

void printReport(const RunReport& report, Output& output) {
    for (const NarratedEvent& event : report.narration) {
        output.line(fixedMilliseconds(event.time) + '\t' + event.text);
    }
    for (const raft::ConditionResult* result : conditionsOf(report)) printCondition(*result, output);
    for (const raft::RefusedAction& refused : report.outcome.refused) {
        output.line("NO\t" + oneLine(refused.text) + '\t');
    }
    for (const raft::Violation& violation : report.violations) printViolation(violation, output);
    if (!report.wantsHash) return;
    output.line("world " + raft::hexText(report.world));
    output.line("chain " + raft::hexText(report.chain));
}

void printReportAsJson(const RunReport& report, Output& output) {
    std::string text;
    raft::JsonWriter json(text, raft::JsonLayout::Pretty);
    json.beginObject();
    json.field("ok", report.ok());
    json.field("t", report.outcome.stoppedAt.us);
    if (!report.narration.empty()) writeNarration(json, report.narration);
    json.key("expectations");
    json.beginArray();
    for (const raft::ConditionResult* result : conditionsOf(report)) writeCondition(json, *result);
    json.endArray();
    json.key("refused");
    json.beginArray();
    for (const raft::RefusedAction& refused : report.outcome.refused) json.value(refused.text);
    json.endArray();
    json.key("violations");
    json.beginArray();
    for (const raft::Violation& violation : report.violations) writeViolation(json, violation);
    json.endArray();
    if (report.wantsHash) {
        json.field("world", raft::hexText(report.world));
        json.field("chain", raft::hexText(report.chain));
    }
    json.endObject();
    json.newLine();
    output.result(text);
}

}  // namespace cli
