#pragma once
// Pictures on the system's clipboard. The window library knows texts only, so a small program of the desktop does it.

#include <string>

namespace gui {

/// Hands a PNG to wl-copy (Wayland) or xclip (X11) and returns the name of the one that took it; empty if none is
/// there. Either stays behind by itself until something else is copied.
std::string copyImageToClipboard(const std::string& png);

}  // namespace gui
