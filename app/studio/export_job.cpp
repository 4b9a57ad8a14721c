#include "app/studio/export_job.h"

#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <system_error>

#include "app/studio/picture_export.h"
#include "app/studio/story_export.h"
#include "lessons/engine/loader.h"
#include "raft/trace/json_value.h"
#include "raft/trace/session_writer.h"

namespace studio {

namespace fs = std::filesystem;

ExportOutcome exportSession(std::string session, const ExportRequest& request, const Texts& texts,
                            const std::atomic<bool>& stop) {
    constexpr const char* kName = "-";  // The session has no file: nobody reads this but with a bug of ours.
    ExportOutcome outcome;
    const auto read = raft::readSession(std::move(session), kName);
    if (!read.ok()) return {{}, read.errors(), false};
    raft::History history(read.value().cluster, read.value().texts);
    const auto replayed = raft::replaySession(read.value(), kName, history);
    if (!replayed.ok()) return {{}, replayed.errors(), false};

    PictureWriter writer(request.options, texts);
    const PictureOptions& picture = request.options.picture;
    std::size_t files = 1;
    if (hasManyPages(picture)) {
        const std::vector<raft::SimTime> times = pageTimes(history, *picture.interval);
        if (times.size() > kPagesMax) return {{}, {}, true};
        if (request.options.format != PictureFormat::Pdf) files = times.size();
        for (const raft::SimTime time : times) {
            if (stop) return {};
            history.seekTime(time);
            writer.addPage(history);
        }
    } else {
        // The diagram of an interval is drawn from its end: its cursor stands there, and all of it is computed.
        if (picture.interval) history.seekTime(picture.interval->to);
        writer.addPage(history);
    }
    const auto contents = writer.finish();
    if (!contents.ok()) return {{}, contents.errors(), false};
    if (stop) return {};
    outcome.paths = numberedPaths(request.path, files);
    const auto existing = request.replace ? raft::ExistingFile::Replace : raft::ExistingFile::Refuse;
    const auto written = writePictures(outcome.paths, contents.value(), existing);
    if (!written.ok()) return {{}, written.errors(), false};
    return outcome;
}

namespace {

ExportOutcome writeStory(const Story& story, const ExportRequest& request, const Texts& texts,
                         const lessons::Glossary& glossary, const std::atomic<bool>& stop) {
    if (stop) return {};
    if (story.moments().size() > kPagesMax) return {{}, {}, true};
    const auto contents = exportStory(story, request.options, glossary, texts);
    if (!contents.ok()) return {{}, contents.errors(), false};
    if (stop) return {};
    ExportOutcome outcome;
    outcome.paths = numberedPaths(request.path, storyFileCount(story, request.options.format));
    const auto existing = request.replace ? raft::ExistingFile::Replace : raft::ExistingFile::Refuse;
    const auto written = writePictures(outcome.paths, contents.value(), existing);
    if (!written.ok()) return {{}, written.errors(), false};
    return outcome;
}

}  // namespace

ExportOutcome exportSlides(std::string session, const ExportRequest& request, const Texts& texts,
                           const lessons::Glossary& glossary, const std::atomic<bool>& stop) {
    constexpr const char* kName = "-";  // As above.
    if (!request.lessonFile.empty()) {
        auto text = raft::readFile(request.lessonFile, raft::kSessionBytesMax);
        if (!text.ok()) return {{}, text.errors(), false};
        const auto lesson = lessons::readLesson(std::move(text).value(), request.lessonFile, {});
        if (!lesson.ok()) return {{}, lesson.errors(), false};
        const Story story(lesson.value(), request.options.story->steps, [&stop] { return stop.load(); });
        return writeStory(story, request, texts, glossary, stop);
    }
    const auto read = raft::readSession(std::move(session), kName);
    if (!read.ok()) return {{}, read.errors(), false};
    raft::History history(read.value().cluster, read.value().texts);
    const auto replayed = raft::replaySession(read.value(), kName, history);
    if (!replayed.ok()) return {{}, replayed.errors(), false};
    const Story story(history, *request.options.picture.interval, request.options.title);
    return writeStory(story, request, texts, glossary, stop);
}

ExportJob::~ExportJob() { stop_ = true; }

void ExportJob::start(const raft::History& history, ExportRequest request, const Texts& texts,
                      const lessons::Glossary& glossary) {
    std::string session = raft::writeSession(raft::sessionOf(history, {request.options.title, {}}));
    outcome_ = std::async(std::launch::async, [session, request, texts, glossary, this]() mutable {
        if (request.options.story) return exportSlides(std::move(session), request, texts, glossary, stop_);
        return exportSession(std::move(session), request, texts, stop_);
    });
}

std::optional<ExportOutcome> ExportJob::take() {
    if (!busy() || outcome_.wait_for(std::chrono::seconds(0)) != std::future_status::ready) return std::nullopt;
    return outcome_.get();
}

void ExportJob::wait() const {
    if (busy()) outcome_.wait();
}

std::string pictureFolder(const std::string& current, const std::string& home) {
    std::error_code code;
    const bool fromMenu = current.empty() || current == "/" || (!home.empty() && fs::equivalent(current, home, code));
    if (!fromMenu && ::access(current.c_str(), W_OK) == 0) return current;
    const std::string pictures = home + "/Pictures";
    if (fs::is_directory(pictures, code)) return pictures;
    return home.empty() ? current : home;
}

std::string freePath(const std::string& folder, const std::string& stem, std::string_view suffix) {
    const std::string before = (fs::path(folder) / stem).string();
    const std::string after = "." + std::string(suffix);
    std::string path = before + after;
    std::error_code code;
    for (int number = 2; fs::exists(path, code); ++number) path = before + "-" + std::to_string(number) + after;
    return path;
}

}  // namespace studio
