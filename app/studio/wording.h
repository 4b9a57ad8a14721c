#pragma once
// Small phrases that several places of the interface put together in the same way.

#include <string>

#include "app/studio/i18n.h"
#include "lessons/engine/document.h"
#include "raft/base/text_table.h"
#include "raft/check/property.h"
#include "raft/sim/action.h"
#include "raft/sim/cluster_config.h"

namespace studio {

/// "120 ms", "120.25 ms".
std::string timeText(raft::SimTime time, const Texts& texts);
/// "120 ms", "120.2 ms": what lies behind the first decimal is left out.
std::string shortTimeText(raft::SimTime time, const Texts& texts);
/// "120.2": the same without its unit, for columns of times.
std::string shortTime(raft::SimTime time);
/// "0.6", "1.25": at most two decimals, none for a whole number.
std::string numberText(double number);
/// The text in the reader's language.
const std::string& textOf(const lessons::LocalText& text, Language language);

/// "crash S1", "cut S1–S3": what an action does, without its time. Links are named by their ends, servers by label.
std::string actionPhrase(const raft::Action& action, const raft::ClusterConfig& config, const raft::TextTable& table,
                         const Texts& texts);

/// What broke, with the numbers of its moment.
std::string violationSentence(const raft::Violation& violation, const Texts& texts);

}  // namespace studio
