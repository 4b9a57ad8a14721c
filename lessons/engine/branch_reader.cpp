#include "lessons/engine/branch_reader.h"

#include <algorithm>
#include <array>

#include "lessons/engine/loader.h"
#include "lessons/engine/show_reader.h"
#include "raft/base/utf8.h"
#include "raft/script/names.h"
#include "raft/trace/action_reader.h"
#include "raft/trace/cluster_reader.h"

namespace lessons {
namespace {

using raft::JsonReader;
using raft::JsonValue;
using raft::ObjectReader;
using raft::Property;

constexpr raft::JsonRange kBranchCount{0, 32};
constexpr raft::JsonRange kHintCount{0, 9};
constexpr std::int64_t kActionsMax = 1000;

/// What a lesson may break on purpose; every other property is ours alone.
constexpr std::array kMayBreak{Property::ElectionSafety,     Property::LeaderAppendOnly,   Property::LogMatching,
                               Property::LeaderCompleteness, Property::StateMachineSafety, Property::Linearizability};

/// Verbs that only wait or ask, and the rules, which no goal may bend.
constexpr std::array<std::string_view, 6> kNoMoves{"wait", "waitFor", "drain", "expect", "note", "rule"};

/// "before-count", or "c0:end" for the state after the step c0.
Anchor readAnchor(const LessonContext& context, const JsonValue* value, const std::vector<Step>& steps) {
    Anchor anchor;
    const std::string* text = context.reader.string(value);
    if (text == nullptr) return anchor;
    anchor.name = *text;
    anchor.position = positionOf(context.reader, *value);
    std::vector<std::string> known;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const int done = static_cast<int>(i);
        if (!steps[i].checkpoint.empty()) known.push_back(steps[i].checkpoint);
        if (steps[i].checkpoint == *text) return anchor.stepsDone = done, anchor;
        if (steps[i].id + ":end" == *text) return anchor.stepsDone = done + 1, anchor;
    }
    for (const Step& step : steps) {
        known.push_back(step.id + ":end");
        if (step.id != *text) continue;
        context.reader.error(*value, raft::quotedText(*text) + " is a step; did you mean \"" + known.back() + "\"?");
        return anchor;
    }
    const std::vector<std::string_view> names(known.begin(), known.end());
    context.reader.error(*value, raft::unknownName("checkpoint", *text, names));
    return anchor;
}

std::vector<raft::act::SetRule> readRules(JsonReader& reader, const JsonValue* value) {
    std::vector<raft::act::SetRule> rules;
    if (value == nullptr) return rules;
    if (!value->is(JsonValue::Type::Object)) {
        reader.errorExpected(*value, "an object such as {\"compareLogs\": false}");
        return rules;
    }
    for (std::size_t i = 0; i < value->keys().size(); ++i) {
        const auto rule = raft::readRule(reader, *value, value->keys()[i], value->items()[i]);
        if (rule) rules.push_back(raft::act::SetRule{rule->rule, rule->value});
    }
    return rules;
}

WhatIf readWhatIf(const LessonContext& context, const JsonValue& value, const std::vector<Step>& steps) {
    WhatIf whatIf;
    whatIf.position = positionOf(context.reader, value);
    ObjectReader fields(context.reader, value);
    whatIf.title = readLocalText(context.reader, fields.required("title"));
    whatIf.from = readAnchor(context, fields.required("from"), steps);
    whatIf.rules = readRules(context.reader, fields.optional("rules"));
    whatIf.steps = readSteps(context, fields.required("steps"), StepsOf::WhatIf);
    whatIf.breaks = readBreaks(context.reader, fields.optional("breaks"));
    return whatIf;
}

/// The verbs that a goal may allow.
std::vector<std::string_view> moves() {
    std::vector<std::string_view> verbs = raft::scriptVerbs();
    const auto isNoMove = [](std::string_view verb) {
        return std::find(kNoMoves.begin(), kNoMoves.end(), verb) != kNoMoves.end();
    };
    verbs.erase(std::remove_if(verbs.begin(), verbs.end(), isNoMove), verbs.end());
    return verbs;
}

}  // namespace

std::vector<WhatIf> readWhatIfs(const LessonContext& context, const JsonValue* value, const std::vector<Step>& steps) {
    std::vector<WhatIf> all;
    if (value == nullptr) return all;
    if (!value->is(JsonValue::Type::Object) || value->items().size() > static_cast<std::size_t>(kBranchCount.max)) {
        context.reader.errorExpected(*value, "an object of at most 32 what-ifs");
        return all;
    }
    for (std::size_t i = 0; i < value->keys().size(); ++i) {
        WhatIf whatIf = readWhatIf(context, value->items()[i], steps);
        whatIf.id = value->keys()[i].name;
        if (!isIdentifier(whatIf.id)) {
            context.reader.errorAtKey(
                *value, value->keys()[i],
                "the name " + raft::quotedText(whatIf.id) + " is none; expected small letters, digits and hyphens");
        }
        all.push_back(std::move(whatIf));
    }
    return all;
}

Goal readGoal(const LessonContext& context, const JsonValue& value, const std::vector<Step>& steps) {
    JsonReader& reader = context.reader;
    Goal goal;
    goal.position = positionOf(reader, value);
    ObjectReader fields(reader, value);
    goal.prompt = readLocalText(reader, fields.required("prompt"));
    goal.from = readAnchor(context, fields.required("from"), steps);
    const std::vector<std::string_view> verbs = moves();
    for (const JsonValue& item : reader.array(fields.required("allow"), {1, static_cast<std::int64_t>(verbs.size())})) {
        if (const auto verb = reader.choice(&item, verbs)) goal.allow.emplace_back(verbs[*verb]);
    }
    if (auto win = raft::readCondition(reader, fields.required("win"), context.config)) goal.win = std::move(*win);
    goal.lose = raft::readCondition(reader, fields.optional("lose"), context.config);
    if (const JsonValue* limit = fields.required("limit")) {
        ObjectReader bounds(reader, *limit);
        goal.actionsMax = static_cast<int>(reader.integer(bounds.required("actions"), {1, kActionsMax}).value_or(1));
        goal.timeMax =
            raft::SimTime(reader.milliseconds(bounds.required("time"), {1, raft::kLongestDelayUs}).value_or(1));
    }
    for (const JsonValue& hint : reader.array(fields.optional("hints"), kHintCount)) {
        goal.hints.push_back(readLocalText(reader, &hint));
    }
    goal.solution = readSteps(context, fields.required("solution"), StepsOf::Solution);
    return goal;
}

std::vector<Property> readBreaks(JsonReader& reader, const JsonValue* value) {
    std::array<std::string_view, kMayBreak.size()> names;
    for (std::size_t i = 0; i < names.size(); ++i) names[i] = raft::nameOf(kMayBreak[i]);
    std::vector<Property> breaks;
    for (const JsonValue& item : reader.array(value, {0, static_cast<std::int64_t>(names.size())})) {
        if (const auto property = reader.choice(&item, names)) breaks.push_back(kMayBreak[*property]);
    }
    return breaks;
}

}  // namespace lessons
