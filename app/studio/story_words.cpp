// What the pages of a storyboard say.

#include <algorithm>

#include "app/studio/event_text.h"
#include "app/studio/rule_sheet.h"
#include "app/studio/story.h"
#include "app/studio/wording.h"
#include "raft/check/monitor.h"
#include "raft/history/view_builder.h"

namespace studio {
namespace {

using lessons::AskKind;

/// "(a)" … "(z)", "(27)".
std::string stampOf(std::size_t page) {
    return page < 26 ? std::string("(") + static_cast<char>('a' + page) + ")" : "(" + std::to_string(page + 1) + ")";
}

std::string_view howOf(AskKind kind, const Texts& texts) {
    switch (kind) {
        case AskKind::Many: return texts.tr("ask.many");
        case AskKind::Order: return texts.tr("ask.order");
        default: return {};
    }
}

bool hasChoices(AskKind kind) { return kind != AskKind::Number; }
bool isPickable(AskKind kind) { return kind == AskKind::One || kind == AskKind::Many || kind == AskKind::Server; }

class PageTeller {
public:
    PageTeller(const Story& story, const StoryTelling& telling) : story_(story), telling_(telling) {}

    StoryWords tell(const StoryMoment& moment, std::size_t page) {
        StoryWords words;
        if (moment.step == nullptr) {
            tellRun(moment, words);
        } else {
            tellStep(moment, words);
        }
        if (telling_.stamps) putStamp(moment, stampOf(page), words);
        tellAlarm(moment, words);
        return words;
    }

private:
    std::string read(const lessons::LocalText& text) const { return telling_.read(text); }
    static void addLine(std::string& text, const std::string& line) {
        if (line.empty()) return;
        if (!text.empty()) text += '\n';
        text += line;
    }
    std::string namesOf(const lessons::Ask& ask, const std::vector<std::string>& ids) const {
        std::string names;
        for (const std::string& id : ids) {
            const lessons::Choice* choice = ask.find(id);
            const bool isOrder = ask.kind == AskKind::Order;
            if (!names.empty()) names += telling_.texts.tr(isOrder ? "list.then" : "list.and");
            names += choice == nullptr ? id : read(choice->text);
        }
        return names.empty() ? std::string(telling_.texts.tr("ask.sawNone")) : names;
    }

    void tellStep(const StoryMoment& moment, StoryWords& words) {
        const lessons::Step& step = *moment.step;
        words.caption = read(step.say);
        // Some captions begin with it themselves.
        const std::string& stamp = step.show.stamp;
        if (words.caption.compare(0, stamp.size(), stamp) != 0) words.stamp = stamp;
        const bool asks = moment.kind == StoryMoment::Kind::Asks;
        if (asks) {
            tellQuestion(step, words);
        } else {
            words.badge = read(step.show.badge);
            for (const lessons::Verdict& verdict : moment.verdicts) tellVerdict(verdict, words);
        }
        // Of a step that asks, the notes stand where the question does; afterwards there are the reasons to tell.
        std::string notes;
        if (asks || !step.ask) addLine(notes, read(step.presenter));
        addLine(notes, words.notes);
        words.notes = notes.empty() ? words.caption : notes;
    }
    /// In place of one that the caption begins with.
    static void putStamp(const StoryMoment& moment, const std::string& stamp, StoryWords& words) {
        words.stamp = stamp;
        const std::string own = moment.step == nullptr ? std::string() : moment.step->show.stamp;
        if (own.empty() || words.caption.compare(0, own.size(), own) != 0) return;
        words.caption.erase(0, words.caption.find_first_not_of(' ', own.size()));
    }
    void tellQuestion(const lessons::Step& step, StoryWords& words) {
        const lessons::Ask& ask = *step.ask;
        words.prompt = read(ask.prompt);
        words.how = std::string(howOf(ask.kind, telling_.texts));
        words.pickable = isPickable(ask.kind);
        words.several = ask.kind == AskKind::Many;
        if (!hasChoices(ask.kind)) return;
        for (const lessons::Choice& choice : ask.choices) words.choices.push_back({read(choice.text), {}, false});
    }
    void tellVerdict(const lessons::Verdict& verdict, StoryWords& words) {
        const lessons::Ask& ask = *verdict.ask;
        const std::string truth = namesOf(ask, verdict.truth);
        words.prompt = read(ask.prompt);
        words.choices.clear();
        const bool inOrder = ask.kind == AskKind::Order;
        if (!hasChoices(ask.kind) || inOrder) {
            words.answer = telling_.texts.format("slides.answer", {{"answer", truth}});
        }
        addLine(words.notes, telling_.texts.format("slides.answer", {{"answer", truth}}));
        for (const lessons::ChoiceVerdict& seen : verdict.choices) {
            const std::string text = read(seen.choice->text);
            const std::string why = read(seen.choice->why);
            if (!why.empty())
                addLine(words.notes, telling_.texts.format("slides.reason", {{"choice", text}, {"why", why}}));
            // Of several the one that surprises.
            const bool surprises = seen.isTrue && !why.empty() && !seen.choice->misconception.empty();
            if ((seen.isTrue && !why.empty() && words.because.empty()) || surprises) {
                const bool several = verdict.truth.size() > 1;
                words.because =
                    several ? telling_.texts.format("slides.reason", {{"choice", text}, {"why", why}}) : why;
            }
            if (hasChoices(ask.kind) && !inOrder) words.choices.push_back({text, why, seen.isTrue});
        }
    }

    /// What happened at this instant, the weightiest first; the notes tell all of it.
    void tellRun(const StoryMoment& moment, StoryWords& words) {
        constexpr int kDecision = 3;  // From this weight on an event is somebody's decision, or happens to somebody.
        constexpr std::size_t kSaid = 2;
        const raft::History& history = story_.history();
        words.badge = timeText(moment.place.time, telling_.texts);
        std::vector<std::string> said;
        for (raft::StepId step = moment.since; step <= moment.place.step; step = step + 1) {
            const ToldStep& told = memory_.tell(history, step, telling_.texts);
            for (std::size_t i = 0; i < told.sentences.size(); ++i) {
                if (raft::weightOf(told.events.events[i]) < kDecision) continue;
                addLine(words.notes, told.sentences[i]);
            }
            const int best = tellingEvent(told.events);
            if (best < 0) continue;
            const auto at = static_cast<std::size_t>(best);
            if (raft::weightOf(told.events.events[at]) >= kDecision) said.push_back(told.sentences[at]);
            memory_.forgetOld();
        }
        for (std::size_t i = 0; i < said.size() && i < kSaid; ++i) {
            if (!words.caption.empty()) words.caption += telling_.texts.tr("slides.between");
            words.caption += headOf(said[i]);
        }
        if (words.caption.empty()) words.caption = telling_.texts.format("slides.begins", {{"time", words.badge}});
    }

    /// A bent rule, and what has broken by now.
    void tellAlarm(const StoryMoment& moment, StoryWords& words) {
        story_.standAt(moment);
        raft::ClusterView view;
        raft::buildClusterView(story_.history(), {}, view);
        if (view.rulesBent)
            words.alarm =
                telling_.texts.format("title.rulesBent", {{"rules", bentWords(view.bentRules, telling_.texts)}});
        std::string broken;
        std::vector<std::string_view> named;
        for (const raft::ViolationView& violation : view.violations) {
            if (std::find(named.begin(), named.end(), violation.property) != named.end()) continue;
            const std::string key = "property." + std::string(violation.property);
            if (!hasText(key)) continue;  // The others say the same as Figure 3's properties, in other words.
            named.push_back(violation.property);
            if (!broken.empty()) broken += telling_.texts.tr("list.and");
            broken += telling_.texts.tr(key);
        }
        if (broken.empty()) return;
        words.isBroken = true;
        if (!words.alarm.empty()) words.alarm += " \xC2\xB7 ";
        words.alarm += telling_.texts.format("slides.broken", {{"property", broken}});
    }

    const Story& story_;
    const StoryTelling& telling_;
    StepMemory memory_;
};

}  // namespace

std::string StoryTelling::read(const lessons::LocalText& text) const {
    return plainText(textOf(text, texts.language()), glossary, TermStyle{texts.language(), names});
}

std::vector<StoryWords> wordsOf(const Story& story, const StoryTelling& telling) {
    std::vector<StoryWords> words;
    PageTeller teller(story, telling);
    for (const StoryMoment& moment : story.moments()) words.push_back(teller.tell(moment, words.size()));
    return words;
}

std::string titleOf(const Story& story, const StoryTelling& telling) {
    if (story.lesson() != nullptr) return telling.read(story.lesson()->title);
    return story.title().empty() ? std::string(telling.texts.tr("app.name")) : story.title();
}

}  // namespace studio
