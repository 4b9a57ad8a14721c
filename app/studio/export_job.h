#pragma once
// Pictures that are exported while the window goes on: a worker re-executes the session in a world of its own.

#include <atomic>
#include <future>
#include <optional>
#include <string>
#include <vector>

#include "app/studio/i18n.h"
#include "app/studio/picture_options.h"
#include "lessons/engine/glossary.h"
#include "raft/base/result.h"
#include "raft/history/history.h"

namespace studio {

struct ExportOutcome {
    std::vector<std::string> paths;  ///< Of the files that were written.
    raft::Errors errors;             ///< Why none was.
    bool tooManyPages = false;       ///< That is why.
};

/// Does the whole of it: reads the session, goes to its cursor, makes the pages and writes the files. `stop` becomes
/// true when nobody waits for it any more.
ExportOutcome exportSession(std::string session, const ExportRequest& request, const Texts& texts,
                            const std::atomic<bool>& stop);
/// The same of a storyboard: of the request's lesson, which is played from its file, or of the session.
ExportOutcome exportSlides(std::string session, const ExportRequest& request, const Texts& texts,
                           const lessons::Glossary& glossary, const std::atomic<bool>& stop);

/// One export at a time.
class ExportJob {
public:
    ExportJob() = default;
    ~ExportJob();
    ExportJob(const ExportJob&) = delete;
    ExportJob& operator=(const ExportJob&) = delete;

    bool busy() const { return outcome_.valid(); }
    /// `history` is written down at once and not touched afterwards.
    void start(const raft::History& history, ExportRequest request, const Texts& texts,
               const lessons::Glossary& glossary);
    /// What came of it, once; nothing while it goes on.
    std::optional<ExportOutcome> take();
    /// Waits for it, for tests.
    void wait() const;

private:
    std::atomic<bool> stop_{false};
    std::future<ExportOutcome> outcome_;
};

/// The folder in which pictures are saved without a question: the current one, unless that is where programs are
/// started from a menu (the home folder or the root) or cannot be written to; then Pictures in the home folder if there
/// is one, else the home folder.
std::string pictureFolder(const std::string& current, const std::string& home);
/// `folder`/`stem`.`suffix`, or with -2, -3, … before the dot: the first that is not there yet.
std::string freePath(const std::string& folder, const std::string& stem, std::string_view suffix);

}  // namespace studio
