#pragma once
// The expression language: conditions that a teacher can read aloud, such as `leader(S2) && safe`.
//
//   or      = and { "||" and }                       left to right
//   and     = compare { "&&" compare }
//   compare = member [ ("==" "!=" "<" "<=" ">" ">=") member ]
//   member  = sum [ "in" sum ]
//   sum     = unary { ("+" | "-") unary }            of numbers and of sets
//   unary   = "!" unary | "-" number | primary
//   primary = number | "text" | none | true | false | server | "{" server, … "}" | "(" or ")" | function "(" … ")"
//           | set                                  one that the reader was told of, where somebody chooses sets
//
// A name may stand in quotes too; a function without arguments needs no brackets.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "raft/base/result.h"
#include "raft/script/answer.h"
#include "raft/script/functions.h"

namespace raft {

class History;
class Tally;

/// Longer expressions are refused: each operator is a level of the tree that is walked.
inline constexpr std::size_t kMaxExpressionBytes = 10'000;
/// Brackets and functions within each other.
inline constexpr int kMaxExpressionDepth = 64;

/// One operator, function call or literal. Operands stand before it in Expression::nodes.
struct ExpressionNode {
    enum class Op : std::uint8_t {
        Literal,
        Set,  ///< One that whoever asks has chosen: its number is in `literal`.
        Call,
        Not,
        And,
        Or,
        Equal,
        NotEqual,
        Less,
        LessOrEqual,
        Greater,
        GreaterOrEqual,
        In,
        Plus,
        Minus,
    };
    Op op = Op::Literal;
    FunctionId function = FunctionId::Safe;  ///< Of a Call.
    AnswerKind kind = AnswerKind::None;
    Answer literal;                       ///< Of a Literal. An event, message kind or property is its number.
    std::vector<std::uint32_t> operands;  ///< Places in Expression::nodes.
    std::size_t from = 0;                 ///< Where it stands in the text, in bytes.
    std::size_t to = 0;
};

/// A checked expression: its names are known and its types fit. Belongs to the configuration it was read against.
struct Expression {
    std::string text;
    std::vector<ExpressionNode> nodes;
    std::uint32_t root = 0;
    bool needsTally = false;  ///< Asks about the past: happened, count, leadersOf, read, refused.

    AnswerKind kind() const { return nodes[root].kind; }
    /// What stands in the text at `root`, without brackets around it.
    std::string_view rootText() const {
        return std::string_view(text).substr(nodes[root].from, nodes[root].to - nodes[root].from);
    }
};

/// Reads any expression. Of the error, `column` is the offset of the byte at fault + 1; file and line are the caller's.
Result<Expression> parseExpression(std::string_view text, const ClusterConfig& config);

/// Reads an expression that is true or false.
Result<Expression> parseCondition(std::string_view text, const ClusterConfig& config);
/// The same of sets that somebody is still to choose: `sets` are their names.
Result<Expression> parseCondition(std::string_view text, const ClusterConfig& config,
                                  std::span<const std::string_view> sets);
/// May a set be called so in an expression? Not if the name means something already.
bool isFreeName(std::string_view name, const ClusterConfig& config);

/// The parts that "&&" joins, from left to right: each must hold. A condition without "&&" is its own only part.
std::vector<Expression> partsOf(const Expression& condition);

/// The moment that an expression is asked about: the cursor of a history, and what was counted up to there. `tally` may
/// be of any moment if the expression does not need it.
struct Moment {
    const History& history;
    const Tally& tally;
    std::span<const NodeSet> sets{};  ///< What was chosen, in the order of the names that the parser was given.
};

Answer evaluate(const Expression& expression, const Moment& moment);

/// The answer of a condition.
bool holds(const Expression& condition, const Moment& moment);

/// A function call as it stands in the text, and what it comes to at this moment.
struct CallValue {
    std::string call;
    std::string value;

    friend bool operator==(const CallValue&, const CallValue&) = default;
};

/// Every function call of the expression in order of the text, each once: `leader(S2)=false safe=true`.
std::vector<CallValue> callsOf(const Expression& expression, const Moment& moment);

}  // namespace raft
