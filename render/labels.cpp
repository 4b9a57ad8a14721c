#include "render/labels.h"

namespace render {

const std::array<LabelKey, kLabelCount> kLabelKeys{{
    {"picture.follower", &PictureLabels::follower},
    {"picture.preCandidate", &PictureLabels::preCandidate},
    {"picture.candidate", &PictureLabels::candidate},
    {"picture.leader", &PictureLabels::leader},
    {"picture.down", &PictureLabels::down},
    {"picture.paused", &PictureLabels::paused},
    {"picture.onDisk", &PictureLabels::onDisk},
    {"picture.votesOf", &PictureLabels::votesOf},
    {"picture.committedSeenByUs", &PictureLabels::committedSeenByUs},
    {"picture.applied", &PictureLabels::applied},
    {"picture.clientOk", &PictureLabels::clientOk},
    {"picture.clientFailed", &PictureLabels::clientFailed},
    {"picture.clientWaits", &PictureLabels::clientWaits},
    {"picture.termNumber", &PictureLabels::termNumber},
    {"picture.milliseconds", &PictureLabels::milliseconds},
    {"picture.crash", &PictureLabels::crash},
    {"picture.restart", &PictureLabels::restart},
    {"picture.commit", &PictureLabels::commit},
    {"picture.violation", &PictureLabels::violation},
    {"picture.timeOut", &PictureLabels::timeOut},
    {"picture.cut", &PictureLabels::cut},
    {"picture.mend", &PictureLabels::mend},
    {"picture.pause", &PictureLabels::pause},
    {"picture.resume", &PictureLabels::resume},
    {"picture.someLeftOut", &PictureLabels::someLeftOut},
    {"picture.messagesLeftOut", &PictureLabels::messagesLeftOut},
    {"picture.altRing", &PictureLabels::altRing},
    {"picture.altLogs", &PictureLabels::altLogs},
    {"picture.altTime", &PictureLabels::altTime},
    {"picture.altNode", &PictureLabels::altNode},
    {"picture.altUnknown", &PictureLabels::altUnknown},
    {"picture.altMessage", &PictureLabels::altMessage},
    {"picture.altCommitted", &PictureLabels::altCommitted},
    {"picture.altUncommitted", &PictureLabels::altUncommitted},
    {"picture.altLane", &PictureLabels::altLane},
    {"picture.altClient", &PictureLabels::altClient},
}};

}  // namespace render
