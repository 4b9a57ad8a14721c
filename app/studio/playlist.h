#pragma once
// "My lecture": lessons one after the other, as a small file.

#include <string>
#include <vector>

#include "lessons/engine/local_text.h"
#include "raft/base/result.h"

namespace studio {

struct Playlist {
    lessons::LocalText title;
    std::vector<std::string> lessons;  ///< Their ids, in order; the same one may come twice.
};

inline constexpr std::size_t kPlaylistMax = 40;
inline constexpr std::string_view kPlaylistSuffix = ".playlist.json";

/// Reads a text of the format "raftlab-playlist/1"; `file` stands in the errors. Whether the lessons exist is not
/// asked.
raft::Result<Playlist> readPlaylist(std::string text, const std::string& file);
raft::Result<Playlist> loadPlaylist(const std::string& path);
std::string writePlaylist(const Playlist& playlist);

}  // namespace studio
