#pragma once
// A ZIP archive in memory: the container of a deck of slides.

#include <string>
#include <string_view>

namespace render {

/// Files in the order in which they are added, dated 1980-01-01, so that the same files are the same bytes. Less than
/// 4 GiB in all.
class ZipWriter {
public:
    /// `name` with forward slashes, ASCII.
    void add(std::string_view name, std::string_view content);
    /// The archive. Nothing may be added afterwards.
    std::string finish();

private:
    std::string body_;
    std::string directory_;
    unsigned count_ = 0;
};

/// The checksum that ZIP wants.
unsigned crc32Of(std::string_view bytes);

}  // namespace render
