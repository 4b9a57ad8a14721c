#include "app/studio/lesson_progress.h"

#include <filesystem>
#include <system_error>

#include "raft/trace/file_io.h"
#include "raft/trace/json_reader.h"
#include "raft/trace/json_writer.h"

namespace studio {
namespace {

constexpr std::string_view kFileName = "/progress.json";
constexpr std::size_t kBytesMax = 256 * 1024;

}  // namespace

LessonMarks loadMarks(const std::string& dir) {
    LessonMarks marks;
    std::error_code code;
    const std::string path = dir + std::string(kFileName);
    if (dir.empty() || !std::filesystem::exists(path, code)) return marks;
    auto text = raft::readFile(path, kBytesMax);
    if (!text.ok()) return marks;
    const auto document = raft::parseJson(std::move(text).value(), {path, kBytesMax});
    if (!document.ok() || !document.value().root().is(raft::JsonValue::Type::Object)) return marks;
    raft::JsonReader reader(document.value());
    const raft::JsonValue& root = document.value().root();
    for (std::size_t i = 0; i < root.keys().size(); ++i) {
        const raft::JsonValue& lesson = root.items()[i];
        if (!lesson.is(raft::JsonValue::Type::Object)) continue;
        LessonMark mark;
        mark.played = reader.boolean(lesson.find("played")).value_or(false);
        mark.solved = reader.boolean(lesson.find("solved")).value_or(false);
        marks.emplace(root.keys()[i].name, mark);
    }
    return marks;
}

raft::Result<void> saveMarks(const std::string& dir, const LessonMarks& marks) {
    if (dir.empty()) return {};
    std::error_code code;
    std::filesystem::create_directories(dir, code);  // If it fails, writing the file says so in better words.
    std::string text;
    raft::JsonWriter writer(text, raft::JsonLayout::Pretty);
    writer.beginObject();
    for (const auto& [id, mark] : marks) {
        writer.key(id);
        writer.beginInlineObject();
        writer.field("played", mark.played);
        writer.field("solved", mark.solved);
        writer.endObject();
    }
    writer.endObject();
    writer.newLine();
    return raft::writeFileAtomically(dir + std::string(kFileName), text);
}

}  // namespace studio
