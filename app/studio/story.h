#pragma once
// What a storyboard tells: the moments that become its pages, in order, and what is said at each. See storyboard.h for
// how they look.

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/studio/marked_text.h"
#include "app/studio/picture_options.h"
#include "lessons/engine/document.h"
#include "lessons/engine/player.h"
#include "raft/history/history.h"

namespace studio {

/// One page.
struct StoryMoment {
    enum class Kind {
        Asks,   ///< A lesson's question, before the run decides.
        Shows,  ///< A step that is done.
        Run,    ///< An instant of a run without a lesson.
    };
    Kind kind = Kind::Shows;
    lessons::LessonPlace place;
    int number = 1;  ///< Of the step, from 1; of a run, of the page.
    const lessons::Step* step = nullptr;
    std::vector<lessons::Verdict> verdicts;  ///< Decided when this step was done.
    raft::StepId since;                      ///< Of Run: the first step that the page tells.
};

/// Returns true when nobody waits for the story any more.
using StopAsked = std::function<bool()>;

/// The moments of a lesson's main line, or of a run. What it is made of must outlive it.
class Story {
public:
    /// Plays the lesson. A step becomes a page that shows it done; one that asks has a page before that, on which the
    /// question stands and nothing is given away. `steps`: from and to, counted from 1, both included. Stopped: empty.
    Story(const lessons::Lesson& lesson, std::optional<StepSpan> steps, const StopAsked& stop);
    /// The instants of `interval` on the current line that are worth a page, in the order of time.
    Story(raft::History& history, const Interval& interval, std::string title);

    const lessons::Lesson* lesson() const { return lesson_; }
    raft::History& history() const { return *history_; }
    const std::vector<StoryMoment>& moments() const { return moments_; }
    /// How many steps the whole lesson has; of a run the pages.
    int stepCount() const { return stepCount_; }
    const std::string& title() const { return title_; }  ///< Of a run.
    /// Brings the history's cursor to what the page shows.
    void standAt(const StoryMoment& moment) const;

private:
    const lessons::Lesson* lesson_ = nullptr;
    std::unique_ptr<raft::History> own_;
    raft::History* history_ = nullptr;
    std::vector<StoryMoment> moments_;
    int stepCount_ = 0;
    std::string title_;
};

/// A choice as a page shows it.
struct StoryChoice {
    std::string text;
    std::string why;
    bool isTrue = false;
};

/// What one page says, in the reader's language.
struct StoryWords {
    std::string stamp;  ///< "(a)"
    std::string caption;
    std::string badge;
    std::string alarm;  ///< What has broken, or which rule is bent.
    bool isBroken = false;
    std::string prompt;
    std::string how;
    bool pickable = false;
    bool several = false;
    std::vector<StoryChoice> choices;
    std::string answer;  ///< What the run said.
    std::string because;
    std::string notes;
};

struct StoryTelling {
    Texts texts;
    const lessons::Glossary& glossary;
    TermNames names = TermNames::English;
    bool stamps = false;  ///< Every page has one; else those that the lesson gives.

    std::string read(const lessons::LocalText& text) const;
};

/// The words of every page.
std::vector<StoryWords> wordsOf(const Story& story, const StoryTelling& telling);
/// Of the whole: what it is called.
std::string titleOf(const Story& story, const StoryTelling& telling);

}  // namespace studio
