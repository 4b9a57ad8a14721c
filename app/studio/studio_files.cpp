// Files: what is opened is told apart by its content, what is saved is a session.

#include <algorithm>

#include "app/studio/studio.h"
#include "lessons/engine/loader.h"
#include "raft/trace/file_io.h"
#include "raft/trace/json_value.h"
#include "raft/trace/session_reader.h"
#include "raft/trace/session_writer.h"

namespace studio {
namespace {

enum class FileKind { Lesson, Session, Trace };

/// By the member "format"; what has none is read as a session, whose reader says what is missing.
FileKind kindOf(const std::string& text) {
    constexpr std::string_view kTraceStart = "{\"format\":\"raftlab-trace/";
    if (text.compare(0, kTraceStart.size(), kTraceStart) == 0) return FileKind::Trace;
    const auto document = raft::parseJson(text, {});
    if (!document.ok() || !document.value().root().is(raft::JsonValue::Type::Object)) return FileKind::Session;
    const raft::JsonValue* format = document.value().root().find("format");
    const bool isText = format != nullptr && format->is(raft::JsonValue::Type::String);
    return isText && format->string().compare(0, 15, "raftlab-lesson/") == 0 ? FileKind::Lesson : FileKind::Session;
}

/// The title of a document that is not a file yet.
std::string titleOf(const Document& document, Language language) {
    const lessons::Lesson* lesson = document.lesson();
    if (lesson == nullptr) return document.title();
    return language == Language::Chinese ? lesson->title.zh : lesson->title.en;
}

}  // namespace

bool Studio::open(const std::string& path) {
    auto text = raft::readFile(path, raft::kSessionBytesMax);
    if (!text.ok()) return reportErrors("notice.cannotOpen", text.errors()), false;
    switch (kindOf(text.value())) {
        case FileKind::Trace: return report(std::string(texts().tr("notice.traceLater"))), false;
        case FileKind::Lesson: {
            auto lesson = lessons::readLesson(std::move(text).value(), path);
            if (!lesson.ok()) return reportErrors("notice.cannotOpen", lesson.errors()), false;
            show(std::make_unique<Document>(std::move(lesson).value()));
            break;
        }
        case FileKind::Session: {
            const auto session = raft::readSession(std::move(text).value(), path);
            if (!session.ok()) return reportErrors("notice.cannotOpen", session.errors()), false;
            auto document = std::make_unique<Document>(session.value());
            const auto replayed = raft::replaySession(session.value(), path, document->history());
            if (!replayed.ok()) return reportErrors("notice.cannotOpen", replayed.errors()), false;
            // Without a place of its own a session is watched from its beginning.
            if (!session.value().cursor) document->history().seekStep(raft::StepId(0));
            document->setPath(path);
            document->setTitle(session.value().title);
            show(std::move(document));
            if (session.value().cursor) playback_.pause();
            break;
        }
    }
    return true;
}

bool Studio::save(const std::string& path) {
    const raft::Session session = raft::sessionOf(document_->history(), {titleOf(*document_, settings_.language), {}});
    const auto written = raft::writeFileAtomically(path, raft::writeSession(session));
    if (!written.ok()) return reportErrors("notice.cannotSave", written.errors()), false;
    document_->setPath(path);
    document_->markSaved();
    dialog_ = Dialog::None;
    report(texts().format("notice.saved", {{"path", path}}));
    return true;
}

}  // namespace studio
