#pragma once
// The commands of whoever learns: going on where one was, attempts, and what is kept of it.

#include <string>

namespace studio::cmd {

/// Opens a lesson before one of its steps: what lies before is played without a word, as far as it was answered with
/// the answers of that time. An empty step is where one was last.
struct OpenStep {
    std::string lesson;
    std::string step;
};
struct ResumeLesson {};  ///< The lesson that was open last, where one was.
/// Leaves the lesson's line for a branch where this step, which is done, has ended; -1: where the lesson begins.
struct SandboxAt {
    int step = -1;
};
/// Writes what was done to a file, for another machine …
struct ExportProgress {
    std::string path;
};
/// … and adds what such a file knows.
struct ImportProgress {
    std::string path;
};
struct ResetProgress {};  ///< The answer to what Dialog::ResetProgress asks: yes.

}  // namespace studio::cmd
