#include "lessons/engine/step_reader.h"

#include <algorithm>

#include "lessons/engine/ask_reader.h"
#include "lessons/engine/loader.h"
#include "lessons/engine/show_reader.h"
#include "raft/base/utf8.h"
#include "raft/trace/action_reader.h"
#include "raft/trace/cluster_reader.h"

namespace lessons {
namespace {

using raft::JsonReader;
using raft::JsonValue;
using raft::ObjectReader;

constexpr raft::JsonRange kStepCount{1, 200};
constexpr raft::JsonRange kItemCount{0, 1000};

/// `until` with `atMost`, or `for`.
std::optional<raft::ScriptItem> readRun(const LessonContext& context, const JsonValue& step, ObjectReader& fields) {
    JsonReader& reader = context.reader;
    const JsonValue* until = fields.optional("until");
    const JsonValue* duration = fields.optional("for");
    const JsonValue* atMost = fields.optional("atMost");
    if (until != nullptr && duration != nullptr) {
        reader.error(step, "both \"until\" and \"for\"; expected one of them");
    }
    if (atMost != nullptr && until == nullptr) {
        reader.error(*atMost, "\"atMost\" without \"until\"; expected a condition to wait for");
    }
    const auto limit = reader.milliseconds(atMost, {0, raft::kLongestUs});
    if (until != nullptr) {
        auto condition = raft::readCondition(reader, until, context.config);
        if (!condition) return std::nullopt;
        raft::item::WaitFor wait{std::move(*condition)};
        if (limit) wait.atMost = raft::SimTime(*limit);
        return raft::ScriptItem{std::move(wait), positionOf(reader, *until)};
    }
    const auto length = reader.milliseconds(duration, {0, raft::kLongestUs});
    if (!length) return std::nullopt;
    return raft::ScriptItem{raft::item::Wait{raft::SimTime(*length)}, positionOf(reader, *duration)};
}

Step readStep(const LessonContext& context, const JsonValue& value, StepsOf kind) {
    JsonReader& reader = context.reader;
    Step step;
    step.position = positionOf(reader, value);
    ObjectReader fields(reader, value);
    const bool isNamed = kind != StepsOf::Solution;
    step.id = readIdentifier(reader, isNamed ? fields.required("id") : fields.optional("id"));
    step.say = readLocalText(reader, isNamed ? fields.required("say") : fields.optional("say"));
    if (isNamed) {
        step.presenter = readLocalText(reader, fields.optional("presenter"));
        step.button = readLocalText(reader, fields.optional("button"));
        step.show = readShow(reader, fields.optional("show"), context.config);
    }
    if (kind == StepsOf::Lesson) {
        step.checkpoint = readIdentifier(reader, fields.optional("checkpoint"));
        if (const JsonValue* ask = fields.optional("ask")) step.ask = readAsk(context, *ask);
    }
    step.todo = raft::readScript({reader, context.config, context.texts}, fields.optional("do"));
    step.run = readRun(context, value, fields);
    for (const JsonValue& item : reader.array(fields.optional("expect"), kItemCount)) {
        if (auto condition = raft::readCondition(reader, &item, context.config)) {
            step.expect.push_back({raft::item::Expect{std::move(*condition)}, positionOf(reader, item)});
        }
    }
    return step;
}

}  // namespace

std::vector<Step> readSteps(const LessonContext& context, const JsonValue* value, StepsOf kind) {
    std::vector<Step> steps;
    // A step may have the same name as a checkpoint: "c" is before it, "c:end" after it.
    std::set<std::string> ids;
    std::set<std::string> checkpoints;
    for (const JsonValue& item : context.reader.array(value, kStepCount)) {
        Step step = readStep(context, item, kind);
        for (const auto& [name, names] : {std::pair(&step.id, &ids), std::pair(&step.checkpoint, &checkpoints)}) {
            if (name->empty() || names->insert(*name).second) continue;
            context.reader.error(item, "the name " + raft::quotedText(*name) +
                                           " stands twice; expected each step and checkpoint to have its own");
        }
        steps.push_back(std::move(step));
    }
    return steps;
}

std::string readIdentifier(JsonReader& reader, const JsonValue* value) {
    const std::string* text = reader.string(value);
    if (text == nullptr) return {};
    if (!isIdentifier(*text)) reader.errorExpected(*value, "small letters, digits and hyphens");
    return *text;
}

raft::SourcePosition positionOf(const JsonReader& reader, const JsonValue& value) {
    const raft::JsonPosition at = reader.document().position(value.offset());
    return raft::SourcePosition{at.line, at.column};
}

}  // namespace lessons
