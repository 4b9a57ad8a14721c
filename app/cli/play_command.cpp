// `raftlab lesson play ID`: a lesson as text. On a terminal it waits before each step, in a pipe it does not.

#include <unistd.h>

#include <cerrno>
#include <filesystem>

#include "app/cli/check_report.h"
#include "app/cli/columns.h"
#include "app/cli/commands.h"
#include "app/cli/exit_code.h"
#include "app/cli/interrupt.h"
#include "app/cli/lesson_file.h"
#include "app/cli/narrate.h"
#include "app/studio/picture_export.h"
#include "app/studio/wording.h"
#include "raft/history/view_builder.h"
#include "raft/trace/file_io.h"
#include "render/export/png.h"

namespace cli {
namespace {

/// Waits for the end of a line. False at the end of the input, or once somebody pressed Ctrl-C.
bool waitForEnter() {
    char c = 0;
    while (!interrupted()) {
        const ssize_t count = ::read(STDIN_FILENO, &c, 1);
        if (count > 0 && c == '\n') return true;
        if (count == 0 || (count < 0 && errno != EINTR)) return false;
    }
    return false;
}

std::string twoDigits(int number) { return (number < 10 ? "0" : "") + std::to_string(number); }

class Show {
public:
    Show(const lessons::Lesson& lesson, const LessonOptions& options, const studio::Texts& texts, Output& output)
        : lesson_(lesson),
          options_(options),
          texts_(texts),
          output_(output),
          history_(lesson.cluster, lesson.texts),
          player_(lesson, history_) {}

    const raft::History& history() const { return history_; }

    int run() {
        output_.line(textOf(lesson_.title));
        output_.line(textOf(lesson_.objective));
        while (player_.state() != lessons::Player::State::Done) {
            const lessons::Step& step = lesson_.steps[static_cast<std::size_t>(player_.done())];
            if (!askFor(step)) return interrupted() ? kInterrupted : kFine;
            if (const int code = play(step); code != kFine) return code;
        }
        for (const lessons::Problem& problem : player_.problems()) {
            output_.note(
                raft::Error{lesson_.file, problem.position.line, problem.position.column, "", problem.text}.format());
        }
        return player_.problems().empty() ? kFine : kAnswerIsNo;
    }

private:
    const std::string& textOf(const lessons::LocalText& text) const { return studio::textOf(text, texts_.language()); }

    /// On a terminal: what comes next, and time to think about it.
    bool askFor(const lessons::Step& step) {
        if (!Output::isTerminal(STDIN_FILENO) || !Output::isTerminal(STDOUT_FILENO)) return true;
        const std::string next = step.button.empty() ? std::string(texts_.tr("big.next")) : textOf(step.button);
        output_.result("\n" + texts_.format("cli.play.enter", {{"next", next}}) + " ");
        output_.flush();
        return waitForEnter();
    }

    int play(const lessons::Step& step) {
        const raft::StepId from = history_.step() + 1;
        const int number = player_.done() + 1;
        output_.line("");
        output_.line(texts_.format("cli.play.step", {{"number", std::to_string(number)},
                                                     {"count", std::to_string(lesson_.steps.size())},
                                                     {"say", textOf(step.say)}}));
        output_.flush();
        if (!finishStep(player_, history_)) return kInterrupted;
        for (const NarratedEvent& event : narrate(history_, {from, history_.step() + 1}, Detail::Decisions, texts_)) {
            output_.line("  " + studio::timeText(event.time, texts_) + "  " + event.text);
        }
        lookBack(step.show.back);
        printServers();
        const int code = savePictures(step, number);
        history_.seekStep(player_.place().step);
        history_.seekTime(player_.place().time);
        return code;
    }

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
        std::vector<Row> rows;
        for (const raft::NodeView& node : view.nodes) {
            std::string log;
            for (const raft::CellView& cell : node.cells) {
                log += " " + std::to_string(cell.term) + ":" + std::string(cell.noop ? "no-op" : cell.text);
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
        picture.picture.caption = textOf(step.say);
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
    raft::History history_;
    lessons::Player player_;
};

}  // namespace

int playLesson(const LessonOptions& options, const GlobalOptions& global, Output& output) {
    const InterruptGuard guard;
    const studio::Course course{std::string()};
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
    Show show(lesson.value(), options, global.texts, output);
    const CheckReport checkReport(show.history(), global.configDir);
    return show.run();
}

}  // namespace cli
