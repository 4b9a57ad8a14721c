#pragma once

#include <utility>
#include <vector>

#include "app/studio/commands.h"

namespace studio {

/// What the interface has asked for and the studio has not yet done. Panels push, Studio::update takes.
class CommandQueue {
public:
    void push(Command command) { commands_.push_back(std::move(command)); }
    bool empty() const { return commands_.empty(); }
    const std::vector<Command>& pending() const { return commands_; }
    std::vector<Command> takeAll() { return std::exchange(commands_, {}); }

private:
    std::vector<Command> commands_;
};

}  // namespace studio
