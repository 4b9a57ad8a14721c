#include "render/export/zip.h"

#include <array>
#include <cstdint>

#ifdef RAFTLAB_HAVE_ZLIB
#include <zlib.h>
#endif

namespace render {
namespace {

constexpr unsigned kDate1980 = 0x0021;  ///< 1980-01-01, the first day that the format knows; the time is midnight.
constexpr unsigned kVersion = 20;
constexpr unsigned kUtf8Names = 0x0800;
enum Method : unsigned { kStored = 0, kDeflated = 8 };

void put16(std::string& out, unsigned value) {
    out += static_cast<char>(value & 0xFFU);
    out += static_cast<char>(value >> 8U & 0xFFU);
}
void put32(std::string& out, unsigned value) {
    put16(out, value & 0xFFFFU);
    put16(out, value >> 16U);
}

constexpr std::array<std::uint32_t, 256> makeTable() {
    std::array<std::uint32_t, 256> table{};
    for (std::uint32_t i = 0; i < table.size(); ++i) {
        std::uint32_t value = i;
        for (int bit = 0; bit < 8; ++bit) value = (value & 1U) != 0 ? 0xEDB88320U ^ (value >> 1U) : value >> 1U;
        table[i] = value;
    }
    return table;
}
constexpr std::array<std::uint32_t, 256> kCrcTable = makeTable();

/// Empty where it cannot be done, or would not make it shorter.
std::string deflated(std::string_view content) {
#ifdef RAFTLAB_HAVE_ZLIB
    z_stream stream{};
    constexpr int kRaw = -15;  // No header of zlib's own around it.
    constexpr int kMemory = 8;
    if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, kRaw, kMemory, Z_DEFAULT_STRATEGY) != Z_OK) return {};
    std::string out(deflateBound(&stream, static_cast<uLong>(content.size())), '\0');
    // zlib reads through a pointer that is not const.
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(content.data()));
    stream.avail_in = static_cast<uInt>(content.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    const int code = deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return code == Z_STREAM_END && out.size() < content.size() ? out : std::string();
#else
    static_cast<void>(content);
    return {};
#endif
}

}  // namespace

unsigned crc32Of(std::string_view bytes) {
    std::uint32_t crc = 0xFFFFFFFFU;
    for (const char byte : bytes) crc = kCrcTable[(crc ^ static_cast<unsigned char>(byte)) & 0xFFU] ^ (crc >> 8U);
    return crc ^ 0xFFFFFFFFU;
}

void ZipWriter::add(std::string_view name, std::string_view content) {
    const std::string shorter = deflated(content);
    const std::string_view stored = shorter.empty() ? content : std::string_view(shorter);
    std::string common;  // What both headers say, from the version that a reader needs on.
    put16(common, kVersion);
    put16(common, kUtf8Names);
    put16(common, shorter.empty() ? kStored : kDeflated);
    put16(common, 0);
    put16(common, kDate1980);
    put32(common, crc32Of(content));
    put32(common, static_cast<unsigned>(stored.size()));
    put32(common, static_cast<unsigned>(content.size()));
    put16(common, static_cast<unsigned>(name.size()));
    put16(common, 0);  // Nothing extra.

    const unsigned offset = static_cast<unsigned>(body_.size());
    put32(body_, 0x04034B50U);
    body_.append(common).append(name).append(stored);

    put32(directory_, 0x02014B50U);
    put16(directory_, kVersion);
    directory_ += common;
    put16(directory_, 0);  // No comment,
    put16(directory_, 0);  // on the first disk,
    put16(directory_, 0);  // nothing about text,
    put32(directory_, 0);  // no permissions.
    put32(directory_, offset);
    directory_ += name;
    ++count_;
}

std::string ZipWriter::finish() {
    const unsigned offset = static_cast<unsigned>(body_.size());
    body_ += directory_;
    put32(body_, 0x06054B50U);
    put16(body_, 0);
    put16(body_, 0);
    put16(body_, count_);
    put16(body_, count_);
    put32(body_, static_cast<unsigned>(directory_.size()));
    put32(body_, offset);
    put16(body_, 0);
    return std::move(body_);
}

}  // namespace render
