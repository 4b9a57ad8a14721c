#include "lessons/engine/text_check.h"

#include <algorithm>

#include "lessons/engine/crash_stages.h"
#include "raft/base/nearest.h"
#include "raft/base/utf8.h"

namespace lessons {
namespace {

constexpr int kWordsPerMinute = 150;
constexpr int kLookSeconds = 15;
constexpr int kThinkSeconds = 30;
constexpr int kStageSeconds = 85;  ///< Three predictions, a run, and what it says.
constexpr int kGoalSeconds = 120;
constexpr int kTolerancePercent = 30;

int charactersIn(std::string_view text) {
    const auto begins = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; };
    return static_cast<int>(std::count_if(text.begin(), text.end(), begins));
}

int wordCount(std::string_view text) {
    int words = 0;
    bool inside = false;
    for (const char c : text) {
        const bool isBlank = c == ' ' || c == '\n' || c == '\t';
        if (!isBlank && !inside) ++words;
        inside = !isBlank;
    }
    return words;
}

/// One text of a lesson, and what to call it.
struct NamedText {
    /// Who reads it: everybody, whoever chose that answer or wanted that future, or the one who teaches.
    enum class Readers { All, Some, Presenter };
    const LocalText* text = nullptr;
    std::string where;
    raft::SourcePosition position;
    Readers readers = Readers::All;
};

/// Every text of a lesson, in the order of the file.
class TextList {
    using Readers = NamedText::Readers;

public:
    explicit TextList(const Lesson& lesson) {
        add(lesson.title, "Title", {});
        add(lesson.objective, "Objective", {});
        for (const Step& step : lesson.steps) addStep(step, "Step " + step.id, Readers::All);
        for (const WhatIf& whatIf : lesson.whatIfs) {
            const std::string name = "What-if " + whatIf.id;
            add(whatIf.title, name + ", title", whatIf.position);
            for (const Step& step : whatIf.steps) addStep(step, name + ", step " + step.id, Readers::Some);
        }
        if (lesson.goal) {
            add(lesson.goal->prompt, "Goal, prompt", lesson.goal->position);
            for (const LocalText& hint : lesson.goal->hints) add(hint, "Goal, hint", lesson.goal->position);
        }
    }
    const std::vector<NamedText>& all() const { return all_; }

private:
    void add(const LocalText& text, std::string where, raft::SourcePosition position, Readers readers = Readers::All) {
        if (!text.empty()) all_.push_back(NamedText{&text, std::move(where), position, readers});
    }
    void addStep(const Step& step, const std::string& where, Readers readers) {
        add(step.say, where, step.position, readers);
        add(step.presenter, where + ", presenter", step.position, Readers::Presenter);
        if (!step.ask) return;
        add(step.ask->prompt, where + ", question", step.ask->position);
        for (const Choice& choice : step.ask->choices) {
            add(choice.text, where + ", choice " + choice.id, choice.position);
            add(choice.why, where + ", choice " + choice.id, choice.position, Readers::Some);
        }
    }

    std::vector<NamedText> all_;
};

class TextCheck {
public:
    TextCheck(const Lesson& lesson, const Glossary* glossary, Findings& findings)
        : lesson_(lesson), glossary_(glossary), findings_(findings) {}

    void run(const std::vector<std::string>& lessonIds) {
        checkNames(lesson_.needs, lessonIds, "there is no lesson ");
        std::vector<std::string> terms;
        if (glossary_ != nullptr) {
            for (const GlossaryEntry& entry : glossary_->entries()) terms.push_back(entry.id);
        }
        checkNames(lesson_.terms, terms, "the glossary has no term ");
        const TextList texts(lesson_);
        for (const NamedText& named : texts.all()) checkMarks(named, terms);
        for (const Step& step : lesson_.steps) checkStep(step, "Step " + step.id);
        for (const WhatIf& whatIf : lesson_.whatIfs) {
            for (const Step& step : whatIf.steps) checkStep(step, "What-if " + whatIf.id + ", step " + step.id);
        }
        checkWhatIfPlaces();
        if (lesson_.timingSensitive && lesson_.timingSensitive->empty()) {
            warn({}, "", "\"timingSensitive\" gives no reason. Write it as the text of the field.");
        }
        const auto claims = [](const Step& step) { return !step.expect.empty(); };
        if (std::none_of(lesson_.steps.begin(), lesson_.steps.end(), claims)) {
            warn({}, "", "No step has an \"expect\", so nothing that the lesson says is tested.");
        }
    }

private:
    void fault(raft::SourcePosition at, const std::string& where, std::string text) {
        findings_.error(Check::Texts, at, where, std::move(text));
    }
    void warn(raft::SourcePosition at, const std::string& where, std::string text) {
        findings_.warning(Check::Texts, at, where, std::move(text));
    }

    /// An empty `known` judges nothing: whoever asks does not know them.
    void checkNames(const std::vector<std::string>& names, const std::vector<std::string>& known,
                    const std::string& otherwise) {
        if (known.empty()) return;
        for (const std::string& name : names) {
            if (std::find(known.begin(), known.end(), name) == known.end())
                fault({}, "", nameless(name, known, otherwise));
        }
    }
    static std::string nameless(const std::string& name, const std::vector<std::string>& known,
                                const std::string& otherwise) {
        const auto near = raft::nearest(name, known);
        return otherwise + raft::quotedText(name) + (near ? "; did you mean \"" + std::string(*near) + "\"?" : ".");
    }

    void checkMarks(const NamedText& named, const std::vector<std::string>& terms) {
        if (terms.empty()) return;
        for (const std::string* text : {&named.text->en, &named.text->zh}) {
            for (const MarkedPiece& piece : splitMarkedText(*text)) {
                const std::string term(piece.term);
                const std::size_t open = term.empty() ? piece.words.find("[[") : std::string_view::npos;
                if (open != std::string_view::npos && piece.words.find("]]", open) == std::string_view::npos) {
                    fault(named.position, named.where,
                          "\"[[\" begins a term that does not end. Write it as [[leader]] or [[leader|leaders]].");
                }
                if (term.empty() || glossary_->find(term) != nullptr) continue;
                fault(named.position, named.where, nameless(term, terms, "the glossary has no term "));
            }
        }
    }

    /// What is read of a text: terms without words of their own are read by their names.
    std::string plain(const std::string& text, std::string LocalText::*language) const {
        std::string read;
        for (const MarkedPiece& piece : splitMarkedText(text)) {
            const bool isName = !piece.term.empty() && piece.words.empty();
            const GlossaryEntry* entry = isName && glossary_ != nullptr ? glossary_->find(piece.term) : nullptr;
            read += entry != nullptr ? entry->term.*language : std::string(isName ? piece.term : piece.words);
        }
        return read;
    }

    void checkStep(const Step& step, const std::string& where) {
        checkLength(step, where, plain(step.say.en, &LocalText::en), kSayEnglishMax, "English");
        checkLength(step, where, plain(step.say.zh, &LocalText::zh), kSayChineseMax, "Chinese");
        if (step.say.en == step.say.zh && !step.say.empty()) {
            warn(step.position, where, "It says the same in both languages; write {\"en\": \"…\", \"zh\": \"…\"}.");
        }
    }
    void checkLength(const Step& step, const std::string& where, const std::string& text, int most,
                     const std::string& language) {
        const int length = charactersIn(text);
        if (length <= most) return;
        fault(step.position, where,
              "Its " + language + " \"say\" has " + std::to_string(length) + " characters; at most " +
                  std::to_string(most) + " are read in one glance. Make it two steps, or move words to \"presenter\".");
    }

    /// A wrong choice is run right after the verdict: the place where its what-if begins must have been reached then.
    void checkWhatIfPlaces() {
        for (std::size_t i = 0; i < lesson_.steps.size(); ++i) {
            const Step& step = lesson_.steps[i];
            if (!step.ask) continue;
            const std::size_t decided = step.ask->resolve == Resolve::Now       ? i
                                        : step.ask->resolve == Resolve::StepEnd ? i + 1
                                                                                : lesson_.steps.size();
            for (const Choice& choice : step.ask->choices) {
                const WhatIf* whatIf = lesson_.findWhatIf(choice.whatIf);
                if (whatIf == nullptr || whatIf->from.stepsDone <= static_cast<int>(decided)) continue;
                fault(choice.position, "Step " + step.id,
                      "The choice " + choice.id + " names the what-if " + whatIf->id + ", which begins at \"" +
                          whatIf->from.name + "\", after the question is decided. Let it begin earlier.");
            }
        }
    }

    const Lesson& lesson_;
    const Glossary* glossary_;
    Findings& findings_;
};

}  // namespace

void checkTexts(const Lesson& lesson, const Glossary* glossary, const std::vector<std::string>& lessonIds,
                Findings& findings) {
    TextCheck(lesson, glossary, findings).run(lessonIds);
}

int secondsOf(const Lesson& lesson) {
    int halfWords = 0;  // What only some read counts half, and so do their looks.
    const TextList texts(lesson);
    for (const NamedText& named : texts.all()) {
        if (named.readers == NamedText::Readers::Presenter) continue;
        halfWords += wordCount(named.text->en) * (named.readers == NamedText::Readers::All ? 2 : 1);
    }
    int halfLooks = static_cast<int>(lesson.steps.size()) * 2;
    for (const WhatIf& whatIf : lesson.whatIfs) halfLooks += static_cast<int>(whatIf.steps.size());
    int seconds = halfWords * 60 / kWordsPerMinute / 2 + halfLooks * kLookSeconds / 2;
    for (const Step& step : lesson.steps) {
        if (step.ask) seconds += step.ask->peer ? step.ask->peer->vote + step.ask->peer->discuss : kThinkSeconds;
    }
    if (lesson.hasCrashStages) seconds += kCrashStageCount * kStageSeconds;
    return seconds + (lesson.goal ? kGoalSeconds : 0);
}

void checkDuration(const Lesson& lesson, Findings& findings) {
    const int needed = secondsOf(lesson);
    const int given = lesson.minutes * 60;
    const int minutes = std::max(1, (needed + 30) / 60);
    if (minutes == lesson.minutes) return;
    if (needed * 100 >= given * (100 - kTolerancePercent) && needed * 100 <= given * (100 + kTolerancePercent)) return;
    findings.warning(Check::Duration, {}, "",
                     "\"minutes\" says " + std::to_string(lesson.minutes) +
                         ", but reading, questions and looking take about " + std::to_string(minutes) + ".");
}

}  // namespace lessons
