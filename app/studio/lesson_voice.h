#pragma once
// How the verifier speaks to authors: conditions read aloud, and what happened when one came true.

#include "app/studio/i18n.h"
#include "lessons/engine/line_check.h"
#include "raft/sim/cluster_config.h"

namespace studio {

/// `config` must outlive the voice.
lessons::Voice voiceFor(const raft::ClusterConfig& config, const Texts& texts);

}  // namespace studio
