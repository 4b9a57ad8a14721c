#include "app/studio/course_plan.h"

#include <algorithm>
#include <set>

#include "lessons/engine/ask.h"
#include "lessons/engine/show_reader.h"
#include "raft/base/nearest.h"
#include "raft/trace/json_reader.h"

namespace studio {
namespace {

using raft::JsonReader;
using raft::JsonValue;
using raft::ObjectReader;

constexpr std::string_view kPlanFormat = "raftlab-course/1";
constexpr raft::JsonRange kTrackCount{1, 50};
constexpr raft::JsonRange kLessonCount{0, 1000};
constexpr raft::JsonRange kOrder{0, 1000};
constexpr raft::JsonRange kLevel{1, 3};
constexpr raft::JsonRange kMinutes{1, 120};

bool isId(std::string_view text) {
    const auto fits = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
    return !text.empty() && std::all_of(text.begin(), text.end(), fits);
}

/// The id of something of which there is one each; empty if it is none.
std::string readId(JsonReader& reader, const JsonValue* value, std::set<std::string>& taken) {
    const std::string* id = reader.string(value);
    if (id == nullptr) return {};
    if (!isId(*id)) {
        reader.errorExpected(*value, "small letters, digits and hyphens");
        return {};
    }
    if (!taken.insert(*id).second) reader.error(*value, "a second '" + *id + "'; expected each id once");
    return *id;
}

/// One of the names that the file or its folder defines.
std::string readName(JsonReader& reader, const JsonValue* value, const std::set<std::string>& known,
                     std::string_view what) {
    const std::string* name = reader.string(value);
    if (name == nullptr) return {};
    if (known.count(*name) == 0) {
        const std::vector<std::string_view> names(known.begin(), known.end());
        reader.error(*value, "no " + std::string(what) + " '" + *name + "'; expected the id of a " + std::string(what) +
                                 raft::didYouMean(*name, names));
    }
    return *name;
}

CourseTrack readTrack(JsonReader& reader, const JsonValue& value, std::set<std::string>& ids) {
    CourseTrack track;
    ObjectReader fields(reader, value);
    track.id = readId(reader, fields.required("id"), ids);
    track.name = lessons::readLocalText(reader, fields.required("name"));
    track.sentence = lessons::readLocalText(reader, fields.required("sentence"));
    if (const std::string* poster = reader.string(fields.optional("poster"))) track.poster = *poster;
    return track;
}

LaterLesson readLater(JsonReader& reader, const JsonValue& value, const std::set<std::string>& tracks,
                      std::set<std::string>& ids) {
    LaterLesson lesson;
    ObjectReader fields(reader, value);
    lesson.id = readId(reader, fields.required("id"), ids);
    lesson.title = lessons::readLocalText(reader, fields.required("title"));
    lesson.track = readName(reader, fields.required("track"), tracks, "track");
    lesson.order = static_cast<int>(reader.integer(fields.required("order"), kOrder).value_or(0));
    lesson.level = static_cast<int>(reader.integer(fields.required("level"), kLevel).value_or(1));
    lesson.minutes = static_cast<int>(reader.integer(fields.required("minutes"), kMinutes).value_or(1));
    return lesson;
}

/// "M01" … "M28".
bool isMisconception(std::string_view id) {
    if (id.size() != 3 || id[0] != 'M' || id[1] < '0' || id[1] > '9' || id[2] < '0' || id[2] > '9') return false;
    const int number = (id[1] - '0') * 10 + (id[2] - '0');
    return number >= 1 && number <= lessons::kMisconceptionCount;
}

Belief readBelief(JsonReader& reader, const JsonValue& value, std::set<std::string>& ids) {
    Belief belief;
    ObjectReader fields(reader, value);
    const JsonValue* idValue = fields.required("id");
    if (const std::string* id = reader.string(idValue)) {
        belief.id = *id;
        if (!isMisconception(*id)) {
            reader.errorExpected(*idValue, "a misconception, \"M01\" to \"M28\"");
        } else if (!ids.insert(*id).second) {
            reader.error(*idValue, "a second '" + *id + "'; expected each id once");
        }
    }
    belief.text = lessons::readLocalText(reader, fields.required("belief"));
    return belief;
}

}  // namespace

const CourseTrack* CoursePlan::findTrack(std::string_view id) const {
    const auto found = std::find_if(tracks.begin(), tracks.end(), [id](const CourseTrack& t) { return t.id == id; });
    return found == tracks.end() ? nullptr : &*found;
}

const lessons::LocalText* CoursePlan::beliefOf(std::string_view id) const {
    const auto found = std::find_if(beliefs.begin(), beliefs.end(), [id](const Belief& b) { return b.id == id; });
    return found == beliefs.end() ? nullptr : &found->text;
}

raft::Result<CoursePlan> readCoursePlan(std::string text, const std::string& file,
                                        const std::vector<std::string>& lessonIds) {
    const auto document = raft::parseJson(std::move(text), {file, kPlanBytesMax});
    if (!document.ok()) return document.errors();
    JsonReader reader(document.value());
    ObjectReader root(reader, document.value().root());
    const JsonValue* format = root.required("format");
    if (const std::string* name = reader.string(format); name != nullptr && *name != kPlanFormat) {
        reader.error(*format, "format '" + *name + "'; expected '" + std::string(kPlanFormat) + "'");
    }
    CoursePlan plan;
    std::set<std::string> trackIds;
    for (const JsonValue& item : reader.array(root.required("tracks"), kTrackCount)) {
        plan.tracks.push_back(readTrack(reader, item, trackIds));
    }
    std::set<std::string> laterIds;
    for (const JsonValue& item : reader.array(root.optional("later"), kLessonCount)) {
        plan.later.push_back(readLater(reader, item, trackIds, laterIds));
    }
    std::set<std::string> known(lessonIds.begin(), lessonIds.end());
    known.insert(laterIds.begin(), laterIds.end());
    std::set<std::string> onPath;
    for (const JsonValue& item : reader.array(root.optional("core"), kLessonCount)) {
        plan.core.push_back(readName(reader, &item, known, "lesson"));
        if (!onPath.insert(plan.core.back()).second && !plan.core.back().empty()) {
            reader.error(item, "'" + plan.core.back() + "' for the second time; expected each lesson once");
        }
    }
    std::set<std::string> beliefIds;
    for (const JsonValue& item : reader.array(root.optional("misconceptions"), kLessonCount)) {
        plan.beliefs.push_back(readBelief(reader, item, beliefIds));
    }
    root.finish();
    if (!reader.ok()) return reader.takeErrors();
    return plan;
}

}  // namespace studio
