#pragma once
// From a run to picture files: which moments become pages, and in which files they stand.

#include <memory>
#include <string>
#include <vector>

#include "app/studio/picture.h"
#include "raft/base/result.h"
#include "raft/trace/file_io.h"

namespace studio {

/// More pages than this are a mistake.
inline constexpr std::size_t kPagesMax = 500;

/// The moments within `interval` that are worth a page: its beginning, then every instant at which something
/// interesting happens, with all that is due at that instant. The history is computed up to the interval's end; the
/// cursor moves.
std::vector<raft::SimTime> pageTimes(raft::History& history, const Interval& interval);

/// One page: the moment at which the cursor stands. An SVG is laid out with fixed widths, so that its bytes are the
/// same on every machine; everything else with those of the typefaces that it is drawn with.
class PictureWriter {
public:
    PictureWriter(ExportOptions options, const Texts& texts);
    ~PictureWriter();
    PictureWriter(const PictureWriter&) = delete;
    PictureWriter& operator=(const PictureWriter&) = delete;

    /// Adds the moment at which the history's cursor stands.
    void addPage(const raft::History& history);
    /// Adds a page that somebody has drawn, with these widths of letters.
    void addPage(render::Scene page) { pages_.push_back(std::move(page)); }
    const render::TextMeasure& measure() const { return *measure_; }
    /// The content of each file: one for all pages of a PDF, else one a page.
    raft::Result<std::vector<std::string>> finish() const;

private:
    ExportOptions options_;
    Texts texts_;
    std::unique_ptr<render::TextMeasure> measure_;
    std::vector<render::Scene> pages_;
};

/// `path` for one file, else "name-01.svg", "name-02.svg", …
std::vector<std::string> numberedPaths(const std::string& path, std::size_t count);

/// Writes each file whole or not at all; none if one of them cannot be begun, or is there already and must not be
/// replaced.
raft::Result<void> writePictures(const std::vector<std::string>& paths, const std::vector<std::string>& contents,
                                 raft::ExistingFile existing);

}  // namespace studio
