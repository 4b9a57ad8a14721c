#pragma once
// What the studio has worked out and keeps until the eye moves or a command may have changed it. Private to Studio.

#include "app/studio/studio.h"

namespace studio {

struct Studio::Cache {
    ExplainMemory memory;
    std::optional<Place> explainedAt;
    Explanation explanation;
    std::optional<Place> marksAt;
    std::vector<raft::Ref> marks;
    std::optional<Place> feedAt;
    std::vector<FeedLine> feed;
    std::optional<Place> lastAt;
    Explanation last;
};

}  // namespace studio
