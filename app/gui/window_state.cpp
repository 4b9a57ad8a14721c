#include "app/gui/window_state.h"

#include <cmath>
#include <cstdio>
#include <fstream>

#include "app/studio/author_desk.h"
#include "app/studio/lesson_scene.h"
#include "app/studio/marked_text.h"
#include "raft/trace/json_writer.h"

namespace gui {
namespace {

std::string_view roleOf(const raft::NodeView& node) {
    if (!node.up) return "down";
    switch (node.role) {
        case raft::RoleView::Follower: return "follower";
        case raft::RoleView::PreCandidate: return "preCandidate";
        case raft::RoleView::Candidate: return "candidate";
        case raft::RoleView::Leader: return "leader";
    }
    return {};
}

std::string_view themeOf(studio::ThemeName theme) {
    switch (theme) {
        case studio::ThemeName::Light: return "light";
        case studio::ThemeName::Dark: return "dark";
        case studio::ThemeName::Projector: return "projector";
    }
    return {};
}

std::string_view sceneOf(const studio::LessonScene& scene) {
    switch (scene.kind) {
        case studio::LessonScene::Kind::None: return "none";
        case studio::LessonScene::Kind::Question: return "question";
        case studio::LessonScene::Kind::Decided: return "decided";
        case studio::LessonScene::Kind::Verdict: return scene.question.isRight ? "right" : "wrong";
        case studio::LessonScene::Kind::Idea: return scene.idea.isOver ? "ideaOver" : "idea";
        case studio::LessonScene::Kind::Solution: return "solution";
        case studio::LessonScene::Kind::Offer: return "offer";
        case studio::LessonScene::Kind::Goal: break;
    }
    switch (scene.goal.state) {
        case lessons::GoalStatus::State::Open: return "goal";
        case lessons::GoalStatus::State::Won: return "won";
        case lessons::GoalStatus::State::Lost:
        case lessons::GoalStatus::State::OutOfActions:
        case lessons::GoalStatus::State::OutOfTime: return "lost";
    }
    return {};
}

std::string_view verdictOf(const studio::VerifyScene& scene) {
    switch (scene.state) {
        case studio::VerifyScene::State::Nothing: return "nothing";
        case studio::VerifyScene::State::Running: return "running";
        case studio::VerifyScene::State::Unreadable: return "unreadable";
        case studio::VerifyScene::State::Wrong: return "wrong";
        case studio::VerifyScene::State::Fine: return "fine";
        case studio::VerifyScene::State::Cancelled: return "cancelled";
    }
    return {};
}

std::int64_t whole(float px) { return std::lround(px); }

void writeNodes(raft::JsonWriter& json, const raft::ClusterView& view) {
    json.key("nodes");
    json.beginObject();
    for (const raft::NodeView& node : view.nodes) {
        json.key(node.name);
        json.beginObject();
        json.field("role", roleOf(node));
        json.field("term", node.term);
        json.field("lastIndex", node.lastIndex);
        json.field("commitIndex", node.commitIndex);
        json.endObject();
    }
    json.endObject();
    json.key("cut");
    json.beginArray();
    for (const raft::LinkView& link : view.links) {
        if (link.cut) json.value(std::to_string(link.from.value + 1) + ">" + std::to_string(link.to.value + 1));
    }
    json.endArray();
}

void writeSpots(raft::JsonWriter& json, const FrameRecord& record) {
    json.key("spots");
    json.beginObject();
    for (const FrameRecord::ClickSpot& spot : record.clicks()) {
        if (record.find(spot.id) != &spot) continue;  // A later one lies above it.
        json.key(spot.id);
        json.beginArray();
        json.value(whole(spot.box.left));
        json.value(whole(spot.box.top));
        json.value(whole(spot.box.right));
        json.value(whole(spot.box.bottom));
        json.value(spot.enabled ? 1 : 0);
        json.endArray();
    }
    json.endObject();
}

}  // namespace

void WindowState::write(const studio::Studio& studio, Workspace& workspace) {
    if (path_.empty()) return;
    const raft::History& history = studio.document().history();
    const raft::ClusterView& view = workspace.view();
    text_.clear();
    raft::JsonWriter json(text_);
    json.beginObject();
    json.field("commands", commands_);
    json.field("timeUs", history.time().us);
    json.field("step", history.step().value);
    json.field("line", history.line());
    json.field("lines", history.lineCount());
    json.field("branch", studio.branchName(history.line()));
    json.field("actions", history.actions().size());
    json.field("playing", studio.playback().isPlaying());
    json.field("lessonStep", studio.caption().stepNumber);
    json.field("caption", studio::plainText(studio.caption().text, studio.glossary(), studio.termStyle()));
    json.field("scene", sceneOf(studio.lessonScene()));
    json.field("bigButton", studio.bigButton().text);
    json.field("bigEnabled", studio.bigButton().enabled);
    json.field("language", studio::codeOf(studio.settings().language));
    json.field("theme", themeOf(studio.theme()));
    json.field("scale", studio.settings().scalePercent);
    json.field("explores", studio.settings().preset == studio::Preset::Explore);
    json.field("presenting", studio.presenting().on);
    json.field("improvising", studio.presenting().improvising);
    json.field("blank", studio.presenting().blank);
    const studio::LectureScene lecture = studio.lectureScene();
    json.field("title", lecture.isTitle);
    json.field("lesson", lecture.lesson);
    json.field("lessons", lecture.lessons);
    json.field("lessonId", studio.document().lesson() == nullptr ? std::string() : studio.document().lesson()->id);
    json.field("next", lecture.next);
    json.field("run", lecture.run);
    json.field("tool", static_cast<int>(studio.tool()));
    json.field("dialog", static_cast<int>(studio.dialog()));
    json.field("notice", studio.notice());
    json.field("recording", studio.authors().isRecording());
    json.field("recordedSteps", studio.authors().recordedSteps());
    json.field("verified", verdictOf(studio.authors().verifyScene()));
    json.field("fileErrors", studio.authors().fileErrors().size());
    json.field("selected", static_cast<int>(studio.document().selection().kind));
    json.field("committed", view.committed);
    json.field("violations", view.violations.size());
    writeNodes(json, view);
    writeSpots(json, workspace.record());
    json.endObject();
    text_ += '\n';
    if (text_ == written_) return;
    const std::string temporary = path_ + ".new";
    std::ofstream(temporary, std::ios::binary) << text_;
    std::rename(temporary.c_str(), path_.c_str());
    written_ = text_;
}

}  // namespace gui
