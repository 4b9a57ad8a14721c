#include "app/studio/quiz_file.h"

#include <array>
#include <filesystem>
#include <system_error>

#include "raft/trace/file_io.h"
#include "raft/trace/json_reader.h"
#include "raft/trace/json_writer.h"

namespace studio {
namespace {

constexpr std::string_view kQuizFileName = "/quiz.json";
constexpr std::string_view kQuizFormat = "raftlab-quiz-attempt/1";
constexpr std::size_t kQuizBytesMax = 1024 * 1024;
constexpr std::array<std::string_view, 4> kStages{"before", "writing", "judging", "over"};
constexpr std::int64_t kSecondsMax = 10'000'000;

std::vector<QuizRun::Answer> readAnswers(raft::JsonReader& reader, const raft::JsonValue* value,
                                         const lessons::Quiz& quiz) {
    std::vector<QuizRun::Answer> answers;
    raft::ObjectReader fields(reader, value);
    for (const lessons::QuizQuestion& question : quiz.questions) {
        QuizRun::Answer answer{{}, std::vector<bool>(question.rubric.size(), false)};
        raft::ObjectReader one(reader, fields.optional(question.id));
        if (const std::string* text = reader.string(one.optional("text"))) answer.text = *text;
        const auto last = static_cast<std::int64_t>(question.rubric.size());
        for (const raft::JsonValue& item : reader.array(one.optional("said"), {0, last})) {
            const auto number = reader.integer(&item, {1, last});
            if (number) answer.said[static_cast<std::size_t>(*number - 1)] = true;
        }
        answers.push_back(std::move(answer));
    }
    return answers;
}

}  // namespace

std::optional<QuizRun::State> loadQuiz(const std::string& dir, const lessons::Quiz& quiz) {
    std::error_code code;
    const std::string path = dir + std::string(kQuizFileName);
    if (dir.empty() || quiz.questions.empty() || !std::filesystem::exists(path, code)) return std::nullopt;
    auto text = raft::readFile(path, kQuizBytesMax);
    if (!text.ok()) return std::nullopt;
    const auto document = raft::parseJson(std::move(text).value(), {path, kQuizBytesMax});
    if (!document.ok()) return std::nullopt;
    raft::JsonReader reader(document.value());
    raft::ObjectReader root(reader, document.value().root());
    const std::string* format = reader.string(root.required("format"));
    QuizRun::State state;
    state.stage = static_cast<QuizRun::Stage>(reader.choice(root.required("stage"), kStages).value_or(0));
    const auto last = static_cast<std::int64_t>(quiz.questions.size());
    state.question = static_cast<int>(reader.integer(root.required("question"), {1, last}).value_or(1)) - 1;
    state.secondsUsed = static_cast<double>(reader.integer(root.required("secondsUsed"), {0, kSecondsMax}).value_or(0));
    state.answers = readAnswers(reader, root.required("answers"), quiz);
    root.finish();
    if (!reader.ok() || format == nullptr || *format != kQuizFormat) return std::nullopt;
    return state;
}

raft::Result<void> saveQuiz(const std::string& dir, const lessons::Quiz& quiz, const QuizRun& run) {
    if (dir.empty()) return {};
    std::error_code code;
    const std::string path = dir + std::string(kQuizFileName);
    if (run.stage() == QuizRun::Stage::Before) {
        std::filesystem::remove(path, code);
        return {};
    }
    std::filesystem::create_directories(dir, code);  // If it fails, writing the file says so in better words.
    std::string text;
    raft::JsonWriter writer(text, raft::JsonLayout::Pretty);
    writer.beginObject();
    writer.field("format", kQuizFormat);
    writer.field("stage", kStages[static_cast<std::size_t>(run.stage())]);
    writer.field("question", static_cast<std::int64_t>(run.question() + 1));
    writer.field("secondsUsed", static_cast<std::int64_t>(run.state().secondsUsed));
    writer.key("answers");
    writer.beginObject();
    for (std::size_t i = 0; i < quiz.questions.size(); ++i) {
        const QuizRun::Answer& answer = run.answer(static_cast<int>(i));
        writer.key(quiz.questions[i].id);
        writer.beginInlineObject();
        writer.field("text", answer.text);
        writer.key("said");
        writer.beginInlineArray();
        for (std::size_t item = 0; item < answer.said.size(); ++item) {
            if (answer.said[item]) writer.value(static_cast<std::int64_t>(item + 1));
        }
        writer.endArray();
        writer.endObject();
    }
    writer.endObject();
    writer.endObject();
    writer.newLine();
    return raft::writeFileAtomically(path, text);
}

}  // namespace studio
