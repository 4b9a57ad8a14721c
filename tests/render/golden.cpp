#include "tests/render/golden.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

namespace {

std::string fileText(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

/// The first line in which two texts differ, for a message that can be read.
std::string firstDifference(const std::string& expected, const std::string& actual) {
    std::istringstream a(expected);
    std::istringstream b(actual);
    std::string lineA;
    std::string lineB;
    for (int number = 1;; ++number) {
        const bool hasA = static_cast<bool>(std::getline(a, lineA));
        const bool hasB = static_cast<bool>(std::getline(b, lineB));
        if (!hasA && !hasB) return "nothing but line ends";
        if (hasA != hasB || lineA != lineB) {
            return "line " + std::to_string(number) + "\n  golden: " + (hasA ? lineA : "(end)") +
                   "\n  now:    " + (hasB ? lineB : "(end)");
        }
    }
}

}  // namespace

void expectGolden(const std::string& name, std::string_view text) {
    const std::string path = std::string(RAFTLAB_SOURCE_DIR) + "/tests/golden/" + name;
    if (const char* update = std::getenv("UPDATE_GOLDEN"); update != nullptr && std::string_view(update) == "1") {
        std::ofstream(path, std::ios::binary) << text;
        return;
    }
    const std::string golden = fileText(path);
    ASSERT_FALSE(golden.empty()) << path << " is missing: UPDATE_GOLDEN=1 writes it";
    EXPECT_TRUE(golden == text) << path << " differs in " << firstDifference(golden, std::string(text))
                                << "\nIf the new picture is right: UPDATE_GOLDEN=1";
}
