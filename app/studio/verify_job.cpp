#include "app/studio/verify_job.h"

#include <algorithm>
#include <chrono>

#include "app/studio/lesson_voice.h"
#include "lessons/engine/lesson_writer.h"
#include "lessons/engine/loader.h"
#include "lessons/engine/recorder.h"

namespace studio {
namespace {

/// Is what is wrong only that other luck breaks it?
bool hangsOnLuck(const lessons::VerifierReport& report) {
    return !report.isFine() && std::all_of(report.findings.begin(), report.findings.end(), [](const auto& finding) {
        return finding.severity == lessons::Finding::Severity::Warning || finding.check == lessons::Check::Jitter;
    });
}

}  // namespace

VerifyJob::~VerifyJob() { stop_ = true; }

void VerifyJob::start(VerifyRequest request, const Texts& texts, const lessons::Glossary& glossary) {
    stop_ = false;
    percent_ = 0;
    outcome_ = std::async(std::launch::async, [this, request = std::move(request), texts, glossary] {
        return run(request, texts, glossary);
    });
}

VerifyOutcome VerifyJob::run(const VerifyRequest& request, const Texts& texts, const lessons::Glossary& glossary) {
    VerifyOutcome outcome;
    outcome.path = request.path;
    auto lesson = lessons::loadLesson(request.path);
    if (!lesson.ok()) {
        outcome.errors = lesson.errors();
        return outcome;
    }
    outcome.title = lesson.value().title;
    lessons::VerifierOptions options;
    options.glossary = &glossary;
    options.lessonIds = request.lessonIds;
    options.cancelled = [this] { return stop_.load(); };
    options.progress = [this](int done, int all) { percent_ = done * 100 / std::max(all, 1); };
    options.voice = voiceFor(lesson.value().cluster, texts);
    outcome.report = lessons::verify(lesson.value(), options);
    outcome.hangsOnLuck = lesson.value().timingSensitive.has_value();
    if (!request.settlesLuck || outcome.report.isCancelled || !hangsOnLuck(outcome.report)) return outcome;
    lesson.value().timingSensitive = std::string(lessons::kRecordedLuck);
    outcome.hangsOnLuck = true;
    outcome.settled = lessons::writeLesson(lesson.value());
    outcome.report = lessons::verify(lesson.value(), options);
    return outcome;
}

std::optional<VerifyOutcome> VerifyJob::take() {
    if (!busy() || outcome_.wait_for(std::chrono::seconds(0)) != std::future_status::ready) return std::nullopt;
    return outcome_.get();
}

void VerifyJob::wait() const {
    if (busy()) outcome_.wait();
}

}  // namespace studio
