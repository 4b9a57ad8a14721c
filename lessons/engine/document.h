#pragma once
// A lesson as its file says it: checked, with every name looked up.

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "raft/base/text_table.h"
#include "raft/script/script.h"
#include "raft/sim/action.h"
#include "raft/sim/cluster_config.h"

namespace lessons {

/// A text in both languages.
struct LocalText {
    std::string en;
    std::string zh;
    bool empty() const { return en.empty(); }
};

/// Cells of one server's log: "S1[1..7]".
struct EntryRange {
    raft::NodeId server = raft::kNoNode;
    std::uint32_t first = 1;
    std::uint32_t last = 1;
};

/// What the picture points at when a step is done.
struct Show {
    std::vector<raft::NodeId> focus;  ///< Servers that are lit.
    std::vector<EntryRange> entries;
    std::vector<raft::MessageKind> messages;  ///< Kinds that are lit.
    std::vector<raft::LinkId> links;
    std::vector<raft::NodeId> dim;  ///< Servers that step aside.
    LocalText badge;                ///< A few words pinned to the picture: "committed".
    std::string stamp;              ///< "(a)", for slides.
    bool alarm = false;             ///< A violation is the point of this step.
    std::optional<raft::NodeId> zoom;
    raft::SimTime back;  ///< The eye goes back by so much. Changes nothing of the run.
    bool doors = false;  ///< Learn, Play and Teach stand in the caption.
};

/// One press of the button: one idea. Order: say, do, until or for, expect, show, pause.
struct Step {
    std::string id;
    LocalText say;
    LocalText presenter;
    LocalText button;                     ///< What the big button says before this step; empty: "Next".
    std::string checkpoint;               ///< The name of the state before the step; often empty.
    raft::Script todo;                    ///< Of `do`.
    std::optional<raft::ScriptItem> run;  ///< `until` with `atMost`, or `for`; none: `do` and no more.
    raft::Script expect;                  ///< Each is an item::Expect.
    Show show;
};

struct Lesson {
    std::string file;  ///< As it was opened.
    std::string id;
    std::string track;
    int order = 0;
    int level = 1;    ///< 1 .. 3.
    int minutes = 1;  ///< The class's budget.
    LocalText title;
    LocalText objective;
    std::vector<std::pair<std::string, std::string>> source;  ///< {"paper", "§5.2"}.
    raft::ClusterConfig cluster;
    std::shared_ptr<raft::TextTable> texts;  ///< Holds the commands of the steps: a history of this lesson uses it.
    std::vector<std::string> panels;         ///< Of `view`: "ring", "logs", "time". Nothing else is open.
    std::vector<Step> steps;
};

}  // namespace lessons
