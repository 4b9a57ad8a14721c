#include "render/geometry.h"

#include <array>
#include <cmath>

namespace render {
namespace {

constexpr int kTableSteps = 1024;  // Of a quarter turn.
constexpr Angle kQuarterTurn = kFullTurn / 4;
constexpr Angle kAnglePerStep = kQuarterTurn / kTableSteps;
constexpr std::int64_t kOne = std::int64_t{1} << 30;

/// The sine of a quarter turn in 1/2^30. Made by the compiler with the four basic operations only, which IEEE 754 fixes
/// to the last bit; a machine's own sine is not fixed.
constexpr std::array<std::int32_t, kTableSteps + 1> makeSineTable() {
    std::array<std::int32_t, kTableSteps + 1> table{};
    for (int step = 0; step <= kTableSteps; ++step) {
        const double x = 1.5707963267948966 * step / kTableSteps;
        double term = x;
        double sum = x;
        for (int n = 1; n <= 12; ++n) {
            term = -term * x * x / ((2.0 * n) * (2.0 * n + 1.0));
            sum += term;
        }
        table[static_cast<std::size_t>(step)] = static_cast<std::int32_t>(sum * static_cast<double>(kOne) + 0.5);
    }
    return table;
}

constexpr std::array<std::int32_t, kTableSteps + 1> kSines = makeSineTable();

/// The sine of an angle within the first quarter, in 1/2^30.
std::int64_t quarterSine(Angle angle) {
    const auto step = static_cast<std::size_t>(angle / kAnglePerStep);
    const std::int64_t rest = angle % kAnglePerStep;
    const std::int64_t low = kSines[step];
    if (rest == 0) return low;
    return low + (kSines[step + 1] - low) * rest / kAnglePerStep;
}

std::int64_t sine(Angle angle) {
    const Angle turn = ((angle % kFullTurn) + kFullTurn) % kFullTurn;
    const Angle rest = turn % kQuarterTurn;
    switch (turn / kQuarterTurn) {
        case 0: return quarterSine(rest);
        case 1: return quarterSine(kQuarterTurn - rest);
        case 2: return -quarterSine(rest);
        default: return -quarterSine(kQuarterTurn - rest);
    }
}

Coord scaled(Coord radius, std::int64_t sineValue) {
    const std::int64_t product = radius * sineValue;
    return static_cast<Coord>((product + (product < 0 ? -kOne / 2 : kOne / 2)) / kOne);
}

std::int64_t wholeRoot(std::int64_t square) {
    auto root = static_cast<std::int64_t>(std::sqrt(static_cast<double>(square)));
    while (root * root > square) --root;
    while ((root + 1) * (root + 1) <= square) ++root;
    return root;
}

}  // namespace

Point polar(Point center, Coord radius, Angle angle) {
    return {center.x + scaled(radius, sine(angle)), center.y - scaled(radius, sine(angle + kQuarterTurn))};
}

Angle angleOf(Point from, Point to) {
    const std::int64_t right = to.x - from.x;
    const std::int64_t up = from.y - to.y;
    if (right == 0 && up == 0) return 0;
    int quarter = 0;
    std::int64_t along = up;      // Of the axis at which the quarter begins.
    std::int64_t across = right;  // Of the axis at which it ends.
    while (along <= 0 || across < 0) {
        ++quarter;
        const std::int64_t turned = -along;
        along = across;
        across = turned;
    }
    Angle low = 0;  // The largest angle whose tangent does not exceed across / along.
    Angle high = kQuarterTurn;
    while (high - low > 1) {
        const Angle middle = (low + high) / 2;
        const bool beyond = quarterSine(middle) * along > quarterSine(kQuarterTurn - middle) * across;
        (beyond ? high : low) = middle;
    }
    return quarter * kQuarterTurn + low;
}

Coord distance(Point a, Point b) {
    const std::int64_t dx = b.x - a.x;
    const std::int64_t dy = b.y - a.y;
    return static_cast<Coord>(wholeRoot(dx * dx + dy * dy));
}

Point towards(Point a, Point b, Coord length) {
    const std::int64_t whole = distance(a, b);
    if (whole == 0) return a;
    return {a.x + static_cast<Coord>((b.x - a.x) * static_cast<std::int64_t>(length) / whole),
            a.y + static_cast<Coord>((b.y - a.y) * static_cast<std::int64_t>(length) / whole)};
}

void appendArc(Point center, Coord radius, Angle from, Angle sweep, std::vector<Point>& out) {
    const Coord perTurn = std::clamp(16 + radius / kUnitsPerPx, 24, 120);
    const int pieces = std::max(1, static_cast<int>(static_cast<std::int64_t>(sweep) * perTurn / kFullTurn) + 1);
    for (int piece = 0; piece <= pieces; ++piece) {
        const Angle part = static_cast<Angle>(static_cast<std::int64_t>(sweep) * piece / pieces);
        out.push_back(polar(center, radius, from + part));
    }
}

}  // namespace render
