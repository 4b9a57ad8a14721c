#include "app/studio/learning.h"

#include <algorithm>

#include "app/studio/answer_words.h"
#include "app/studio/wording.h"
#include "lessons/engine/answer_text.h"
#include "lessons/engine/loader.h"

namespace studio {
namespace {

std::string twoDigits(int number) { return (number < 10 ? "0" : "") + std::to_string(number); }

const lessons::Ask* askOf(const lessons::Lesson& lesson, const std::string& step) {
    for (const lessons::Step& one : lesson.steps) {
        if (one.id == step && one.ask) return &*one.ask;
    }
    return nullptr;
}

/// What is so, as far as words can say it without the run.
std::string sawWords(const lessons::Ask& ask, const Prediction& prediction, const raft::ClusterConfig& config,
                     const Texts& texts) {
    if (prediction.truth.empty()) return std::string(texts.tr("ask.sawNone"));
    const std::string words = answerWords(ask, prediction.truth, config, texts);
    const bool isPossible = prediction.truth.front() != lessons::kImpossible;
    if (!ask.accept || !isPossible) return words;
    return prediction.isRight ? std::string(texts.tr("ask.fits")) : texts.format("ask.wouldFit", {{"sets", words}});
}

/// A wrong idea is run before it is explained: none of this answer's was.
bool ideaWaits(const lessons::Ask& ask, const Prediction& prediction, const std::set<std::string>& whatIfs) {
    bool waits = false;
    for (const lessons::Choice& choice : ask.choices) {
        const auto has = [&choice](const std::vector<std::string>& ids) {
            return std::find(ids.begin(), ids.end(), choice.id) != ids.end();
        };
        if (choice.whatIf.empty() || !has(prediction.given) || has(prediction.truth)) continue;
        if (whatIfs.count(choice.whatIf) > 0) return false;
        waits = true;
    }
    return waits;
}

/// Fills in what the lesson says about an answer. A lesson that has lost the question leaves the bare answers.
void fillFromLesson(const lessons::Lesson& lesson, const Prediction& prediction, const lessons::Glossary& glossary,
                    TermStyle style, const std::set<std::string>& whatIfs, PredictionRow& row) {
    const Texts texts(style.language);
    const lessons::Ask* ask = askOf(lesson, prediction.step);
    if (ask == nullptr) return;
    const auto plain = [&](const std::string& text) { return plainText(text, glossary, style); };
    row.prompt = plain(textOf(ask->prompt, style.language));
    row.said = plain(answerWords(*ask, prediction.given, lesson.cluster, texts));
    row.saw = plain(sawWords(*ask, prediction, lesson.cluster, texts));
    // A wrong idea is run before it is explained.
    if (ideaWaits(*ask, prediction, whatIfs)) return;
    const lessons::Choice* reason = mainReason(*ask, prediction.given, prediction.truth);
    if (reason == nullptr) return;
    row.because = plain(textOf(reason->why, style.language));
    // Of several that are so, one is explained: which one must be said.
    if (ask->kind != lessons::AskKind::Many) return;
    row.because = texts.format("predictions.reason",
                               {{"choice", plain(textOf(reason->text, style.language))}, {"why", row.because}});
}

}  // namespace

const std::vector<PredictionRow>& Learning::predictions(const lessons::Glossary& glossary, TermStyle style) const {
    const bool isShown =
        shown_.version == version_ && shown_.style.language == style.language && shown_.style.names == style.names;
    if (isShown) return shown_.rows;
    shown_ = Shown{version_, style, {}};
    const Texts texts(style.language);
    for (const CourseEntry& entry : course_.entries()) {
        const LessonProgress* done = progress_.find(entry.id);
        if (done == nullptr || done->predictions.empty() || !entry.available()) continue;
        const auto lesson = lessons::loadLesson(entry.path);
        for (const Prediction& prediction : done->predictions) {
            PredictionRow row;
            row.lesson = entry.id;
            row.step = prediction.step;
            row.title = plainText(textOf(entry.title, style.language), glossary, style);
            row.said = joined(prediction.given, " ");
            row.saw = joined(prediction.truth, " ");
            row.decided = timeText(prediction.decided, texts);
            row.date = dateText(prediction.day);
            row.isRight = prediction.isRight;
            row.isRightNow = prediction.isRightNow;
            row.tries = prediction.tries;
            for (const std::string& id : prediction.misconceptions) {
                const lessons::LocalText* belief = course_.plan().beliefOf(id);
                if (belief != nullptr) row.beliefs.push_back(textOf(*belief, style.language));
            }
            if (lesson.ok()) fillFromLesson(lesson.value(), prediction, glossary, style, done->whatIfs, row);
            shown_.rows.push_back(std::move(row));
        }
    }
    return shown_.rows;
}

std::string dateText(Day day) {
    if (day == 0) return {};
    // Years that begin in March, so that the leap day is their last one; 719468 days lie before 1 January 1970.
    const int shifted = day + 719'468;
    const int era = shifted / 146'097;
    const int dayOfEra = shifted % 146'097;
    const int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36'524 - dayOfEra / 146'096) / 365;
    const int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    const int monthFromMarch = (5 * dayOfYear + 2) / 153;
    const int month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
    const int year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
    return std::to_string(year) + "-" + twoDigits(month) + "-" +
           twoDigits(dayOfYear - (153 * monthFromMarch + 2) / 5 + 1);
}

}  // namespace studio
