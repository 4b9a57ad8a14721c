#pragma once
// The names and keys of commands. One table feeds menus, buttons, keys, the key sheet and the tests.

#include <array>
#include <cstddef>
#include <span>
#include <string_view>

#include "app/studio/commands.h"

namespace studio {

/// Where keys are read. In Present no bare letter or digit touches the cluster.
enum class Context { Study, Explore, Present };
inline constexpr std::size_t kContextCount = 3;

/// One row of the table: a command that a menu can name and a key can give.
/// A key is written as it is printed: "Ctrl+Shift+S", "Left", "Q", "?". Ctrl, Alt and Shift stand in this order.
struct CommandInfo {
    std::string_view id;    ///< "step-back": stable, for tests and the end-to-end scripts.
    std::string_view text;  ///< Catalogue key of its name.
    std::array<std::array<std::string_view, 3>, kContextCount> keys;  ///< By Context; unused ones are empty.
    Command command;
};

std::span<const CommandInfo> commandTable();
/// The row with this id, or null.
const CommandInfo* commandNamed(std::string_view id);
/// What `key` means in `context`, or null.
const CommandInfo* commandForKey(std::string_view key, Context context);
/// The first key of the command with this id in `context`: what a button shows; empty if it has none.
std::string_view keyOf(std::string_view id, Context context);

}  // namespace studio
