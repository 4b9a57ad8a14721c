#pragma once
// The rules of Raft on one page, condensed, and which lessons speak of each.

#include <string>
#include <string_view>
#include <vector>

#include "lessons/engine/local_text.h"
#include "raft/base/result.h"

namespace lessons {

struct PosterRule {
    std::string id;
    LocalText text;                    ///< In our words.
    std::string paper;                 ///< Where the paper has it: "§5.2".
    std::vector<std::string> lessons;  ///< Ids of the lessons that speak of it.
};

/// Rules that belong together, under one title.
struct PosterGroup {
    std::string id;
    LocalText title;
    std::vector<PosterRule> rules;
};

class PosterBook {
public:
    PosterBook() = default;
    /// Reads a file of format "raftlab-posters/1"; says everything that is wrong with it, with line and column.
    static raft::Result<PosterBook> load(const std::string& path);
    /// The same for a text that was read already; `file` stands in the errors.
    static raft::Result<PosterBook> read(std::string text, const std::string& file);

    /// In the order of the file.
    const std::vector<PosterGroup>& groups() const { return groups_; }
    bool empty() const { return groups_.empty(); }

private:
    std::vector<PosterGroup> groups_;
};

}  // namespace lessons
