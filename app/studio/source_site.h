#pragma once
// Where in raft/ something was decided: file, line and the line itself, out of the sources that the program was built
// from.

#include <string>
#include <string_view>

#include "raft/core/event.h"

namespace studio {

struct SourceSite {
    std::string_view file;  ///< "raft/core/node_election.cpp"; empty: nowhere.
    int line = 0;           ///< From 1.
    std::string_view code;  ///< Without its indentation.

    bool empty() const { return file.empty(); }
    std::string text() const;  ///< "raft/core/node_election.cpp:58"; empty if there is none.
};

/// The line that names the event's reason for this kind of event; where no rule decided, the one that makes the event.
SourceSite siteOf(const raft::Event& event);
/// The first line of raft/ that holds `needle`, comments aside.
SourceSite siteOfCode(std::string_view needle);

}  // namespace studio
