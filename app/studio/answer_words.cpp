#include "app/studio/answer_words.h"

#include <algorithm>

#include "app/studio/wording.h"
#include "lessons/engine/answer_text.h"
#include "raft/base/contains.h"

namespace studio {
namespace {

using lessons::AskKind;

/// "S1, S2", or that there is nobody.
std::string setWords(const std::string& set, const raft::ClusterConfig& config, const Texts& texts) {
    std::string words;
    for (const raft::NodeId server : lessons::setIn(set, config).value_or(raft::NodeSet())) {
        if (!words.empty()) words += texts.tr("list.and");
        words += config.labelOf(server);
    }
    return words.empty() ? std::string(texts.tr("ask.nobody")) : words;
}

/// Its choices are remarks on some of the answers, not all that one can answer.
bool hasRemarks(const lessons::Ask& ask) {
    return ask.kind == AskKind::Number || ask.kind == AskKind::Log || ask.kind == AskKind::Set;
}

}  // namespace

std::string wordsOf(const lessons::Ask& ask, const std::vector<std::string>& ids, const Texts& texts) {
    std::string words;
    for (const std::string& id : ids) {
        const lessons::Choice* choice = ask.find(id);
        if (!words.empty()) words += texts.tr(ask.kind == AskKind::Order ? "list.then" : "list.and");
        words += choice == nullptr ? id : textOf(choice->text, texts.language());
    }
    return words;
}

std::string setsWords(const lessons::Ask& ask, const std::vector<std::string>& sets, const raft::ClusterConfig& config,
                      const Texts& texts) {
    if (sets.size() == 1 && sets.front() == lessons::kImpossible) return std::string(texts.tr("ask.impossible"));
    std::string words;
    for (std::size_t i = 0; i < sets.size(); ++i) {
        if (i > 0) words += texts.tr("list.beside");
        const std::string servers = setWords(sets[i], config, texts);
        words += ask.sets.size() < 2
                     ? servers
                     : texts.format("ask.namedSet",
                                    {{"name", textOf(ask.sets[i].text, texts.language())}, {"servers", servers}});
    }
    return words;
}

std::string answerWords(const lessons::Ask& ask, const std::vector<std::string>& given,
                        const raft::ClusterConfig& config, const Texts& texts) {
    // What was answered to an older version of the lesson may have more sets than there are.
    const bool areSets = ask.kind == AskKind::Set && given.size() <= std::max<std::size_t>(ask.sets.size(), 1);
    return areSets ? setsWords(ask, given, config, texts) : wordsOf(ask, given, texts);
}

const lessons::Choice* mainReason(const lessons::Verdict& verdict) {
    // Where choices are remarks, there is one on this very answer or there is none.
    const bool areRemarks = hasRemarks(*verdict.ask);
    const std::vector<const lessons::Choice*> explained = verdict.explained();
    if (areRemarks) return explained.empty() ? nullptr : explained.front();
    const lessons::Choice* found = nullptr;
    for (const lessons::ChoiceVerdict& choice : verdict.choices) {
        if (!choice.isTrue || choice.choice->why.empty()) continue;
        if (found == nullptr || !choice.choice->misconception.empty()) found = choice.choice;
    }
    return found;
}

const lessons::Choice* mainReason(const lessons::Ask& ask, const std::vector<std::string>& given,
                                  const std::vector<std::string>& truth) {
    const std::vector<std::string>& about = hasRemarks(ask) ? given : truth;
    const lessons::Choice* found = nullptr;
    for (const lessons::Choice& choice : ask.choices) {
        if (choice.why.empty() || !raft::contains(about, choice.id)) continue;
        if (found == nullptr || !choice.misconception.empty()) found = &choice;
    }
    if (found != nullptr) return found;
    for (const lessons::Choice& choice : ask.choices) {
        if (!choice.why.empty() && raft::contains(given, choice.id)) return &choice;
    }
    return nullptr;
}

}  // namespace studio
