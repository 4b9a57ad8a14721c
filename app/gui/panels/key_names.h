#pragma once

#include <string>
#include <string_view>

#include "app/gui/keys.h"

namespace gui {

/// A press as the command table writes keys: "Ctrl+Shift+S", "Left", "Q", "?". Empty for a key that has no name there.
std::string keyName(const KeyPress& press);

/// A held key may repeat these without doing harm: they move the eye and take nothing apart.
bool mayRepeat(std::string_view commandId);

}  // namespace gui
