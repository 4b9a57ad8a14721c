#include "tests/render/export/unzip.h"

#include <optional>

#include "render/export/zip.h"

#ifdef RAFTLAB_HAVE_ZLIB
#include <zlib.h>
#endif

namespace render_test {
namespace {

unsigned number(std::string_view bytes, std::size_t at, std::size_t count) {
    unsigned value = 0;
    for (std::size_t i = count; i-- > 0;) value = value << 8U | static_cast<unsigned char>(bytes[at + i]);
    return value;
}

std::optional<std::string> inflated(std::string_view stored, std::size_t size) {
    std::string content(size, '\0');
#ifdef RAFTLAB_HAVE_ZLIB
    z_stream stream{};
    if (inflateInit2(&stream, -15) != Z_OK) return std::nullopt;
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(stored.data()));
    stream.avail_in = static_cast<uInt>(stored.size());
    stream.next_out = reinterpret_cast<Bytef*>(content.data());
    stream.avail_out = static_cast<uInt>(content.size());
    const int code = inflate(&stream, Z_FINISH);
    const bool whole = code == Z_STREAM_END && stream.total_out == size;
    inflateEnd(&stream);
    if (!whole) return std::nullopt;
    return content;
#else
    static_cast<void>(stored);
    return std::nullopt;
#endif
}

}  // namespace

std::vector<ZippedFile> unzip(std::string_view archive) {
    constexpr std::size_t kEndSize = 22;
    if (archive.size() < kEndSize) return {};
    const std::string_view end = archive.substr(archive.size() - kEndSize);
    if (number(end, 0, 4) != 0x06054B50U) return {};
    std::size_t at = number(end, 16, 4);
    std::vector<ZippedFile> files;
    for (unsigned left = number(end, 10, 2); left > 0; --left) {
        if (at + 46 > archive.size() || number(archive, at, 4) != 0x02014B50U) return {};
        const unsigned method = number(archive, at + 10, 2);
        const std::size_t stored = number(archive, at + 20, 4);
        const std::size_t size = number(archive, at + 24, 4);
        const std::size_t nameSize = number(archive, at + 28, 2);
        const std::size_t header = number(archive, at + 42, 4);
        ZippedFile file;
        file.name = std::string(archive.substr(at + 46, nameSize));
        // The two headers must agree.
        if (number(archive, header, 4) != 0x04034B50U) return {};
        if (archive.substr(header + 4, 26) != archive.substr(at + 6, 26)) return {};
        const std::string_view bytes = archive.substr(header + 30 + nameSize, stored);
        if (method == 0) {
            file.content = std::string(bytes);
        } else {
            auto content = inflated(bytes, size);
            if (!content) return {};
            file.content = std::move(*content);
        }
        if (file.content.size() != size || render::crc32Of(file.content) != number(archive, at + 16, 4)) return {};
        files.push_back(std::move(file));
        at += 46 + nameSize;
    }
    return files;
}

std::string contentOf(const std::vector<ZippedFile>& files, std::string_view name) {
    for (const ZippedFile& file : files) {
        if (file.name == name) return file.content;
    }
    return {};
}

}  // namespace render_test
