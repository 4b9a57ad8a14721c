#include "lessons/engine/lesson_writer.h"

#include <algorithm>
#include <array>

#include "lessons/engine/ask_writer.h"
#include "raft/trace/action_writer.h"
#include "raft/trace/cluster_writer.h"

namespace lessons {
namespace {

using raft::JsonWriter;

class LessonWriter {
public:
    LessonWriter(const Lesson& lesson, std::string& out)
        : lesson_(lesson), json_(out, raft::JsonLayout::Pretty), ask_{json_, lesson.cluster} {}

    void write() {
        json_.beginObject();
        json_.field("format", "raftlab-lesson/1");
        identity();
        json_.key("cluster");
        raft::writeCluster(json_, lesson_.cluster);
        view();
        steps("steps", lesson_.steps);
        if (!lesson_.whatIfs.empty()) whatIfs();
        if (lesson_.goal) goal(*lesson_.goal);
        json_.endObject();
        json_.newLine();
    }

private:
    const raft::ClusterConfig& config() const { return lesson_.cluster; }

    // ---- Parts of everything ----

    void text(const char* name, const LocalText& content) { ask_.text(name, content); }
    void textIfAny(const char* name, const LocalText& content) {
        if (!content.empty()) text(name, content);
    }
    void fieldIfAny(const char* name, const std::string& content) {
        if (!content.empty()) json_.field(name, content);
    }
    template <class List, class Name>
    void names(const char* key, const List& list, Name name) {
        if (list.empty()) return;
        json_.key(key);
        json_.beginInlineArray();
        for (const auto& item : list) json_.value(name(item));
        json_.endArray();
    }
    void words(const char* key, const std::vector<std::string>& list) {
        names(key, list, [](const std::string& word) { return std::string_view(word); });
    }
    void servers(const char* key, const std::vector<raft::NodeId>& list) {
        names(key, list, [this](raft::NodeId server) { return std::string_view(config().nameOf(server)); });
    }
    void properties(const std::vector<raft::Property>& list) {
        names("breaks", list, [](raft::Property property) { return raft::nameOf(property); });
    }

    // ---- The lesson ----

    void identity() {
        json_.field("id", lesson_.id);
        json_.field("track", lesson_.track);
        json_.field("order", lesson_.order);
        json_.field("level", lesson_.level);
        json_.field("minutes", lesson_.minutes);
        text("title", lesson_.title);
        text("objective", lesson_.objective);
        source();
        words("requires", lesson_.needs);
        words("terms", lesson_.terms);
        words("dispels", lesson_.dispels);
        properties(lesson_.breaks);
        if (!lesson_.timingSensitive) return;
        json_.key("timingSensitive");
        lesson_.timingSensitive->empty() ? json_.value(true) : json_.value(*lesson_.timingSensitive);
    }

    /// A topic belongs to the notes before it.
    void source() {
        json_.key("source");
        json_.beginInlineArray();
        bool open = false;
        for (const auto& [kind, value] : lesson_.source) {
            if (kind != "topic") {
                if (open) json_.endObject();
                json_.beginInlineObject();
                open = true;
            }
            json_.field(kind, value);
        }
        if (open) json_.endObject();
        json_.endArray();
    }

    void view() {
        json_.key("view");
        json_.beginInlineObject();
        words("panels", lesson_.panels);
        fieldIfAny("theme", lesson_.theme);
        if (lesson_.speedPermille) {
            json_.key("speed");
            json_.decimal(*lesson_.speedPermille, 3);
        }
        json_.endObject();
    }

    // ---- Steps ----

    void steps(const char* key, const std::vector<Step>& list) {
        json_.key(key);
        json_.beginArray();
        for (const Step& one : list) step(one);
        json_.endArray();
    }

    void step(const Step& one) {
        json_.beginObject();
        fieldIfAny("id", one.id);
        fieldIfAny("checkpoint", one.checkpoint);
        textIfAny("say", one.say);
        textIfAny("presenter", one.presenter);
        textIfAny("button", one.button);
        if (one.ask) ask_.write(*one.ask);
        if (!one.todo.empty()) {
            json_.key("do");
            json_.beginArray();
            for (const raft::ScriptItem& item : one.todo) scriptItem(item);
            json_.endArray();
        }
        if (one.run) run(*one.run);
        names("expect", one.expect, [](const raft::ScriptItem& item) {
            return std::string_view(std::get<raft::item::Expect>(item.move).condition.text);
        });
        show(one.show);
        json_.endObject();
    }

    void waitFor(const char* key, const raft::item::WaitFor& wait) {
        json_.field(key, wait.condition.text);
        if (wait.atMost == raft::kWaitForAtMost) return;
        json_.key("atMost");
        json_.milliseconds(wait.atMost.us);
    }

    void run(const raft::ScriptItem& item) {
        if (const auto* until = std::get_if<raft::item::WaitFor>(&item.move)) return waitFor("until", *until);
        json_.key("for");
        json_.milliseconds(std::get<raft::item::Wait>(item.move).duration.us);
    }

    void scriptItem(const raft::ScriptItem& item) {
        json_.beginInlineObject();
        if (const auto* action = std::get_if<raft::Action>(&item.move)) {
            raft::writeAction(json_, *action, config(), *lesson_.texts);
        } else if (const auto* wait = std::get_if<raft::item::Wait>(&item.move)) {
            json_.key("wait");
            json_.milliseconds(wait->duration.us);
        } else if (const auto* condition = std::get_if<raft::item::WaitFor>(&item.move)) {
            waitFor("waitFor", *condition);
        } else if (std::holds_alternative<raft::item::Drain>(item.move)) {
            json_.field("drain", true);
        } else {
            json_.field("expect", std::get<raft::item::Expect>(item.move).condition.text);
        }
        json_.endObject();
    }

    // ---- What the picture points at ----

    static bool pointsAtSomething(const Show& at) {
        return !at.focus.empty() || !at.entries.empty() || !at.messages.empty() || !at.links.empty() ||
               !at.dim.empty() || !at.badge.empty() || !at.stamp.empty() || at.alarm || at.zoom.has_value() ||
               at.back != raft::SimTime() || at.doors;
    }

    void show(const Show& at) {
        if (!pointsAtSomething(at)) return;
        json_.key("show");
        json_.beginInlineObject();
        servers("focus", at.focus);
        servers("dim", at.dim);
        names("messages", at.messages, [](raft::MessageKind kind) { return raft::nameOf(kind); });
        names("entries", at.entries, [this](const EntryRange& cells) {
            return config().nameOf(cells.server) + "[" + std::to_string(cells.first) + ".." +
                   std::to_string(cells.last) + "]";
        });
        names("links", at.links,
              [this](const raft::LinkId& link) { return config().nameOf(link.from) + "-" + config().nameOf(link.to); });
        textIfAny("badge", at.badge);
        fieldIfAny("stamp", at.stamp);
        if (at.alarm) json_.field("alarm", true);
        if (at.doors) json_.field("doors", true);
        if (at.zoom) json_.field("zoom", config().nameOf(*at.zoom));
        if (at.back != raft::SimTime()) {
            json_.key("back");
            json_.milliseconds(at.back.us);
        }
        json_.endObject();
    }

    // ---- What leaves the main line ----

    void whatIfs() {
        json_.key("whatIfs");
        json_.beginObject();
        for (const WhatIf& whatIf : lesson_.whatIfs) {
            json_.key(whatIf.id);
            json_.beginObject();
            text("title", whatIf.title);
            json_.field("from", whatIf.from.name);
            if (!whatIf.rules.empty()) rules(whatIf.rules);
            properties(whatIf.breaks);
            steps("steps", whatIf.steps);
            json_.endObject();
        }
        json_.endObject();
    }

    void rules(const std::vector<raft::act::SetRule>& bent) {
        json_.key("rules");
        json_.beginInlineObject();
        for (const raft::act::SetRule& rule : bent) {
            json_.key(raft::infoOf(rule.rule).name);
            raft::writeRuleValue(json_, rule.rule, rule.value);
        }
        json_.endObject();
    }

    void goal(const Goal& goal) {
        json_.key("goal");
        json_.beginObject();
        text("prompt", goal.prompt);
        json_.field("from", goal.from.name);
        words("allow", goal.allow);
        json_.field("win", goal.win.text);
        if (goal.lose) json_.field("lose", goal.lose->text);
        json_.key("limit");
        json_.beginInlineObject();
        json_.field("actions", goal.actionsMax);
        json_.key("time");
        json_.milliseconds(goal.timeMax.us);
        json_.endObject();
        if (!goal.hints.empty()) {
            json_.key("hints");
            json_.beginArray();
            for (const LocalText& hint : goal.hints) ask_.textValue(hint);
            json_.endArray();
        }
        steps("solution", goal.solution);
        json_.endObject();
    }

    const Lesson& lesson_;
    JsonWriter json_;
    AskWriter ask_;
};

}  // namespace

std::string writeLesson(const Lesson& lesson) {
    std::string text;
    LessonWriter(lesson, text).write();
    return text;
}

}  // namespace lessons
