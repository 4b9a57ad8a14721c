#pragma once
// A recording under way: what was done in a sandbox, step by step, with what the recorder proposes for each.

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "app/studio/author_move.h"
#include "app/studio/author_scene.h"
#include "app/studio/question_offers.h"
#include "app/studio/wording.h"
#include "lessons/engine/recorder.h"

namespace studio {

/// Belongs to one history, which it never changes: the eye is back where it was after every call. What belongs to a
/// past that is no longer the current line's is dropped: going back and doing something else takes it back.
class RecordingDesk {
public:
    bool exists() const { return exists_; }
    bool isLive() const { return live_; }
    bool isSaved() const { return saved_; }
    int stepCount() const { return static_cast<int>(rows_.size()); }

    /// Begins, with what has happened in the run so far as the first step, or goes on.
    void start(raft::History& history);
    void stop() { live_ = false; }
    void forget() { *this = RecordingDesk(); }
    /// Has anything happened at the eye since the last step?
    bool hasNews(const raft::History& history) const;
    /// What happened since then becomes a step. Steps that lie right of the eye are taken back. Only if hasNews().
    void closeStep(raft::History& history);
    /// Drops steps of another past.
    void trim(raft::History& history);

    /// Could `move` be done?
    bool allows(const cmd::AuthorMove& move) const;
    /// Carries out one of the moves that describe the recording.
    void edit(raft::History& history, const cmd::AuthorMove& move);

    /// The lesson as it would be saved under `id`; texts that are missing are filled in.
    lessons::Lesson lesson(raft::History& history, const std::string& id) const;
    /// The name that its title suggests: small letters, digits and hyphens.
    std::string suggestedId() const;
    void markSaved() { saved_ = true; }

    RecordingScene scene(const raft::History& history, const Texts& texts) const;

private:
    struct Row {
        lessons::RecordedStep step;
        std::uint64_t chain = 0;  ///< Of the run at its end: the same chain is the same past.
        std::vector<lessons::LocalText> todo;
        std::vector<lessons::Salient> salient;
        std::vector<lessons::LocalText> happened;  ///< Each of `salient` as a sentence.
        std::vector<std::string> claims;
        std::map<std::string, bool> decided;  ///< Claims that the author has ticked, or has not.
        std::vector<QuestionOffer> questions;
        int question = -1;
        bool saidByAuthor = false;
    };

    Row& row(int step) { return rows_[static_cast<std::size_t>(step)]; }
    const Row& row(int step) const { return rows_[static_cast<std::size_t>(step)]; }
    lessons::Recording recording() const;
    lessons::LessonPlace endOfLast() const;
    void look(raft::History& history, Row& row, const lessons::LessonPlace& from) const;
    void proposeSay(Row& row) const;
    /// What depends on where steps end, from this step on.
    void settle(raft::History& history, int from);
    RecordingRow rowScene(const Row& row, const raft::ClusterConfig& config, const Texts& texts) const;

    bool exists_ = false;
    bool live_ = false;
    bool saved_ = false;
    lessons::LocalText title_;
    lessons::LocalText objective_;
    std::vector<Row> rows_;
};

}  // namespace studio
