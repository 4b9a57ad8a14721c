#include "lessons/engine/glossary.h"

#include <algorithm>
#include <set>

#include "lessons/engine/show_reader.h"
#include "raft/base/nearest.h"
#include "raft/trace/file_io.h"
#include "raft/trace/json_reader.h"

namespace lessons {
namespace {

using raft::JsonReader;
using raft::JsonValue;
using raft::ObjectReader;

constexpr std::size_t kGlossaryBytesMax = 1024 * 1024;
constexpr raft::JsonRange kTermCount{1, 1000};
constexpr raft::JsonRange kWordCount{0, 32};
constexpr std::string_view kGlossaryFormat = "raftlab-glossary/1";

bool isTermId(std::string_view text) {
    const auto fits = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
    return !text.empty() && std::all_of(text.begin(), text.end(), fits);
}

std::vector<std::string> readWords(JsonReader& reader, const JsonValue* value) {
    std::vector<std::string> words;
    for (const JsonValue& item : reader.array(value, kWordCount)) {
        if (const std::string* word = reader.string(&item)) words.push_back(*word);
    }
    return words;
}

GlossaryEntry readEntry(JsonReader& reader, const JsonValue& value, std::set<std::string>& ids) {
    GlossaryEntry entry;
    ObjectReader fields(reader, value);
    const JsonValue* idValue = fields.required("id");
    if (const std::string* id = reader.string(idValue)) {
        entry.id = *id;
        if (!isTermId(*id)) {
            reader.errorExpected(*idValue, "small letters, digits and hyphens");
        } else if (!ids.insert(*id).second) {
            reader.error(*idValue, "a second term '" + *id + "'; expected each id once");
        }
    }
    entry.term = readLocalText(reader, fields.required("term"));
    entry.meaning = readLocalText(reader, fields.required("meaning"));
    if (const JsonValue* also = fields.optional("also")) {
        ObjectReader languages(reader, *also);
        entry.alsoEnglish = readWords(reader, languages.optional("en"));
        entry.alsoChinese = readWords(reader, languages.optional("zh"));
    }
    if (const std::string* source = reader.string(fields.required("source"))) entry.source = *source;
    entry.see = readWords(reader, fields.optional("see"));
    return entry;
}

/// Says which related terms are no terms.
void checkReferences(JsonReader& reader, const JsonValue& list, const std::set<std::string>& ids) {
    if (!list.is(JsonValue::Type::Array)) return;
    for (const JsonValue& entry : list.items()) {
        const JsonValue* see = entry.is(JsonValue::Type::Object) ? entry.find("see") : nullptr;
        if (see == nullptr || !see->is(JsonValue::Type::Array)) continue;
        for (const JsonValue& item : see->items()) {
            if (!item.is(JsonValue::Type::String) || ids.count(item.string()) > 0) continue;
            const std::vector<std::string_view> names(ids.begin(), ids.end());
            reader.error(item, "no term '" + item.string() + "'; expected the id of a term of this file" +
                                   raft::didYouMean(item.string(), names));
        }
    }
}

/// ASCII capitals as small letters; other characters as they are.
std::string lowered(std::string_view text) {
    std::string small(text);
    for (char& c : small) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return small;
}

enum class Match { None, Inside, Start };

Match matchOf(std::string_view words, std::string_view text) {
    const std::size_t at = lowered(text).find(words);
    if (at == std::string::npos) return Match::None;
    return at == 0 ? Match::Start : Match::Inside;
}

Match matchOf(std::string_view words, const GlossaryEntry& entry) {
    Match best = std::max(matchOf(words, entry.term.en), matchOf(words, entry.term.zh));
    for (const auto* also : {&entry.alsoEnglish, &entry.alsoChinese}) {
        for (const std::string& word : *also) best = std::max(best, matchOf(words, word));
    }
    if (best != Match::None) return best;
    const bool inMeaning =
        matchOf(words, entry.meaning.en) != Match::None || matchOf(words, entry.meaning.zh) != Match::None;
    return inMeaning ? Match::Inside : Match::None;
}

}  // namespace

raft::Result<Glossary> Glossary::load(const std::string& path) {
    auto text = raft::readFile(path, kGlossaryBytesMax);
    if (!text.ok()) return std::move(text).errors();
    return read(std::move(text).value(), path);
}

raft::Result<Glossary> Glossary::read(std::string text, const std::string& file) {
    const auto document = raft::parseJson(std::move(text), {file, kGlossaryBytesMax});
    if (!document.ok()) return document.errors();
    JsonReader reader(document.value());
    ObjectReader root(reader, document.value().root());
    const JsonValue* format = root.required("format");
    if (const std::string* name = reader.string(format); name != nullptr && *name != kGlossaryFormat) {
        reader.error(*format, "format '" + *name + "'; expected '" + std::string(kGlossaryFormat) + "'");
    }
    Glossary glossary;
    std::set<std::string> ids;
    const JsonValue* terms = root.required("terms");
    for (const JsonValue& item : reader.array(terms, kTermCount)) {
        glossary.entries_.push_back(readEntry(reader, item, ids));
    }
    if (terms != nullptr) checkReferences(reader, *terms, ids);
    root.finish();
    if (!reader.ok()) return reader.takeErrors();
    return glossary;
}

const GlossaryEntry* Glossary::find(std::string_view id) const {
    const auto found =
        std::find_if(entries_.begin(), entries_.end(), [id](const GlossaryEntry& entry) { return entry.id == id; });
    return found == entries_.end() ? nullptr : &*found;
}

std::vector<const GlossaryEntry*> Glossary::search(std::string_view words) const {
    const std::string wanted = lowered(words);
    std::vector<const GlossaryEntry*> first;
    std::vector<const GlossaryEntry*> others;
    for (const GlossaryEntry& entry : entries_) {
        const Match match = matchOf(wanted, entry);
        if (match == Match::Start) first.push_back(&entry);
        if (match == Match::Inside) others.push_back(&entry);
    }
    first.insert(first.end(), others.begin(), others.end());
    return first;
}

std::vector<MarkedPiece> splitMarkedText(std::string_view text) {
    std::vector<MarkedPiece> pieces;
    const auto addPlain = [&pieces](std::string_view words) {
        if (!words.empty()) pieces.push_back({words, {}});
    };
    std::size_t plain = 0;  // Where the words begin that are not yet a piece.
    std::size_t from = 0;
    while (true) {
        const std::size_t open = text.find("[[", from);
        const std::size_t close = open == std::string_view::npos ? open : text.find("]]", open);
        if (close == std::string_view::npos) break;
        const std::string_view inside = text.substr(open + 2, close - open - 2);
        const std::size_t bar = inside.find('|');
        const std::string_view id = inside.substr(0, bar);
        from = open + 2;
        if (!isTermId(id)) continue;
        addPlain(text.substr(plain, open - plain));
        pieces.push_back({bar == std::string_view::npos ? std::string_view() : inside.substr(bar + 1), id});
        plain = from = close + 2;
    }
    addPlain(text.substr(plain));
    return pieces;
}

}  // namespace lessons
