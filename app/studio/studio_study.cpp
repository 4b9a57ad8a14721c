// Posters, the interview's cards, the quiz: what one reads and does beside the lessons.

#include <algorithm>
#include <limits>

#include "app/studio/export_job.h"
#include "app/studio/lesson_desk.h"
#include "app/studio/lesson_session.h"
#include "app/studio/picture_export.h"
#include "app/studio/poster_export.h"
#include "app/studio/poster_page.h"
#include "app/studio/quiz_file.h"
#include "app/studio/self_study.h"
#include "app/studio/studio.h"
#include "app/studio/wording.h"

namespace studio {
namespace {

using Kind = cmd::StudyMove::Kind;
using Obstacle = std::optional<std::string_view>;

Obstacle unless(bool possible, std::string_view why) { return possible ? Obstacle() : Obstacle(why); }

const lessons::InterviewCard* cardOf(const SelfStudy& study, int card) {
    const auto& cards = study.handouts.interview.cards();
    return card >= 0 && card < static_cast<int>(cards.size()) ? &cards[static_cast<std::size_t>(card)] : nullptr;
}

/// A lesson's step, or nothing.
std::optional<int> stepNamed(const lessons::Lesson& lesson, std::string_view id) {
    for (std::size_t step = 0; step < lesson.steps.size(); ++step) {
        if (lesson.steps[step].id == id) return static_cast<int>(step);
    }
    return std::nullopt;
}

}  // namespace

const SelfStudy& Studio::study() const { return *study_; }

bool Studio::isPlayed(std::string_view lesson) const {
    const LessonMark* mark = lessonMark(lesson);
    return mark != nullptr && mark->played;
}

bool Studio::endsTrack() const {
    const lessons::Lesson* lesson = document_->lesson();
    if (lesson == nullptr) return false;
    const std::vector<std::string> tracks = posterTracks(study_->handouts.posters, course_);
    if (std::find(tracks.begin(), tracks.end(), lesson->track) == tracks.end()) return false;
    const CourseEntry* last = nullptr;
    for (const CourseEntry& entry : course_.entries()) {
        if (entry.track == lesson->track && entry.available()) last = &entry;
    }
    return last != nullptr && last->id == lesson->id;
}

void Studio::beginDialog(Dialog dialog) {
    dialog_ = dialog;
    if (dialog == Dialog::Poster) {
        const std::vector<std::string> tracks = posterTracks(study_->handouts.posters, course_);
        const lessons::Lesson* lesson = document_->lesson();
        const bool isOne = lesson != nullptr && std::find(tracks.begin(), tracks.end(), lesson->track) != tracks.end();
        study_->posterTrack = isOne ? lesson->track : std::string();
    }
    if (dialog == Dialog::Interview) study_->answerShown = false;
}

double Studio::secondsToWake() const {
    return dialog_ == Dialog::Quiz ? study_->quiz.secondsToNextMinute() : std::numeric_limits<double>::infinity();
}

/// The clock of the quiz stands while its page is closed. What was written is on disk a few seconds later.
void Studio::passQuizTime(double wallSeconds) {
    constexpr double kUnsavedSecondsMax = 5;
    const bool isOpen = dialog_ == Dialog::Quiz;
    if (isOpen && study_->quiz.pass(wallSeconds)) {
        framesWanted_ = 2;
        keepQuiz();
    }
    if (!study_->quizUnsaved) return;
    study_->quizAge += wallSeconds;
    if (!isOpen || study_->quizAge > kUnsavedSecondsMax) keepQuiz();
}

void Studio::keepQuiz() {
    study_->quizUnsaved = false;
    study_->quizAge = 0;
    const auto saved = saveQuiz(options_.stateDir, study_->handouts.quiz, study_->quiz);
    if (saved.ok() || saidUnsaved_) return;
    saidUnsaved_ = true;
    reportErrors("notice.settingsUnsaved", saved.errors());
}

std::optional<std::string_view> Studio::studyObstacle(const cmd::StudyMove& move) const {
    const Handouts& handouts = study_->handouts;
    const QuizRun& quiz = study_->quiz;
    const auto questions = static_cast<int>(handouts.quiz.questions.size());
    const bool writes = quiz.stage() == QuizRun::Stage::Writing;
    const bool judges = quiz.stage() == QuizRun::Stage::Judging;
    switch (move.kind) {
        case Kind::ShowPoster: {
            const auto tracks = posterTracks(handouts.posters, course_);
            const bool isOne = std::find(tracks.begin(), tracks.end(), move.text) != tracks.end();
            return unless(!handouts.posters.empty() && (move.text.empty() || isOne), "why.noPoster");
        }
        case Kind::SavePoster: return unless(!handouts.posters.empty(), "why.noPoster");
        case Kind::ShowCard: return unless(cardOf(*study_, move.number - 1) != nullptr, "why.noSuchCard");
        case Kind::RevealAnswer:
            if (cardOf(*study_, study_->card) == nullptr) return "why.noSuchCard";
            return unless(!study_->answerShown, "why.answerStands");
        case Kind::ShowMe: {
            const lessons::InterviewCard* card = cardOf(*study_, study_->card);
            if (card == nullptr) return "why.noSuchCard";
            const CourseEntry* entry = course_.find(card->lesson);
            return unless(entry != nullptr && entry->available(), "why.laterLesson");
        }
        case Kind::StartQuiz: return unless(questions > 0, "why.noQuiz");
        case Kind::ShowQuestion:
            if (quiz.stage() == QuizRun::Stage::Before) return "why.quizNotBegun";
            return unless(move.number >= 1 && move.number <= questions, "why.noSuchQuestion");
        case Kind::WriteAnswer:
        case Kind::FinishWriting: return unless(writes, "why.quizNotBegun");
        case Kind::ToggleItem: {
            if (!judges) return "why.quizNotJudged";
            const auto items = static_cast<int>(quiz.answer(quiz.question()).said.size());
            return unless(move.number >= 1 && move.number <= items, "why.noSuchQuestion");
        }
        case Kind::WriteOn:
        case Kind::FinishJudging: return unless(judges, "why.quizNotJudged");
        case Kind::LeaveQuiz: return unless(quiz.stage() != QuizRun::Stage::Before, "why.quizNotBegun");
    }
    return std::nullopt;
}

/// A course of somebody's own need not have these pages.
Obstacle Studio::dialogObstacle(Dialog dialog) const {
    const Handouts& handouts = study_->handouts;
    if (dialog == Dialog::Poster) return unless(!handouts.posters.empty(), "why.noPoster");
    if (dialog == Dialog::Interview) return unless(!handouts.interview.cards().empty(), "why.noSuchCard");
    if (dialog == Dialog::Quiz) return unless(!handouts.quiz.questions.empty(), "why.noQuiz");
    return std::nullopt;
}

void Studio::moveInStudy(const cmd::StudyMove& move) {
    SelfStudy& study = *study_;
    switch (move.kind) {
        case Kind::ShowPoster:
            dialog_ = Dialog::Poster;
            study.posterTrack = move.text;
            return;
        case Kind::SavePoster: return savePoster(move.text);
        case Kind::ShowCard:
            dialog_ = Dialog::Interview;
            study.card = move.number - 1;
            study.answerShown = false;
            return;
        case Kind::RevealAnswer:
            study.answerShown = true;
            study.cardsOpened.insert(study.card);
            return;
        case Kind::ShowMe: {
            const lessons::InterviewCard card = *cardOf(study, study.card);
            return openLessonAt(card.lesson, card.step);
        }
        case Kind::WriteAnswer: study.quizUnsaved = true; return study.quiz.write(move.text);
        case Kind::StartQuiz: study.quiz.start(); break;
        case Kind::ShowQuestion: study.quiz.show(move.number - 1); break;
        case Kind::FinishWriting: study.quiz.finishWriting(); break;
        case Kind::WriteOn: study.quiz.writeOn(); break;
        case Kind::ToggleItem: study.quiz.toggle(move.number - 1); break;
        case Kind::FinishJudging: study.quiz.finishJudging(); break;
        case Kind::LeaveQuiz: study.quiz.leave(); break;
    }
    dialog_ = Dialog::Quiz;
    keepQuiz();
}

/// What comes before the step is done at once, its questions unanswered; the step itself begins as if one had come
/// there by oneself.
void Studio::openLessonAt(const std::string& lesson, const std::string& step) {
    if (!open(course_.find(lesson)->path)) return;
    const auto wanted = stepNamed(*document_->lesson(), step);
    if (!wanted) return;
    using State = lessons::Player::State;
    lessons::Player& player = *document_->mainPlayer();
    playback_.pause();
    while (player.done() < *wanted) {
        if (player.state() == State::Ready) player.begin();
        if (player.state() == State::Asking) player.run();
        if (player.state() == State::Running) player.finish();
    }
    if (player.state() != State::Ready) return;  // It begins by itself.
    document_->backToLesson();
    playback_.play();
    beginLessonStep();
}

void Studio::savePoster(const std::string& suffix) {
    const std::string stem = study_->posterTrack.empty() ? "raft" : study_->posterTrack;
    const std::string path = freePath(picturesFolder(), "poster-" + stem, suffix);
    PosterFile file;
    for (const PictureFormat format : {PictureFormat::Svg, PictureFormat::Png, PictureFormat::Pdf}) {
        if (suffixOf(format) == suffix) file.format = format;
    }
    file.theme = pictureOptions().picture.theme;
    const auto isDone = [this](std::string_view lesson) { return isPlayed(lesson); };
    auto content =
        posterContent(posterInput(study_->handouts.posters, course_, study_->posterTrack, isDone, texts()), file);
    if (!content.ok()) return reportErrors("notice.cannotExport", content.errors());
    const auto written = writePictures({path}, {std::move(content).value()}, raft::ExistingFile::Refuse);
    if (!written.ok()) return reportErrors("notice.cannotExport", written.errors());
    report(texts().format("notice.exported", {{"path", path}}));
}

}  // namespace studio
