#pragma once
// What is left of a run when the program ends without a goodbye: a copy of it in the user's state folder.

#include <memory>
#include <string>
#include <string_view>

#include "raft/base/result.h"

namespace studio {

/// $XDG_STATE_HOME/raftlab, else ~/.local/state/raftlab; empty if neither is known.
std::string defaultStateDir();

/// The journal of one running program. Several programs may run at once: each holds a lock on its own journal, so one
/// that nobody holds belongs to a program that has crashed. Writing happens in a thread of its own, because a disk may
/// take longer than a frame.
class Journal {
public:
    /// Opens a journal in `dir`, which is made if need be. An empty `dir`, or one that cannot be written to, keeps
    /// nothing, silently: there is no run to save yet.
    explicit Journal(std::string dir);
    /// Waits for what is being written. A journal that was not cleared stays.
    ~Journal();
    Journal(const Journal&) = delete;
    Journal& operator=(const Journal&) = delete;

    /// Replaces what the journal holds; returns at once.
    void write(std::string session);
    /// Nothing is to be recovered: everything is saved, or was given up on purpose. Returns at once.
    void clear();
    /// Waits until the disk holds what was written last.
    void flush();

    /// The path of a journal that a crashed program has left, or empty. It is ours from now on, so that no other
    /// program offers it too.
    std::string findLeft();
    /// Removes the journal that findLeft() gave.
    void removeLeft();

private:
    struct Writer;
    std::string dir_;
    std::unique_ptr<Writer> writer_;  ///< Null: nothing is kept.
    std::string left_;
    int leftLock_ = -1;
};

}  // namespace studio
