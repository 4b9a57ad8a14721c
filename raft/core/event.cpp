#include "raft/core/event.h"

namespace raft {
namespace {

constexpr std::array<std::string_view, kEventKindCount> kNames{"boot",
                                                               "crash",
                                                               "restart",
                                                               "pause",
                                                               "resume",
                                                               "electionTimeout",
                                                               "heartbeatTimeout",
                                                               "role",
                                                               "term",
                                                               "vote",
                                                               "refuse",
                                                               "send",
                                                               "receive",
                                                               "hold",
                                                               "drop",
                                                               "duplicate",
                                                               "append",
                                                               "truncate",
                                                               "reject",
                                                               "commit",
                                                               "apply",
                                                               "persist",
                                                               "read",
                                                               "redirect",
                                                               "clientInvoke",
                                                               "clientReturn",
                                                               "link",
                                                               "clock",
                                                               "rule",
                                                               "note",
                                                               "snapshot",
                                                               "install",
                                                               "config",
                                                               "preVote",
                                                               "transfer"};

}  // namespace

std::string_view nameOf(EventKind kind) { return kNames[static_cast<std::size_t>(kind)]; }

int reasonArgsStart(EventKind kind) {
    switch (kind) {
        case EventKind::Note:
        case EventKind::Transfer: return 1;
        case EventKind::PreVote:
        case EventKind::Role:
        case EventKind::Term: return 2;
        case EventKind::Reject: return 3;
        case EventKind::Apply:
        case EventKind::Read: return 4;
        default: return 0;
    }
}

}  // namespace raft
