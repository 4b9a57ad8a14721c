#pragma once

#include <map>
#include <tuple>

#include "raft/history/views.h"

namespace render {

/// Of messages that wait, or fly, together on one way, the first few are drawn; the others are a number.
class MessageCrowds {
public:
    struct Crowd {
        const raft::MessageView* last = nullptr;  ///< Of those that are drawn.
        int shown = 0;
        int hidden = 0;
    };

    /// Whether `message`, the next one of a view, is drawn by itself. The view must stay where it is.
    bool shows(const raft::MessageView& message);

    /// Calls `visit(crowd)` for each that does not show all of its messages.
    template <class Visit>
    void forEachCut(Visit visit) const {
        for (const auto& [way, crowd] : crowds_) {
            if (crowd.hidden > 0) visit(crowd);
        }
    }

private:
    using Way = std::tuple<raft::NodeId, raft::NodeId, raft::MessagePlace>;
    std::map<Way, Crowd> crowds_;
};

}  // namespace render
