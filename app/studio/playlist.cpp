#include "app/studio/playlist.h"

#include "lessons/engine/loader.h"
#include "lessons/engine/show_reader.h"
#include "raft/trace/file_io.h"
#include "raft/trace/json_reader.h"
#include "raft/trace/json_writer.h"

namespace studio {
namespace {

constexpr std::size_t kPlaylistBytesMax = 64 * 1024;
constexpr std::string_view kPlaylistFormat = "raftlab-playlist/1";

}  // namespace

raft::Result<Playlist> readPlaylist(std::string text, const std::string& file) {
    const auto document = raft::parseJson(std::move(text), {file, kPlaylistBytesMax});
    if (!document.ok()) return document.errors();
    raft::JsonReader reader(document.value());
    Playlist playlist;
    {
        raft::ObjectReader root(reader, document.value().root());
        const raft::JsonValue* format = root.required("format");
        const std::string* name = reader.string(format);
        if (name != nullptr && *name != kPlaylistFormat) reader.errorExpected(*format, "\"raftlab-playlist/1\"");
        playlist.title = lessons::readLocalText(reader, root.required("title"));
        for (const raft::JsonValue& item : reader.array(root.required("lessons"), {0, kPlaylistMax})) {
            const std::string* id = reader.string(&item);
            if (id == nullptr) continue;
            if (!lessons::isIdentifier(*id)) reader.errorExpected(item, "the id of a lesson, such as \"figure-8\"");
            playlist.lessons.push_back(*id);
        }
    }
    if (!reader.ok()) return reader.takeErrors();
    return playlist;
}

raft::Result<Playlist> loadPlaylist(const std::string& path) {
    auto text = raft::readFile(path, kPlaylistBytesMax);
    if (!text.ok()) return std::move(text).errors();
    return readPlaylist(std::move(text).value(), path);
}

std::string writePlaylist(const Playlist& playlist) {
    std::string text;
    raft::JsonWriter writer(text, raft::JsonLayout::Pretty);
    writer.beginObject();
    writer.field("format", kPlaylistFormat);
    writer.key("title");
    writer.beginInlineObject();
    writer.field("en", playlist.title.en);
    writer.field("zh", playlist.title.zh);
    writer.endObject();
    writer.key("lessons");
    writer.beginArray();
    for (const std::string& id : playlist.lessons) writer.value(id);
    writer.endArray();
    writer.endObject();
    writer.newLine();
    return text;
}

}  // namespace studio
