#pragma once
// Finding anything by its name: commands of the table, servers, lessons, terms and rules, in either language; rules by
// what they mean as well.

#include <string>
#include <string_view>
#include <vector>

#include "app/studio/studio.h"

namespace studio {

/// How well `query` fits `text`: each of its words must be found there, letter by letter in this order, with anything
/// between. Letters that follow each other or begin a word count more. 0: it does not fit. Case does not matter.
int fuzzyScore(std::string_view text, std::string_view query);

/// Something that was found.
struct Finding {
    std::string id;    ///< Of the command's row; "server.S3.crash", "lesson.welcome".
    std::string text;  ///< In the reader's language.
    std::string also;  ///< The name in the other language or another word, if it was that which fits; else empty.
    std::string key;   ///< What does it now; empty if no key does.
    Command command;
    std::string whyNot;  ///< Why it is impossible now; empty if it is possible.
};

/// Everything that fits, the best first; what is possible stands before what is not. An empty query finds everything,
/// in the order of the table.
std::vector<Finding> findAnything(const Studio& studio, std::string_view query);

}  // namespace studio
