#pragma once

#include <optional>

#include "app/studio/values.h"
#include "raft/base/ids.h"
#include "raft/base/ref.h"

namespace studio {

/// What a command has asked the window to open, beside the dialogs. `serial` counts: the window opens what is new.
struct Request {
    enum class What { Nothing, Menu, Value, Command };
    What what = What::Nothing;
    int serial = 0;
    raft::Ref of;                    ///< Whose menu; empty: the cluster's.
    ValueOf value;                   ///< Which value, of what.
    std::optional<raft::NodeId> to;  ///< To whom the command will go; none: to the leader.
};

}  // namespace studio
