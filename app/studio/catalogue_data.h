#pragma once
// The language catalogues as compiled in: assets/lang/*.json, checked and sorted at build time.

#include <cstddef>

namespace studio {

/// One text in both languages; all three are UTF-8. `{name}` in a text is replaced by an argument of that name.
struct CatalogueEntry {
    const char* key;
    const char* en;
    const char* zh;
};

/// Sorted by key as strcmp compares; every key stands once, and its two texts hold the same placeholders.
extern const CatalogueEntry kCatalogue[];
extern const std::size_t kCatalogueSize;

}  // namespace studio
