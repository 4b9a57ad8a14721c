#pragma once
// Small phrases that several places of the interface put together in the same way.

#include <string>
#include <string_view>
#include <vector>

#include "app/studio/i18n.h"
#include "lessons/engine/document.h"
#include "raft/base/text_table.h"
#include "raft/check/property.h"
#include "raft/history/history.h"
#include "raft/history/views.h"
#include "raft/sim/action.h"
#include "raft/sim/cluster.h"

namespace studio {

class Course;

/// "120 ms", "120.25 ms".
std::string timeText(raft::SimTime time, const Texts& texts);
/// "120 ms", "120.2 ms": what lies behind the first decimal is left out.
std::string shortTimeText(raft::SimTime time, const Texts& texts);

/// "+50 ms", "−50 ms".
std::string signedTimeText(raft::SimTime time, const Texts& texts);

/// The key of what a way of reading is called.
std::string readModeKey(raft::ReadMode mode);
/// "120.2": the same without its unit, for columns of times.
std::string shortTime(raft::SimTime time);
/// "0.6", "1.25": at most two decimals, none for a whole number.
std::string numberText(double number);
/// "20 %" of `ppm` parts in a million.
std::string percentText(std::uint32_t ppm);
/// One behind the other.
std::string joined(const std::vector<std::string>& words, std::string_view between);
/// What a track is called; one that nobody has named is called by its id.
std::string trackName(std::string_view track, const Course& course, const Texts& texts);
/// The text in the reader's language.
const std::string& textOf(const lessons::LocalText& text, Language language);

/// "crash S1", "cut S1–S3", "delay AppendEntries S1→S2 by 12 ms": what an action will do to `cluster`, without its
/// time. Links are named by their ends, servers by label.
std::string actionPhrase(const raft::Action& action, const raft::Cluster& cluster, const Texts& texts);
/// The same in a word or two, for a mark on a lane: "cut", "x=1".
std::string actionWord(const raft::Action& action, const raft::TextTable& table, const Texts& texts);

/// Gives the actions among `run.moments` their words, kept in `words`, in place of the names of their events.
void wordMoments(const raft::History& history, const Texts& texts, std::vector<std::string>& words, raft::RunView& run);

/// What broke, with the numbers of its moment.
std::string violationSentence(const raft::Violation& violation, const Texts& texts);

}  // namespace studio
