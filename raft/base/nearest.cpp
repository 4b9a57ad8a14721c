#include "raft/base/nearest.h"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace raft {
namespace {

/// Nobody mistypes a name this long, and the table below must not grow with a stranger's file.
constexpr std::size_t kMaxLength = 64;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// Edit distance with neighbour swaps (optimal string alignment), in three rolling rows.
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> before(b.size() + 1);
    std::vector<std::size_t> previous(b.size() + 1);
    std::vector<std::size_t> current(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) previous[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        current[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const bool same = lower(a[i - 1]) == lower(b[j - 1]);
            std::size_t best = std::min(previous[j], current[j - 1]) + 1;
            best = std::min(best, previous[j - 1] + (same ? 0U : 1U));
            const bool swapped =
                i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) && lower(a[i - 2]) == lower(b[j - 1]);
            if (swapped) best = std::min(best, before[j - 2] + 1);
            current[j] = best;
        }
        before.swap(previous);
        previous.swap(current);
    }
    return previous[b.size()];
}

template <class Name>
std::optional<std::string_view> nearestOf(std::string_view word, std::span<const Name> candidates) {
    if (word.empty() || word.size() > kMaxLength) return std::nullopt;
    std::optional<std::string_view> best;
    std::size_t bestDistance = 0;
    for (const Name& name : candidates) {
        const std::string_view candidate = name;
        if (candidate.size() > kMaxLength) continue;
        const std::size_t edits = distance(word, candidate);
        // A third of the letters may be wrong: "seeed" finds "seed", "x" finds nothing.
        if (edits > std::max<std::size_t>(std::max(word.size(), candidate.size()) / 3, word.size() > 1 ? 1 : 0))
            continue;
        if (!best || edits < bestDistance) {
            best = candidate;
            bestDistance = edits;
        }
    }
    return best;
}

}  // namespace

std::optional<std::string_view> nearest(std::string_view word, std::span<const std::string_view> candidates) {
    return nearestOf(word, candidates);
}

std::optional<std::string_view> nearest(std::string_view word, std::span<const std::string> candidates) {
    return nearestOf(word, candidates);
}

std::string didYouMean(std::string_view word, std::span<const std::string_view> candidates) {
    const auto found = nearest(word, candidates);
    return found ? "; did you mean \"" + std::string(*found) + "\"?" : std::string();
}

}  // namespace raft
