#include "app/studio/lesson_scene.h"

#include <algorithm>

#include "app/studio/answer_words.h"
#include "app/studio/lesson_desk.h"
#include "app/studio/marked_text.h"
#include "app/studio/read_aloud.h"
#include "app/studio/wording.h"
#include "lessons/engine/answer_text.h"
#include "raft/check/linearizability.h"
#include "raft/script/answer.h"

namespace studio {
namespace {

using lessons::AskKind;

/// What the sets that were given do not fulfil, read aloud.
std::string missedWords(const lessons::Verdict& verdict, const raft::ClusterConfig& config, const Texts& texts) {
    std::vector<std::string> names;
    for (const lessons::NamedSet& set : verdict.ask->sets) names.push_back(textOf(set.text, texts.language()));
    std::string parts;
    for (const lessons::Demand* demand : verdict.missedDemands(config)) {
        if (!parts.empty()) parts += texts.tr("list.beside");
        parts += readAloud(demand->part, config, texts, names);
    }
    return parts.empty() ? parts : texts.format("ask.missed", {{"parts", parts}});
}

std::string_view howKey(AskKind kind) {
    switch (kind) {
        case AskKind::One: return {};
        case AskKind::Many: return "ask.many";
        case AskKind::Number: return "ask.number";
        case AskKind::Order: return "ask.order";
        case AskKind::Server: return "ask.server";
        case AskKind::Entry: return "ask.entry";
        case AskKind::Log: return "ask.log";
        case AskKind::Set: return "ask.set";
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

/// The one server that an action is about, or the first of them; kNoNode if it is about links or messages.
raft::NodeId serverOf(const raft::Action& action) {
    const auto first = [](raft::NodeSet servers) { return servers.empty() ? raft::kNoNode : *servers.begin(); };
    if (const auto* crash = std::get_if<raft::act::Crash>(&action)) return first(crash->servers);
    if (const auto* restart = std::get_if<raft::act::Restart>(&action)) return first(restart->servers);
    if (const auto* fire = std::get_if<raft::act::FireTimeout>(&action)) return fire->server;
    if (const auto* clock = std::get_if<raft::act::SetClock>(&action)) return clock->server;
    if (const auto* submit = std::get_if<raft::act::Submit>(&action)) return submit->to.value_or(raft::kNoNode);
    return raft::kNoNode;
}

/// An answer is one place to click, all of it: the terms in it are words, no links.
void readPlainly(QuestionScene& scene, const lessons::Glossary& glossary, TermStyle style) {
    for (ChoiceScene& choice : scene.choices) choice.text = plainText(choice.text, glossary, style);
    scene.said = plainText(scene.said, glossary, style);
    scene.saw = plainText(scene.saw, glossary, style);
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
        const bool isIdea = at->idea() != nullptr || at->playsSolution();
        if (!document_->onLessonLine() || !isIdea) return scene;
        scene.kind = at->playsSolution() ? LessonScene::Kind::Solution : LessonScene::Kind::Idea;
        at->playsSolution() ? void(scene.goal = goalScene()) : void(scene.idea = ideaScene());
    } else if (at->inGoal()) {
        scene.kind = LessonScene::Kind::Goal;
        scene.goal = goalScene();
    } else if (const auto verdict = verdictShown()) {
        const bool isHidden = answerIsHidden();
        scene.kind = isHidden ? LessonScene::Kind::Decided : LessonScene::Kind::Verdict;
        scene.question = isHidden ? askedScene(*verdict->ask, verdict->given) : verdictScene(*verdict);
    } else if (offersGoal()) {
        scene.kind = LessonScene::Kind::Offer;
        scene.goal = goalScene();
    }
    return scene;
}

/// What one sees of an answer of cells or sets: `given` is the draft, or what was answered.
void Studio::fillAnswer(const lessons::Ask& ask, const std::vector<std::string>& given, QuestionScene& scene) const {
    const raft::ClusterConfig& config = document_->lesson()->cluster;
    if (ask.kind == AskKind::Log) {
        scene.log.server = config.labelOf(ask.server);
        const auto cells = given.empty() ? std::nullopt : lessons::termsIn(given.front());
        for (const int term : cells.value_or(std::vector<int>())) scene.log.said.push_back({term, false});
        scene.log.isFull = scene.log.said.size() >= lessons::kLogCellsMax;
    }
    if (ask.kind != AskKind::Set) return;
    AnswerSets& sets = scene.sets;
    sets.isConstruction = ask.accept.has_value();
    sets.mayBeImpossible = ask.mayBeImpossible;
    sets.givesUp = given.size() == 1 && given.front() == lessons::kImpossible;
    for (const lessons::NamedSet& set : ask.sets) sets.names.push_back(textOf(set.text, settings_.language));
    if (sets.names.empty()) sets.names.emplace_back(texts().tr("ask.yourSet"));
    for (int i = 0; i < config.serverCount(); ++i) {
        const auto server = raft::NodeId(static_cast<std::uint8_t>(i));
        sets.tokens.push_back({i + 1, config.labelOf(server), lessons::setsWith(server, given, config), false, false});
    }
}

/// Terms that one can click: those so far and two more, which is no hint.
std::vector<int> Studio::offeredTerms() const {
    std::uint32_t most = 1;
    const raft::Cluster& cluster = document_->history().world().cluster();
    for (int i = 0; i < cluster.serverCount(); ++i) {
        most = std::max(most, cluster.node(raft::NodeId(static_cast<std::uint8_t>(i))).currentTerm().value);
    }
    std::vector<int> terms;
    for (int term = 1; term <= std::min(static_cast<int>(most) + 2, lessons::kLogTermMax); ++term)
        terms.push_back(term);
    return terms;
}

/// What the run made of an answer of cells or sets.
void Studio::fillVerdict(const lessons::Verdict& verdict, QuestionScene& scene) const {
    const lessons::Ask& ask = *verdict.ask;
    const raft::ClusterConfig& config = document_->lesson()->cluster;
    if (ask.kind == AskKind::Log) {
        for (const int term : lessons::termsIn(verdict.truth.front()).value_or(std::vector<int>())) {
            scene.log.saw.push_back({term, false});
        }
        for (const int index : verdict.differingCells()) {
            const auto at = static_cast<std::size_t>(index - 1);
            if (at < scene.log.said.size()) scene.log.said[at].differs = true;
            if (at < scene.log.saw.size()) scene.log.saw[at].differs = true;
        }
    } else if (ask.kind == AskKind::Set) {
        scene.said = verdict.isAnswered() ? setsWords(ask, verdict.given, config, texts()) : std::string();
        scene.saw = setsWords(ask, verdict.truth, config, texts());
        const bool isPossible = verdict.truth.front() != lessons::kImpossible;
        if (ask.accept && verdict.isRight && isPossible) scene.saw = std::string(texts().tr("ask.fits"));
        if (ask.accept && !verdict.isRight && isPossible) {
            scene.saw = texts().format("ask.wouldFit", {{"sets", scene.saw}});
        }
        for (AnswerToken& token : scene.sets.tokens) {
            const auto server = raft::NodeId(static_cast<std::uint8_t>(token.number - 1));
            if (ask.accept) continue;
            token.isTrue = lessons::setsWith(server, verdict.truth, config) != 0;
            token.isMisjudged = verdict.isAnswered() && token.isTrue != (token.sets != 0);
        }
    }
}

QuestionScene Studio::questionScene() const { return askedScene(*session()->question(), session()->draft()); }

/// A question with what was answered so far, and nothing of what is so.
QuestionScene Studio::askedScene(const lessons::Ask& ask, const std::vector<std::string>& given) const {
    QuestionScene scene;
    scene.kind = ask.kind;
    scene.prompt = textOf(ask.prompt, settings_.language);
    if (const std::string_view key = howKey(ask.kind); !key.empty()) scene.how = std::string(texts().tr(key));
    scene.choices = choicesOf(ask, given, texts());
    readPlainly(scene, glossary(), termStyle());
    const bool isTyped = ask.kind == AskKind::Number || ask.kind == AskKind::Entry;
    if (isTyped && !given.empty()) scene.typed = given.front();
    fillAnswer(ask, given, scene);
    if (ask.kind == AskKind::Log) scene.log.terms = offeredTerms();
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
    fillAnswer(ask, verdict.given, scene);
    fillVerdict(verdict, scene);
    readPlainly(scene, glossary(), termStyle());
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
        for (ChoiceScene& choice : scene.choices) choice.isLookedAt = false;  // Nothing of it is read yet.
        scene.because = std::string(texts().tr("ask.ideaFirst"));
    } else if (reason != nullptr) {
        scene.because = textOf(reason->why, settings_.language);
    } else if (scene.sets.isConstruction) {
        scene.because = missedWords(verdict, document_->lesson()->cluster, texts());
    }
    return scene;
}

IdeaScene Studio::ideaScene() const {
    IdeaScene scene;
    const lessons::WhatIf& idea = *session()->idea();
    scene.title = plainText(textOf(idea.title, settings_.language), glossary(), termStyle());
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
    const std::string reading = readAloud(goal.win, document_->lesson()->cluster, texts());
    scene.wonWhen = texts().format("goal.wonWhen", {{"reading", reading}});
    scene.attempt = session()->inGoal() ? session()->attemptHere() : session()->attempt();
    for (const LessonSession::Attempt& attempt : session()->attempts()) {
        const int number = static_cast<int>(scene.attempts.size()) + 1;
        const int line = attempt.watch->line();
        scene.attempts.push_back({number, line, branchName(line), attempt.status.state, attempt.status.actionsUsed,
                                  number == session()->attemptHere()});
    }
    scene.actionsMax = goal.actionsMax;
    if (session()->inGoal()) {
        const lessons::GoalStatus& status = session()->goalStatus();
        scene.state = status.state;
        scene.actionsUsed = status.actionsUsed;
        const auto ms = [](raft::SimTime time) { return std::to_string(time.us / 1000); };
        scene.time = texts().format("goal.time", {{"used", ms(status.timeUsed)}, {"most", ms(goal.timeMax)}});
    }
    LessonDesk::fillStars(*this, scene);
    for (const raft::RecordedAction& done : session()->solutionActions()) {
        if (std::holds_alternative<raft::act::WriteNote>(done.action)) continue;
        const std::string number = std::to_string(scene.ghosts.size() + 1);
        const raft::Cluster& cluster = document_->history().world().cluster();
        scene.ghosts.push_back({done.at, serverOf(done.action),
                                number + " " + actionWord(done.action, cluster.texts(), texts()),
                                actionPhrase(done.action, cluster, texts())});
    }
    for (const lessons::LocalText& hint : goal.hints) scene.hints.push_back(textOf(hint, settings_.language));
    scene.hintsShown = session()->hintsShown();
    return scene;
}

/// What the lesson is worth so far, and what it still could be.
void Studio::LessonDesk::fillStars(const Studio& studio, GoalScene& scene) {
    const std::string& id = studio.document_->lesson()->id;
    const CourseEntry* entry = studio.course_.find(id);
    if (entry == nullptr) return;
    const LessonProgress* done = studio.learning().progress().find(id);
    const Stars stars = starsOf(*entry, done);
    scene.stars = stars.count();
    scene.starsMax = starsMax(*entry);
    if (stars.solved && !stars.elegant) {
        scene.missing =
            studio.texts().format("goal.solutionTakes", {{"least", std::to_string(entry->solutionActions)}});
    }
    if (stars.explored || entry->whatIfs.empty() || done == nullptr) return;
    const auto seen = std::count_if(entry->whatIfs.begin(), entry->whatIfs.end(),
                                    [done](const std::string& whatIf) { return done->whatIfs.count(whatIf) > 0; });
    if (!scene.missing.empty()) scene.missing += "  ·  ";
    scene.missing += studio.texts().format(
        "goal.whatIfs", {{"seen", std::to_string(seen)}, {"all", std::to_string(entry->whatIfs.size())}});
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
