#include "app/studio/progress_file.h"

#include <array>
#include <filesystem>
#include <system_error>

#include "raft/trace/file_io.h"
#include "raft/trace/json_reader.h"
#include "raft/trace/json_writer.h"

namespace studio {
namespace {

namespace fs = std::filesystem;
using raft::JsonReader;
using raft::JsonValue;
using raft::ObjectReader;

constexpr std::string_view kProgressFormat = "raftlab-progress/1";
constexpr std::string_view kProgressFileName = "/progress.json";
constexpr std::size_t kProgressBytesMax = 4 * 1024 * 1024;
constexpr raft::JsonRange kCount{0, 10'000};
constexpr raft::JsonRange kNumber{0, 1'000'000};
/// Of a blow, in the order of the enumerations.
constexpr std::array<std::string_view, lessons::kCrashStageCount> kCrashStages{"A", "B", "C", "D", "E", "F", "G"};
constexpr std::array<std::string_view, 2> kCrashBlows{"crash", "cut-off"};
constexpr std::array<std::string_view, 2> kCrashSent{"lost", "arrives"};
constexpr raft::JsonRange kTimeUs{0, std::int64_t{1} << 53};

void writeTexts(raft::JsonWriter& writer, std::string_view name, const std::vector<std::string>& texts) {
    if (texts.empty()) return;
    writer.key(name);
    writer.beginInlineArray();
    for (const std::string& text : texts) writer.value(text);
    writer.endArray();
}

void writePrediction(raft::JsonWriter& writer, const Prediction& prediction) {
    writer.beginInlineObject();
    writer.field("step", prediction.step);
    writeTexts(writer, "given", prediction.given);
    writeTexts(writer, "truth", prediction.truth);
    writer.field("right", prediction.isRight);
    writeTexts(writer, "misconceptions", prediction.misconceptions);
    writer.key("decidedMs");
    writer.milliseconds(prediction.decided.us);
    if (prediction.day != 0) writer.field("day", prediction.day);
    writer.field("tries", prediction.tries);
    writer.field("rightNow", prediction.isRightNow);
    writer.endObject();
}

void writeCrash(raft::JsonWriter& writer, const CrashTrial& trial) {
    writer.beginInlineObject();
    writer.field("stage", kCrashStages[static_cast<std::size_t>(trial.stage)]);
    writer.field("moment", trial.moment);
    writer.field("blow", kCrashBlows[static_cast<std::size_t>(trial.choice.blow)]);
    writer.field("sent", kCrashSent[static_cast<std::size_t>(trial.choice.sent)]);
    writer.key("predicted");
    writer.beginInlineArray();
    for (const int answer : trial.predicted) writer.value(answer);
    writer.endArray();
    writer.endObject();
}

void writeLesson(raft::JsonWriter& writer, const LessonProgress& lesson) {
    writer.beginObject();
    writer.field("played", lesson.played);
    if (lesson.solved) writer.field("solved", lesson.solved);
    if (lesson.actions > 0) writer.field("actions", lesson.actions);
    if (!lesson.at.empty()) writer.field("at", lesson.at);
    if (!lesson.predictions.empty()) {
        writer.key("predictions");
        writer.beginArray();
        for (const Prediction& prediction : lesson.predictions) writePrediction(writer, prediction);
        writer.endArray();
    }
    writeTexts(writer, "whatIfs", {lesson.whatIfs.begin(), lesson.whatIfs.end()});
    if (!lesson.crashes.empty()) {
        writer.key("crashes");
        writer.beginArray();
        for (const CrashTrial& trial : lesson.crashes) writeCrash(writer, trial);
        writer.endArray();
    }
    writer.endObject();
}

std::vector<std::string> readTexts(JsonReader& reader, const JsonValue* value) {
    std::vector<std::string> texts;
    for (const JsonValue& item : reader.array(value, kCount)) {
        if (const std::string* text = reader.string(&item)) texts.push_back(*text);
    }
    return texts;
}

int readNumber(JsonReader& reader, const JsonValue* value) {
    return static_cast<int>(reader.integer(value, kNumber).value_or(0));
}

std::string readText(JsonReader& reader, const JsonValue* value) {
    const std::string* text = reader.string(value);
    return text == nullptr ? std::string() : *text;
}

Prediction readPrediction(JsonReader& reader, const JsonValue& value) {
    Prediction prediction;
    ObjectReader fields(reader, value);
    prediction.step = readText(reader, fields.required("step"));
    prediction.given = readTexts(reader, fields.optional("given"));
    prediction.truth = readTexts(reader, fields.optional("truth"));
    prediction.isRight = reader.boolean(fields.required("right")).value_or(false);
    prediction.misconceptions = readTexts(reader, fields.optional("misconceptions"));
    prediction.decided = raft::SimTime(reader.milliseconds(fields.optional("decidedMs"), kTimeUs).value_or(0));
    prediction.day = readNumber(reader, fields.optional("day"));
    prediction.tries = readNumber(reader, fields.required("tries"));
    prediction.isRightNow = reader.boolean(fields.required("rightNow")).value_or(false);
    return prediction;
}

CrashTrial readCrash(JsonReader& reader, const JsonValue& value) {
    CrashTrial trial;
    ObjectReader fields(reader, value);
    trial.stage = static_cast<lessons::CrashStage>(reader.choice(fields.required("stage"), kCrashStages).value_or(0));
    trial.moment = readNumber(reader, fields.required("moment"));
    trial.choice.blow =
        static_cast<lessons::CrashBlow>(reader.choice(fields.required("blow"), kCrashBlows).value_or(0));
    trial.choice.sent =
        static_cast<lessons::SentBefore>(reader.choice(fields.required("sent"), kCrashSent).value_or(0));
    const JsonValue* answers = fields.required("predicted");
    std::size_t question = 0;
    for (const JsonValue& answer :
         reader.array(answers, {lessons::kCrashQuestionCount, lessons::kCrashQuestionCount})) {
        if (question == trial.predicted.size()) break;
        const int count = lessons::kCrashAnswerCounts[question];
        trial.predicted[question++] =
            static_cast<int>(reader.integer(&answer, {kNoAnswer, count - 1}).value_or(kNoAnswer));
    }
    return trial;
}

LessonProgress readLesson(JsonReader& reader, const JsonValue& value) {
    LessonProgress lesson;
    ObjectReader fields(reader, value);
    lesson.played = reader.boolean(fields.required("played")).value_or(false);
    lesson.solved = reader.boolean(fields.optional("solved")).value_or(false);
    lesson.actions = readNumber(reader, fields.optional("actions"));
    lesson.at = readText(reader, fields.optional("at"));
    for (const JsonValue& item : reader.array(fields.optional("predictions"), kCount)) {
        lesson.predictions.push_back(readPrediction(reader, item));
    }
    for (std::string& id : readTexts(reader, fields.optional("whatIfs"))) lesson.whatIfs.insert(std::move(id));
    for (const JsonValue& item : reader.array(fields.optional("crashes"), kCount)) {
        noteCrash(lesson, readCrash(reader, item));
    }
    return lesson;
}

Review readReview(JsonReader& reader, const JsonValue& value) {
    Review review;
    ObjectReader fields(reader, value);
    review.lesson = readText(reader, fields.required("lesson"));
    const auto passed = reader.integer(fields.required("passed"), {0, std::ssize(kReviewDays)});
    review.passed = static_cast<int>(passed.value_or(0));
    review.day = readNumber(reader, fields.required("day"));
    return review;
}

/// Calls `read` with the name and the value of every member.
template <class Read>
void readMembers(JsonReader& reader, const JsonValue* value, Read read) {
    if (value == nullptr) return;
    if (!value->is(JsonValue::Type::Object)) return reader.errorExpected(*value, "an object");
    for (std::size_t i = 0; i < value->keys().size(); ++i) read(value->keys()[i].name, value->items()[i]);
}

/// {"welcome": {"played": true, "solved": false}, …}
Progress readFirstVersion(JsonReader& reader, const JsonValue& root) {
    Progress progress;
    readMembers(reader, &root, [&](const std::string& id, const JsonValue& value) {
        ObjectReader fields(reader, value);
        LessonProgress& lesson = progress.lessons[id];
        lesson.played = reader.boolean(fields.optional("played")).value_or(false);
        lesson.solved = reader.boolean(fields.optional("solved")).value_or(false);
    });
    return progress;
}

}  // namespace

std::string writeProgress(const Progress& progress) {
    std::string text;
    raft::JsonWriter writer(text, raft::JsonLayout::Pretty);
    writer.beginObject();
    writer.field("format", kProgressFormat);
    if (!progress.last.empty()) writer.field("last", progress.last);
    writer.key("lessons");
    writer.beginObject();
    for (const auto& [id, lesson] : progress.lessons) {
        writer.key(id);
        writeLesson(writer, lesson);
    }
    writer.endObject();
    writer.key("reviews");
    writer.beginObject();
    for (const auto& [id, review] : progress.reviews) {
        writer.key(id);
        writer.beginInlineObject();
        writer.field("lesson", review.lesson);
        writer.field("passed", review.passed);
        writer.field("day", review.day);
        writer.endObject();
    }
    writer.endObject();
    writer.endObject();
    writer.newLine();
    return text;
}

raft::Result<Progress> readProgress(std::string text, const std::string& file) {
    const auto document = raft::parseJson(std::move(text), {file, kProgressBytesMax});
    if (!document.ok()) return document.errors();
    JsonReader reader(document.value());
    const JsonValue& root = document.value().root();
    Progress progress;
    if (root.is(JsonValue::Type::Object) && root.find("format") == nullptr) {
        progress = readFirstVersion(reader, root);
        if (!reader.ok()) return reader.takeErrors();
        return progress;
    }
    ObjectReader fields(reader, root);
    const JsonValue* format = fields.required("format");
    if (const std::string* name = reader.string(format); name != nullptr && *name != kProgressFormat) {
        reader.error(*format, "format '" + *name + "'; expected '" + std::string(kProgressFormat) + "'");
    }
    progress.last = readText(reader, fields.optional("last"));
    readMembers(reader, fields.required("lessons"), [&](const std::string& id, const JsonValue& value) {
        progress.lessons.emplace(id, readLesson(reader, value));
    });
    readMembers(reader, fields.optional("reviews"), [&](const std::string& id, const JsonValue& value) {
        progress.reviews.emplace(id, readReview(reader, value));
    });
    fields.finish();
    if (!reader.ok()) return reader.takeErrors();
    return progress;
}

bool isProgress(const std::string& text) {
    // Most files that are opened are something else, and large.
    constexpr std::size_t kFormatWithin = 1024;
    if (std::string_view(text).substr(0, kFormatWithin).find("raftlab-progress/") == std::string_view::npos)
        return false;
    const auto document = raft::parseJson(text, {{}, kProgressBytesMax});
    if (!document.ok() || !document.value().root().is(JsonValue::Type::Object)) return false;
    const JsonValue* format = document.value().root().find("format");
    return format != nullptr && format->is(JsonValue::Type::String) &&
           format->string().compare(0, kProgressFormat.find('/') + 1,
                                    kProgressFormat.substr(0, kProgressFormat.find('/') + 1)) == 0;
}

raft::Result<Progress> loadProgressFile(const std::string& path) {
    auto text = raft::readFile(path, kProgressBytesMax);
    if (!text.ok()) return text.errors();
    return readProgress(std::move(text).value(), path);
}

raft::Result<void> saveProgressFile(const std::string& path, const Progress& progress) {
    return raft::writeFileAtomically(path, writeProgress(progress));
}

std::string progressPath(const std::string& stateDir) {
    return stateDir.empty() ? std::string() : stateDir + std::string(kProgressFileName);
}

Progress loadProgress(const std::string& stateDir, const std::string& configDir, std::string& problem) {
    problem.clear();
    std::error_code code;
    const std::string path = progressPath(stateDir);
    const std::string before = configDir.empty() ? std::string() : configDir + std::string(kProgressFileName);
    const bool isThere = !path.empty() && fs::exists(path, code);
    if (!isThere && (before.empty() || !fs::exists(before, code))) return {};
    auto progress = loadProgressFile(isThere ? path : before);
    if (progress.ok()) {
        // The old place is read once.
        if (!isThere) static_cast<void>(saveProgress(stateDir, progress.value()).ok());
        return std::move(progress).value();
    }
    problem = progress.errors().front().format();
    // The next save must not take away what somebody may still repair.
    if (isThere) fs::rename(path, path + ".broken", code);
    return {};
}

raft::Result<void> saveProgress(const std::string& stateDir, const Progress& progress) {
    if (stateDir.empty()) return {};
    std::error_code code;
    fs::create_directories(stateDir, code);  // If it fails, writing the file says so in better words.
    return saveProgressFile(progressPath(stateDir), progress);
}

}  // namespace studio
