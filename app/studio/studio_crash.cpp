// The instrument with which leaders crash: what its commands and the big button do.

#include <array>

#include "app/studio/crash_scene.h"
#include "app/studio/instrument.h"
#include "app/studio/obstacle.h"
#include "app/studio/picture_export.h"

namespace studio {
namespace {

using CrashKind = cmd::CrashMove::Kind;

/// While the instrument is open these keys are its own. A clicker's keys, and all that a class must not meet by
/// accident, keep their meaning: in front of a class the letters need Shift.
struct CrashKey {
    std::string_view atWork;
    std::string_view inPresent;
    std::string_view id;
};
constexpr std::array<CrashKey, 20> kKeys{{
    {"Right", "Shift+Right", "crash-line-on"},
    {"Left", "Shift+Left", "crash-line-back"},
    {"Home", "Home", "crash-line-first"},
    {"End", "End", "crash-line-last"},
    {"A", "Shift+A", "crash-stage-a"},
    {"B", "Shift+B", "crash-stage-b"},
    {"C", "Shift+C", "crash-stage-c"},
    {"D", "Shift+D", "crash-stage-d"},
    {"E", "Shift+E", "crash-stage-e"},
    {"F", "Shift+F", "crash-stage-f"},
    {"G", "Shift+G", "crash-stage-g"},
    {"1", "1", "crash-pick-1"},
    {"2", "2", "crash-pick-2"},
    {"3", "3", "crash-pick-3"},
    {"Backspace", "Backspace", "crash-erase"},
    {"K", "Shift+K", "crash-blow"},
    {"S", "Shift+S", "crash-sent"},
    {"W", "W", "crash-watch"},
    {"Shift+W", "Shift+W", "crash-watch-without"},
    {"R", "Shift+R", "crash-again"},
}};

}  // namespace

const CrashDesk* Studio::crashDesk() const {
    return desk_->crash != nullptr && desk_->crash->isOpen() ? desk_->crash.get() : nullptr;
}

std::string_view crashKeyOf(std::string_view id, Context context) {
    for (const CrashKey& row : kKeys) {
        if (row.id == id) return context == Context::Present ? row.inPresent : row.atWork;
    }
    return {};
}

const CommandInfo* Studio::LessonDesk::Instrument::commandOf(const Studio& studio, std::string_view key) {
    if (studio.crashDesk() == nullptr) return nullptr;
    for (const CrashKey& row : kKeys) {
        if (key == (studio.presenting_.on ? row.inPresent : row.atWork)) return commandNamed(row.id);
    }
    return nullptr;
}

// ---- What is possible ----

Obstacle Studio::LessonDesk::Instrument::obstacle(const Studio& studio, const cmd::CrashMove& move) {
    if (studio.crashDesk() == nullptr) return "why.noInstrument";
    const CrashDesk& desk = *studio.crashDesk();
    const bool predicts = !desk.asksPattern() && desk.stage() && desk.verdict() == nullptr;
    const auto seen = desk.stage() ? desk.row(*desk.stage()) : nullptr;
    const auto moments = static_cast<int>(desk.write().moments.size());
    switch (move.kind) {
        case CrashKind::LineBy: {
            const int to = desk.moment() + move.number;
            return unless(to >= 0 && to < moments, move.number < 0 ? "why.lineFirst" : "why.lineLast");
        }
        case CrashKind::LineEnd: return unless(desk.moment() + 1 < moments, "why.lineLast");
        case CrashKind::LineTo: return unless(move.number >= 0 && move.number < moments, "why.noSuchMoment");
        case CrashKind::Stage: {
            const bool exists = move.number >= 0 && move.number < lessons::kCrashStageCount;
            if (!exists) return "why.noSuchStage";
            const auto stage = static_cast<lessons::CrashStage>(move.number);
            const bool answers = desk.asksPattern() && !desk.patternGiven();
            if (answers && stage == lessons::CrashStage::G) return "why.stageIsNoCrash";
            return unless(lessons::usualMoment(desk.write(), stage).has_value(), "why.noSuchStage");
        }
        case CrashKind::Blow:
        case CrashKind::Sent: return unless(!desk.asksPattern(), "why.patternFirst");
        case CrashKind::Answer: {
            if (!predicts) return "why.noQuestion";
            const bool exists = move.question >= 0 && move.question < lessons::kCrashQuestionCount;
            if (!exists) return "why.noQuestion";
            const int count = lessons::kCrashAnswerCounts[static_cast<std::size_t>(move.question)];
            return unless(move.number >= 0 && move.number < count, "why.noSuchChoice");
        }
        case CrashKind::Pick: {
            if (!predicts || desk.openQuestion() < 0) return "why.noQuestion";
            const int count = lessons::kCrashAnswerCounts[static_cast<std::size_t>(desk.openQuestion())];
            return unless(move.number >= 1 && move.number <= count, "why.noSuchChoice");
        }
        case CrashKind::Erase: return unless(predicts && desk.draft() != kNoAnswers, "why.nothingToErase");
        case CrashKind::Again: return unless(desk.verdict() != nullptr && !desk.asksPattern(), "why.noVerdict");
        case CrashKind::Watch:
        case CrashKind::WatchWithout: return unless(seen != nullptr, "why.stageUnseen");
    }
    return std::nullopt;
}

Obstacle Studio::LessonDesk::Instrument::buttonObstacle(const Studio& studio) {
    const CrashDesk& desk = *studio.crashDesk();
    if (desk.asksPattern()) {
        if (desk.patternGiven() && studio.presenting_.on) return "why.lessonDone";
        return unless(desk.patternGiven().has_value(), "why.pickStage");
    }
    if (!desk.stage()) return "why.noStageHere";
    if (desk.verdict() != nullptr || studio.presentsLesson()) return std::nullopt;
    return unless(desk.openQuestion() < 0, "why.predictFirst");
}

// ---- What is done ----

std::optional<BigButton> Studio::LessonDesk::Instrument::button(const Studio& studio) {
    if (studio.crashDesk() == nullptr) return std::nullopt;
    const CrashDesk& desk = *studio.crashDesk();
    const auto reason = studio.whyNot(cmd::BigButton{});
    const auto button = [&](std::string_view key) {
        const std::string leader = studio.document_->lesson()->cluster.labelOf(desk.write().leader);
        return BigButton{studio.texts().format(key, {{"leader", leader}}), !reason, reason.value_or(std::string())};
    };
    if (desk.asksPattern()) return button(desk.patternGiven() ? "big.lessons" : "big.answer");
    if (desk.verdict() != nullptr) return button(desk.nextOpen() ? "stages.big.next" : "stages.big.pattern");
    const bool cutOff = desk.choice().blow == lessons::CrashBlow::CutOff;
    return button(cutOff ? "stages.big.cutOff" : "stages.big.crash");
}

bool Studio::LessonDesk::Instrument::press(Studio& studio) {
    if (studio.crashDesk() == nullptr) return false;
    CrashDesk& desk = *studio.desk_->crash;
    if (desk.asksPattern()) {
        studio.dialog_ = Dialog::Lessons;
    } else if (desk.verdict() != nullptr) {
        const auto next = desk.nextOpen();
        next ? desk.goToStage(*next) : desk.askPattern();
    } else {
        studio.playback_.pause();
        desk.begin(wordCrashSteps, crashBranches(desk, studio.texts()));
        studio.startSide();
    }
    return true;
}

void Studio::LessonDesk::Instrument::move(Studio& studio, const cmd::CrashMove& move) {
    CrashDesk& desk = *studio.desk_->crash;
    switch (move.kind) {
        case CrashKind::LineBy: return desk.moveTo(desk.moment() + move.number);
        case CrashKind::LineTo: return desk.moveTo(move.number);
        case CrashKind::LineEnd: return desk.moveTo(static_cast<int>(desk.write().moments.size()) - 1);
        case CrashKind::Stage: {
            const auto stage = static_cast<lessons::CrashStage>(move.number);
            const bool answers = desk.asksPattern() && !desk.patternGiven();
            return answers ? desk.givePattern(stage) : desk.goToStage(stage);
        }
        case CrashKind::Blow: return desk.toggleBlow();
        case CrashKind::Sent: return desk.toggleSent();
        case CrashKind::Answer: return desk.answer(move.question, move.number);
        case CrashKind::Pick: return desk.answer(desk.openQuestion(), move.number - 1);
        case CrashKind::Erase: return static_cast<void>(desk.erase());
        case CrashKind::Again: return desk.predictAgain();
        case CrashKind::Watch: return studio.execute(cmd::SwitchBranch{desk.row(*desk.stage())->seen.line});
        case CrashKind::WatchWithout:
            return studio.execute(cmd::SwitchBranch{desk.row(*desk.stage())->seen.lineWithout});
    }
}

void Studio::LessonDesk::Instrument::prepare(Studio& studio) {
    CrashDesk* desk = studio.desk_->crash.get();
    if (desk == nullptr || !desk->prepare()) return;
    // Before a class the table is empty: what the lecturer has predicted at home is not the class's.
    const LessonProgress* before = studio.learning().progress().find(studio.document_->lesson()->id);
    if (before == nullptr || studio.presenting_.on) return;
    const auto naming = [&studio](const CrashDesk& at) { return crashBranches(at, studio.texts()); };
    for (const CrashTrial& trial : before->crashes) desk->repeat(trial, wordCrashSteps, naming);
}

void Studio::LessonDesk::Instrument::leaveBeside(Studio& studio) {
    const auto trial = studio.desk_->crash == nullptr ? std::nullopt : studio.desk_->crash->finish();
    const std::string& lesson = studio.document_->lesson()->id;
    if (trial && !studio.presenting_.on && studio.course_.find(lesson) != nullptr) {
        noteCrash(studio.desk_->learning.change().lessons[lesson], *trial);
        save(studio);
    }
    studio.session()->leaveBeside();
}

bool Studio::LessonDesk::Instrument::isSolved(const Studio& studio) {
    return studio.desk_->crash != nullptr && studio.desk_->crash->patternGiven().has_value();
}

raft::Result<std::string> Studio::LessonDesk::Instrument::picture(const Studio& studio, const ExportOptions& options) {
    PictureWriter writer(options, studio.texts());
    writer.addPage(crashPage(crashSceneOf(studio), options.picture, writer.measure(), studio.texts()));
    auto content = writer.finish();
    if (!content.ok()) return content.errors();
    return content.value().front();
}

void Studio::LessonDesk::Instrument::savePicture(Studio& studio) {
    const ExportOptions options = studio.pictureOptions();
    const auto content = picture(studio, options);
    if (!content.ok()) return studio.reportErrors("notice.cannotExport", content.errors());
    const std::string path = studio.picturePath(suffixOf(options.format));
    const auto written = writePictures({path}, {content.value()}, raft::ExistingFile::Refuse);
    if (!written.ok()) return studio.reportErrors("notice.cannotExport", written.errors());
    studio.report(studio.texts().format("notice.exported", {{"path", path}}));
}

}  // namespace studio
