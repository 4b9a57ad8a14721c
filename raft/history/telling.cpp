#include "raft/history/telling.h"

namespace raft {

int weightOf(EventKind kind) {
    switch (kind) {
        case EventKind::Crash:
        case EventKind::Restart:
        case EventKind::Pause:
        case EventKind::Resume:
        case EventKind::Link:
        case EventKind::Clock:
        case EventKind::Rule: return 10;
        case EventKind::Transfer:
        case EventKind::Role: return 9;
        case EventKind::ClientReturn: return 8;
        case EventKind::Truncate:
        case EventKind::Snapshot:
        case EventKind::Install:
        case EventKind::Config: return 7;
        case EventKind::Commit: return 6;
        case EventKind::Vote:
        case EventKind::PreVote:
        case EventKind::Refuse: return 5;
        case EventKind::Reject:
        case EventKind::Append:
        case EventKind::Redirect: return 4;
        case EventKind::ClientInvoke: return 3;
        case EventKind::ElectionTimeout: return 2;
        case EventKind::Term: return 1;
        case EventKind::Boot:
        case EventKind::HeartbeatTimeout:
        case EventKind::Send:
        case EventKind::Receive:
        case EventKind::Hold:
        case EventKind::Drop:
        case EventKind::Duplicate:
        case EventKind::Apply:
        case EventKind::Persist:
        case EventKind::Read:
        case EventKind::Note: return 0;
    }
    return 0;
}

int weightOf(const Event& event) {
    // It is what became of a request, as an answer is.
    return event.reason == Reason::SessionLost ? weightOf(EventKind::ClientReturn) : weightOf(event.kind);
}

bool isLivedThrough(const Event& event) {
    switch (event.kind) {
        case EventKind::Hold:
        case EventKind::Drop:
        case EventKind::Duplicate:
        case EventKind::Link:
        case EventKind::Clock:
        case EventKind::Rule: return false;
        case EventKind::Note: return event.reason != Reason::None;  // Its own decision; else somebody's remark.
        case EventKind::Boot:
        case EventKind::Crash:
        case EventKind::Restart:
        case EventKind::Pause:
        case EventKind::Resume:
        case EventKind::ElectionTimeout:
        case EventKind::HeartbeatTimeout:
        case EventKind::Role:
        case EventKind::Term:
        case EventKind::Vote:
        case EventKind::Refuse:
        case EventKind::Send:
        case EventKind::Receive:
        case EventKind::Append:
        case EventKind::Truncate:
        case EventKind::Reject:
        case EventKind::Commit:
        case EventKind::Apply:
        case EventKind::Persist:
        case EventKind::Read:
        case EventKind::Redirect:
        case EventKind::ClientInvoke:
        case EventKind::ClientReturn:
        case EventKind::Snapshot:
        case EventKind::Install:
        case EventKind::Config: return true;
        case EventKind::PreVote:
        case EventKind::Transfer: return true;
    }
    return true;
}

}  // namespace raft
