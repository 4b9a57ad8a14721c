#include "render/views/message_crowds.h"

namespace render {
namespace {

constexpr int kWaiting = 9;  // More do not stand side by side.
constexpr int kFlying = 24;

bool waits(raft::MessagePlace place) {
    switch (place) {
        case raft::MessagePlace::Held:
        case raft::MessagePlace::Waiting:
        case raft::MessagePlace::AtPaused: return true;
        case raft::MessagePlace::Moving:
        case raft::MessagePlace::Dying: return false;
    }
    return false;
}

}  // namespace

bool MessageCrowds::shows(const raft::MessageView& message) {
    Crowd& crowd = crowds_[{message.from, message.to, message.place}];
    if (crowd.shown >= (waits(message.place) ? kWaiting : kFlying)) {
        ++crowd.hidden;
        return false;
    }
    ++crowd.shown;
    crowd.last = &message;
    return true;
}

}  // namespace render
