#include "app/studio/file_stamp.h"

#include <filesystem>
#include <system_error>

namespace studio {

std::optional<FileStamp> stampOf(const std::string& path) {
    std::error_code code;
    const auto size = std::filesystem::file_size(path, code);
    if (code) return std::nullopt;
    const auto time = std::filesystem::last_write_time(path, code);
    if (code) return std::nullopt;
    return FileStamp{size, static_cast<std::int64_t>(time.time_since_epoch().count())};
}

}  // namespace studio
