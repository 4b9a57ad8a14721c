// Walks a checked expression.

#include <algorithm>
#include <array>

#include "raft/base/check.h"
#include "raft/history/history.h"
#include "raft/script/expression.h"
#include "raft/script/function_values.h"

namespace raft {
namespace {

using Op = ExpressionNode::Op;

/// A condition's answer; a count stands for "at least one".
bool isTrue(const Answer& answer) {
    if (const auto* count = std::get_if<Decimal>(&answer)) return !(*count == Decimal{});
    return std::get<bool>(answer);
}

/// None if a side has no number, or the result none that fits.
Answer sum(const Answer& left, const Answer& right, Op op) {
    const auto a = asNumber(left);
    const auto b = asNumber(right);
    if (!a || !b) return Nothing{};
    Decimal out;
    const bool plus = op == Op::Plus;
    out.thousandths = plus ? a->thousandths + b->thousandths : a->thousandths - b->thousandths;
    std::int64_t carry = 0;
    if (out.thousandths >= 1000) {
        carry = 1;
        out.thousandths -= 1000;
    } else if (out.thousandths < 0) {
        carry = -1;
        out.thousandths += 1000;
    }
    const bool overflow = plus ? __builtin_add_overflow(a->whole, b->whole, &out.whole)
                               : __builtin_sub_overflow(a->whole, b->whole, &out.whole);
    if (overflow || __builtin_add_overflow(out.whole, carry, &out.whole)) return Nothing{};
    return out;
}

class Walk {
public:
    Walk(const Expression& expression, const Moment& moment) : expression_(expression), moment_(moment) {}

    Answer answer(std::uint32_t at) const {
        const ExpressionNode& node = expression_.nodes[at];
        switch (node.op) {
            case Op::Literal: return node.literal;
            case Op::Set: return moment_.sets[static_cast<std::size_t>(std::get<Decimal>(node.literal).whole)];
            case Op::Call: return call(node);
            case Op::Not: return !isTrue(answer(node.operands[0]));
            case Op::And: return isTrue(answer(node.operands[0])) && isTrue(answer(node.operands[1]));
            case Op::Or: return isTrue(answer(node.operands[0])) || isTrue(answer(node.operands[1]));
            case Op::Equal:
            case Op::NotEqual:
            case Op::Less:
            case Op::LessOrEqual:
            case Op::Greater:
            case Op::GreaterOrEqual: return compare(node);
            case Op::In: {
                const Answer server = answer(node.operands[0]);
                const NodeSet set = std::get<NodeSet>(answer(node.operands[1]));
                return std::holds_alternative<NodeId>(server) && set.contains(std::get<NodeId>(server));
            }
            case Op::Plus:
            case Op::Minus: return add(node);
        }
        checkFailed("known operator", __FILE__, __LINE__);
    }

private:
    Answer call(const ExpressionNode& node) const {
        std::array<Answer, 3> arguments;
        for (std::size_t i = 0; i < node.operands.size(); ++i) arguments[i] = answer(node.operands[i]);
        return answerOf(node.function, std::span(arguments.data(), node.operands.size()), moment_);
    }

    Answer compare(const ExpressionNode& node) const {
        const Answer left = answer(node.operands[0]);
        const Answer right = answer(node.operands[1]);
        if (node.op == Op::Equal) return equal(left, right);
        if (node.op == Op::NotEqual) return !equal(left, right);
        const auto before = isBefore(left, right);
        const auto after = isBefore(right, left);
        if (!before || !after) return false;
        if (node.op == Op::Less) return *before;
        if (node.op == Op::LessOrEqual) return !*after;
        return node.op == Op::Greater ? *after : !*before;
    }

    /// A count beside a truth is a truth; everything else compares as it is.
    static bool equal(const Answer& left, const Answer& right) {
        const bool truths = std::holds_alternative<bool>(left) || std::holds_alternative<bool>(right);
        return truths ? isTrue(left) == isTrue(right) : areEqual(left, right);
    }

    Answer add(const ExpressionNode& node) const {
        const Answer left = answer(node.operands[0]);
        const Answer right = answer(node.operands[1]);
        const auto* a = std::get_if<NodeSet>(&left);
        const auto* b = std::get_if<NodeSet>(&right);
        if (a == nullptr || b == nullptr) return sum(left, right, node.op);
        return node.op == Op::Plus ? *a | *b : *a - *b;
    }

    const Expression& expression_;
    const Moment& moment_;
};

/// As it stands in the text, but on one line.
std::string callText(const Expression& expression, const ExpressionNode& node) {
    std::string text = expression.text.substr(node.from, node.to - node.from);
    std::replace_if(
        text.begin(), text.end(), [](char c) { return c == '\n' || c == '\t' || c == '\r'; }, ' ');
    return text;
}

}  // namespace

Answer evaluate(const Expression& expression, const Moment& moment) {
    return Walk(expression, moment).answer(expression.root);
}

bool holds(const Expression& condition, const Moment& moment) { return isTrue(evaluate(condition, moment)); }

std::vector<Expression> partsOf(const Expression& condition) {
    std::vector<std::uint32_t> roots{condition.root};
    for (std::size_t i = 0; i < roots.size();) {
        const ExpressionNode& node = condition.nodes[roots[i]];
        if (node.op != Op::And) {
            ++i;
            continue;
        }
        const auto at = roots.begin() + static_cast<std::ptrdiff_t>(i);
        *at = node.operands[1];
        roots.insert(at, node.operands[0]);
    }
    std::vector<Expression> parts;
    for (const std::uint32_t root : roots) {
        parts.push_back(condition);
        parts.back().root = root;
    }
    return parts;
}

std::vector<CallValue> callsOf(const Expression& expression, const Moment& moment) {
    std::vector<std::uint32_t> places;
    for (std::uint32_t i = 0; i < expression.nodes.size(); ++i) {
        if (expression.nodes[i].op == Op::Call) places.push_back(i);
    }
    std::sort(places.begin(), places.end(),
              [&](std::uint32_t a, std::uint32_t b) { return expression.nodes[a].from < expression.nodes[b].from; });
    std::vector<CallValue> calls;
    const Walk walk(expression, moment);
    for (const std::uint32_t at : places) {
        std::string text = callText(expression, expression.nodes[at]);
        const bool known = std::any_of(calls.begin(), calls.end(), [&](const CallValue& c) { return c.call == text; });
        if (!known) calls.push_back(CallValue{std::move(text), toText(walk.answer(at), moment.history.config())});
    }
    return calls;
}

}  // namespace raft
