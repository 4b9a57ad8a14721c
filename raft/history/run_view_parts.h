#pragma once
// What the two ways of building a RunView share. Private to them.

#include <vector>

#include "raft/history/view_builder.h"

namespace raft {

void fillLanes(const History& history, const std::vector<LaneMark>& marks, RunView& out);
MessageLook lookOf(MessageKind kind, bool positive);
/// A step that ended a message's journey, as an arrow; false if it did not.
bool arrowOf(const History& history, StepId step, const StepRecord& record, ArrowView& arrow);
/// What an action did, by its first event: a crash of what was down already is none.
MomentView::Kind kindOf(const StepRecord& record, const Action& action);
/// The entries of configurations that leaders appended or committed in the stretch, after what `out.moments` holds.
void addConfigMoments(const History& history, RunView& out);
/// A message on its way; where it will never arrive by itself, it ends at the cursor.
ArrowView arrowOf(const Flight& flight, SimTime cursor);

}  // namespace raft
