// Reads an expression and checks its types: recursive descent, one function for each level of precedence.

#include <algorithm>
#include <array>
#include <initializer_list>

#include "raft/base/utf8.h"
#include "raft/check/property.h"
#include "raft/script/expression.h"
#include "raft/script/lexer.h"
#include "raft/script/names.h"
#include "raft/sim/cluster_config.h"

namespace raft {
namespace {

using Op = ExpressionNode::Op;
using Kind = AnswerKind;

std::string_view describe(Kind kind) {
    switch (kind) {
        case Kind::Truth: return "true or false";
        case Kind::Number:
        case Kind::Count: return "a number";
        case Kind::Text: return "a text";
        case Kind::Any: return "a value";
        case Kind::Server: return "a server";
        case Kind::Servers: return "a set of servers";
        case Kind::None: return "none";
    }
    return "";
}

bool isTruth(Kind kind) { return kind == Kind::Truth || kind == Kind::Count; }
bool isNumberKind(Kind kind) { return kind == Kind::Number || kind == Kind::Count || kind == Kind::Any; }
bool isValueKind(Kind kind) { return isNumberKind(kind) || kind == Kind::Text; }

/// May `==` stand between the two? A set and a truth are never none.
bool comparable(Kind a, Kind b) {
    if (a == Kind::None || b == Kind::None) {
        const Kind other = a == Kind::None ? b : a;
        return other == Kind::None || other == Kind::Server || isValueKind(other);
    }
    if (isValueKind(a) && isValueKind(b)) return true;
    return a == b || (isTruth(a) && isTruth(b));
}

std::vector<std::string_view> functionNames() {
    std::vector<std::string_view> names;
    for (const FunctionInfo& info : functionTable()) names.push_back(info.name);
    return names;
}

std::vector<std::string_view> propertyNames() {
    std::vector<std::string_view> names;
    for (const PropertyInfo& info : propertyTable()) names.push_back(info.name);
    return names;
}

std::optional<int> eventNumber(std::string_view name) {
    const auto event = scriptEventByName(name);
    return event ? std::optional(static_cast<int>(*event)) : std::nullopt;
}

std::optional<int> propertyNumber(std::string_view name) {
    const auto property = propertyByName(name);
    return property ? std::optional(static_cast<int>(*property)) : std::nullopt;
}

std::optional<NodeId> endNamed(const ClusterConfig& config, std::string_view name) { return config.endNamed(name); }

class Parser {
public:
    Parser(std::string_view text, const ClusterConfig& config, std::span<const std::string_view> sets = {})
        : config_(config), sets_(sets) {
        expression_.text = text;
    }

    Result<Expression> parse(std::initializer_list<Kind> wanted) {
        if (expression_.text.size() > kMaxExpressionBytes) {
            return error({0, "expression of " + std::to_string(expression_.text.size()) + " bytes; expected at most " +
                                 std::to_string(kMaxExpressionBytes)});
        }
        if (auto fault = splitWords(expression_.text, tokens_)) return error(*fault);
        if (peek().kind == Token::Kind::End) {
            return error({0, "empty expression; expected a condition such as leader(S1)"});
        }
        expression_.root = parseOr();
        if (!fault_ && peek().kind != Token::Kind::End) fail(peek(), "unexpected", "an operator or the end");
        if (!fault_ && wanted.size() > 0 &&
            std::find(wanted.begin(), wanted.end(), expression_.kind()) == wanted.end()) {
            wrongKind(expression_.root, "a condition");
        }
        if (fault_) return error(*fault_);
        return std::move(expression_);
    }

private:
    static Error error(const ExpressionFault& fault) {
        return Error{"", 1, static_cast<int>(fault.offset) + 1, "", fault.message};
    }

    // ---- Words ----
    const Token& peek() const { return tokens_[next_]; }
    const Token& take() { return tokens_[next_ + 1 < tokens_.size() ? next_++ : next_]; }
    bool peekIs(std::string_view symbol) const { return peek().kind == Token::Kind::Symbol && peek().text == symbol; }
    bool takeIf(std::string_view symbol) {
        if (fault_ || !peekIs(symbol)) return false;
        take();
        return true;
    }
    void expect(std::string_view symbol) {
        if (!takeIf(symbol)) fail(peek(), "unexpected", "\"" + std::string(symbol) + "\"");
    }

    // ---- Faults: the first one counts, everything after it is noise ----
    void failAt(std::size_t offset, std::string message) {
        if (!fault_) fault_ = ExpressionFault{offset, std::move(message)};
    }
    void fail(const Token& token, const std::string& what, const std::string& expected) {
        const std::string_view text = expression_.text;
        const bool end = token.kind == Token::Kind::End;
        failAt(token.from, what + " " + (end ? "end" : quotedText(text.substr(token.from, token.to - token.from))) +
                               "; expected " + expected);
    }
    void wrongKind(std::uint32_t at, const std::string& expected) {
        const ExpressionNode& node = expression_.nodes[at];
        const std::string_view text = expression_.text;
        failAt(node.from, quotedText(text.substr(node.from, node.to - node.from)) + " is " +
                              std::string(describe(node.kind)) + "; expected " + expected);
    }

    // ---- Nodes ----
    std::uint32_t add(ExpressionNode node) {
        expression_.nodes.push_back(std::move(node));
        return static_cast<std::uint32_t>(expression_.nodes.size() - 1);
    }
    std::uint32_t addLiteral(Answer value, Kind kind, const Token& token) {
        ExpressionNode node;
        node.literal = std::move(value);
        node.kind = kind;
        node.from = token.from;
        node.to = token.to;
        return add(std::move(node));
    }
    std::uint32_t addOperator(Op op, Kind kind, std::uint32_t left, std::uint32_t right) {
        ExpressionNode node;
        node.op = op;
        node.kind = kind;
        node.operands = {left, right};
        node.from = nodeAt(left).from;
        node.to = nodeAt(right).to;
        return add(std::move(node));
    }
    const ExpressionNode& nodeAt(std::uint32_t at) const { return expression_.nodes[at]; }
    Kind kindOf(std::uint32_t at) const { return expression_.nodes[at].kind; }
    void needTruth(std::uint32_t at) {
        if (!isTruth(kindOf(at))) wrongKind(at, "true or false");
    }

    // ---- Levels of precedence, loosest first ----
    std::uint32_t parseOr() {
        std::uint32_t left = parseAnd();
        while (takeIf("||")) {
            const std::uint32_t right = parseAnd();
            needTruth(left);
            needTruth(right);
            left = addOperator(Op::Or, Kind::Truth, left, right);
        }
        return left;
    }

    std::uint32_t parseAnd() {
        std::uint32_t left = parseCompare();
        while (takeIf("&&")) {
            const std::uint32_t right = parseCompare();
            needTruth(left);
            needTruth(right);
            left = addOperator(Op::And, Kind::Truth, left, right);
        }
        return left;
    }

    std::optional<Op> takeComparison() {
        if (takeIf("==")) return Op::Equal;
        if (takeIf("!=")) return Op::NotEqual;
        if (takeIf("<=")) return Op::LessOrEqual;
        if (takeIf(">=")) return Op::GreaterOrEqual;
        if (takeIf("<")) return Op::Less;
        if (takeIf(">")) return Op::Greater;
        return std::nullopt;
    }

    std::uint32_t parseCompare() {
        const std::uint32_t left = parseMember();
        const auto op = takeComparison();
        if (!op) return left;
        const std::uint32_t right = parseMember();
        if (*op == Op::Equal || *op == Op::NotEqual) {
            if (kindOf(left) == Kind::Server) asServer(right);
            if (kindOf(right) == Kind::Server) asServer(left);
            if (!comparable(kindOf(left), kindOf(right))) wrongKind(right, std::string(describe(kindOf(left))));
        } else {
            for (const std::uint32_t side : {left, right}) {
                if (!isValueKind(kindOf(side)) && kindOf(side) != Kind::None) wrongKind(side, "a number or a text");
            }
        }
        const std::uint32_t node = addOperator(*op, Kind::Truth, left, right);
        const Token& again = peek();
        if (takeComparison()) fail(again, "unexpected second comparison", "&& between two comparisons, or brackets");
        return node;
    }

    std::uint32_t parseMember() {
        const std::uint32_t left = parseSum();
        if (fault_ || peek().kind != Token::Kind::Name || peek().text != "in") return left;
        take();
        const std::uint32_t right = parseSum();
        asServer(left);
        if (kindOf(left) != Kind::Server && kindOf(left) != Kind::None) wrongKind(left, "a server");
        if (kindOf(right) != Kind::Servers) wrongKind(right, "a set of servers");
        return addOperator(Op::In, Kind::Truth, left, right);
    }

    std::uint32_t parseSum() {
        std::uint32_t left = parseUnary();
        while (!fault_ && (peekIs("+") || peekIs("-"))) {
            const Op op = take().text == "+" ? Op::Plus : Op::Minus;
            const std::uint32_t right = parseUnary();
            const bool sets = kindOf(left) == Kind::Servers;
            if (sets && kindOf(right) != Kind::Servers) wrongKind(right, "a set of servers");
            if (!sets && !isNumberKind(kindOf(left))) wrongKind(left, "a number or a set of servers");
            if (!sets && !isNumberKind(kindOf(right))) wrongKind(right, "a number");
            // A value of the state machine may be a text, and a text has no sum: the answer is none then.
            const bool sure = kindOf(left) != Kind::Any && kindOf(right) != Kind::Any;
            left = addOperator(op, sets ? Kind::Servers : sure ? Kind::Number : Kind::Any, left, right);
        }
        return left;
    }

    std::uint32_t parseUnary() {
        const Token& sign = peek();
        if (takeIf("!")) {
            const Nesting nesting(*this);
            const std::uint32_t operand = parseUnary();
            needTruth(operand);
            ExpressionNode node;
            node.op = Op::Not;
            node.kind = Kind::Truth;
            node.operands = {operand};
            node.from = sign.from;
            node.to = nodeAt(operand).to;
            return add(std::move(node));
        }
        if (takeIf("-")) {
            if (peek().kind != Token::Kind::Number) fail(peek(), "unexpected", "a number after the minus");
            return parseNumber({Token::Kind::Number, sign.from, peek().to, take().text}, -1);
        }
        return parsePrimary();
    }

    // ---- Literals ----
    std::uint32_t parseNumber(const Token& token, int sign) {
        const std::size_t point = token.text.find('.');
        const auto whole = readInteger(token.text.substr(0, point));
        std::int32_t thousandths = 0;
        if (point != std::string_view::npos) {
            std::string digits(token.text.substr(point + 1));
            if (digits.size() > 3) failAt(token.from, "number with more than three decimals; expected at most three");
            digits.resize(3, '0');
            thousandths = static_cast<std::int32_t>(readInteger(digits).value_or(0));
        }
        if (!whole) {
            failAt(token.from, "number out of range; expected a whole number of 64 bits");
            return addLiteral(number(0), Kind::Number, token);
        }
        Decimal value{*whole * sign, thousandths};
        if (sign < 0 && thousandths > 0) value = Decimal{-*whole - 1, 1000 - thousandths};
        return addLiteral(value, Kind::Number, token);
    }

    std::uint32_t parseSet() {
        const Token& open = take();
        NodeSet servers;
        if (!peekIs("}")) {
            do {
                if (const NodeId server = takeServer(); server != kNoNode) servers.insert(server);
            } while (takeIf(","));
        }
        const std::size_t end = peek().to;
        expect("}");
        return addLiteral(servers, Kind::Servers, Token{Token::Kind::Name, open.from, end, {}});
    }

    std::uint32_t parsePrimary() {
        const Nesting nesting(*this);
        const Token& token = peek();
        if (fault_) return addLiteral(Nothing{}, Kind::None, token);
        switch (token.kind) {
            case Token::Kind::Number: return parseNumber(take(), 1);
            case Token::Kind::Text: take(); return addLiteral(std::string(token.text), Kind::Text, token);
            case Token::Kind::Name: return parseName();
            case Token::Kind::Symbol:
                if (token.text == "{") return parseSet();
                if (takeIf("(")) {
                    const std::uint32_t inner = parseOr();
                    expect(")");
                    return inner;
                }
                break;
            case Token::Kind::End: break;
        }
        fail(token, "unexpected", "a function, a server, a number, a text or a set");
        return addLiteral(Nothing{}, Kind::None, token);
    }

    std::uint32_t parseName() {
        const Token& token = take();
        const auto function = functionByName(token.text);
        if (const auto set = std::find(sets_.begin(), sets_.end(), token.text); set != sets_.end() && !peekIs("(")) {
            const std::uint32_t at = addLiteral(number(set - sets_.begin()), Kind::Servers, token);
            expression_.nodes[at].op = Op::Set;
            return at;
        }
        if (peekIs("(")) {
            if (function) return parseCall(*function, token);
            failAt(token.from, unknownName("function", token.text, functionNames()));
            return addLiteral(Nothing{}, Kind::None, token);
        }
        if (function && infoOf(*function).required == 0) return addCall(*function, {}, token.from, token.to);
        if (token.text == "none") return addLiteral(Nothing{}, Kind::None, token);
        if (token.text == "true" || token.text == "false") return addLiteral(token.text == "true", Kind::Truth, token);
        if (const auto server = serverNamed(config_, token.text)) return addLiteral(*server, Kind::Server, token);
        if (function) {
            failAt(token.to,
                   quotedText(token.text) + " without brackets; expected " + std::string(infoOf(*function).signature));
        } else {
            std::vector<std::string_view> known = serverNames(config_);
            const std::vector<std::string_view> functions = functionNames();
            known.insert(known.begin(), sets_.begin(), sets_.end());
            known.insert(known.end(), functions.begin(), functions.end());
            failAt(token.from, unknownName("name", token.text, known));
        }
        return addLiteral(Nothing{}, Kind::None, token);
    }

    // ---- Calls ----
    std::uint32_t parseCall(FunctionId function, const Token& name) {
        const FunctionInfo& info = infoOf(function);
        expect("(");
        std::vector<std::uint32_t> operands;
        if (!peekIs(")")) {
            do {
                const Token& argument = peek();
                if (static_cast<int>(operands.size()) == info.allowed()) {
                    fail(argument, "one argument too many:", std::string(info.signature));
                    break;
                }
                operands.push_back(parseArgument(info.params[operands.size()]));
            } while (takeIf(","));
        }
        if (!fault_ && static_cast<int>(operands.size()) < info.required) {
            fail(peek(), "an argument is missing before", std::string(info.signature));
        }
        const std::size_t end = peek().to;
        expect(")");
        return addCall(function, std::move(operands), name.from, end);
    }

    std::uint32_t addCall(FunctionId function, std::vector<std::uint32_t> operands, std::size_t from, std::size_t to) {
        ExpressionNode node;
        node.op = Op::Call;
        node.function = function;
        node.kind = infoOf(function).result;
        node.operands = std::move(operands);
        node.from = from;
        node.to = to;
        expression_.needsTally |= function == FunctionId::Happened || function == FunctionId::Count ||
                                  function == FunctionId::LeadersOf || function == FunctionId::Read ||
                                  function == FunctionId::Refused;
        return add(std::move(node));
    }

    std::uint32_t parseArgument(Param param) {
        const Token& token = peek();
        switch (param) {
            case Param::None: break;
            case Param::Server: return addLiteral(takeServer(), Kind::Server, token);
            case Param::Client: return addLiteral(takeEnd("client", clientNamed, clientNames), Kind::Server, token);
            case Param::End: return addLiteral(takeEnd("server or client", endNamed, endNames), Kind::Server, token);
            case Param::Event: return takeNumbered("event", scriptEventNames(), eventNumber);
            case Param::MessageKind: return takeNumbered("message kind", messageKindNames(), messageKindByName);
            case Param::Property: return takeNumbered("property", propertyNames(), propertyNumber);
            case Param::Number: return checked(parseOr(), isNumberKind, "a number");
            case Param::Text: return checked(parseOr(), isValueKind, "a text in quotes");
            case Param::Servers:
                return checked(
                    parseOr(), [](Kind kind) { return kind == Kind::Servers; }, "a set of servers");
        }
        return addLiteral(Nothing{}, Kind::None, token);
    }

    template <class Fits>
    std::uint32_t checked(std::uint32_t at, Fits fits, const std::string& expected) {
        if (!fits(kindOf(at))) wrongKind(at, expected);
        return at;
    }

    // ---- Names ----
    /// The next word if it is a name, with or without quotes.
    std::optional<std::string_view> takeWord(const std::string& expected) {
        const Token& token = peek();
        if (fault_) return std::nullopt;
        if (token.kind == Token::Kind::Name || token.kind == Token::Kind::Text) return take().text;
        fail(token, "unexpected", expected);
        return std::nullopt;
    }
    /// The end that the next word names; kNoNode and a fault if it names none.
    template <class Find, class List>
    NodeId takeEnd(const std::string& what, Find find, List list) {
        const Token& token = peek();
        const auto word = takeWord("the name of a " + what);
        const auto end = word ? find(config_, *word) : std::nullopt;
        if (word && !end) failAt(token.from, unknownName(what, *word, list(config_)));
        return end.value_or(kNoNode);
    }
    NodeId takeServer() { return takeEnd("server", serverNamed, serverNames); }

    /// More names than an error can list are in the table of functions.
    static std::string listedWhere(const std::vector<std::string_view>& known) {
        return known.size() > 12 ? " (raftlab functions lists them)" : "";
    }

    template <class Find>
    std::uint32_t takeNumbered(const std::string& what, const std::vector<std::string_view>& known, Find find) {
        const Token& token = peek();
        const auto word = takeWord("the name of a " + what);
        const auto found = word ? find(*word) : std::optional<int>();
        if (word && !found) failAt(token.from, unknownName(what, *word, known) + listedWhere(known));
        return addLiteral(number(found.value_or(0)), Kind::Number, token);
    }

    /// A text where a server is meant is its name.
    void asServer(std::uint32_t at) {
        ExpressionNode& node = expression_.nodes[at];
        const auto* word = std::get_if<std::string>(&node.literal);
        if (node.op != Op::Literal || word == nullptr) return;
        const auto server = serverNamed(config_, *word);
        if (!server) return failAt(node.from, unknownName("server", *word, serverNames(config_)));
        node.literal = *server;
        node.kind = Kind::Server;
    }

    /// Counts brackets, signs and functions within each other, so that a stranger's text cannot exhaust the stack.
    class Nesting {
    public:
        explicit Nesting(Parser& parser) : parser_(parser) {
            if (++parser_.depth_ > kMaxExpressionDepth) {
                parser_.failAt(parser_.peek().from, "nested too deeply; expected at most " +
                                                        std::to_string(kMaxExpressionDepth) + " levels");
            }
        }
        Nesting(const Nesting&) = delete;
        Nesting& operator=(const Nesting&) = delete;
        ~Nesting() { --parser_.depth_; }

    private:
        Parser& parser_;
    };

    const ClusterConfig& config_;
    std::span<const std::string_view> sets_;
    Expression expression_;
    std::vector<Token> tokens_;
    std::size_t next_ = 0;
    int depth_ = 0;
    std::optional<ExpressionFault> fault_;
};

}  // namespace

Result<Expression> parseExpression(std::string_view text, const ClusterConfig& config) {
    return Parser(text, config).parse({});
}

Result<Expression> parseCondition(std::string_view text, const ClusterConfig& config) {
    return parseCondition(text, config, {});
}

Result<Expression> parseCondition(std::string_view text, const ClusterConfig& config,
                                  std::span<const std::string_view> sets) {
    return Parser(text, config, sets).parse({Kind::Truth, Kind::Count});
}

bool isFreeName(std::string_view name, const ClusterConfig& config) {
    constexpr std::array<std::string_view, 4> kWords{"none", "true", "false", "in"};
    return std::find(kWords.begin(), kWords.end(), name) == kWords.end() && !functionByName(name) &&
           !serverNamed(config, name);
}

}  // namespace raft
