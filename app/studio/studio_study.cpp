// Posters, the interview's cards, the quiz: what one reads and does beside the lessons.

#include <algorithm>
#include <filesystem>
#include <limits>

#include "app/studio/export_job.h"
#include "app/studio/lesson_desk.h"
#include "app/studio/lesson_session.h"
#include "app/studio/obstacle.h"
#include "app/studio/picture_export.h"
#include "app/studio/poster_export.h"
#include "app/studio/poster_page.h"
#include "app/studio/quiz_file.h"
#include "app/studio/studying.h"
#include "app/studio/wording.h"

namespace studio {
namespace {

using StudyKind = cmd::StudyMove::Kind;

const lessons::InterviewCard* cardOf(const SelfStudy& study, int card) {
    const auto& cards = study.handouts.interview.cards();
    return card >= 0 && card < static_cast<int>(cards.size()) ? &cards[static_cast<std::size_t>(card)] : nullptr;
}

bool hasPoster(const Studio& studio, std::string_view track) {
    const std::vector<std::string> tracks = posterTracks(studio.study().handouts.posters, studio.course());
    return std::find(tracks.begin(), tracks.end(), track) != tracks.end();
}

/// A lesson's step, or nothing.
std::optional<int> stepNamed(const lessons::Lesson& lesson, std::string_view id) {
    for (std::size_t step = 0; step < lesson.steps.size(); ++step) {
        if (lesson.steps[step].id == id) return static_cast<int>(step);
    }
    return std::nullopt;
}

}  // namespace

bool isPlayed(const Studio& studio, std::string_view lesson) {
    const LessonProgress* done = studio.learning().progress().find(lesson);
    return done != nullptr && done->played;
}

bool endsTrack(const Studio& studio) {
    const lessons::Lesson* lesson = studio.document().lesson();
    if (lesson == nullptr || !hasPoster(studio, lesson->track)) return false;
    const CourseEntry* last = nullptr;
    for (const CourseEntry& entry : studio.course().entries()) {
        if (entry.track == lesson->track && entry.available()) last = &entry;
    }
    return last != nullptr && last->id == lesson->id;
}

double secondsToWake(const Studio& studio) {
    const bool ticks = studio.dialog() == Dialog::Quiz;
    return ticks ? studio.study().quiz.secondsToNextMinute() : std::numeric_limits<double>::infinity();
}

void Studio::Studying::begin(Dialog dialog) {
    SelfStudy& study = *studio.study_;
    studio.dialog_ = dialog;
    if (dialog == Dialog::Poster) {
        const lessons::Lesson* lesson = studio.document_->lesson();
        const bool isOne = lesson != nullptr && hasPoster(studio, lesson->track);
        study.posterTrack = isOne ? lesson->track : std::string();
    }
    if (dialog == Dialog::Interview) study.answerShown = false;
}

/// The clock of the quiz stands while its page is closed. What was written is on disk a few seconds later.
void Studio::Studying::pass(double seconds) {
    constexpr double kUnsavedSecondsMax = 5;
    SelfStudy& study = *studio.study_;
    const bool isOpen = studio.dialog_ == Dialog::Quiz;
    if (isOpen && study.quiz.pass(seconds)) {
        studio.framesWanted_ = 2;
        keepQuiz();
    }
    if (!study.quizUnsaved) return;
    study.quizAge += seconds;
    if (!isOpen || study.quizAge > kUnsavedSecondsMax) keepQuiz();
}

void Studio::Studying::keepQuiz() {
    SelfStudy& study = *studio.study_;
    study.quizUnsaved = false;
    study.quizAge = 0;
    const auto saved = saveQuiz(studio.options_.stateDir, study.handouts.quiz, study.quiz);
    if (saved.ok() || studio.saidUnsaved_) return;
    studio.saidUnsaved_ = true;
    studio.reportErrors("notice.settingsUnsaved", saved.errors());
}

Obstacle Studio::Studying::obstacle(const Studio& studio, const cmd::StudyMove& move) {
    const SelfStudy& study = studio.study();
    const Handouts& handouts = study.handouts;
    const QuizRun& quiz = study.quiz;
    const auto questions = static_cast<int>(handouts.quiz.questions.size());
    const bool writes = quiz.stage() == QuizRun::Stage::Writing;
    const bool judges = quiz.stage() == QuizRun::Stage::Judging;
    switch (move.kind) {
        case StudyKind::ShowPoster: {
            const bool isOne = move.text.empty() || hasPoster(studio, move.text);
            return unless(!handouts.posters.empty() && isOne, "why.noPoster");
        }
        case StudyKind::SavePoster: return unless(!handouts.posters.empty(), "why.noPoster");
        case StudyKind::ShowCard: return unless(cardOf(study, move.number - 1) != nullptr, "why.noSuchCard");
        case StudyKind::RevealAnswer:
            if (cardOf(study, study.card) == nullptr) return "why.noSuchCard";
            return unless(!study.answerShown, "why.answerStands");
        case StudyKind::ShowMe: {
            const lessons::InterviewCard* card = cardOf(study, study.card);
            if (card == nullptr) return "why.noSuchCard";
            const CourseEntry* entry = studio.course().find(card->lesson);
            return unless(entry != nullptr && entry->available(), "why.laterLesson");
        }
        case StudyKind::StartQuiz: return unless(questions > 0, "why.noQuiz");
        case StudyKind::ShowQuestion:
            if (quiz.stage() == QuizRun::Stage::Before) return "why.quizNotBegun";
            return unless(move.number >= 1 && move.number <= questions, "why.noSuchQuestion");
        case StudyKind::WriteAnswer:
        case StudyKind::FinishWriting: return unless(writes, "why.quizNotBegun");
        case StudyKind::ToggleItem: {
            if (!judges) return "why.quizNotJudged";
            const auto items = static_cast<int>(quiz.answer(quiz.question()).said.size());
            return unless(move.number >= 1 && move.number <= items, "why.noSuchQuestion");
        }
        case StudyKind::WriteOn:
        case StudyKind::FinishJudging: return unless(judges, "why.quizNotJudged");
        case StudyKind::LeaveQuiz: return unless(quiz.stage() != QuizRun::Stage::Before, "why.quizNotBegun");
    }
    return std::nullopt;
}

Obstacle Studio::Studying::obstacle(const Studio& studio, Dialog dialog) {
    const Handouts& handouts = studio.study().handouts;
    if (dialog == Dialog::Poster) return unless(!handouts.posters.empty(), "why.noPoster");
    if (dialog == Dialog::Interview) return unless(!handouts.interview.cards().empty(), "why.noSuchCard");
    if (dialog == Dialog::Quiz) return unless(!handouts.quiz.questions.empty(), "why.noQuiz");
    return std::nullopt;
}

void Studio::Studying::move(const cmd::StudyMove& move) {
    SelfStudy& study = *studio.study_;
    switch (move.kind) {
        case StudyKind::ShowPoster:
            studio.dialog_ = Dialog::Poster;
            study.posterTrack = move.text;
            return;
        case StudyKind::SavePoster: return savePoster(move.text);
        case StudyKind::ShowCard:
            studio.dialog_ = Dialog::Interview;
            study.card = move.number - 1;
            study.answerShown = false;
            return;
        case StudyKind::RevealAnswer:
            study.answerShown = true;
            study.cardsOpened.insert(study.card);
            return;
        case StudyKind::ShowMe: {
            const lessons::InterviewCard card = *cardOf(study, study.card);
            return openLessonAt(card.lesson, card.step);
        }
        case StudyKind::WriteAnswer: study.quizUnsaved = true; return study.quiz.write(move.text);
        case StudyKind::StartQuiz: study.quiz.start(); break;
        case StudyKind::ShowQuestion: study.quiz.show(move.number - 1); break;
        case StudyKind::FinishWriting: study.quiz.finishWriting(); break;
        case StudyKind::WriteOn: study.quiz.writeOn(); break;
        case StudyKind::ToggleItem: study.quiz.toggle(move.number - 1); break;
        case StudyKind::FinishJudging: study.quiz.finishJudging(); break;
        case StudyKind::LeaveQuiz: study.quiz.leave(); break;
    }
    studio.dialog_ = Dialog::Quiz;
    keepQuiz();
}

/// What comes before the step is done at once, its questions unanswered; the step itself begins as if one had come
/// there by oneself.
void Studio::Studying::openLessonAt(const std::string& lesson, const std::string& step) {
    if (!studio.open(studio.course_.find(lesson)->path)) return;
    const auto wanted = stepNamed(*studio.document_->lesson(), step);
    if (!wanted) return;
    using State = lessons::Player::State;
    lessons::Player& player = *studio.document_->mainPlayer();
    studio.playback_.pause();
    while (player.done() < *wanted) {
        if (player.state() == State::Ready) player.begin();
        if (player.state() == State::Asking) player.run();
        if (player.state() == State::Running) player.finish();
    }
    if (player.state() != State::Ready) return;  // It begins by itself.
    studio.document_->backToLesson();
    studio.playback_.play();
    studio.beginLessonStep();
}

void Studio::Studying::savePoster(const std::string& suffix) {
    const SelfStudy& study = studio.study();
    const std::string stem = study.posterTrack.empty() ? "raft" : study.posterTrack;
    const std::string folder = std::filesystem::path(studio.picturePath(suffix)).parent_path().string();
    const std::string path = freePath(folder, "poster-" + stem, suffix);
    PosterFile file;
    for (const PictureFormat format : {PictureFormat::Svg, PictureFormat::Png, PictureFormat::Pdf}) {
        if (suffixOf(format) == suffix) file.format = format;
    }
    file.theme = studio.pictureOptions().picture.theme;
    const auto isDone = [this](std::string_view lesson) { return isPlayed(studio, lesson); };
    const Texts texts = studio.texts();
    auto content =
        posterContent(posterInput(study.handouts.posters, studio.course(), study.posterTrack, isDone, texts), file);
    if (!content.ok()) return studio.reportErrors("notice.cannotExport", content.errors());
    const auto written = writePictures({path}, {std::move(content).value()}, raft::ExistingFile::Refuse);
    if (!written.ok()) return studio.reportErrors("notice.cannotExport", written.errors());
    studio.report(texts.format("notice.exported", {{"path", path}}));
}

}  // namespace studio
