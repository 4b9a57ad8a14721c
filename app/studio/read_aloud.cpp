#include "app/studio/read_aloud.h"

#include <algorithm>
#include <array>

#include "raft/base/check.h"
#include "raft/script/answer.h"

namespace studio {
namespace {

using raft::AnswerKind;
using raft::ExpressionNode;
using raft::FunctionId;
using Op = ExpressionNode::Op;

/// Is the sentence so, or is it not?
enum class Says { Yes, No };
Says opposite(Says says) { return says == Says::Yes ? Says::No : Says::Yes; }

bool isTruth(AnswerKind kind) { return kind == AnswerKind::Truth; }

/// "x=4" and "3" of the text "3:x=4" that an entry is written as.
std::optional<std::pair<std::string, std::string>> entryOf(const std::string& text) {
    const std::size_t colon = text.find(':');
    if (colon == std::string::npos || !raft::readInteger(text.substr(0, colon))) return std::nullopt;
    return std::pair(text.substr(colon + 1), text.substr(0, colon));
}

class Reader {
public:
    Reader(const raft::Expression& expression, const raft::ClusterConfig& config, const Texts& texts,
           const std::vector<std::string>& setNames)
        : expression_(expression), config_(config), texts_(texts), setNames_(setNames) {}

    std::string read() const { return isClause(root()) ? clause(expression_.root) : noun(expression_.root); }

private:
    // ---- Parts ----
    const ExpressionNode& at(std::uint32_t place) const { return expression_.nodes[place]; }
    const ExpressionNode& root() const { return at(expression_.root); }
    const ExpressionNode& operand(const ExpressionNode& node, std::size_t i) const { return at(node.operands[i]); }
    bool isCall(const ExpressionNode& node, FunctionId function) const {
        return node.op == Op::Call && node.function == function;
    }
    /// A count of messages may stand for "at least one".
    bool isClause(const ExpressionNode& node) const { return isTruth(node.kind) || node.kind == AnswerKind::Count; }
    std::string written(const ExpressionNode& node) const {
        std::string text = expression_.text.substr(node.from, node.to - node.from);
        text.erase(std::remove(text.begin(), text.end(), '"'), text.end());
        return text;
    }
    bool isSame(const ExpressionNode& a, const ExpressionNode& b) const { return written(a) == written(b); }
    static bool isNone(const ExpressionNode& node) {
        return node.op == Op::Literal && std::holds_alternative<raft::Nothing>(node.literal);
    }
    static bool isZero(const ExpressionNode& node) {
        const auto* decimal = std::get_if<raft::Decimal>(&node.literal);
        return node.op == Op::Literal && decimal != nullptr && *decimal == raft::Decimal{};
    }
    static bool isEmptySet(const ExpressionNode& node) {
        const auto* set = std::get_if<raft::NodeSet>(&node.literal);
        return node.op == Op::Literal && set != nullptr && set->empty();
    }

    // ---- Templates ----
    std::string fill(const std::string& key, const std::vector<std::string>& parts) const {
        constexpr std::array<std::string_view, 3> kNumbers{"1", "2", "3"};
        std::vector<TextArg> args;
        for (std::size_t i = 0; i < parts.size(); ++i) args.emplace_back(kNumbers[i], parts[i]);
        return texts_.format("say." + key, args);
    }
    static bool has(const std::string& key) { return hasText("say." + key); }

    /// The key of a call's template, "leader.2" where something is given that may be left out, and what fills it.
    struct Call {
        std::string key;
        std::vector<std::string> parts;
    };
    Call callOf(const ExpressionNode& node) const {
        const raft::FunctionInfo& info = raft::infoOf(node.function);
        Call call{std::string(info.name), {}};
        for (std::size_t i = 0; i < node.operands.size(); ++i) {
            call.parts.push_back(argument(operand(node, i), node.operands[i], info.params[i]));
        }
        const bool isEvent = node.function == FunctionId::Happened || node.function == FunctionId::Count;
        if (isEvent) return eventCall(node, std::move(call));
        if (static_cast<int>(node.operands.size()) > info.required) {
            call.key += "." + std::to_string(node.operands.size());
        }
        return call;
    }
    /// Of the events that lessons speak of there is a sentence of its own.
    Call eventCall(const ExpressionNode& node, Call call) const {
        const std::string count = std::to_string(node.operands.size() - 1);
        const std::string own = "event." + call.parts.front() + "." + count;
        call.key = has(own) ? own : "event." + count;
        if (!has(own)) return call;
        call.parts.erase(call.parts.begin());
        return call;
    }
    std::string argument(const ExpressionNode& node, std::uint32_t place, raft::Param param) const {
        switch (param) {
            case raft::Param::Event:
            case raft::Param::MessageKind: return written(node);
            case raft::Param::Property: {
                const std::string key = "property." + written(node);
                return hasText(key) ? std::string(texts_.tr(key)) : written(node);
            }
            case raft::Param::None:
            case raft::Param::Server:
            case raft::Param::Client:
            case raft::Param::End:
            case raft::Param::Number:
            case raft::Param::Text:
            case raft::Param::Servers: break;
        }
        return noun(place);
    }

    // ---- Sentences ----
    std::string clause(std::uint32_t place, Says says = Says::Yes) const {
        const ExpressionNode& node = at(place);
        switch (node.op) {
            case Op::Not: return clause(node.operands[0], opposite(says));
            case Op::And:
            case Op::Or: return joined(node, says);
            case Op::Equal:
            case Op::NotEqual:
            case Op::Less:
            case Op::LessOrEqual:
            case Op::Greater:
            case Op::GreaterOrEqual: return comparison(node, says);
            case Op::In:
                return fill(says == Says::Yes ? "in" : "not.in", {noun(node.operands[0]), noun(node.operands[1])});
            case Op::Call: {
                const Call call = callOf(node);
                if (says == Says::Yes) return fill(call.key, call.parts);
                return has("not." + call.key) ? fill("not." + call.key, call.parts)
                                              : denied(fill(call.key, call.parts));
            }
            case Op::Literal: {
                const bool isSo = std::get<bool>(node.literal) == (says == Says::Yes);
                return std::string(texts_.tr(isSo ? "say.always" : "say.never"));
            }
            case Op::Set:
            case Op::Plus:
            case Op::Minus: break;  // No sentence: the parser lets none of them stand for a truth.
        }
        raft::checkFailed("a condition", __FILE__, __LINE__);
    }
    std::string denied(const std::string& sentence) const { return fill("not", {sentence}); }

    /// "a, b and c"; what is joined by the other word stands apart.
    std::string joined(const ExpressionNode& node, Says says) const {
        if (says == Says::No) return denied(joined(node, Says::Yes));
        std::string text;
        std::vector<std::string> parts;
        collect(node, node.op, parts);
        for (std::size_t i = 0; i < parts.size(); ++i) {
            const bool isLast = i + 1 == parts.size();
            const std::string_view word = node.op == Op::Or ? "say.or" : isLast ? "say.and" : "say.comma";
            if (i > 0) text += texts_.tr(word);
            text += parts[i];
        }
        return text;
    }
    void collect(const ExpressionNode& node, Op op, std::vector<std::string>& parts) const {
        for (const std::uint32_t place : node.operands) {
            const ExpressionNode& part = at(place);
            if (part.op == op) {
                collect(part, op, parts);
            } else if (part.op == Op::And || part.op == Op::Or) {
                parts.push_back(fill("apart", {clause(place)}));
            } else {
                parts.push_back(clause(place));
            }
        }
    }

    // ---- Comparisons ----
    std::string comparison(const ExpressionNode& node, Says says) const {
        const ExpressionNode& left = operand(node, 0);
        const ExpressionNode& right = operand(node, 1);
        const bool isEquality = node.op == Op::Equal || node.op == Op::NotEqual;
        const Says same = node.op == Op::NotEqual ? opposite(says) : says;
        if (isEquality) {
            if (isNone(right)) return absence(left, node.operands[0], same);
            if (isNone(left)) return absence(right, node.operands[1], same);
            if (isEmptySet(right)) return emptiness(left, node.operands[0], same);
            if (isTruth(left.kind) || isTruth(right.kind)) {
                const std::string both = fill("alike", {clause(node.operands[0]), clause(node.operands[1])});
                return same == Says::Yes ? both : denied(both);
            }
        }
        // "No RequestVote is on its way", rather than that their number is 0.
        if (isCall(left, FunctionId::InFlight) && isZero(right)) {
            if (isEquality) return clause(node.operands[0], opposite(same));
            if (node.op == Op::Greater) return clause(node.operands[0], says);
        }
        const std::vector<std::string> sides{noun(node.operands[0]), value(right, node.operands[1], left)};
        if (isEquality) {
            const bool areSets = left.kind == AnswerKind::Servers;
            const std::string key = areSets ? "equalSets" : "equal";
            return fill(same == Says::Yes ? key : "not." + key, sides);
        }
        const std::string text = fill(orderKey(node.op), sides);
        return says == Says::Yes ? text : denied(text);
    }
    static std::string orderKey(Op op) {
        switch (op) {
            case Op::Less: return "less";
            case Op::LessOrEqual: return "atMost";
            case Op::Greater: return "more";
            default: return "atLeast";
        }
    }
    /// There is no such thing.
    std::string absence(const ExpressionNode& node, std::uint32_t place, Says isAbsent) const {
        if (node.op == Op::Call) {
            const Call call = callOf(node);
            const std::string key = isAbsent == Says::Yes ? "none." + call.key : "some." + call.key;
            if (has(key)) return fill(key, call.parts);
        }
        return fill(isAbsent == Says::Yes ? "none" : "some", {noun(place)});
    }
    std::string emptiness(const ExpressionNode& node, std::uint32_t place, Says isEmpty) const {
        if (isEmpty == Says::Yes && node.op == Op::Call) {
            const Call call = callOf(node);
            if (has("none." + call.key)) return fill("none." + call.key, call.parts);
        }
        return fill(isEmpty == Says::Yes ? "noneOf" : "someOf", {noun(place)});
    }

    // ---- Things ----
    /// The right side of a comparison with `beside`: an entry is read as what it is.
    std::string value(const ExpressionNode& node, std::uint32_t place, const ExpressionNode& beside) const {
        const auto* text = std::get_if<std::string>(&node.literal);
        if (node.op != Op::Literal || text == nullptr) return noun(place);
        if (text->empty()) return std::string(texts_.tr("say.empty"));
        const auto entry = isCall(beside, FunctionId::Entry) ? entryOf(*text) : std::nullopt;
        return entry ? fill("entryOfTerm", {entry->first, entry->second}) : *text;
    }

    std::string noun(std::uint32_t place) const {
        const ExpressionNode& node = at(place);
        switch (node.op) {
            case Op::Literal: return literal(node);
            case Op::Set: {
                const auto number = static_cast<std::size_t>(std::get<raft::Decimal>(node.literal).whole);
                return number < setNames_.size() ? setNames_[number] : written(node);
            }
            case Op::Call: return nounOfCall(node);
            case Op::Plus:
            case Op::Minus: return sum(node);
            case Op::Not:
            case Op::And:
            case Op::Or:
            case Op::Equal:
            case Op::NotEqual:
            case Op::Less:
            case Op::LessOrEqual:
            case Op::Greater:
            case Op::GreaterOrEqual:
            case Op::In: return clause(place);
        }
        raft::checkFailed("a thing", __FILE__, __LINE__);
    }
    std::string literal(const ExpressionNode& node) const {
        if (const auto* server = std::get_if<raft::NodeId>(&node.literal)) return config_.labelOf(*server);
        if (const auto* text = std::get_if<std::string>(&node.literal)) return *text;
        const auto* set = std::get_if<raft::NodeSet>(&node.literal);
        if (set == nullptr) return raft::toText(node.literal, config_);
        std::string text;
        for (const raft::NodeId server : *set) {
            if (!text.empty()) text += texts_.tr("say.comma");
            text += config_.labelOf(server);
        }
        return text.empty() ? std::string(texts_.tr("say.nobody")) : text;
    }
    std::string nounOfCall(const ExpressionNode& node) const {
        const Call call = callOf(node);
        if (node.function == FunctionId::Count) return fill("count", {fill(call.key, call.parts)});
        if (node.function == FunctionId::InFlight) {
            return fill(call.parts.size() > 1 ? "messages." + std::to_string(call.parts.size()) : "messages",
                        call.parts);
        }
        if (node.function == FunctionId::Size && operand(node, 0).op != Op::Call) return fill("sizeOf", call.parts);
        return fill(call.key, call.parts);
    }
    std::string sum(const ExpressionNode& node) const {
        const ExpressionNode& left = operand(node, 0);
        const ExpressionNode& right = operand(node, 1);
        const bool areSets = node.kind == AnswerKind::Servers;
        // a - (a - b) is what both have.
        const bool isShared =
            areSets && node.op == Op::Minus && right.op == Op::Minus && isSame(left, operand(right, 0));
        if (isShared) return fill("shared", {noun(node.operands[0]), noun(right.operands[1])});
        const std::string key = node.op == Op::Plus ? "plus" : "minus";
        return fill(areSets ? key + "Sets" : key, {noun(node.operands[0]), noun(node.operands[1])});
    }

    const raft::Expression& expression_;
    const raft::ClusterConfig& config_;
    const Texts& texts_;
    const std::vector<std::string>& setNames_;
};

}  // namespace

std::string readAloud(const raft::Expression& expression, const raft::ClusterConfig& config, const Texts& texts,
                      const std::vector<std::string>& setNames) {
    return Reader(expression, config, texts, setNames).read();
}

std::string readAloud(std::string_view expression, const raft::ClusterConfig& config, const Texts& texts) {
    const auto parsed = raft::parseExpression(expression, config);
    return parsed.ok() ? readAloud(parsed.value(), config, texts) : std::string();
}

std::string templateOf(const raft::FunctionInfo& function, const Texts& texts) {
    std::string name(function.name);
    const bool isEvent = function.id == FunctionId::Happened || function.id == FunctionId::Count;
    // The names of the parameters, as the signature has them: "S", "index".
    std::vector<std::string> names;
    const std::size_t open = function.signature.find('(');
    for (std::size_t from = open + 1; open != std::string_view::npos && from < function.signature.size();) {
        const std::size_t end = std::min(function.signature.find_first_of(",)[]", from), function.signature.size());
        std::string word(function.signature.substr(from, end - from));
        word.erase(std::remove_if(word.begin(), word.end(), [](char c) { return c == ' ' || c == '"'; }), word.end());
        if (!word.empty()) names.push_back(std::move(word));
        from = end + 1;
    }
    constexpr std::array<std::string_view, 3> kNumbers{"1", "2", "3"};
    std::vector<TextArg> args;
    for (std::size_t i = 0; i < names.size() && i < kNumbers.size(); ++i) args.emplace_back(kNumbers[i], names[i]);
    const std::string sentence = texts.format("say." + (isEvent ? std::string("event.0") : name), args);
    return function.id == FunctionId::Count ? texts.format("say.count", {{"1", sentence}}) : sentence;
}

}  // namespace studio
