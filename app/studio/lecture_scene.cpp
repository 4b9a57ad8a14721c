// What stands on the wall beside the pictures: the title, the vote, the minutes that are left, the notes.

#include <algorithm>

#include "app/studio/marked_text.h"
#include "app/studio/presenter.h"
#include "app/studio/wording.h"

namespace studio {
namespace {

using Phase = ClassVote::Phase;
using PlayerState = lessons::Player::State;

/// Enough of a digest to see that two machines show the same.
constexpr std::size_t kHashDigits = 6;

std::string hexOf(std::uint64_t value) {
    constexpr char kDigits[] = "0123456789abcdef";
    std::string text;
    for (std::size_t i = 0; i < kHashDigits; ++i) text += kDigits[value >> (60 - 4 * i) & 15U];
    return text;
}

std::string_view adviceKey(Advice advice) {
    switch (advice) {
        case Advice::Explain: return "advice.explain";
        case Advice::Discuss: return "advice.discuss";
        case Advice::GoOn: return "advice.goOn";
    }
    return {};
}

}  // namespace

// ---- Where the class is ----

/// A lesson that has not begun: its title fills the wall.
bool Studio::atTitle() const {
    return presenting_.on && session() != nullptr && session()->question() == nullptr && document_->atBeginning();
}

/// Nothing is left of the open lesson.
bool Studio::Lectern::atLessonEnd() const {
    if (!s.document_->onLessonLine() || s.document_->isBeside() || s.session()->question() != nullptr) return false;
    if (movesInPresent() || s.atTitle()) return false;
    const lessons::Player& player = *s.document_->player();
    if (player.state() != PlayerState::Done) return false;
    const bool isLast = s.document_->shownLessonStep() + 1 == static_cast<int>(player.steps().size());
    const auto verdict = s.verdictShown();
    return isLast && !s.answerIsHidden() && !(verdict && s.ideaWaits(*verdict));
}

/// In the middle of a step, moving or not.
bool Studio::Lectern::movesInPresent() const {
    if (s.playback_.isPlaying()) return true;
    if (s.document_->showsStepEnd()) return false;
    return s.document_->player()->state() == PlayerState::Running || s.document_->inLessonPast();
}

/// The run has decided, and the class has not been told.
bool Studio::answerIsHidden() const {
    if (!presenting_.on) return false;
    const auto verdict = verdictShown();
    return verdict.has_value() && lecture_->revealed.count(verdict->step) == 0;
}

// ---- The vote ----

/// What the run will say: the lesson is played once more where nobody sees it.
std::vector<std::string> Studio::Lectern::rightAnswerOf(int step) const {
    LectureDesk& desk = *s.lecture_;
    if (desk.advisedStep == step) return desk.rightAnswer;
    const lessons::Lesson& lesson = *s.document_->lesson();
    raft::History history(lesson.cluster, lesson.texts);
    lessons::Player player(lesson, history);
    while (player.state() != PlayerState::Done && player.verdictOf(step) == nullptr) {
        if (player.state() == PlayerState::Ready) player.begin();
        if (player.state() == PlayerState::Asking) player.run();
        if (player.state() == PlayerState::Running) player.finish();
    }
    const lessons::Verdict* verdict = player.verdictOf(step);
    desk.advisedStep = step;
    desk.rightAnswer = verdict == nullptr ? std::vector<std::string>() : verdict->truth;
    return desk.rightAnswer;
}

/// Of those who voted for a choice that will turn out to be so. Where several are so, the least of them counts: a class
/// has understood what it has understood of each.
Advice Studio::Lectern::classAdvice() const {
    const ClassVote& vote = s.lecture_->vote;
    const int hands = vote.hands();
    if (hands == 0) return Advice::GoOn;
    const std::vector<lessons::Choice>& choices = s.session()->question()->choices;
    int least = hands;
    for (const std::string& right : rightAnswerOf(vote.step)) {
        for (std::size_t i = 0; i < choices.size(); ++i) {
            if (choices[i].id == right) least = std::min(least, vote.counts[i]);
        }
    }
    return adviceFor(least * 100 / hands);
}

void Studio::Lectern::fillVote(LectureScene& scene) const {
    scene.vote = s.lecture_->vote;
    if (s.session() == nullptr || s.session()->question() == nullptr) return;
    const ClassVote& vote = scene.vote;
    const bool canCount = !vote.counts.empty();
    switch (vote.phase) {
        case Phase::Vote: scene.how = std::string(s.texts().tr(canCount ? "vote.how" : "vote.howTyped")); return;
        case Phase::Count: scene.how = std::string(s.texts().tr("vote.howCount")); return;
        case Phase::Shares:
        case Phase::Discuss: break;
    }
    const int hands = std::max(vote.hands(), 1);
    for (const int count : vote.counts) scene.shares.push_back((count * 100 + hands / 2) / hands);
    const Advice advice = classAdvice();
    scene.advice = std::string(s.texts().tr(adviceKey(vote.phase == Phase::Discuss ? Advice::Discuss : advice)));
}

// ---- Time ----

/// In whole minutes: seconds make a speaker hurry.
void Studio::Lectern::fillTime(LectureScene& scene) const {
    if (!s.presenting_.clock || s.document_->lesson() == nullptr) return;
    int minutes = s.document_->lesson()->minutes;
    if (s.lecture_->isOn) {
        minutes = 0;
        for (const std::string& id : s.lecture_->given.lessons) {
            if (const CourseEntry* entry = s.course_.find(id)) minutes += entry->minutes;
        }
    }
    const int left = minutes - static_cast<int>(s.lecture_->seconds / 60);
    scene.isLate = left < 0;
    scene.timeLeft = s.texts().format(left < 0 ? "present.minutesOver" : "present.minutesLeft",
                                      {{"number", std::to_string(std::abs(left))}});
}

// ---- The wall ----

/// What the clicker does now.
std::string Studio::Lectern::nextInPresent() const {
    const auto say = [this](std::string_view key) { return std::string(s.texts().tr(key)); };
    if (s.document_->lesson() == nullptr) return {};
    if (!s.document_->onLessonLine()) return say("next.home");
    if (s.session()->question() != nullptr) {
        const ClassVote& vote = s.lecture_->vote;
        switch (vote.phase) {
            case Phase::Vote:
            case Phase::Count: return say(vote.hands() > 0 ? "next.shares" : "next.run");
            case Phase::Shares:
                return say(vote.round == 1 && classAdvice() != Advice::GoOn ? "next.discuss" : "next.run");
            case Phase::Discuss: return say("next.voteAgain");
        }
    }
    if (s.atTitle()) return say("next.begin");
    if (movesInPresent()) return say("next.finish");
    if (s.document_->isBeside() && s.sideIsOver()) return say("next.home");
    if (s.answerIsHidden()) return say("next.reveal");
    if (const auto verdict = s.verdictShown(); verdict && s.ideaWaits(*verdict)) return say("next.idea");
    const auto& steps = s.document_->player()->steps();
    const auto following = static_cast<std::size_t>(s.document_->shownLessonStep() + 1);
    if (following < steps.size()) {
        return say(steps[following].ask && !s.document_->isBeside() ? "next.question" : "next.step");
    }
    const bool hasNext = s.lecture_->isOn && s.lecture_->at + 1 < static_cast<int>(s.lecture_->given.lessons.size());
    return say(hasNext ? "next.lesson" : "next.end");
}

LectureScene Studio::lectureScene() const {
    LectureScene scene;
    const Language language = settings_.language;
    const Lectern lectern{*this};
    scene.next = lectern.nextInPresent();
    const raft::History& history = document_->history();
    scene.run = texts().format(
        "present.run", {{"seed", std::to_string(history.config().seed)}, {"state", hexOf(history.world().digest())}});
    const lessons::Lesson* lesson = document_->lesson();
    if (lesson == nullptr) return scene;
    scene.isTitle = atTitle();
    scene.title = plainText(textOf(lesson->title, language), glossary(), termStyle());
    scene.objective = plainText(textOf(lesson->objective, language), glossary(), termStyle());
    if (lecture_->isOn) {
        const auto& lessons = lecture_->given.lessons;
        scene.lecture = textOf(lecture_->given.title, language);
        scene.lesson = lecture_->at + 1;
        scene.lessons = static_cast<int>(lessons.size());
        const auto after = static_cast<std::size_t>(scene.lesson);
        const CourseEntry* entry = after < lessons.size() ? course_.find(lessons[after]) : nullptr;
        if (entry != nullptr) scene.following = plainText(textOf(entry->title, language), glossary(), termStyle());
    }
    lectern.fillTime(scene);
    lectern.fillVote(scene);
    const auto notesOf = [&](int step) {
        const auto& steps = document_->player()->steps();
        const bool exists = step >= 0 && step < static_cast<int>(steps.size());
        const std::string& notes =
            exists ? textOf(steps[static_cast<std::size_t>(step)].presenter, language) : std::string();
        return plainText(notes, glossary(), termStyle());
    };
    const int step = scene.isTitle ? -1 : caption().stepNumber - 1;
    scene.notes = notesOf(step);
    scene.nextNotes = notesOf(step + 1);
    return scene;
}

}  // namespace studio
