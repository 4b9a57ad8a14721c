#pragma once
// The protocol's sources, as the build quoted them (cmake/embed_sources.py). Private to source_site.

#include <cstddef>

namespace studio {

struct SourceFile {
    const char* name;  ///< "raft/core/node_election.cpp"
    const char* const* lines;
    std::size_t lineCount;
};

extern const SourceFile kSourceFiles[];
extern const std::size_t kSourceFileCount;

}  // namespace studio
