#pragma once
// A text of a lesson in the languages of its readers.

#include <string>

namespace lessons {

/// A text in both languages.
struct LocalText {
    std::string en;
    std::string zh;
    bool empty() const { return en.empty(); }
};

}  // namespace lessons
