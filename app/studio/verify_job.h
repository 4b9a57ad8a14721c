#pragma once
// A lesson file that is verified while the window goes on: a worker reads it and plays it in worlds of its own.

#include <atomic>
#include <future>
#include <optional>
#include <string>
#include <vector>

#include "app/studio/i18n.h"
#include "lessons/engine/glossary.h"
#include "lessons/engine/verifier.h"
#include "raft/base/result.h"

namespace studio {

struct VerifyRequest {
    std::string path;
    std::vector<std::string> lessonIds;  ///< Of the course.
    /// A recorded lesson whose word only other luck breaks says that its luck is meant.
    bool settlesLuck = false;
};

struct VerifyOutcome {
    std::string path;
    lessons::LocalText title;
    raft::Errors errors;  ///< Why it cannot be read.
    lessons::VerifierReport report;
    bool hangsOnLuck = false;  ///< The lesson says so itself.
    /// The file as it should be, where it was settled that its luck is meant.
    std::optional<std::string> settled;
};

/// One lesson at a time.
class VerifyJob {
public:
    VerifyJob() = default;
    ~VerifyJob();
    VerifyJob(const VerifyJob&) = delete;
    VerifyJob& operator=(const VerifyJob&) = delete;

    bool busy() const { return outcome_.valid(); }
    int percent() const { return percent_; }
    /// Only when not busy.
    void start(VerifyRequest request, const Texts& texts, const lessons::Glossary& glossary);
    /// What was found so far comes back soon.
    void cancel() { stop_ = true; }
    /// What came of it, once; nothing while it goes on.
    std::optional<VerifyOutcome> take();
    /// Waits for it, for tests.
    void wait() const;

private:
    VerifyOutcome run(const VerifyRequest& request, const Texts& texts, const lessons::Glossary& glossary);

    std::atomic<bool> stop_{false};
    std::atomic<int> percent_{0};
    std::future<VerifyOutcome> outcome_;
};

}  // namespace studio
