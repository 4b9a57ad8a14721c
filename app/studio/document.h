#pragma once
// The open file: a run with its branches, perhaps a lesson that drives it, and what is selected.

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/studio/i18n.h"
#include "lessons/engine/document.h"
#include "lessons/engine/player.h"
#include "raft/base/ref.h"
#include "raft/history/history.h"
#include "raft/trace/session_reader.h"

namespace studio {

/// Where on which line the eye is.
struct Place {
    int line = 0;
    raft::StepId step;
    raft::SimTime time;
    friend bool operator==(const Place&, const Place&) = default;
};

/// A place with a name.
struct Bookmark {
    std::string name;
    Place place;
};

class Document {
public:
    /// A sandbox: a fresh cluster at time 0.
    explicit Document(const raft::ClusterConfig& config);
    /// A session, not yet run: its history stands right after the boot.
    explicit Document(const raft::Session& session);
    /// A lesson at its beginning.
    explicit Document(lessons::Lesson lesson);

    raft::History& history() { return *history_; }
    const raft::History& history() const { return *history_; }
    const std::shared_ptr<raft::TextTable>& textTable() const { return textTable_; }

    /// The lesson and how far it is, or null in a sandbox. While something is played beside the main line, player() is
    /// its player.
    const lessons::Lesson* lesson() const { return lesson_.get(); }
    lessons::Player* player() { return beside_ ? &*beside_ : mainPlayer(); }
    const lessons::Player* player() const { return beside_ ? &*beside_ : mainPlayer(); }
    lessons::Player* mainPlayer() { return player_ ? &*player_ : nullptr; }
    const lessons::Player* mainPlayer() const { return player_ ? &*player_ : nullptr; }
    bool isBeside() const { return beside_.has_value(); }
    /// Opens the side line and stands at its beginning. Where the eye was is remembered, unless it was beside already.
    void playBeside(const lessons::SideLine& side);
    /// Back to exactly where the eye was. The side line stays as a branch.
    void leaveBeside();

    // ---- Where the eye is ----
    Place place() const { return Place{history_->line(), history_->step(), history_->time()}; }
    void goTo(const Place& place);
    /// Where the lesson stands; nothing in a sandbox.
    std::optional<Place> lessonPlace() const;
    /// The eye is on the lesson's line (perhaps in its past); false in a sandbox.
    bool onLessonLine() const;
    /// The eye is exactly where the lesson stands.
    bool atLessonPlace() const;
    /// Back to exactly where the lesson was. Branches stay.
    void backToLesson();
    /// Back to exactly where the eye was on the lesson's line when it left it for a branch of one's own, or acted at
    /// the end of a step, which may be in its past; else to where the lesson stands.
    void returnToLesson();
    /// What returnToLesson() finds again: where the eye is on the lesson's line, or another such place.
    struct Remembered {
        Place place;
        std::optional<int> shownStep;
    };
    void rememberPlace();
    void rememberPlace(const std::optional<Remembered>& place) { remembered_ = place; }
    const std::optional<Remembered>& rememberedPlace() const { return remembered_; }
    void forgetPlace() { remembered_.reset(); }
    /// The lesson step that the caption speaks of: the one whose stretch the eye is in; -1 in a sandbox.
    int shownLessonStep() const;
    /// The eye goes to where `step` ended, and the caption speaks of it; -1 is the beginning.
    void showLessonStep(int step);
    /// The eye was put where a lesson step ended, and has not moved since.
    bool showsStepEnd() const { return shownStep_.has_value(); }
    /// From here on the caption follows the eye again. To be called before the eye moves in any other way.
    void forgetShownStep() {
        shownStep_.reset();
        replayedStep_.reset();
    }
    /// The eye goes to where `step`, which is done, begins, and what follows shows it again.
    void replayStep(int step);
    /// The eye is on the lesson's line, but something of the lesson lies ahead that was played already.
    bool inLessonPast() const;

    /// The lesson's line stands before its first step, or the eye was put there.
    bool atBeginning() const;
    /// Where the eye is and what the caption speaks of, to come back to exactly that.
    struct Eye {
        Place place;
        std::optional<int> shownStep;
    };
    Eye eye() const { return {place(), shownStep_}; }
    void lookFrom(const Eye& eye);

    // ---- Acting ----
    /// Does `action` where the eye is. In the past, and anywhere on a lesson's line, it opens a branch called `name`.
    bool act(const raft::Action& action, const std::string& name);
    /// Leaves the lesson's line for a branch, so that walking on does not add to the lesson. No effect elsewhere.
    void leaveLessonLine(const std::string& name);

    // ---- What belongs to the file ----
    const raft::Ref& selection() const { return selection_; }
    void select(const raft::Ref& ref) { selection_ = ref; }
    /// The selected server: also of a selected cell or lane; kNoNode if there is none.
    raft::NodeId selectedServer() const;

    std::vector<Bookmark>& bookmarks() { return bookmarks_; }
    const std::vector<Bookmark>& bookmarks() const { return bookmarks_; }

    const std::string& path() const { return path_; }  ///< Empty until it was opened or saved.
    void setPath(std::string path) { path_ = std::move(path); }
    const std::string& title() const { return title_; }  ///< Of a session file; empty else.
    void setTitle(std::string title) { title_ = std::move(title); }
    bool isModified() const { return modified_; }
    void markSaved() { modified_ = false; }
    void markModified() { modified_ = true; }

    /// The number in the next "x=1", "x=2", ... that Send makes up by itself.
    int nextValue() const;
    /// The key that was read last on this line, up to where the eye is; kUsualKey before the first read.
    std::string keyToRead() const;

private:
    std::shared_ptr<raft::TextTable> textTable_;
    std::unique_ptr<raft::History> history_;
    std::unique_ptr<lessons::Lesson> lesson_;
    std::optional<lessons::Player> player_;
    std::optional<lessons::Player> beside_;
    std::optional<int> shownStep_;     ///< Set while the eye stands where a lesson step ended; -1: at the beginning.
    std::optional<int> replayedStep_;  ///< The step that is shown again.
    std::optional<Remembered> remembered_;
    Place leftAt_;  ///< Where the eye was before it went beside the main line.
    std::optional<int> leftShown_;
    raft::Ref selection_;
    std::vector<Bookmark> bookmarks_;
    std::string path_;
    std::string title_;
    bool modified_ = false;
};

}  // namespace studio
