#include "lessons/engine/verdict.h"

#include <algorithm>

#include "lessons/engine/show_reader.h"
#include "raft/base/utf8.h"
#include "raft/script/answer.h"

namespace lessons {
namespace {

bool contains(const std::vector<std::string>& ids, const std::string& id) {
    return std::find(ids.begin(), ids.end(), id) != ids.end();
}

/// The choices that came true, in the order in which they did.
std::vector<std::string> orderOf(const std::vector<ChoiceVerdict>& choices) {
    std::vector<const ChoiceVerdict*> seen;
    for (const ChoiceVerdict& choice : choices) {
        if (choice.cameTrue) seen.push_back(&choice);
    }
    std::stable_sort(seen.begin(), seen.end(),
                     [](const ChoiceVerdict* a, const ChoiceVerdict* b) { return *a->cameTrue < *b->cameTrue; });
    std::vector<std::string> ids;
    for (const ChoiceVerdict* choice : seen) ids.push_back(choice->choice->id);
    return ids;
}

/// Two that came true in the same step of the world may stand either way.
bool isOrder(const std::vector<ChoiceVerdict>& choices, const std::vector<std::string>& given) {
    std::optional<raft::StepId> last;
    for (const std::string& id : given) {
        const auto choice = std::find_if(choices.begin(), choices.end(),
                                         [&id](const ChoiceVerdict& one) { return one.choice->id == id; });
        if (choice == choices.end() || !choice->cameTrue) return false;
        if (last && *choice->cameTrue < *last) return false;
        last = choice->cameTrue;
    }
    return given.size() == choices.size();
}

void judgeNumber(const Ask& ask, const raft::Moment& moment, Verdict& verdict) {
    const raft::Answer value = raft::evaluate(*ask.answer, moment);
    const auto equals = [&value](const std::string& digits) { return raft::areEqual(raft::Answer(digits), value); };
    for (ChoiceVerdict& choice : verdict.choices) choice.isTrue = equals(choice.choice->id);
    verdict.truth = {raft::toText(value, moment.history.config())};
    verdict.isRight = verdict.given.size() == 1 && equals(verdict.given.front());
}

}  // namespace

const Choice* Verdict::idea() const {
    for (const ChoiceVerdict& choice : choices) {
        if (choice.isMisjudged && !choice.choice->whatIf.empty()) return choice.choice;
    }
    return nullptr;
}

std::vector<const Choice*> Verdict::explained() const {
    std::vector<const Choice*> told;
    const auto tell = [&told](const ChoiceVerdict& choice) {
        if (!choice.choice->why.empty()) told.push_back(choice.choice);
    };
    for (const ChoiceVerdict& choice : choices) {
        if (choice.isMisjudged) tell(choice);
    }
    for (const ChoiceVerdict& choice : choices) {
        if (choice.isTrue && !choice.isMisjudged) tell(choice);
    }
    return told;
}

std::vector<std::string> Verdict::misconceptions() const {
    std::vector<std::string> ids;
    for (const ChoiceVerdict& choice : choices) {
        const std::string& id = choice.choice->misconception;
        if (choice.isMisjudged && !id.empty() && !contains(ids, id)) ids.push_back(id);
    }
    return ids;
}

std::optional<std::string> whyNoAnswer(const Ask& ask, const std::vector<std::string>& given,
                                       const raft::ClusterConfig& config) {
    if (given.empty()) return "nothing was answered";
    const bool takesMany = ask.kind == AskKind::Many || ask.kind == AskKind::Order;
    if (!takesMany && given.size() > 1) return "several answers; expected one";
    if (ask.kind == AskKind::Number) {
        if (raft::readInteger(given.front())) return std::nullopt;
        return raft::quotedText(given.front()) + " is no whole number";
    }
    for (std::size_t i = 0; i < given.size(); ++i) {
        const std::string& id = given[i];
        // Every cell can be clicked; most are wrong.
        const bool isCell = ask.kind == AskKind::Entry && parseEntries(id, config).has_value();
        if (!isCell && ask.find(id) == nullptr) return "there is no choice " + raft::quotedText(id);
        if (std::find(given.begin(), given.begin() + static_cast<std::ptrdiff_t>(i), id) !=
            given.begin() + static_cast<std::ptrdiff_t>(i)) {
            return raft::quotedText(id) + " stands twice";
        }
    }
    if (ask.kind == AskKind::Order && given.size() != ask.choices.size()) return "expected every choice, in order";
    return std::nullopt;
}

void OrderWatch::look(const Ask& ask, const raft::Moment& moment) {
    if (ask.kind != AskKind::Order) return;
    cameTrue_.resize(ask.choices.size());
    for (std::size_t i = 0; i < cameTrue_.size(); ++i) {
        if (!cameTrue_[i] && raft::holds(*ask.choices[i].iff, moment)) cameTrue_[i] = moment.history.step();
    }
}

Verdict judgeAsk(const Ask& ask, const std::vector<std::string>& given, const OrderWatch& order,
                 const raft::Moment& moment) {
    Verdict verdict;
    verdict.ask = &ask;
    verdict.given = given;
    verdict.place = LessonPlace{moment.history.step(), moment.history.time()};
    if (ask.answer) {
        verdict.answer.emplace();
        verdict.answer->text = ask.answer->text;
        verdict.answer->calls = raft::callsOf(*ask.answer, moment);
        verdict.answer->position = ask.position;
        verdict.answer->time = moment.history.time();
    }
    for (std::size_t i = 0; i < ask.choices.size(); ++i) {
        ChoiceVerdict choice;
        choice.choice = &ask.choices[i];
        choice.isChosen = contains(given, choice.choice->id);
        if (choice.choice->iff) {
            choice.seen = raft::judge(*choice.choice->iff, moment);
            choice.seen->position = choice.choice->position;
            choice.isTrue = choice.seen->ok;
        }
        if (i < order.cameTrue().size()) choice.cameTrue = order.cameTrue()[i];
        if (ask.kind == AskKind::Order) choice.isTrue = choice.cameTrue.has_value();
        verdict.choices.push_back(std::move(choice));
    }
    if (ask.kind == AskKind::Number) {
        judgeNumber(ask, moment, verdict);
    } else if (ask.kind == AskKind::Order) {
        verdict.truth = orderOf(verdict.choices);
        verdict.isRight = isOrder(verdict.choices, given);
    } else {
        verdict.isRight = !given.empty();
        for (const ChoiceVerdict& choice : verdict.choices) {
            if (choice.isTrue) verdict.truth.push_back(choice.choice->id);
        }
        for (const std::string& id : given) verdict.isRight = verdict.isRight && contains(verdict.truth, id);
        const bool wantsAll = ask.kind == AskKind::Many;
        if (wantsAll && verdict.truth.size() != given.size()) verdict.isRight = false;
    }
    for (ChoiceVerdict& choice : verdict.choices) {
        const bool isLeftOut = ask.kind == AskKind::Many && choice.isTrue && !choice.isChosen && !given.empty();
        choice.isMisjudged = (choice.isChosen && !choice.isTrue) || isLeftOut;
    }
    return verdict;
}

}  // namespace lessons
