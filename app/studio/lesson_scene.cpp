#include "app/studio/lesson_scene.h"

#include <algorithm>

#include "app/studio/lesson_desk.h"
#include "app/studio/wording.h"
#include "raft/check/linearizability.h"
#include "raft/script/answer.h"

namespace studio {
namespace {

using lessons::AskKind;

/// What an answer is called: the texts of its choices, or what was typed.
std::string wordsOf(const lessons::Ask& ask, const std::vector<std::string>& ids, const Texts& texts) {
    std::string words;
    for (const std::string& id : ids) {
        const lessons::Choice* choice = ask.find(id);
        if (!words.empty()) words += texts.tr(ask.kind == AskKind::Order ? "list.then" : "list.and");
        words += choice == nullptr ? id : textOf(choice->text, texts.language());
    }
    return words;
}

std::string_view howKey(AskKind kind) {
    switch (kind) {
        case AskKind::One: return {};
        case AskKind::Many: return "ask.many";
        case AskKind::Number: return "ask.number";
        case AskKind::Order: return "ask.order";
        case AskKind::Server: return "ask.server";
        case AskKind::Entry: return "ask.entry";
    }
    return {};
}

std::vector<ChoiceScene> choicesOf(const lessons::Ask& ask, const std::vector<std::string>& draft, const Texts& texts) {
    std::vector<ChoiceScene> choices;
    for (const lessons::Choice& choice : ask.choices) {
        ChoiceScene scene;
        scene.number = static_cast<int>(choices.size()) + 1;
        scene.id = choice.id;
        scene.text = textOf(choice.text, texts.language());
        const auto at = std::find(draft.begin(), draft.end(), choice.id);
        scene.isPicked = at != draft.end();
        if (ask.kind == AskKind::Order && scene.isPicked) scene.place = static_cast<int>(at - draft.begin()) + 1;
        choices.push_back(std::move(scene));
    }
    return choices;
}

/// What explains a verdict if nobody has picked a choice to read about: the surprise among those that are so.
const lessons::Choice* mainReason(const lessons::Verdict& verdict) {
    const lessons::Choice* found = nullptr;
    for (const lessons::ChoiceVerdict& choice : verdict.choices) {
        if (!choice.isTrue || choice.choice->why.empty()) continue;
        if (found == nullptr || !choice.choice->misconception.empty()) found = choice.choice;
    }
    return found;
}

}  // namespace

LessonScene Studio::lessonScene() const {
    LessonScene scene;
    const LessonSession* at = session();
    if (at == nullptr) return scene;
    if (at->question() != nullptr) {
        scene.kind = LessonScene::Kind::Question;
        scene.question = questionScene();
    } else if (document_->isBeside()) {
        if (!document_->onLessonLine()) return scene;
        scene.kind = at->playsSolution() ? LessonScene::Kind::Solution : LessonScene::Kind::Idea;
        at->playsSolution() ? void(scene.goal = goalScene()) : void(scene.idea = ideaScene());
    } else if (at->inGoal()) {
        scene.kind = LessonScene::Kind::Goal;
        scene.goal = goalScene();
    } else if (const auto verdict = verdictShown()) {
        scene.kind = LessonScene::Kind::Verdict;
        scene.question = verdictScene(*verdict);
    } else if (offersGoal()) {
        scene.kind = LessonScene::Kind::Offer;
        scene.goal = goalScene();
    }
    return scene;
}

QuestionScene Studio::questionScene() const {
    const lessons::Ask& ask = *session()->question();
    QuestionScene scene;
    scene.kind = ask.kind;
    scene.prompt = textOf(ask.prompt, settings_.language);
    if (const std::string_view key = howKey(ask.kind); !key.empty()) scene.how = std::string(texts().tr(key));
    scene.choices = choicesOf(ask, session()->draft(), texts());
    const bool isTyped = ask.kind == AskKind::Number || ask.kind == AskKind::Entry;
    if (isTyped && !session()->draft().empty()) scene.typed = session()->draft().front();
    return scene;
}

QuestionScene Studio::verdictScene(const lessons::Verdict& verdict) const {
    const lessons::Ask& ask = *verdict.ask;
    QuestionScene scene;
    scene.kind = ask.kind;
    scene.prompt = textOf(ask.prompt, settings_.language);
    scene.choices = choicesOf(ask, verdict.given, texts());
    scene.isRight = verdict.isRight;
    scene.said = wordsOf(ask, verdict.given, texts());
    scene.saw = verdict.truth.empty() ? std::string(texts().tr("ask.sawNone")) : wordsOf(ask, verdict.truth, texts());
    scene.ideaWaits = ideaWaits(verdict);
    const lessons::Choice* reason = session()->lookedAt(verdict.step);
    if (reason == nullptr) reason = mainReason(verdict);
    bool isReadable = !scene.ideaWaits;
    for (std::size_t i = 0; i < scene.choices.size(); ++i) {
        const lessons::ChoiceVerdict& seen = verdict.choices[i];
        ChoiceScene& choice = scene.choices[i];
        choice.isTrue = seen.isTrue;
        choice.isMisjudged = seen.isMisjudged;
        choice.canRun = seen.isMisjudged && !seen.choice->whatIf.empty();
        choice.wasRun = !seen.choice->whatIf.empty() && session()->ideaWasRun(verdict.step, *seen.choice);
        choice.isLookedAt = reason == seen.choice;
        // A wrong idea is run before it is explained.
        if (choice.isLookedAt && choice.canRun && !choice.wasRun) isReadable = false;
    }
    if (!isReadable) {
        scene.because = std::string(texts().tr("ask.ideaFirst"));
    } else if (reason != nullptr) {
        scene.because = textOf(reason->why, settings_.language);
    }
    return scene;
}

IdeaScene Studio::ideaScene() const {
    IdeaScene scene;
    const lessons::WhatIf& idea = *session()->idea();
    scene.title = textOf(idea.title, settings_.language);
    scene.isOver = sideIsOver();
    const auto name = [&](raft::Property property) {
        const std::string key = "property." + std::string(raft::nameOf(property));
        if (!scene.broken.empty()) scene.broken += texts().tr("list.and");
        scene.broken += hasText(key) ? texts().tr(key) : raft::nameOf(property);
    };
    const auto isMeant = [&idea](raft::Property property) {
        return std::find(idea.breaks.begin(), idea.breaks.end(), property) != idea.breaks.end();
    };
    std::vector<raft::Property> named;
    for (const raft::Violation& violation : document_->history().world().monitor().violations()) {
        // A lesson speaks of Figure 3's properties; the others say the same in other words.
        const bool isNamed = std::find(named.begin(), named.end(), violation.property) != named.end();
        if (!isMeant(violation.property) || isNamed) continue;
        named.push_back(violation.property);
        name(violation.property);
        scene.how = violationSentence(violation, texts());
    }
    // What the clients saw is searched only where an idea speaks of it, and only at its end: the search is long.
    if (!isMeant(raft::Property::Linearizability) || !scene.isOver) return scene;
    const raft::LinearizabilityResult seen = raft::checkLinearizability(document_->history().world().cluster());
    if (seen.verdict != raft::Verdict::Broken) return scene;
    name(raft::Property::Linearizability);
    scene.how = texts().format("idea.clientsSaw", {{"key", seen.key}, {"time", raft::millisecondsText(seen.time)}});
    return scene;
}

GoalScene Studio::goalScene() const {
    const lessons::Goal& goal = *document_->lesson()->goal;
    GoalScene scene;
    scene.prompt = textOf(goal.prompt, settings_.language);
    for (const std::string& verb : goal.allow) {
        if (!scene.allowed.empty()) scene.allowed += texts().tr("list.and");
        scene.allowed += texts().tr("verb." + verb);
    }
    scene.attempt = session()->attempt();
    scene.actionsMax = goal.actionsMax;
    if (session()->inGoal()) {
        const lessons::GoalStatus& status = session()->goalStatus();
        scene.state = status.state;
        scene.actionsUsed = status.actionsUsed;
        const auto ms = [](raft::SimTime time) { return std::to_string(time.us / 1000); };
        scene.time = texts().format("goal.time", {{"used", ms(status.timeUsed)}, {"most", ms(goal.timeMax)}});
    }
    for (const lessons::LocalText& hint : goal.hints) scene.hints.push_back(textOf(hint, settings_.language));
    scene.hintsShown = session()->hintsShown();
    return scene;
}

/// A recorded solution has no words of its own: what it does says enough.
std::string Studio::solutionWords(const lessons::Step& step) const {
    std::string actions;
    for (const raft::ScriptItem& item : step.todo) {
        const auto* action = std::get_if<raft::Action>(&item.move);
        if (action == nullptr) continue;
        if (!actions.empty()) actions += texts().tr("list.then");
        actions += actionPhrase(*action, document_->history().world().cluster(), texts());
    }
    if (step.run) {
        if (!actions.empty()) actions += texts().tr("list.then");
        actions += texts().tr("goal.watch");
    }
    return texts().format("goal.solutionStep", {{"actions", actions}});
}

}  // namespace studio
