// What stands on the wall beside the pictures: the title, the vote, the minutes that are left, the notes.

#include <algorithm>

#include "app/studio/lecture_desk.h"
#include "app/studio/marked_text.h"
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
bool Studio::atLessonEnd() const {
    if (!document_->onLessonLine() || document_->isBeside() || session()->question() != nullptr) return false;
    if (movesInPresent() || atTitle()) return false;
    const lessons::Player& player = *document_->player();
    if (player.state() != PlayerState::Done) return false;
    const bool isLast = document_->shownLessonStep() + 1 == static_cast<int>(player.steps().size());
    const auto verdict = verdictShown();
    return isLast && !answerIsHidden() && !(verdict && ideaWaits(*verdict));
}

/// In the middle of a step, moving or not.
bool Studio::movesInPresent() const {
    if (playback_.isPlaying()) return true;
    if (document_->showsStepEnd()) return false;
    return document_->player()->state() == PlayerState::Running || document_->inLessonPast();
}

/// The run has decided, and the class has not been told.
bool Studio::answerIsHidden() const {
    if (!presenting_.on) return false;
    const auto verdict = verdictShown();
    return verdict.has_value() && lecture_->revealed.count(verdict->step) == 0;
}

// ---- The vote ----

/// What the run will say: the lesson is played once more where nobody sees it.
std::vector<std::string> Studio::rightAnswerOf(int step) const {
    LectureDesk& desk = *lecture_;
    if (desk.advisedStep == step) return desk.rightAnswer;
    const lessons::Lesson& lesson = *document_->lesson();
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
Advice Studio::classAdvice() const {
    const ClassVote& vote = lecture_->vote;
    const int hands = vote.hands();
    if (hands == 0) return Advice::GoOn;
    const std::vector<lessons::Choice>& choices = session()->question()->choices;
    int least = hands;
    for (const std::string& right : rightAnswerOf(vote.step)) {
        for (std::size_t i = 0; i < choices.size(); ++i) {
            if (choices[i].id == right) least = std::min(least, vote.counts[i]);
        }
    }
    return adviceFor(least * 100 / hands);
}

void Studio::fillVote(LectureScene& scene) const {
    scene.vote = lecture_->vote;
    if (session() == nullptr || session()->question() == nullptr) return;
    const ClassVote& vote = scene.vote;
    const bool canCount = !vote.counts.empty();
    switch (vote.phase) {
        case Phase::Vote: scene.how = std::string(texts().tr(canCount ? "vote.how" : "vote.howTyped")); return;
        case Phase::Count: scene.how = std::string(texts().tr("vote.howCount")); return;
        case Phase::Shares:
        case Phase::Discuss: break;
    }
    const int hands = std::max(vote.hands(), 1);
    for (const int count : vote.counts) scene.shares.push_back((count * 100 + hands / 2) / hands);
    const Advice advice = classAdvice();
    scene.advice = std::string(texts().tr(adviceKey(vote.phase == Phase::Discuss ? Advice::Discuss : advice)));
}

// ---- Time ----

/// In whole minutes: seconds make a speaker hurry.
void Studio::fillTime(LectureScene& scene) const {
    if (!presenting_.clock || document_->lesson() == nullptr) return;
    int minutes = document_->lesson()->minutes;
    if (lecture_->isOn) {
        minutes = 0;
        for (const std::string& id : lecture_->given.lessons) {
            if (const CourseEntry* entry = course_.find(id)) minutes += entry->minutes;
        }
    }
    const int left = minutes - static_cast<int>(lecture_->seconds / 60);
    scene.isLate = left < 0;
    scene.timeLeft = texts().format(left < 0 ? "present.minutesOver" : "present.minutesLeft",
                                    {{"number", std::to_string(std::abs(left))}});
}

// ---- The wall ----

/// What the clicker does now.
std::string Studio::nextInPresent() const {
    const auto say = [this](std::string_view key) { return std::string(texts().tr(key)); };
    if (document_->lesson() == nullptr) return {};
    if (!document_->onLessonLine()) return say("next.home");
    if (session()->question() != nullptr) {
        const ClassVote& vote = lecture_->vote;
        switch (vote.phase) {
            case Phase::Vote:
            case Phase::Count: return say(vote.hands() > 0 ? "next.shares" : "next.run");
            case Phase::Shares:
                return say(vote.round == 1 && classAdvice() != Advice::GoOn ? "next.discuss" : "next.run");
            case Phase::Discuss: return say("next.voteAgain");
        }
    }
    if (atTitle()) return say("next.begin");
    if (movesInPresent()) return say("next.finish");
    if (document_->isBeside() && sideIsOver()) return say("next.home");
    if (answerIsHidden()) return say("next.reveal");
    if (const auto verdict = verdictShown(); verdict && ideaWaits(*verdict)) return say("next.idea");
    const auto& steps = document_->player()->steps();
    const auto following = static_cast<std::size_t>(document_->shownLessonStep() + 1);
    if (following < steps.size()) {
        return say(steps[following].ask && !document_->isBeside() ? "next.question" : "next.step");
    }
    const bool hasNext = lecture_->isOn && lecture_->at + 1 < static_cast<int>(lecture_->given.lessons.size());
    return say(hasNext ? "next.lesson" : "next.end");
}

LectureScene Studio::lectureScene() const {
    LectureScene scene;
    const Language language = settings_.language;
    scene.next = nextInPresent();
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
    fillTime(scene);
    fillVote(scene);
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
