#pragma once
// Rows about a message: its fields, by the names that the paper gives them.

#include <string>
#include <vector>

#include "app/studio/explain.h"

namespace studio {

/// A field a row. Names of fields are the same in every language.
std::vector<ExplainRow> fieldRows(const raft::Message& message, const raft::Cluster& cluster, const Texts& texts);

/// "x=1"; of a configuration its name, if it has one, and its members.
std::string namedEntryText(const raft::Entry& entry, const raft::Cluster& cluster, const Texts& texts);

}  // namespace studio
