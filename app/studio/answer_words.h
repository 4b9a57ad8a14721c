#pragma once
// What an answer is called, and what explains a verdict: for the strip of a lesson and for the page of predictions.

#include <string>
#include <vector>

#include "app/studio/i18n.h"
#include "lessons/engine/verdict.h"

namespace studio {

/// What an answer is called: the texts of its choices, or what was typed.
std::string wordsOf(const lessons::Ask& ask, const std::vector<std::string>& ids, const Texts& texts);
/// What an answer is called in which servers stand in sets.
std::string setsWords(const lessons::Ask& ask, const std::vector<std::string>& sets, const raft::ClusterConfig& config,
                      const Texts& texts);
/// One of the two, as the question is.
std::string answerWords(const lessons::Ask& ask, const std::vector<std::string>& given,
                        const raft::ClusterConfig& config, const Texts& texts);

/// What explains a verdict if nobody has picked a choice to read about: the surprise among those that are so. Null:
/// nothing.
const lessons::Choice* mainReason(const lessons::Verdict& verdict);
/// The same of an answer of which only the words are left.
const lessons::Choice* mainReason(const lessons::Ask& ask, const std::vector<std::string>& given,
                                  const std::vector<std::string>& truth);

}  // namespace studio
