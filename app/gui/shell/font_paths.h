#pragma once

#include <string>

namespace gui {

/// The folder of the typefaces that the build has cut: of the build tree if it is still there, else beside the
/// installed program. Empty if there is neither; the system's typefaces do then.
std::string cutFontDirectory();

}  // namespace gui
