// `raftlab lesson play ID`: a lesson as text. On a terminal it waits before each step and hears answers; in a pipe it
// waits for nobody, prints the answers, and shows every what-if and the goal's solution too.

#include <algorithm>
#include <filesystem>

#include "app/cli/check_report.h"
#include "app/cli/columns.h"
#include "app/cli/commands.h"
#include "app/cli/crash_table.h"
#include "app/cli/exit_code.h"
#include "app/cli/interrupt.h"
#include "app/cli/lesson_file.h"
#include "app/cli/lesson_talk.h"
#include "app/cli/narrate.h"
#include "app/studio/own_lessons.h"
#include "app/studio/picture_export.h"
#include "app/studio/rule_sheet.h"
#include "app/studio/wording.h"
#include "raft/history/view_builder.h"
#include "raft/trace/file_io.h"
#include "render/export/png.h"

namespace cli {
namespace {

using lessons::Player;

std::string twoDigits(int number) { return (number < 10 ? "0" : "") + std::to_string(number); }

/// Why a lesson is left: with kFine everything goes on.
using Code = int;

class Show {
public:
    Show(const lessons::Lesson& lesson, const lessons::Glossary& glossary, const LessonOptions& options,
         const studio::Texts& texts, Output& output)
        : lesson_(lesson),
          options_(options),
          texts_(texts),
          output_(output),
          talk_(lesson, glossary, texts, output),
          history_(lesson.cluster, lesson.texts),
          player_(lesson, history_) {}

    const raft::History& history() const { return history_; }

    Code run() {
        output_.line(talk_.textOf(lesson_.title));
        output_.line(talk_.textOf(lesson_.objective));
        while (player_.state() != Player::State::Done && !isOver_) {
            if (const Code code = playNext(); code != kFine) return code;
        }
        if (const Code code = isOver_ ? kFine : playRest(); code != kFine) return code;
        for (const lessons::Problem& problem : player_.problems()) {
            output_.note(
                raft::Error{lesson_.file, problem.position.line, problem.position.column, "", problem.text}.format());
        }
        return player_.problems().empty() ? kFine : kAnswerIsNo;
    }

private:
    /// The reader has left: the end of the input.
    Code leave() {
        isOver_ = true;
        return interrupted() ? kInterrupted : kFine;
    }

    /// On a terminal: what comes next, and time to think about it.
    bool waitFor(const std::string& next) {
        if (!LessonTalk::isHeard()) return true;
        output_.line("");
        return talk_.listen(texts_.format("cli.play.enter", {{"next", next}})).has_value();
    }

    Code playNext() {
        const lessons::Step& step = lesson_.steps[static_cast<std::size_t>(player_.done())];
        const std::string next = step.button.empty() ? std::string(texts_.tr("big.next")) : talk_.textOf(step.button);
        if (!waitFor(next)) return leave();
        const int number = player_.done() + 1;
        tellStep(player_, number, static_cast<int>(lesson_.steps.size()));
        const std::size_t decided = player_.verdicts().size();
        player_.begin();
        if (player_.state() == Player::State::Asking && !ask()) return leave();
        if (!runOn(player_)) return kInterrupted;
        lookBack(step.show.back);
        printServers();
        if (const Code code = savePictures(step, number); code != kFine) return code;
        lessons::standAt(history_, 0, player_.place());
        for (std::size_t i = decided; i < player_.verdicts().size() && !isOver_; ++i) {
            if (const Code code = tell(player_.verdicts()[i]); code != kFine) return code;
        }
        return kFine;
    }

    void tellStep(const Player& player, int number, int count) {
        const lessons::Step& step = player.steps()[static_cast<std::size_t>(number - 1)];
        if (step.say.empty()) return;
        output_.line("");
        output_.line(texts_.format(
            "cli.play.step",
            {{"number", std::to_string(number)}, {"count", std::to_string(count)}, {"say", talk_.textOf(step.say)}}));
        output_.flush();
    }

    /// False if the reader has left.
    bool ask() {
        talk_.tellQuestion(player_.question());
        if (LessonTalk::isHeard()) {
            const auto given = talk_.hearAnswer(player_.question());
            if (!given) return false;
            if (!given->empty()) player_.answer(*given);
        }
        player_.run();
        return true;
    }

    /// Plays the running step to its end and tells what happened. False if somebody pressed Ctrl-C.
    bool runOn(Player& player) {
        const raft::StepId from = history_.step() + 1;
        if (!finishStep(player, history_)) return false;
        for (const NarratedEvent& event : narrate(history_, {from, history_.step() + 1}, Detail::Decisions, texts_)) {
            output_.line("  " + studio::timeText(event.time, texts_) + "  " + event.text);
        }
        return !interrupted();
    }

    Code tell(const lessons::Verdict& verdict) {
        output_.line("");
        talk_.tellVerdict(verdict);
        if (const lessons::Choice* idea = verdict.idea()) {
            const lessons::WhatIf& whatIf = *lesson_.findWhatIf(idea->whatIf);
            if (const auto wants = offer("cli.play.runIdea", talk_.textOf(whatIf.title)); !wants) {
                return leave();
            } else if (*wants) {
                return playWhatIf(whatIf);
            }
        }
        return kFine;
    }

    /// In a pipe everything is shown. Nothing if the reader has left.
    std::optional<bool> offer(std::string_view key, const std::string& title) {
        if (!LessonTalk::isHeard()) return true;
        const auto line = talk_.listen(texts_.format(key, {{"title", title}}));
        if (!line) return std::nullopt;
        return !line->empty() && (line->front() == 'y' || line->front() == 'Y');
    }

    // ---- Beside the main line ----

    Code playWhatIf(const lessons::WhatIf& whatIf) {
        talk_.tellWhatIf(whatIf);
        told_.push_back(whatIf.id);
        const lessons::LessonPlace from = *player_.placeOf(whatIf.from);
        Player side(lesson_, history_, lessons::whatIfLine(whatIf, from, talk_.textOf(whatIf.title)));
        const Code code = playSide(side);
        lessons::standAt(history_, 0, player_.place());
        return code;
    }

    /// Plays a branch from its first step to its last.
    Code playSide(Player& side) {
        const int count = static_cast<int>(side.steps().size());
        while (side.state() != Player::State::Done) {
            tellStep(side, side.done() + 1, count);
            side.begin();
            if (!runOn(side)) return kInterrupted;
            printServers();
        }
        for (const raft::Property property : side.broken()) {
            output_.line("  " + texts_.format("cli.play.broke", {{"property", std::string(raft::nameOf(property))}}));
        }
        return kFine;
    }

    Code playRest() {
        for (const lessons::WhatIf& whatIf : lesson_.whatIfs) {
            if (std::find(told_.begin(), told_.end(), whatIf.id) != told_.end()) continue;
            if (LessonTalk::isHeard()) output_.line("");
            const auto wants = offer("cli.play.tryWhatIf", talk_.textOf(whatIf.title));
            if (!wants) return leave();
            if (!*wants) continue;
            if (const Code code = playWhatIf(whatIf); code != kFine) return code;
        }
        if (lesson_.hasCrashStages && !tellCrashStages(lesson_, player_, history_, texts_, output_))
            return kInterrupted;
        return lesson_.goal ? playGoal(*lesson_.goal) : kFine;
    }

    Code playGoal(const lessons::Goal& goal) {
        talk_.tellGoal(goal);
        for (std::size_t i = 0; i < goal.hints.size(); ++i) {
            if (!waitFor(std::string(texts_.tr("cli.play.nextHint")))) return leave();
            output_.line("  " + texts_.format("cli.play.hint", {{"number", std::to_string(i + 1)},
                                                                {"hint", talk_.textOf(goal.hints[i])}}));
        }
        if (!waitFor(std::string(texts_.tr("cli.play.solution")))) return leave();
        output_.line("  " + std::string(texts_.tr("cli.play.solution")));
        const lessons::LessonPlace from = *player_.placeOf(goal.from);
        Player ghost(lesson_, history_, lessons::solutionLine(goal, from, std::string(texts_.tr("cli.play.solution"))));
        if (const Code code = playSide(ghost); code != kFine) return code;
        lessons::GoalWatch watch(lesson_, history_, from, ghost.line());
        talk_.tellGoalStatus(watch.look());
        lessons::standAt(history_, 0, player_.place());
        return kFine;
    }

    // ---- Pictures ----

    /// A step may end with a look at a moment before; the run itself stays where it is.
    void lookBack(raft::SimTime by) {
        if (by > raft::SimTime()) history_.seekTime(std::max(raft::SimTime(), history_.time() - by));
    }

    std::string_view roleText(const raft::NodeView& node) const {
        if (!node.up) return texts_.tr("role.down");
        switch (node.role) {
            case raft::RoleView::Follower: return texts_.tr("role.follower");
            case raft::RoleView::PreCandidate: return texts_.tr("role.preCandidate");
            case raft::RoleView::Candidate: return texts_.tr("role.candidate");
            case raft::RoleView::Leader: return texts_.tr("role.leader");
        }
        return {};
    }

    void printServers() {
        raft::ClusterView view;
        raft::buildClusterView(history_, {}, view);
        if (view.rulesBent) {
            output_.line("  " +
                         texts_.format("title.rulesBent", {{"rules", studio::bentWords(view.bentRules, texts_)}}));
        }
        std::vector<Row> rows;
        for (const raft::NodeView& node : view.nodes) {
            std::string log;
            for (const raft::CellView& cell : node.cells) {
                // Of a session its client, as in a frame.
                const std::string words(cell.noop ? "no-op" : cell.text);
                log += " " + std::to_string(cell.term) + ":" + (cell.session ? "(" + words + ")" : words);
            }
            rows.push_back({"  " + std::string(node.name), std::string(roleText(node)),
                            texts_.format("picture.termNumber", {{"term", std::to_string(node.term)}}),
                            node.up ? "commitIndex " + std::to_string(node.commitIndex) : std::string(),
                            "[" + log + " ]"});
        }
        printColumns(rows, output_);
    }

    int savePictures(const lessons::Step& step, int number) {
        if (options_.pictures.empty()) return kFine;
        const std::string name = options_.pictures + "/" + lesson_.id + "-" + twoDigits(number) + "-" + step.id;
        const int code = save(name, step, studio::PictureFormat::Svg);
        if (code != kFine || !render::canWritePng()) return code;
        return save(name, step, studio::PictureFormat::Png);
    }

    int save(const std::string& name, const lessons::Step& step, studio::PictureFormat format) {
        studio::ExportOptions picture;
        picture.picture.caption = talk_.textOf(step.say);
        picture.format = format;
        studio::PictureWriter writer(picture, texts_);
        writer.addPage(history_);
        const auto contents = writer.finish();
        if (!contents.ok()) return output_.errors(contents.errors()), kWrongInput;
        const std::string path = name + "." + std::string(studio::suffixOf(format));
        const auto written = studio::writePictures({path}, contents.value(), raft::ExistingFile::Replace);
        if (!written.ok()) return output_.errors(written.errors()), kWrongInput;
        return kFine;
    }

    const lessons::Lesson& lesson_;
    const LessonOptions& options_;
    const studio::Texts& texts_;
    Output& output_;
    LessonTalk talk_;
    raft::History history_;
    Player player_;
    std::vector<std::string> told_;  ///< What-ifs that were played.
    bool isOver_ = false;            ///< The reader has left.
};

}  // namespace

int playLesson(const LessonOptions& options, const GlobalOptions& global, Output& output) {
    const InterruptGuard guard;
    const studio::Course course = studio::courseWith({}, global.lessonDir);
    const auto lesson = findLesson(options.lessons.front(), course, global.texts);
    if (!lesson.ok()) return output.errors(lesson.errors()), kWrongInput;
    if (!options.pictures.empty()) {
        std::error_code code;
        std::filesystem::create_directories(options.pictures, code);
        if (code) {
            output.errors({raft::Error{options.pictures, 1, 1, "", code.message()}});
            return kWrongInput;
        }
    }
    Show show(lesson.value(), course.glossary(), options, global.texts, output);
    const CheckReport checkReport(show.history(), global.configDir);
    return show.run();
}

}  // namespace cli
