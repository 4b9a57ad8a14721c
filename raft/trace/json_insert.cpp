// Values that the command line puts into a document.

#include "raft/trace/json_value.h"

namespace raft {
namespace {

std::string joined(const std::vector<std::string>& path) {
    std::string text;
    for (const std::string& name : path) text += (text.empty() ? "" : ".") + name;
    return text;
}

}  // namespace

bool JsonDocument::set(const std::vector<std::string>& path, const JsonDocument& content, const std::string& source) {
    const JsonValue* place = &root_;
    for (const std::string& name : path) {
        if (place != nullptr && !place->is(JsonValue::Type::Object)) return false;
        if (place != nullptr) place = place->find(name);
    }

    const auto offset = static_cast<std::uint32_t>(text_.size());
    inserts_.push_back(Insert{offset, source, joined(path)});
    text_ += content.text_;
    const auto moved = [offset](const JsonValue& value, const auto& self) -> JsonValue {
        JsonValue copy = value;
        copy.offset_ += offset;
        for (JsonKey& key : copy.keys_) key.offset += offset;
        for (JsonValue& item : copy.items_) item = self(item, self);
        return copy;
    };

    JsonValue* container = &root_;
    for (std::size_t i = 0; i < path.size(); ++i) {
        const bool isLast = i + 1 == path.size();
        std::size_t at = 0;
        while (at < container->keys_.size() && container->keys_[at].name != path[i]) ++at;
        // Members stay in the order of their offsets, which path() relies on: what is replaced moves to the end.
        if (isLast && at < container->keys_.size()) {
            container->keys_.erase(container->keys_.begin() + static_cast<std::ptrdiff_t>(at));
            container->items_.erase(container->items_.begin() + static_cast<std::ptrdiff_t>(at));
            at = container->keys_.size();
        }
        if (at == container->keys_.size()) {
            container->keys_.push_back(JsonKey{path[i], offset});
            container->items_.emplace_back();
            container->items_[at].type_ = JsonValue::Type::Object;
            container->items_[at].offset_ = offset;
        }
        container = &container->items_[at];
        if (isLast) *container = moved(content.root_, moved);
    }
    return true;
}

}  // namespace raft
