#include "app/studio/crash_scene.h"

#include <algorithm>

#include "app/studio/wording.h"
#include "render/labels.h"
#include "render/views/crash_picture.h"

namespace studio {
namespace {

using lessons::CrashBlow;
using lessons::CrashFate;
using lessons::CrashRetry;
using lessons::CrashStage;
using lessons::CrashWord;
using lessons::SentBefore;
using raft::NodeId;
using raft::SimTime;

/// Air beside the write, in permille of its length.
constexpr std::int64_t kAirPermille = 60;

constexpr std::array<std::string_view, lessons::kCrashQuestionCount> kQuestions{"fate", "word", "retry"};

std::string keyOf(std::string_view prefix, std::size_t question, int answer) {
    return std::string(prefix) + std::string(kQuestions[question]) + "." + std::to_string(answer);
}

class Teller {
public:
    Teller(const CrashDesk& desk, const Document& document, const Texts& texts)
        : desk_(desk), config_(document.lesson()->cluster), texts_(texts) {}

    CrashScene tell() {
        const auto stage = desk_.stage();
        scene_.mode = modeOf();
        const std::string letter = stage ? std::string(1, lessons::letterOf(*stage)) : "over";
        scene_.title = format("stages.title." + letter, {});
        scene_.facts = format("stages.facts", {{"stored", namesOf(desk_.at().facts.stored)},
                                               {"committed", namesOf(desk_.at().facts.committed)}});
        scene_.progress = format("stages.progress", {{"seen", std::to_string(desk_.filled())},
                                                     {"stages", std::to_string(lessons::kCrashStageCount)}});
        const bool cutOff = desk_.choice().blow == CrashBlow::CutOff;
        scene_.blow = {{}, {format("stages.blow.crash", {}), format("stages.blow.cutOff", {})}, cutOff ? 1 : 0};
        const bool isLost = desk_.choice().sent == SentBefore::Lost;
        scene_.sent = {format("stages.sent", {}),
                       {format("stages.sent.lost", {}), format("stages.sent.arrives", {})},
                       isLost ? 0 : 1};
        scene_.canWatch = stage && desk_.row(*stage) != nullptr;
        fillQuestions();
        fillPattern();
        fillTime();
        fillTable();
        return std::move(scene_);
    }

private:
    std::string format(const std::string& key, std::vector<TextArg> args) const {
        const std::string& leader = config_.labelOf(desk_.write().leader);
        const std::string& client = config_.labelOf(desk_.write().client);
        args.emplace_back("leader", leader);
        args.emplace_back("client", client);
        return texts_.format(key, args);
    }
    std::string namesOf(raft::NodeSet servers) const {
        std::string words;
        for (const NodeId server : servers) {
            if (!words.empty()) words += texts_.tr("list.and");
            words += config_.labelOf(server);
        }
        return words.empty() ? std::string(texts_.tr("stages.nobody")) : words;
    }

    CrashScene::Mode modeOf() const {
        using Mode = CrashScene::Mode;
        if (desk_.asksPattern()) return desk_.patternGiven() ? Mode::Summary : Mode::Pattern;
        if (!desk_.stage()) return Mode::Over;
        return desk_.verdict() != nullptr ? Mode::Verdict : Mode::Predict;
    }

    // ---- The questions ----

    void fillQuestions() {
        const CrashRow* verdict = desk_.verdict();
        for (std::size_t i = 0; i < kQuestions.size(); ++i) {
            CrashQuestionScene& question = scene_.questions[i];
            question.prompt = format("stages.ask." + std::string(kQuestions[i]), {});
            for (int answer = 0; answer < lessons::kCrashAnswerCounts[i]; ++answer) {
                question.choices.push_back(format(keyOf("stages.choice.", i, answer), {}));
            }
            question.picked = verdict != nullptr ? verdict->predicted[i] : desk_.draft()[i];
            if (verdict == nullptr) continue;
            question.truth = verdict->seen.answers[i];
            question.because = because(*verdict, i);
        }
    }

    std::string because(const CrashRow& row, std::size_t question) const {
        const std::string winner = config_.labelOf(row.plan.winner);
        const std::string refused = row.plan.refused == raft::kNoNode ? "" : config_.labelOf(row.plan.refused);
        const std::string once = std::to_string(row.seen.value);
        const std::string twice = std::to_string(row.seen.valueWithout);
        const std::string& key = desk_.write().key;
        const auto say = [&](const char* id) {
            return format(std::string("stages.because.") + id,
                          {{"winner", winner}, {"refused", refused}, {"key", key}, {"once", once}, {"twice", twice}});
        };
        if (question == 0) {
            if (row.seen.fate() == CrashFate::Kept) return say(refused.empty() ? "kept" : "keptRefused");
            return say(row.seen.truncated ? "truncated" : "neverThere");
        }
        if (question == 1) {
            if (row.seen.word() == CrashWord::Ok) return say("ok");
            return say(row.seen.fate() == CrashFate::Kept ? "silenceKept" : "silenceLost");
        }
        return say(row.seen.retry() == CrashRetry::Harmless ? "harmless" : "numbers");
    }

    // ---- The pattern ----

    void fillPattern() {
        if (!desk_.asksPattern()) return;
        scene_.patternPrompt = format("stages.pattern.ask", {});
        const auto given = desk_.patternGiven();
        if (!given) return;
        const std::string said(1, lessons::letterOf(*given));
        const std::string saw(1, lessons::letterOf(desk_.firstKept()));
        scene_.patternVerdict =
            format(said == saw ? "stages.pattern.right" : "stages.pattern.wrong", {{"said", said}, {"saw", saw}});
        for (const char* key :
             {"stages.summary.before", "stages.summary.ok", "stages.summary.silence", "stages.summary.cutOff"}) {
            scene_.summary.push_back(format(key, {{"saw", saw}}));
        }
    }

    // ---- The picture ----

    int laneOf(NodeId end) const {
        for (std::size_t i = 0; i < lanes_.size(); ++i) {
            if (lanes_[i] == end) return static_cast<int>(i);
        }
        return -1;
    }

    render::CrashLane clientLane() const {
        const lessons::CrashWrite& write = desk_.write();
        return {raft::clientRef(write.client), config_.labelOf(write.client), write.asked, write.answeredAt, true};
    }
    render::CrashLane serverLane(NodeId server) const {
        render::CrashLane lane{raft::nodeRef(server), config_.labelOf(server), raft::kNever, raft::kNever, false};
        for (const lessons::CrashMoment& moment : desk_.write().moments) {
            if (moment.facts.stored.contains(server)) lane.from = std::min(lane.from, moment.from);
            if (moment.facts.committed.contains(server)) lane.until = std::min(lane.until, moment.from);
        }
        return lane;
    }

    void fillTime() {
        const lessons::CrashWrite& write = desk_.write();
        render::CrashTimeInput& time = scene_.time;
        const SimTime air((write.answeredAt - write.asked).us * kAirPermille / 1000);
        time.from = write.asked - air;
        time.to = write.answeredAt + air;
        lanes_ = {write.client, write.leader};
        time.lanes = {clientLane(), serverLane(write.leader)};
        for (int i = 0; i < config_.serverCount(); ++i) {
            const auto server = NodeId(static_cast<std::uint8_t>(i));
            if (server == write.leader) continue;
            lanes_.push_back(server);
            time.lanes.push_back(serverLane(server));
        }
        for (const raft::ArrowView& arrow : desk_.run().arrows) {
            const int from = laneOf(arrow.from);
            const int to = laneOf(arrow.to);
            const bool isSeen = arrow.sentAt >= write.asked && arrow.endsAt <= write.answeredAt && !arrow.dull;
            if (from < 0 || to < 0 || !isSeen) continue;
            time.arrows.push_back({from, to, arrow.sentAt, arrow.endsAt, raft::isReply(arrow.look)});
        }
        fillStretches();
        time.leaderLane = 1;
        time.term = write.term.value;
        time.line = desk_.at().place.time;
        time.cutOff = desk_.choice().blow == CrashBlow::CutOff;
        time.stage = desk_.at().stage ? static_cast<int>(*desk_.at().stage) : -1;
        time.cutOffStage = static_cast<int>(CrashStage::G);
        time.cutOffLetter = std::string(1, lessons::letterOf(CrashStage::G));
        time.sentIsLost = desk_.choice().sent == SentBefore::Lost;
        time.command = write.command;
        time.answer = "OK";
        time.word = format(time.cutOff ? "stages.line.cutOff" : "stages.line.crash", {});
        time.alt = format("stages.altTime", {});
    }

    void fillStretches() {
        render::CrashTimeInput& time = scene_.time;
        for (const lessons::CrashMoment& moment : desk_.write().moments) {
            time.instants.push_back(moment.from);
            const int stage = moment.stage ? static_cast<int>(*moment.stage) : -1;
            if (!time.stretches.empty() && time.stretches.back().stage == stage) {
                time.stretches.back().to = moment.to;
                continue;
            }
            const std::string letter = moment.stage ? std::string(1, lessons::letterOf(*moment.stage)) : std::string();
            time.stretches.push_back({stage, letter, moment.from, moment.to});
        }
        time.instants.push_back(desk_.write().moments.back().to);
    }

    // ---- The table ----

    void fillTable() {
        render::CrashTableInput& table = scene_.table;
        for (const std::string_view question : kQuestions) {
            table.questions.push_back(format("stages.row." + std::string(question), {}));
        }
        for (const CrashStage stage : desk_.order()) {
            render::CrashColumn column{static_cast<int>(stage), std::string(1, lessons::letterOf(stage)), {}};
            const CrashRow* row = desk_.row(stage);
            for (std::size_t i = 0; i < kQuestions.size(); ++i) column.cells.push_back(cellOf(row, i));
            table.columns.push_back(std::move(column));
        }
        if (const auto stage = desk_.stage()) table.stage = static_cast<int>(*stage);
        table.remark = format("stages.remark", {});
        table.alt = format("stages.altTable", {});
    }

    render::CrashCell cellOf(const CrashRow* row, std::size_t question) const {
        if (row == nullptr) return {};
        const int truth = row->seen.answers[question];
        const int said = row->predicted[question];
        render::CrashCell cell;
        cell.seen = format(keyOf("stages.cell.", question, truth), {});
        cell.isRight = said == truth;
        if (said != kNoAnswer && said != truth) cell.predicted = format(keyOf("stages.cell.", question, said), {});
        return cell;
    }

    const CrashDesk& desk_;
    const raft::ClusterConfig& config_;
    const Texts texts_;
    std::vector<NodeId> lanes_;
    CrashScene scene_;
};

}  // namespace

CrashScene crashSceneOf(const CrashDesk& desk, const Document& document, const Texts& texts) {
    return Teller(desk, document, texts).tell();
}

render::Scene crashPage(const CrashScene& scene, const PictureOptions& options, const render::TextMeasure& measure,
                        const Texts& texts) {
    using render::px;
    const render::Theme theme = render::themeOf(options.theme);
    render::PictureLabels labels;
    for (const render::LabelKey& label : render::kLabelKeys) labels.*label.place = texts.tr(label.key);
    const render::Look look{theme, measure, labels, {130}};
    render::Scene page;
    page.setSize(px(options.widthPx), px(options.heightPx));
    page.setBackground(theme.panel);
    const render::Box room = render::Box{0, 0, page.width(), page.height()}.grown(-px(28));
    const auto line = [&](render::Face face, render::Coord size, render::Color color, render::Coord y,
                          const std::string& words) {
        std::string scratch;
        render::addText(page, measure, {face, size, color, render::Align::Start}, {room.left, y},
                        ellipsize(measure, face, size, words, room.width(), scratch));
    };
    line(render::Face::SemiBold, px(24), theme.ink, room.top + px(24), scene.title);
    line(render::Face::Text, px(16), theme.dim, room.top + px(52), scene.facts);
    const render::Coord cut = room.top + px(72) + (room.height() - px(72)) * 58 / 100;
    render::drawCrashTime(scene.time, {{room.left, room.top + px(72), room.right, cut}, {}, false}, look, page);
    render::drawCrashTable(scene.table, {{room.left, cut + px(18), room.right, room.bottom}, {}}, look, page);
    return page;
}

}  // namespace studio
