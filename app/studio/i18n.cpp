#include "app/studio/i18n.h"

#include <algorithm>

#include "app/studio/catalogue_data.h"

namespace studio {
namespace {

const CatalogueEntry* entryOf(std::string_view key) {
    const CatalogueEntry* end = kCatalogue + kCatalogueSize;
    const CatalogueEntry* found = std::lower_bound(
        kCatalogue, end, key, [](const CatalogueEntry& entry, std::string_view wanted) { return entry.key < wanted; });
    return found != end && found->key == key ? found : nullptr;
}

}  // namespace

std::string_view codeOf(Language language) { return language == Language::Chinese ? "zh" : "en"; }

Language languageOf(std::string_view code) { return code.substr(0, 2) == "zh" ? Language::Chinese : Language::English; }

bool hasText(std::string_view key) { return entryOf(key) != nullptr; }

std::string_view tr(std::string_view key, Language language) {
    const CatalogueEntry* entry = entryOf(key);
    if (entry == nullptr) return key;
    return language == Language::Chinese ? entry->zh : entry->en;
}

namespace {

bool isLatin(char c) { return c > ' ' && c <= '~'; }

/// U+4E00 … U+9FFF in UTF-8, near enough: punctuation begins with other bytes.
bool beginsWithIdeograph(std::string_view text) {
    return !text.empty() && static_cast<unsigned char>(text.front()) >= 0xE4 &&
           static_cast<unsigned char>(text.front()) <= 0xE9;
}

}  // namespace

std::string fill(std::string_view text, const std::vector<TextArg>& args) {
    std::string out;
    while (!text.empty()) {
        const std::size_t open = text.find('{');
        const std::size_t close = open == std::string_view::npos ? open : text.find('}', open);
        if (close == std::string_view::npos) break;
        const std::string_view name = text.substr(open + 1, close - open - 1);
        const auto arg = std::find_if(args.begin(), args.end(),
                                      [name](const TextArg& candidate) { return candidate.first == name; });
        out += text.substr(0, open);
        out += arg == args.end() ? text.substr(open, close - open + 1) : arg->second;
        text.remove_prefix(close + 1);
        // Between Latin letters and Chinese ones stands a blank; whoever wrote the text did not know what comes here.
        if (!out.empty() && isLatin(out.back()) && beginsWithIdeograph(text)) out += ' ';
    }
    out += text;
    return out;
}

}  // namespace studio
