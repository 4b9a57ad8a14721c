#pragma once
// When a file was changed last, as far as the file system tells.

#include <cstdint>
#include <optional>
#include <string>

namespace studio {

struct FileStamp {
    std::uint64_t size = 0;
    std::int64_t time = 0;  ///< In the file system's own units.
    friend bool operator==(const FileStamp&, const FileStamp&) = default;
};

/// Nothing if there is no such file: an editor that replaces a file takes it away for a moment.
std::optional<FileStamp> stampOf(const std::string& path);

}  // namespace studio
