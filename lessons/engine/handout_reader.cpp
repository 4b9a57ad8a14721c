#include "lessons/engine/handout_reader.h"

#include <algorithm>

namespace lessons {
namespace {

bool isId(std::string_view text) {
    const auto fits = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
    return !text.empty() && std::all_of(text.begin(), text.end(), fits);
}

}  // namespace

void checkFormat(raft::JsonReader& reader, const raft::JsonValue* format, std::string_view expected) {
    const std::string* name = reader.string(format);
    if (name == nullptr || *name == expected) return;
    reader.error(*format, "format '" + *name + "'; expected '" + std::string(expected) + "'");
}

std::string readHandoutId(raft::JsonReader& reader, const raft::JsonValue* value, std::set<std::string>& ids) {
    const std::string* id = reader.string(value);
    if (id == nullptr) return {};
    if (!isId(*id)) {
        reader.errorExpected(*value, "small letters, digits and hyphens");
        return {};
    }
    if (!ids.insert(*id).second) reader.error(*value, "a second '" + *id + "'; expected each id once");
    return *id;
}

std::vector<std::string> readIdList(raft::JsonReader& reader, const raft::JsonValue* value, raft::JsonRange count) {
    std::vector<std::string> list;
    std::set<std::string> seen;
    for (const raft::JsonValue& item : reader.array(value, count)) list.push_back(readHandoutId(reader, &item, seen));
    return list;
}

std::string readWord(raft::JsonReader& reader, const raft::JsonValue* value) {
    const std::string* word = reader.string(value);
    if (word == nullptr) return {};
    if (word->empty()) reader.errorExpected(*value, "a text");
    return *word;
}

}  // namespace lessons
