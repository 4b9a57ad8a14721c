#pragma once
// "See as S3": what one server can know, and nothing else.
//
// A server knows its own state (down, it is what its disk holds). Of the others it knows what messages that it received
// have told it since it last started: the term in which a peer was when it sent the last one; as a candidate or leader,
// who granted or refused it a vote; as a leader, up to which index a peer's log agrees with its own. It knows what it
// sent and when, and what it received and when. It knows no other server's role, log, timer, disk or fate, nothing of
// links, of what is on its way, or of clients, and nothing of what only we know: what is committed beyond its own
// commitIndex, and whether a property broke.
//
// So two runs in which a server has lived through the same give the same views: tests/render/views/seen_as_test.cpp.

#include <vector>

#include "raft/history/view_builder.h"

namespace raft {

/// Takes out of `view`, built for everybody, what view.seenAs cannot know; `machine` is that server's.
void keepWhatIsKnown(const Machine& machine, ClusterView& view);

/// Fills lanes, arrows, terms and moments of `out`, whose stretch and cursor are set, with what options.seenAs knows at
/// the cursor: nothing lies right of it. Where the stretch holds more than options.stepsMax steps there are no arrows:
/// some of them would look like all.
void fillWhatIsKnown(const History& history, const RunViewOptions& options, const std::vector<LaneMark>& marks,
                     RunView& out);

}  // namespace raft
