#include "lessons/engine/quiz.h"

#include <algorithm>
#include <array>

#include "lessons/engine/handout_reader.h"
#include "lessons/engine/show_reader.h"
#include "raft/trace/file_io.h"

namespace lessons {
namespace {

using raft::JsonReader;
using raft::JsonValue;
using raft::ObjectReader;

constexpr int kPointsMax = 100;
constexpr std::array<std::string_view, 3> kLevels{"easy", "medium", "hard"};

/// "3" or "0.5", also "-1".
HalfPoints readPoints(JsonReader& reader, const JsonValue* value, int least) {
    if (value == nullptr) return 0;
    const auto tenths = value->is(JsonValue::Type::Number) ? value->decimal(1) : std::nullopt;
    if (!tenths || *tenths % 5 != 0 || *tenths < least * 10 || *tenths > kPointsMax * 10) {
        reader.errorExpected(
            *value, "points, or half points, from " + std::to_string(least) + " to " + std::to_string(kPointsMax));
        return 0;
    }
    return static_cast<HalfPoints>(*tenths / 5);
}

QuizLog readLog(JsonReader& reader, const JsonValue& value) {
    QuizLog log;
    ObjectReader fields(reader, value);
    log.name = readWord(reader, fields.required("name"));
    for (const JsonValue& term : reader.array(fields.required("terms"), {1, 16})) {
        log.terms.push_back(static_cast<int>(reader.integer(&term, {0, 99}).value_or(1)));
    }
    return log;
}

RubricItem readItem(JsonReader& reader, const JsonValue& value) {
    RubricItem item;
    ObjectReader fields(reader, value);
    item.worth = readPoints(reader, fields.required("worth"), -kPointsMax);
    item.text = readLocalText(reader, fields.required("text"));
    return item;
}

QuizQuestion readQuestion(JsonReader& reader, const JsonValue& value, std::set<std::string>& ids) {
    QuizQuestion question;
    std::set<std::string> own;
    ObjectReader fields(reader, value);
    question.id = readHandoutId(reader, fields.required("id"), ids);
    question.level = static_cast<QuizLevel>(reader.choice(fields.required("level"), kLevels).value_or(0));
    const JsonValue* points = fields.required("points");
    question.points = readPoints(reader, points, 1);
    question.title = readLocalText(reader, fields.required("title"));
    question.text = readLocalText(reader, fields.required("text"));
    for (const JsonValue& log : reader.array(fields.optional("logs"), {1, 9})) {
        question.logs.push_back(readLog(reader, log));
    }
    question.answer = readLocalText(reader, fields.required("answer"));
    HalfPoints sum = 0;
    for (const JsonValue& item : reader.array(fields.required("rubric"), {1, 16})) {
        question.rubric.push_back(readItem(reader, item));
        sum += std::max(question.rubric.back().worth, 0);
    }
    if (points != nullptr && sum < question.points) {
        reader.error(*points, "the rubric gives fewer points than that; expected items that reach it");
    }
    if (const JsonValue* later = fields.optional("later")) {
        question.later = readHandoutId(reader, later, own);
    } else {
        question.lesson = readHandoutId(reader, fields.required("lesson"), own);
    }
    return question;
}

QuizComparison readComparison(JsonReader& reader, const JsonValue* value) {
    QuizComparison comparison;
    ObjectReader fields(reader, value);
    comparison.people = static_cast<int>(reader.integer(fields.required("people"), {1, 1'000'000}).value_or(1));
    if (const JsonValue* mean = fields.required("mean")) {
        const auto hundredths = mean->is(JsonValue::Type::Number) ? mean->decimal(2) : std::nullopt;
        if (!hundredths || *hundredths < 0 || *hundredths > kPointsMax * 100) {
            reader.errorExpected(*mean, "a number with at most two decimals");
        }
        comparison.meanHundredths = static_cast<int>(hundredths.value_or(0));
    }
    comparison.best = readPoints(reader, fields.required("best"), 0);
    return comparison;
}

}  // namespace

HalfPoints QuizQuestion::pointsFor(const std::vector<bool>& said) const {
    HalfPoints sum = 0;
    for (std::size_t i = 0; i < rubric.size() && i < said.size(); ++i) {
        if (said[i]) sum += rubric[i].worth;
    }
    return std::clamp(sum, 0, points);
}

HalfPoints Quiz::points() const {
    HalfPoints sum = 0;
    for (const QuizQuestion& question : questions) sum += question.points;
    return sum;
}

raft::Result<Quiz> Quiz::load(const std::string& path) {
    auto text = raft::readFile(path, kHandoutBytesMax);
    if (!text.ok()) return std::move(text).errors();
    return read(std::move(text).value(), path);
}

raft::Result<Quiz> Quiz::read(std::string text, const std::string& file) {
    const auto document = raft::parseJson(std::move(text), {file, kHandoutBytesMax});
    if (!document.ok()) return document.errors();
    JsonReader reader(document.value());
    ObjectReader root(reader, document.value().root());
    checkFormat(reader, root.required("format"), "raftlab-quiz/1");
    Quiz quiz;
    quiz.minutes = static_cast<int>(reader.integer(root.required("minutes"), {1, 600}).value_or(1));
    quiz.attribution = readLocalText(reader, root.required("attribution"));
    const JsonValue* comparison = root.required("comparison");
    if (comparison != nullptr) quiz.comparison = readComparison(reader, comparison);
    std::set<std::string> ids;
    for (const JsonValue& question : reader.array(root.required("questions"), {1, 50})) {
        quiz.questions.push_back(readQuestion(reader, question, ids));
    }
    root.finish();
    if (!reader.ok()) return reader.takeErrors();
    return quiz;
}

}  // namespace lessons
