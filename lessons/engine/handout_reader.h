#pragma once
// What the files beside the lessons have in common: a format, ids that stand once, lists of words. Private to their
// readers.

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "raft/trace/json_reader.h"

namespace lessons {

/// More bytes than this no handout has.
inline constexpr std::size_t kHandoutBytesMax = 1024 * 1024;

/// Says so if the file is of another format.
void checkFormat(raft::JsonReader& reader, const raft::JsonValue* format, std::string_view expected);

/// Small letters, digits and hyphens, and in no other entry: `ids` remembers. Null or wrong: empty.
std::string readHandoutId(raft::JsonReader& reader, const raft::JsonValue* value, std::set<std::string>& ids);

/// A list of ids; null: none.
std::vector<std::string> readIdList(raft::JsonReader& reader, const raft::JsonValue* value, raft::JsonRange count);

/// A text that may not be empty; null: empty.
std::string readWord(raft::JsonReader& reader, const raft::JsonValue* value);

}  // namespace lessons
