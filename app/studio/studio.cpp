#include "app/studio/studio.h"

#include <algorithm>
#include <utility>

#include "app/studio/author_desk.h"
#include "app/studio/instrument.h"
#include "app/studio/members.h"
#include "app/studio/own_lessons.h"
#include "app/studio/presenter.h"
#include "app/studio/quiz_file.h"
#include "app/studio/studio_cache.h"
#include "app/studio/studying.h"
#include "app/studio/wording.h"

namespace studio {
namespace {

using PlayerState = lessons::Player::State;

/// A frame that took longer (the window was dragged, the machine slept) does not let the run leap.
constexpr double kFrameSecondsMax = 0.1;
/// Steps that one frame may do: at 10x there may be thousands; the rest waits for the next frame.
constexpr int kStridesPerFrame = 20'000;

}  // namespace

Studio::Studio(const StudioOptions& options)
    : options_(options),
      course_(courseWith(options.courseDir, options.lessonDir)),
      journal_(options.stateDir),
      cache_(std::make_unique<Cache>()),
      desk_(std::make_unique<LessonDesk>(course_, options.today)),
      study_(std::make_unique<SelfStudy>(readHandouts(options.courseDir))),
      author_(std::make_unique<AuthorDesk>(*this)),
      lecture_(std::make_unique<LectureDesk>()) {
    if (auto attempt = loadQuiz(options.stateDir, study_->handouts.quiz)) study_->quiz.restore(*std::move(attempt));
    std::string problem;
    settings_ = loadSettings(options.configDir, defaultSettings(), problem);
    if (options.language) settings_.language = *options.language;
    playback_.setPace(Pace{true, settings_.pacePercent, Pace{}.permille});
    document_ = std::make_unique<Document>(raft::ClusterConfig{});
    openLessonPictures();
    LessonDesk::read(*this);
    Presenter{*this, *lecture_}.recallLecture();
    if (!problem.empty()) report(texts().format("notice.settingsBroken", {{"error", problem}}));
}

/// Whoever gets here has left on purpose: there is nothing to recover.
Studio::~Studio() {
    if (study_->quizUnsaved) Studying{*this}.keepQuiz();
    journal_.clear();
}

void Studio::show(std::unique_ptr<Document> document) {
    desk_->session.reset();
    desk_->crash.reset();
    document_ = std::move(document);
    desk_->stepsNoted = 0;
    desk_->ideasNoted = 0;
    if (document_->lesson() != nullptr) desk_->session = std::make_unique<LessonSession>(*document_);
    if (document_->lesson() != nullptr && document_->lesson()->hasCrashStages) {
        desk_->crash = std::make_unique<CrashDesk>(*document_);
    }
    Presenter{*this, *lecture_}.endLecture();
    openedAnew();
    author_->documentChanged();
    // A sandbox lives at once, and so does a lesson whose first step asks for no press of the button; in front of a
    // class it begins with its title.
    if (document_->player() != nullptr) {
        if (presenting_.on || !document_->lesson()->steps.front().button.empty()) return;
        playback_.play();
        return beginLessonStep();
    }
    playback_.play();
}

/// Whatever was looked at, held or asked before belongs to another document.
void Studio::openedAnew() {
    playback_.pause();
    steppedByHand_ = false;
    cache_ = std::make_unique<Cache>();
    tool_ = Tool::Point;
    dialog_ = Dialog::None;
    seenAs_ = raft::kNoNode;
    presenting_.improvising = false;
    lecture_->vote = ClassVote{};
    lecture_->advisedStep.reset();
    lecture_->improvisedFrom.reset();
    openLessonPictures();
    ++past_;
    // A lesson may ask for a constant speed; after it the reader's own pace holds again.
    const lessons::Lesson* lesson = document_->lesson();
    const bool hasSpeed = lesson != nullptr && lesson->speedPermille.has_value();
    if (hasSpeed || paceIsLessons_) {
        playback_.setPace({!hasSpeed, settings_.pacePercent, hasSpeed ? *lesson->speedPermille : Pace{}.permille});
    }
    paceIsLessons_ = hasSpeed;
}

/// What the button says happens at once; what follows takes its time.
void Studio::beginLessonStep() {
    lessons::Player& player = *document_->player();
    player.begin();
    if (player.state() == PlayerState::Asking) return playback_.pause();
    if (player.advance(document_->history().time())) endLessonStep();
}

void Studio::endLessonStep() {
    playback_.pause();
    document_->showLessonStep(document_->player()->done() - 1);
}

// ---- What panels read ----

Caption Studio::caption() const {
    Caption caption;
    const lessons::Lesson* lesson = document_->lesson();
    if (lesson == nullptr) {
        caption.text = author_->isRecording() ? texts().format("caption.recording",
                                                               {{"step", std::to_string(author_->recordedSteps() + 1)}})
                                              : std::string(texts().tr("caption.sandbox"));
        return caption;
    }
    const lessons::Player& player = *document_->player();
    const int shown = session()->question() != nullptr ? session()->questionStep() : document_->shownLessonStep();
    caption.stepCount = static_cast<int>(player.steps().size());
    caption.stepNumber = std::max(shown, 0) + 1;
    caption.awayFromLesson = !document_->onLessonLine();
    caption.running = player.state() == PlayerState::Running && !caption.awayFromLesson;
    if (!player.problems().empty()) caption.problem = player.problems().front().text;
    if (caption.awayFromLesson) {
        caption.text = texts().format("caption.away", {{"branch", branchName(document_->history().line())}});
        return caption;
    }
    if (shown < 0 || atTitle()) {
        caption.text = textOf(lesson->objective, settings_.language);
        return caption;
    }
    const lessons::Step& step = player.steps()[static_cast<std::size_t>(shown)];
    const bool standsAtEnd = document_->showsStepEnd() && session()->question() == nullptr;
    const bool stepIsDone = shown < player.done() && (standsAtEnd || !document_->inLessonPast());
    caption.text = session()->playsSolution() ? solutionWords(step) : textOf(step.say, settings_.language);
    caption.presenter = textOf(step.presenter, settings_.language);
    if (stepIsDone) caption.badge = textOf(step.show.badge, settings_.language);
    caption.doors = stepIsDone && step.show.doors;
    return caption;
}

const lessons::Show* Studio::shownMarks() const {
    const lessons::Lesson* lesson = document_->lesson();
    const int shown = document_->shownLessonStep();
    if (lesson == nullptr || shown < 0 || !document_->onLessonLine() || document_->atBeginning()) return nullptr;
    // Whoever goes back to the end of a step sees it as it was.
    if (document_->inLessonPast() && !document_->showsStepEnd()) return nullptr;
    if (session()->question() != nullptr) return nullptr;
    const lessons::Player& player = *document_->player();
    return shown < player.done() ? &player.steps()[static_cast<std::size_t>(shown)].show : nullptr;
}

BigButton Studio::bigButton() const {
    const auto button = [this](std::string_view key) {
        const auto reason = whyNot(cmd::BigButton{});
        return BigButton{std::string(texts().tr(key)), !reason, reason.value_or(std::string())};
    };
    if (auto special = lessonButton()) return *special;
    const lessons::Lesson* lesson = document_->lesson();
    if (lesson == nullptr) return button(playback_.isPlaying() ? "big.pause" : "big.play");
    const lessons::Player& player = *document_->player();
    if (!document_->onLessonLine()) return button("big.backToLesson");
    if (document_->inLessonPast()) return button(playback_.isPlaying() ? "big.skip" : "big.goOn");
    switch (player.state()) {
        case PlayerState::Running: return button(playback_.isPlaying() ? "big.skip" : "big.goOn");
        case PlayerState::Done:
            return button(caption().doors ? "big.sandbox" : endsTrack(*this) ? "big.poster" : "big.lessons");
        case PlayerState::Asking:
        case PlayerState::Ready: break;
    }
    const lessons::LocalText& text = player.steps()[static_cast<std::size_t>(player.done())].button;
    if (text.empty()) return button("big.next");
    BigButton next = button("big.next");
    next.text = textOf(text, settings_.language);
    return next;
}

Context Studio::keyContext() const {
    if (presenting_.on) return Context::Present;
    return settings_.preset == Preset::Explore ? Context::Explore : Context::Study;
}

const CommandInfo* Studio::commandOf(std::string_view key) const {
    if (keyErases(key)) return commandNamed("erase-cell");
    if (author_->isRecording() && key == "M" && !presenting_.on) return commandNamed("close-step");
    if (const CommandInfo* ofInstrument = LessonDesk::Instrument::commandOf(*this, key)) return ofInstrument;
    const CommandInfo* info = commandForKey(key, keyContext());
    if (!presenting_.on || info == nullptr) {
        return presenting_.improvising ? commandForKey(key, Context::Study) : info;
    }
    // Digits and hands are the class's while it is asked, else nobody's.
    const bool isOfClass = info->command.is<cmd::ClassDigit>() || info->command.is<cmd::ClassErase>() ||
                           info->command.is<cmd::ClassCount>();
    const bool isAsked = session() != nullptr && session()->question() != nullptr;
    // Whoever improvises has the letters that touch the cluster, also those that the speaker has else.
    const bool touches = info->id == "clock" || info->id == "hint" || info->id == "notes";
    if ((isOfClass && !isAsked) || (touches && presenting_.improvising)) {
        return presenting_.improvising ? commandForKey(key, Context::Study) : nullptr;
    }
    return info;
}

std::string Studio::paceLabel() const {
    const Pace& pace = playback_.pace();
    if (pace.autoPace) return texts().format("pace.hop", {{"seconds", numberText(playback_.hopSeconds())}});
    if (pace.permille >= 1000) return texts().format("pace.faster", {{"times", numberText(pace.permille / 1000.0)}});
    return texts().format("pace.slower", {{"times", std::to_string(1000 / pace.permille)}});
}

std::string Studio::windowTitle() const {
    std::string title(texts().tr("app.name"));
    if (const lessons::Lesson* lesson = document_->lesson()) {
        return textOf(lesson->title, settings_.language) + " – " + title;
    }
    if (!document_->title().empty()) return document_->title() + " – " + title;
    return std::string(texts().tr("document.sandbox")) + " – " + title;
}

std::string Studio::branchName(int line) const {
    if (line > 0) return document_->history().info(line).name;
    return std::string(texts().tr(document_->lesson() != nullptr ? "branch.lesson" : "branch.main"));
}

std::string Studio::nextCommandText() const {
    return std::string(kUsualKey) + "=" + std::to_string(document_->nextValue());
}

std::optional<std::string> Studio::whyNot(const Command& command) const {
    const auto key = obstacle(command);
    if (!key) return std::nullopt;
    // A leader says itself why it refuses.
    const auto* hand = command.as<cmd::Hand>();
    const auto* change = hand == nullptr ? nullptr : std::get_if<cmd::ChangeMembers>(hand);
    if (change != nullptr) {
        if (auto refusal = refusalOf(*change, *document_, texts())) return refusal;
    }
    return std::string(texts().tr(*key));
}

const Explanation& Studio::explanation() const {
    if (cache_->explainedAt != document_->place() || cache_->explanation.unfinished) {
        cache_->explainedAt = document_->place();
        cache_->explanation = explain(document_->history(), document_->selection(), texts(), cache_->memory, {seenAs_});
        unfinished_ = unfinished_ || cache_->explanation.unfinished;
    }
    return cache_->explanation;
}

const std::vector<raft::Ref>& Studio::marks() const {
    if (cache_->marksAt != document_->place()) {
        cache_->marksAt = document_->place();
        cache_->marks = marksOf(document_->history(), document_->selection(), texts(), cache_->memory, {seenAs_});
    }
    return cache_->marks;
}

Feed& Studio::filteredFeed(const FeedFilter& filter) const {
    feed_.update(document_->history(), filter, {past_, seenAs_}, texts());
    unfinished_ = unfinished_ || !feed_.complete();
    return feed_;
}

const std::vector<FeedLine>& Studio::feed() const {
    constexpr std::size_t kFeedLines = 12;
    if (cache_->feedAt != document_->place()) {
        cache_->feedAt = document_->place();
        cache_->feed = recentEvents(document_->history(), texts(), kFeedLines, cache_->memory, {seenAs_});
    }
    return cache_->feed;
}

const Explanation& Studio::lastExplanation() const {
    if (cache_->lastAt != document_->place()) {
        cache_->lastAt = document_->place();
        cache_->last = Explanation{};
        if (!feed().empty()) {
            const raft::Ref ref = raft::eventRef(feed().back().event);
            cache_->last = explain(document_->history(), ref, texts(), cache_->memory, {seenAs_});
        }
    }
    return cache_->last;
}

// ---- What the shell calls ----

void Studio::update(double wallSeconds) {
    if (framesWanted_ > 0) --framesWanted_;
    noteExport();
    noteSurvey();
    author_->note();
    if (std::exchange(unfinished_, false)) framesWanted_ = 2;
    for (const Command& command : commands_.takeAll()) execute(command);
    if (playback_.isPlaying() && !clockWaits()) advance(std::clamp(wallSeconds, 0.0, kFrameSecondsMax));
    keepJournal(wallSeconds);
    Studying{*this}.pass(wallSeconds);
    watchLesson();
    Presenter presenter{*this, *lecture_};
    presenter.watchVote(wallSeconds);
    presenter.watchClock(wallSeconds);
}

bool Studio::isMoving() const {
    if (!playback_.isPlaying() || clockWaits()) return false;
    const lessons::Player* player = document_->player();
    const bool lessonRuns = player != nullptr && document_->onLessonLine() && player->state() == PlayerState::Running;
    return lessonRuns || playback_.isMoving(document_->history());
}

bool Studio::needsFrame() const {
    return framesWanted_ > 0 || unfinished_ || !commands_.empty() || exportJob_.busy() || surveys_.job.busy() ||
           author_->isVerifying() || isMoving();
}

void Studio::advance(double secondsLeft) {
    for (int i = 0; i < kStridesPerFrame && playback_.isPlaying() && secondsLeft > 0; ++i) {
        const Place before = document_->place();
        if (!document_->onLessonLine()) {
            advanceFreely(secondsLeft);
            watchLesson();
        } else if (document_->inLessonPast()) {
            replayLesson(secondsLeft);
        } else {
            advanceLesson(secondsLeft);
        }
        if (!playback_.isPlaying() || !pausesAfter(before)) continue;
        playback_.pause();
        steppedByHand_ = true;
    }
    if (!playback_.isPlaying()) framesWanted_ = 2;
}

/// Has something happened since `before` at which the run shall stop by itself?
bool Studio::pausesAfter(const Place& before) const {
    const raft::History& history = document_->history();
    if (settings_.pauseOn == 0 || history.line() != before.line) return false;
    const raft::NodeId selected = document_->selectedServer();
    for (raft::StepId step = before.step + 1; step <= history.step(); ++step) {
        if (pausesAt(history, step, settings_.pauseOn, selected)) return true;
    }
    return false;
}

void Studio::advanceFreely(double& secondsLeft) {
    raft::History& history = document_->history();
    if (nextStepTime(history) == raft::kNever) return playback_.pause();
    history.seekTime(playback_.stride(history, raft::kNever, secondsLeft));
}

void Studio::advanceLesson(double& secondsLeft) {
    lessons::Player& player = *document_->player();
    if (player.state() != PlayerState::Running) return playback_.pause();
    document_->forgetShownStep();
    const raft::SimTime target = playback_.stride(document_->history(), player.nextTime(), secondsLeft);
    if (player.advance(target)) endLessonStep();
}

/// Shows again what the lesson has played already, up to where its step ended.
void Studio::replayLesson(double& secondsLeft) {
    raft::History& history = document_->history();
    const lessons::Player& player = *document_->player();
    const int shown = document_->shownLessonStep();
    const lessons::LessonPlace end = shown < player.done() ? player.placeAfter(shown) : player.place();
    const raft::SimTime target = playback_.stride(history, end.time, secondsLeft);
    history.seekTime(std::min(target, end.time));
    if (history.step() < end.step || history.time() < end.time) return;
    if (shown < player.done()) {
        playback_.pause();
        document_->showLessonStep(shown);
    } else {
        document_->backToLesson();
    }
}

// ---- Notices ----

void Studio::report(std::string sentence, std::vector<std::string> details) {
    notice_ = std::move(sentence);
    noticeDetails_ = std::move(details);
    framesWanted_ = 2;
}

void Studio::reportErrors(std::string_view key, const raft::Errors& errors) {
    std::vector<std::string> details;
    for (const raft::Error& error : errors) details.push_back(error.format());
    report(std::string(texts().tr(key)), std::move(details));
}

}  // namespace studio
