#include "app/studio/looks.h"

#include <algorithm>

namespace studio {

int scaleBeside(int percent, int by) {
    if (by > 0) {
        const auto above = std::upper_bound(kScales.begin(), kScales.end(), percent);
        return above == kScales.end() ? percent : *above;
    }
    const auto below = std::lower_bound(kScales.begin(), kScales.end(), percent);
    return below == kScales.begin() ? percent : *(below - 1);
}

}  // namespace studio
