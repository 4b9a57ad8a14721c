#include "raft/base/text_table.h"

#include "raft/base/digest.h"

namespace raft {

TextTable::TextTable() { intern(""); }

TextId TextTable::intern(std::string_view text) {
    if (const auto found = byText_.find(text); found != byText_.end()) return found->second;
    Digest digest;
    digest.add(text);
    const TextId id(static_cast<std::uint32_t>(entries_.size()));
    entries_.push_back(Entry{std::string(text), digest.value()});
    byText_.emplace(entries_.back().text, id);
    return id;
}

}  // namespace raft
