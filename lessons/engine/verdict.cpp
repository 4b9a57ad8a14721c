#include "lessons/engine/verdict.h"

#include <algorithm>

#include "lessons/engine/answer_text.h"
#include "lessons/engine/show_reader.h"
#include "raft/base/contains.h"
#include "raft/base/utf8.h"
#include "raft/script/answer.h"

namespace lessons {
namespace {

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

bool isInteger(const std::string& text) { return raft::readInteger(text).has_value(); }

/// Is this the number, the log or the set that the verdict knows?
bool isTruth(const Verdict& verdict, const std::string& given) {
    if (verdict.truth.empty()) return false;
    const std::string& truth = verdict.truth.front();
    if (verdict.ask->kind != AskKind::Number) return given == truth;
    return isInteger(given) && raft::areEqual(raft::Answer(given), raft::Answer(truth));
}

// ---- A construction of sets ----

/// What choice number `number` puts into each set: the first set changes last.
std::vector<raft::NodeSet> setsOf(const Ask& ask, std::size_t number, int serverCount) {
    std::vector<raft::NodeSet> sets(ask.sets.size());
    for (std::size_t i = sets.size(); i-- > 0; number >>= static_cast<unsigned>(serverCount)) {
        sets[i] = raft::NodeSet(number & (raft::NodeSet::firstNodes(serverCount).bits()));
    }
    return sets;
}

bool isAccepted(const Verdict& verdict, std::size_t number) {
    return std::all_of(verdict.demands.begin(), verdict.demands.end(),
                       [number](const Demand& demand) { return demand.holdsFor[number]; });
}

bool isRightConstruction(const Verdict& verdict, const std::vector<std::string>& given,
                         const raft::ClusterConfig& config) {
    if (given == std::vector<std::string>{std::string(kImpossible)}) return verdict.truth == given;
    const auto number = choiceNumber(*verdict.ask, given, config);
    return number && isAccepted(verdict, *number);
}

/// The sets of a remark's id, "{S1,S2} {S3}", as an answer.
std::vector<std::string> answerOfId(const std::string& id) {
    std::vector<std::string> sets;
    for (std::size_t from = 0; from < id.size();) {
        const std::size_t end = std::min(id.find("} ", from), id.size() - 1);
        sets.push_back(id.substr(from, end + 1 - from));
        from = end + 2;
    }
    return sets;
}

/// Tries every choice of sets.
void tryAllSets(const Ask& ask, const raft::Moment& moment, Verdict& verdict) {
    const int servers = moment.history.config().serverCount();
    const std::size_t count = std::size_t{1} << (static_cast<unsigned>(servers) * ask.sets.size());
    for (raft::Expression& part : raft::partsOf(*ask.accept)) {
        Demand demand{std::move(part), std::vector<bool>(count)};
        for (std::size_t number = 0; number < count; ++number) {
            const std::vector<raft::NodeSet> sets = setsOf(ask, number, servers);
            demand.holdsFor[number] = raft::holds(demand.part, raft::Moment{moment.history, moment.tally, sets});
        }
        verdict.demands.push_back(std::move(demand));
    }
    for (std::size_t number = 0; number < count && verdict.truth.empty(); ++number) {
        if (!isAccepted(verdict, number)) continue;
        for (const raft::NodeSet set : setsOf(ask, number, servers)) {
            verdict.truth.push_back(setText(set, moment.history.config()));
        }
    }
    if (verdict.truth.empty()) verdict.truth.emplace_back(kImpossible);
}

// ---- What is so, and what was said of it ----

/// What the run makes of the question, whatever anybody answers.
void findTruth(const Ask& ask, const raft::Moment& moment, Verdict& verdict) {
    const raft::ClusterConfig& config = moment.history.config();
    if (ask.kind == AskKind::Set && ask.accept) {
        tryAllSets(ask, moment, verdict);
        for (ChoiceVerdict& choice : verdict.choices) {
            choice.isTrue = isRightConstruction(verdict, answerOfId(choice.choice->id), config);
        }
    } else if (ask.kind == AskKind::Number || ask.kind == AskKind::Set || ask.kind == AskKind::Log) {
        const raft::Answer value = raft::evaluate(*ask.answer, moment);
        // A text is read as what it is, without the quotes of an expression.
        const auto* text = std::get_if<std::string>(&value);
        verdict.truth = {text != nullptr ? *text : raft::toText(value, config)};
        for (ChoiceVerdict& choice : verdict.choices) choice.isTrue = isTruth(verdict, choice.choice->id);
    } else if (ask.kind == AskKind::Order) {
        verdict.truth = orderOf(verdict.choices);
    } else {
        for (const ChoiceVerdict& choice : verdict.choices) {
            if (choice.isTrue) verdict.truth.push_back(choice.choice->id);
        }
    }
}

bool isRight(const Verdict& verdict, const raft::ClusterConfig& config) {
    const std::vector<std::string>& given = verdict.given;
    const auto isSo = [&verdict](const std::string& id) { return raft::contains(verdict.truth, id); };
    switch (verdict.ask->kind) {
        case AskKind::Number:
        case AskKind::Log: return given.size() == 1 && isTruth(verdict, given.front());
        case AskKind::Set:
            if (verdict.ask->accept) return isRightConstruction(verdict, given, config);
            return given.size() == 1 && isTruth(verdict, given.front());
        case AskKind::Order: return isOrder(verdict.choices, given);
        case AskKind::Many:
            return given.size() == verdict.truth.size() && std::all_of(given.begin(), given.end(), isSo);
        case AskKind::One:
        case AskKind::Server:
        case AskKind::Entry: break;
    }
    return std::all_of(given.begin(), given.end(), isSo);
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
        if (choice.isMisjudged && !id.empty() && !raft::contains(ids, id)) ids.push_back(id);
    }
    return ids;
}

std::vector<const Demand*> Verdict::missedDemands(const raft::ClusterConfig& config) const {
    std::vector<const Demand*> missed;
    const auto number = choiceNumber(*ask, given, config);
    for (const Demand& demand : demands) {
        if (number && !demand.holdsFor[*number]) missed.push_back(&demand);
    }
    return missed;
}

std::vector<int> Verdict::differingCells() const {
    if (ask->kind != AskKind::Log || !isAnswered() || truth.empty()) return {};
    return lessons::differingCells(termsIn(given.front()).value_or(std::vector<int>()),
                                   termsIn(truth.front()).value_or(std::vector<int>()));
}

namespace {

/// Sets are written in words of their own.
std::optional<std::string> whyNoSets(const Ask& ask, const std::vector<std::string>& given,
                                     const raft::ClusterConfig& config) {
    if (ask.mayBeImpossible && given.size() == 1 && given.front() == kImpossible) return std::nullopt;
    for (const std::string& one : given) {
        if (!setIn(one, config)) return raft::quotedText(one) + " is no set of servers";
    }
    const std::size_t wanted = ask.accept ? ask.sets.size() : 1;
    if (given.size() == wanted) return std::nullopt;
    return std::to_string(given.size()) + " sets; expected " + std::to_string(wanted);
}

}  // namespace

std::optional<std::string> whyNoAnswer(const Ask& ask, const std::vector<std::string>& given,
                                       const raft::ClusterConfig& config) {
    if (given.empty()) return "nothing was answered";
    if (ask.kind == AskKind::Set) return whyNoSets(ask, given, config);
    const bool takesMany = ask.kind == AskKind::Many || ask.kind == AskKind::Order;
    if (!takesMany && given.size() > 1) return "several answers; expected one";
    if (ask.kind == AskKind::Number) {
        if (raft::readInteger(given.front())) return std::nullopt;
        return raft::quotedText(given.front()) + " is no whole number";
    }
    if (ask.kind == AskKind::Log) {
        if (termsIn(given.front())) return std::nullopt;
        return raft::quotedText(given.front()) + " is no log: expected its terms in order, such as \"1 1 3\"";
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
        if (choice.choice->iff) {
            choice.seen = raft::judge(*choice.choice->iff, moment);
            choice.seen->position = choice.choice->position;
            choice.isTrue = choice.seen->ok;
        }
        if (i < order.cameTrue().size()) choice.cameTrue = order.cameTrue()[i];
        if (ask.kind == AskKind::Order) choice.isTrue = choice.cameTrue.has_value();
        verdict.choices.push_back(std::move(choice));
    }
    findTruth(ask, moment, verdict);
    return judgedAgain(std::move(verdict), given, moment.history.config());
}

Verdict judgedAgain(Verdict decided, const std::vector<std::string>& given, const raft::ClusterConfig& config) {
    const Ask& ask = *decided.ask;
    decided.given = canonicalAnswer(ask, given, config);
    decided.isRight = decided.isAnswered() && isRight(decided, config);
    std::string whole;  // Several sets are one remark.
    for (const std::string& id : decided.given) whole += (whole.empty() ? "" : " ") + id;
    for (ChoiceVerdict& choice : decided.choices) {
        const std::string& id = choice.choice->id;
        choice.isChosen = raft::contains(decided.given, id) || (ask.kind == AskKind::Set && id == whole);
        const bool isLeftOut = ask.kind == AskKind::Many && choice.isTrue && !choice.isChosen && decided.isAnswered();
        choice.isMisjudged = (choice.isChosen && !choice.isTrue) || isLeftOut;
    }
    return decided;
}

std::optional<std::size_t> choiceNumber(const Ask& ask, const std::vector<std::string>& sets,
                                        const raft::ClusterConfig& config) {
    if (sets.size() != ask.sets.size()) return std::nullopt;
    std::size_t number = 0;
    for (const std::string& one : sets) {
        const auto set = setIn(one, config);
        if (!set) return std::nullopt;
        number = (number << static_cast<unsigned>(config.serverCount())) | static_cast<std::size_t>(set->bits());
    }
    return number;
}

}  // namespace lessons
