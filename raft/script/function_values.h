#pragma once
// What each function of the expression language comes to. Private to the evaluator.

#include <span>

#include "raft/script/expression.h"

namespace raft {

/// The answer of `function` for `arguments`, which fit its parameters.
Answer answerOf(FunctionId function, std::span<const Answer> arguments, const Moment& moment);

}  // namespace raft
