#pragma once
// What a log entry says, as one short text.

#include <string>

#include "raft/sim/cluster.h"
#include "raft/sim/configuration_text.h"

namespace raft {

/// "x=1"; "no-op"; "session of c"; of a configuration its members: "{S1,S2,S3}".
inline std::string entryText(const Entry& entry, const TextTable& texts, const ClusterConfig& names) {
    if (entry.type == EntryType::Noop) return "no-op";
    if (entry.type == EntryType::Config) return textOf(entry.config, names);
    if (entry.type == EntryType::Session) return "session of " + names.nameOf(entry.client);
    return std::string(texts.text(entry.command));
}
inline std::string entryText(const Entry& entry, const Cluster& cluster) {
    return entryText(entry, cluster.texts(), cluster.config());
}

}  // namespace raft
