#include "lessons/engine/loader.h"

#include <algorithm>
#include <array>
#include <set>

#include "lessons/engine/show_reader.h"
#include "raft/base/utf8.h"
#include "raft/trace/action_reader.h"
#include "raft/trace/cluster_reader.h"
#include "raft/trace/file_io.h"
#include "raft/trace/later_version.h"

namespace lessons {
namespace {

using raft::JsonReader;
using raft::JsonValue;
using raft::ObjectReader;

constexpr raft::JsonRange kStepCount{1, 200};
constexpr raft::JsonRange kItemCount{0, 1000};
constexpr std::array<std::string_view, 3> kPanels{"ring", "logs", "time"};
constexpr std::array<std::string_view, 2> kSources{"paper", "notes"};

/// Fields of the format that this version cannot play. To pass over them would change what the lesson teaches.
constexpr std::array<std::string_view, 7> kLaterLessonFields{"requires", "terms",  "dispels",        "whatIfs",
                                                             "goal",     "breaks", "timingSensitive"};
constexpr std::array<std::string_view, 1> kLaterStepFields{"ask"};
constexpr std::array<std::string_view, 3> kLaterViewFields{"layout", "speed", "theme"};

/// Says of each field in `later` that is there that it is of a later version.
template <std::size_t count>
void refuseLater(JsonReader& reader, const JsonValue& object, ObjectReader& fields,
                 const std::array<std::string_view, count>& later) {
    if (!object.is(JsonValue::Type::Object)) return;
    for (const raft::JsonKey& key : object.keys()) {
        if (std::find(later.begin(), later.end(), key.name) == later.end()) continue;
        reader.errorAtKey(object, key, raft::laterVersion("field", key.name, "a lesson without it"));
        fields.allow(key.name);
    }
}

/// Names of lessons, steps and checkpoints go into file names and links.
bool isIdentifier(std::string_view text) {
    const auto fits = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
    return !text.empty() && text.size() <= 64 && std::all_of(text.begin(), text.end(), fits);
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

class LessonReader {
public:
    explicit LessonReader(const raft::JsonDocument& document) : reader_(document) {}

    raft::Result<Lesson> read() {
        const JsonValue& value = reader_.document().root();
        ObjectReader root(reader_, value);
        lesson_.file = reader_.document().file();
        lesson_.texts = std::make_shared<raft::TextTable>();
        raft::checkFormat(reader_, root, "raftlab-lesson");
        // Another format's fields are not ours to judge.
        if (!reader_.ok()) return reader_.takeErrors();
        readIdentity(root);
        const auto cluster = raft::readCluster(reader_, root.required("cluster"));
        readView(root.optional("view"));
        const JsonValue* steps = root.required("steps");
        refuseLater(reader_, value, root, kLaterLessonFields);
        root.finish();
        // Without the names of the servers nothing in a step can be judged.
        if (cluster) {
            lesson_.cluster = *cluster;
            readSteps(steps);
        }
        if (!reader_.ok()) return reader_.takeErrors();
        return std::move(lesson_);
    }

private:
    void readIdentity(ObjectReader& root) {
        lesson_.id = readIdentifier(reader_, root.required("id"));
        lesson_.track = readIdentifier(reader_, root.required("track"));
        lesson_.order = static_cast<int>(reader_.integer(root.required("order"), {0, 1000}).value_or(0));
        lesson_.level = static_cast<int>(reader_.integer(root.required("level"), {1, 3}).value_or(1));
        lesson_.minutes = static_cast<int>(reader_.integer(root.required("minutes"), {1, 180}).value_or(1));
        lesson_.title = readLocalText(reader_, root.required("title"));
        lesson_.objective = readLocalText(reader_, root.required("objective"));
        for (const JsonValue& item : reader_.array(root.required("source"), {0, 32})) readSource(item);
    }

    /// `{"paper": "§5.2"}` or `{"notes": "000", "topic": "…"}`.
    void readSource(const JsonValue& value) {
        ObjectReader source(reader_, value);
        bool any = false;
        for (const std::string_view kind : kSources) {
            const std::string* text = reader_.string(source.optional(kind));
            if (text == nullptr) continue;
            any = true;
            lesson_.source.emplace_back(kind, *text);
        }
        if (const std::string* topic = reader_.string(source.optional("topic"))) {
            lesson_.source.emplace_back("topic", *topic);
        }
        if (!any && reader_.ok()) reader_.errorExpected(value, "a source with \"paper\" or \"notes\"");
    }

    void readView(const JsonValue* value) {
        if (value == nullptr) {
            lesson_.panels.assign(kPanels.begin(), kPanels.end());
            return;
        }
        ObjectReader view(reader_, value);
        for (const JsonValue& item : reader_.array(view.required("panels"), {1, 3})) {
            if (const auto panel = reader_.choice(&item, kPanels)) lesson_.panels.emplace_back(kPanels[*panel]);
        }
        refuseLater(reader_, *value, view, kLaterViewFields);
    }

    void readSteps(const JsonValue* value) {
        std::set<std::string> names;
        for (const JsonValue& item : reader_.array(value, kStepCount)) {
            Step step = readStep(item);
            for (const std::string& name : {step.id, step.checkpoint}) {
                if (!name.empty() && !names.insert(name).second) {
                    reader_.error(item, "the name " + raft::quotedText(name) +
                                            " stands twice; expected each step and checkpoint to have its own");
                }
            }
            lesson_.steps.push_back(std::move(step));
        }
    }

    Step readStep(const JsonValue& value) {
        Step step;
        ObjectReader fields(reader_, value);
        step.id = readIdentifier(reader_, fields.required("id"));
        step.say = readLocalText(reader_, fields.required("say"));
        step.presenter = readLocalText(reader_, fields.optional("presenter"));
        step.button = readLocalText(reader_, fields.optional("button"));
        step.checkpoint = readIdentifier(reader_, fields.optional("checkpoint"));
        step.todo = raft::readScript({reader_, lesson_.cluster, *lesson_.texts}, fields.optional("do"));
        step.run = readRun(value, fields);
        for (const JsonValue& item : reader_.array(fields.optional("expect"), kItemCount)) {
            if (auto condition = raft::readCondition(reader_, &item, lesson_.cluster)) {
                step.expect.push_back({raft::item::Expect{std::move(*condition)}, positionOf(reader_, item)});
            }
        }
        step.show = readShow(reader_, fields.optional("show"), lesson_.cluster);
        refuseLater(reader_, value, fields, kLaterStepFields);
        return step;
    }

    /// `until` with `atMost`, or `for`.
    std::optional<raft::ScriptItem> readRun(const JsonValue& step, ObjectReader& fields) {
        const JsonValue* until = fields.optional("until");
        const JsonValue* duration = fields.optional("for");
        const JsonValue* atMost = fields.optional("atMost");
        if (until != nullptr && duration != nullptr) {
            reader_.error(step, "both \"until\" and \"for\"; expected one of them");
        }
        if (atMost != nullptr && until == nullptr) {
            reader_.error(*atMost, "\"atMost\" without \"until\"; expected a condition to wait for");
        }
        const auto limit = reader_.milliseconds(atMost, {0, raft::kLongestUs});
        if (until != nullptr) {
            auto condition = raft::readCondition(reader_, until, lesson_.cluster);
            if (!condition) return std::nullopt;
            raft::item::WaitFor wait{std::move(*condition)};
            if (limit) wait.atMost = raft::SimTime(*limit);
            return raft::ScriptItem{std::move(wait), positionOf(reader_, *until)};
        }
        const auto length = reader_.milliseconds(duration, {0, raft::kLongestUs});
        if (!length) return std::nullopt;
        return raft::ScriptItem{raft::item::Wait{raft::SimTime(*length)}, positionOf(reader_, *duration)};
    }

    JsonReader reader_;
    Lesson lesson_;
};

}  // namespace

raft::Result<Lesson> readLesson(std::string text, const std::string& file, const raft::SessionOverrides& overrides) {
    auto document = raft::parseJson(std::move(text), {file, raft::kLessonBytesMax});
    if (!document.ok()) return document.errors();
    if (const auto applied = raft::applyOverrides(document.value(), overrides); !applied.ok()) return applied.errors();
    return LessonReader(document.value()).read();
}

raft::Result<Lesson> loadLesson(const std::string& path) {
    auto text = raft::readFile(path, raft::kLessonBytesMax);
    if (!text.ok()) return std::move(text).errors();
    return readLesson(std::move(text).value(), path);
}

}  // namespace lessons
