#pragma once
// What can be done to one thing, as the lines of its menu: the same for the right button, a long press and the key.

#include <string>
#include <vector>

#include "app/studio/studio.h"

namespace studio {

struct MenuItem {
    std::string id;    ///< "link.cut": stable, for tests and the end-to-end scripts. Empty: a line between two groups.
    std::string text;  ///< In the reader's language.
    std::string key;   ///< The key that does the same while the menu's thing is selected; may be empty.
    Command command;
};

struct Menu {
    std::string title;
    std::vector<std::string> details;  ///< How it is now, one a line.
    std::vector<MenuItem> items;
};

/// The menu of a server, a client, a link, a message or a log entry; of the cluster for everything else. Impossible
/// items are in it too: Studio::whyNot says why they are greyed.
Menu menuOf(const Studio& studio, const raft::Ref& ref);

/// What a click beside everything would open the menu of: lanes and votes belong to their server.
raft::Ref menuTarget(const raft::Ref& ref);

/// "S1 → S2: 50 ms, loss 20 %, held"
std::string linkSummary(const raft::Cluster& cluster, raft::LinkId link, const Texts& texts);

}  // namespace studio
