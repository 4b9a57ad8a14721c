#pragma once
// The rules of tidiness, each a pure function on the text of one file. `path` is given from the root of the project.

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "tests/tidy/source_text.h"

namespace tidy {

/// The layers: who may include which room, and which library's header belongs where.
Faults includeFaults(std::string_view path, std::string_view source);

/// Calls that a room must not make; each fault names what to use instead.
Faults callFaults(std::string_view path, std::string_view source);

/// `static` variables inside functions, where they are neither const nor constexpr.
Faults localStaticFaults(std::string_view source);

/// Headers of more than 250 lines, sources of more than 600, functions of more than 70.
Faults sizeFaults(std::string_view path, std::string_view source);

/// Names in the unnamed namespaces of two sources of one room that could not be compiled together, by path. `sources`
/// are texts by path. Functions may overload each other, and an alias may be declared again.
std::map<std::string, Faults> sharedNameFaults(const std::map<std::string, std::string>& sources);

/// The words by which unfinished work is marked.
Faults unfinishedFaults(std::string_view text);

/// A key that a source asks the catalogue for: `tr("key"`, `format("key"` or `Text{"key"`.
struct KeyUse {
    int line = 0;
    std::string key;
};
std::vector<KeyUse> keysAskedFor(std::string_view source);

/// Every quoted literal of `source`, comments left out.
std::set<std::string> literalsOf(std::string_view source);

/// The characters of `text` that are not ASCII, each as its bytes of UTF-8.
std::set<std::string> foreignCharactersOf(std::string_view text);

/// One fault for each literal of `source` with a character beyond ASCII that is not in `covered`: it could not be
/// shown.
Faults uncoveredFaults(std::string_view source, const std::set<std::string>& covered);

/// One fault for each key of `catalogue` that no literal mentions. A literal that ends in a full stop, such as
/// "reason.", mentions every key that begins with it: the rest is put together at run time.
Faults unusedKeyFaults(const std::set<std::string>& catalogue, const std::set<std::string>& literals);

}  // namespace tidy
