#pragma once
// Reads an archive back, by its directory, and checks every checksum.

#include <string>
#include <string_view>
#include <vector>

namespace render_test {

struct ZippedFile {
    std::string name;
    std::string content;
};

/// In the order of the directory; nothing if anything is wrong with the archive.
std::vector<ZippedFile> unzip(std::string_view archive);

/// The content of one file; empty if it is not there.
std::string contentOf(const std::vector<ZippedFile>& files, std::string_view name);

}  // namespace render_test
