#include "app/gui/shell/font_paths.h"

#include <filesystem>
#include <system_error>

// Without the build that cuts them there are none.
#ifndef RAFTLAB_FONT_DIR
#define RAFTLAB_FONT_DIR ""
#endif
#ifndef RAFTLAB_INSTALLED_FONT_DIR
#define RAFTLAB_INSTALLED_FONT_DIR ""
#endif

namespace gui {

std::string cutFontDirectory() {
    namespace fs = std::filesystem;
    std::error_code none;
    const fs::path built = RAFTLAB_FONT_DIR;
    if (!built.empty() && fs::is_directory(built, none)) return built.string();
    const fs::path program = fs::read_symlink("/proc/self/exe", none);
    const fs::path installed = (program.parent_path() / RAFTLAB_INSTALLED_FONT_DIR).lexically_normal();
    const bool known = !program.empty() && !fs::path(RAFTLAB_INSTALLED_FONT_DIR).empty();
    return known && fs::is_directory(installed, none) ? installed.string() : std::string();
}

}  // namespace gui
