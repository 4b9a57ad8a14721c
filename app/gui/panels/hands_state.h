#pragma once

#include <imgui.h>

#include <array>
#include <optional>

#include "app/gui/canvas/area.h"
#include "app/studio/values.h"
#include "raft/base/ref.h"
#include "raft/base/sim_time.h"

namespace gui {

/// The menu of one thing, or of the cluster.
struct MenuState {
    bool open = false;
    raft::Ref of;  ///< Empty: the cluster.
    ImVec2 at = ImVec2(0, 0);
    bool isNew = false;      ///< The click that opened it must not close it.
    std::optional<int> row;  ///< The item that the keys or the mouse have reached; the keys may have left the ends.
    int rowStep = 1;         ///< The way in which they went.
    bool chosen = false;     ///< Enter was pressed on it.
};

/// The plate on which a value is picked or typed.
struct ValueState {
    bool open = false;
    studio::ValueOf value;
    ImVec2 at = ImVec2(0, 0);
    bool isNew = false;
    std::array<char, 24> text{};
};

/// An arrival that is being dragged, in the time diagram or along its way in the ring.
struct ArrivalDrag {
    raft::MessageId message;  ///< 0: none.
    raft::SimTime to;
    bool atWall = false;  ///< It would go on to the left, but nothing arrives before now.
    bool moved = false;   ///< A press that does not move changes nothing.

    bool active() const { return message.value != 0; }
};

/// What the hands are doing: no file remembers it.
struct HandsState {
    MenuState menu;
    ValueState value;
    ArrivalDrag arrival;  ///< In the time diagram.
    ArrivalDrag carry;    ///< In the ring.
    int requestSeen = 0;  ///< See studio::Request::serial.
    Area selectionSpot;   ///< Where the selection is drawn in this frame; empty if it is nowhere.

    /// While one of them is open or held, the run waits: nobody can choose what to do with a message that moves away.
    bool holdTime() const { return menu.open || value.open || arrival.active() || carry.active(); }
    void letGo() {
        menu.open = value.open = false;
        arrival = carry = {};
    }
};

}  // namespace gui
