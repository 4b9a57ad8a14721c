#pragma once
// Where commands print: results on standard output, everything else on standard error.

#include <string>
#include <string_view>

#include "raft/base/result.h"

namespace cli {

/// Collects results and writes them in large pieces. When nobody reads any more (a closed pipe) it falls silent: the
/// answer is the exit code then. Any other failure to write is told by finish().
class Output {
public:
    /// Results go to standard output, or to standard error when a file of ours is written to standard output.
    enum class ResultsTo { Stdout, Stderr };

    Output() = default;
    ~Output() { flush(); }
    Output(const Output&) = delete;
    Output& operator=(const Output&) = delete;

    void sendResults(ResultsTo where);

    /// A part of the results, as it is.
    void result(std::string_view text);
    /// A line of the results.
    void line(std::string_view text);
    /// A line on standard error, behind the results so far.
    void note(std::string_view text);
    /// `FILE:LINE:COLUMN: …`, one a line, on standard error.
    void errors(const raft::Errors& errors);

    /// Writes what was collected. To be called before somebody else writes to standard output.
    void flush();
    /// Writes the rest; false, and said on standard error, if results were lost for another reason than a closed pipe.
    bool finish();

    /// Somebody looks at standard error, or standard output, on a terminal.
    static bool isTerminal(int descriptor);

private:
    void write(int descriptor, std::string_view text);

    int results_ = 1;
    std::string collected_;
    bool closed_ = false;  ///< Nobody reads the results any more.
    int failure_ = 0;      ///< errno of the write that failed first.
};

}  // namespace cli
