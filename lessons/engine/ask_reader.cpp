#include "lessons/engine/ask_reader.h"

#include <algorithm>
#include <array>

#include "lessons/engine/answer_text.h"
#include "lessons/engine/show_reader.h"
#include "raft/base/utf8.h"
#include "raft/script/answer.h"
#include "raft/script/names.h"
#include "raft/sim/cluster_config.h"
#include "raft/trace/action_reader.h"
#include "raft/trace/cluster_reader.h"

namespace lessons {
namespace {

using raft::AnswerKind;
using raft::JsonReader;
using raft::JsonValue;
using raft::ObjectReader;

/// In the order of Resolve.
constexpr std::array<std::string_view, 3> kMoments{"now", "stepEnd", "lessonEnd"};
/// The keys 1 … 9 answer.
constexpr std::int64_t kChoicesMax = 9;
constexpr std::int64_t kSecondsMax = 3600;

bool isWord(std::string_view text) {
    const auto fits = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
    };
    return !text.empty() && text.size() <= 64 && std::all_of(text.begin(), text.end(), fits);
}

class AskReader {
public:
    AskReader(const LessonContext& context, const JsonValue& value)
        : context_(context), reader_(context.reader), value_(value) {
        ask_.position = positionOf(reader_, value);
    }

    Ask read() {
        ObjectReader fields(reader_, value_);
        const auto kind = reader_.choice(fields.required("kind"), kAskKindNames);
        ask_.kind = static_cast<AskKind>(kind.value_or(0));
        ask_.prompt = readLocalText(reader_, fields.required("prompt"));
        const JsonValue* resolve = fields.optional("resolve");
        if (const auto moment = reader_.choice(resolve, kMoments)) ask_.resolve = static_cast<Resolve>(*moment);
        if (const JsonValue* peer = fields.optional("peer")) readPeer(*peer);
        const JsonValue* answer = fields.optional("answer");
        const JsonValue* choices = fields.optional("choices");
        const JsonValue* server = fields.optional("server");
        const JsonValue* sets = fields.optional("sets");
        const JsonValue* accept = fields.optional("accept");
        const JsonValue* impossible = fields.optional("impossible");
        // Without the kind nobody knows what the rest must be.
        if (!kind) return std::move(ask_);
        if (is(AskKind::Log)) {
            readLogOf(answer, server != nullptr ? server : fields.required("server"));
        } else if (is(AskKind::Set) && (sets != nullptr || accept != nullptr)) {
            if (answer != nullptr) reader_.error(*answer, "\"answer\" beside \"accept\"; expected one of them");
            readConstruction(sets, accept, impossible);
        } else {
            readAnswer(answer);
            refuse(impossible, "impossible", "\"sets\" and \"accept\", which it is about");
        }
        if (!is(AskKind::Log)) refuse(server, "server", "the kind \"log\"");
        if (!is(AskKind::Set)) {
            refuse(sets, "sets", "the kind \"set\"");
            refuse(accept, "accept", "the kind \"set\"");
        }
        readChoices(choices);
        if (ask_.kind == AskKind::Order && ask_.resolve == Resolve::Now) {
            reader_.error(*resolve, "an order is seen only while something runs; expected \"stepEnd\"");
        }
        return std::move(ask_);
    }

private:
    bool is(AskKind kind) const { return ask_.kind == kind; }
    bool isServer() const { return is(AskKind::Server); }
    bool isNumber() const { return is(AskKind::Number); }
    /// Nobody picks among the choices: they are answers of which there is something to say.
    bool areRemarks() const { return isNumber() || is(AskKind::Log) || is(AskKind::Set); }

    void refuse(const JsonValue* value, const std::string& name, const std::string& expected) {
        if (value == nullptr) return;
        reader_.error(*value, "\"" + name + "\" in a question of kind " +
                                  std::string(kAskKindNames[static_cast<std::size_t>(ask_.kind)]) + "; expected " +
                                  expected);
    }

    // ---- A log, and sets ----

    /// A log is what log(S) says when the run decides.
    void readLogOf(const JsonValue* answer, const JsonValue* server) {
        refuse(answer, "answer", "\"server\", whose log it is");
        const auto whose = raft::readServer(reader_, server, context_.config);
        if (!whose) return;
        ask_.server = *whose;
        auto parsed = raft::parseExpression("log(\"" + context_.config.nameOf(*whose) + "\")", context_.config);
        CHECK(parsed.ok());
        ask_.answer = std::move(parsed).value();
    }

    void readConstruction(const JsonValue* sets, const JsonValue* accept, const JsonValue* impossible) {
        if (sets == nullptr) reader_.error(value_, "field \"sets\" is missing");
        if (accept == nullptr) reader_.error(value_, "field \"accept\" is missing");
        for (const JsonValue& item : reader_.array(sets, {1, kSetCountMax})) readNamedSet(item);
        ask_.mayBeImpossible = reader_.boolean(impossible).value_or(false);
        const int places = context_.config.serverCount() * static_cast<int>(ask_.sets.size());
        if (places > kSetPlacesMax) {
            reader_.error(*sets, std::to_string(places) + " places for servers; expected at most " +
                                     std::to_string(kSetPlacesMax) + ", since every choice of sets is tried");
        }
        const std::string* text = reader_.string(accept);
        if (text == nullptr || ask_.sets.empty()) return;
        std::vector<std::string_view> names;
        for (const NamedSet& set : ask_.sets) names.push_back(set.id);
        auto parsed = raft::parseCondition(*text, context_.config, names);
        if (parsed.ok()) {
            ask_.accept = std::move(parsed).value();
        } else {
            tellFaults(*accept, parsed.errors());
        }
    }

    void readNamedSet(const JsonValue& value) {
        ObjectReader fields(reader_, value);
        NamedSet set;
        const JsonValue* id = fields.required("id");
        set.text = readLocalText(reader_, fields.required("text"));
        const std::string* name = reader_.string(id);
        if (name == nullptr) return;
        const auto isLetter = [](char c) { return c >= 'a' && c <= 'z'; };
        const bool isShort = !name->empty() && name->size() <= 12 && std::all_of(name->begin(), name->end(), isLetter);
        const bool isNew = std::none_of(ask_.sets.begin(), ask_.sets.end(),
                                        [name](const NamedSet& other) { return other.id == *name; });
        if (!isShort || !isNew || !raft::isFreeName(*name, context_.config)) {
            reader_.errorExpected(*id, "a name of 1 to 12 small letters that means nothing else yet, such as \"a\"");
        }
        set.id = *name;
        ask_.sets.push_back(std::move(set));
    }

    void tellFaults(const JsonValue& value, const raft::Errors& errors) {
        for (const raft::Error& error : errors) {
            reader_.errorInString(value, static_cast<std::size_t>(error.column - 1), error.message);
        }
    }

    // ---- What other kinds come to ----

    void readPeer(const JsonValue& value) {
        ObjectReader fields(reader_, value);
        const auto seconds = [this](const JsonValue* given) {
            return static_cast<int>(reader_.integer(given, {0, kSecondsMax}).value_or(0));
        };
        ask_.peer = Peer{seconds(fields.required("vote")), seconds(fields.optional("discuss"))};
    }

    /// What a number comes to, or which servers fit.
    void readAnswer(const JsonValue* value) {
        if (value == nullptr) {
            if (isNumber()) {
                reader_.error(value_,
                              "field \"answer\" is missing; expected what the number comes to, such as "
                              "\"size(votes(S1))\"");
            } else if (is(AskKind::Set)) {
                reader_.error(value_,
                              "field \"answer\" is missing; expected the set, such as \"copies(2)\", or \"sets\" and "
                              "\"accept\"");
            }
            return;
        }
        if (!isNumber() && !isServer() && !is(AskKind::Set)) {
            return reader_.error(*value, "\"answer\" in a question of kind " +
                                             std::string(kAskKindNames[static_cast<std::size_t>(ask_.kind)]) +
                                             "; expected an \"iff\" in each choice");
        }
        const std::string* text = reader_.string(value);
        if (text == nullptr) return;
        auto parsed = raft::parseExpression(*text, context_.config);
        if (!parsed.ok()) return tellFaults(*value, parsed.errors());
        if (!isAnswer(parsed.value().kind())) {
            return reader_.errorExpected(*value, isNumber()   ? "a number such as \"size(votes(S1))\""
                                                 : isServer() ? "a server or a set of them such as \"leaders\""
                                                              : "a set of servers such as \"copies(2)\"");
        }
        ask_.answer = std::move(parsed).value();
    }
    bool isAnswer(AnswerKind kind) const {
        if (isNumber()) return kind == AnswerKind::Number || kind == AnswerKind::Count || kind == AnswerKind::Any;
        return kind == AnswerKind::Servers || (isServer() && kind == AnswerKind::Server);
    }

    void readChoices(const JsonValue* value) {
        const bool mayBeFew = areRemarks() || (isServer() && ask_.answer.has_value());
        if (value == nullptr && !mayBeFew) reader_.error(value_, "field \"choices\" is missing");
        for (const JsonValue& item : reader_.array(value, {mayBeFew ? 0 : 2, kChoicesMax})) {
            Choice choice = readChoice(item);
            if (!choice.id.empty() && ask_.find(choice.id) != nullptr) {
                reader_.error(item, "the choice " + raft::quotedText(choice.id) + " stands twice; expected it once");
            }
            ask_.choices.push_back(std::move(choice));
        }
        if (isServer() && ask_.answer) addServers();
    }

    /// Every server is a choice of a question that asks for servers; those with a text of their own come as they stand.
    void addServers() {
        const raft::ClusterConfig& config = context_.config;
        std::vector<Choice> all;
        for (int i = 0; i < config.serverCount(); ++i) {
            const auto server = raft::NodeId(static_cast<std::uint8_t>(i));
            Choice choice;
            choice.id = config.nameOf(server);
            choice.position = ask_.position;
            if (const Choice* said = ask_.find(choice.id)) choice = *said;
            if (choice.text.empty()) choice.text = LocalText{config.labelOf(server), config.labelOf(server)};
            const bool isSet = ask_.answer->kind() == AnswerKind::Servers;
            const std::string text = choice.id + (isSet ? " in (" : " == (") + ask_.answer->text + ")";
            auto condition = raft::parseCondition(text, config);
            CHECK(condition.ok());
            choice.iff = std::move(condition).value();
            all.push_back(std::move(choice));
        }
        ask_.choices = std::move(all);
    }

    Choice readChoice(const JsonValue& value) {
        Choice choice;
        choice.position = positionOf(reader_, value);
        ObjectReader fields(reader_, value);
        choice.id = readChoiceId(fields.required("id"));
        const bool hasText = ask_.kind == AskKind::One || ask_.kind == AskKind::Many || ask_.kind == AskKind::Order;
        choice.text = readLocalText(reader_, hasText ? fields.required("text") : fields.optional("text"));
        if (choice.text.empty()) choice.text = LocalText{choice.id, choice.id};
        if (!ask_.answer && !areRemarks()) {
            choice.iff = raft::readCondition(reader_, fields.required("iff"), context_.config);
        } else if (const JsonValue* iff = fields.optional("iff")) {
            reader_.error(*iff, "\"iff\" in a choice of a question whose answer is computed; expected none");
        }
        choice.why = readLocalText(reader_, fields.optional("why"));
        choice.misconception = readMisconception(reader_, fields.optional("misconception"));
        if (const JsonValue* whatIf = fields.optional("whatIf")) {
            choice.whatIf = readIdentifier(reader_, whatIf);
            const auto& known = context_.whatIfs;
            if (!choice.whatIf.empty() && std::find(known.begin(), known.end(), choice.whatIf) == known.end()) {
                reader_.error(*whatIf, raft::unknownName("what-if", choice.whatIf, known));
            }
        }
        return choice;
    }

    std::string readChoiceId(const JsonValue* value) {
        const std::string* text = reader_.string(value);
        if (text == nullptr) return {};
        const raft::ClusterConfig& config = context_.config;
        switch (ask_.kind) {
            case AskKind::Server: {
                const auto server = raft::serverNamed(config, *text);
                if (server) return config.nameOf(*server);
                reader_.error(*value, raft::unknownName("server", *text, raft::serverNames(config)));
                return {};
            }
            case AskKind::Entry: {
                const auto cell = parseEntries(*text, config);
                if (!cell || cell->first != cell->last) reader_.errorExpected(*value, "a cell such as \"S3[8]\"");
                return *text;
            }
            case AskKind::Number:
                if (!raft::readInteger(*text)) reader_.errorExpected(*value, "a whole number such as \"3\"");
                return *text;
            case AskKind::Log:
                if (const auto terms = termsIn(*text)) return logText(*terms);
                reader_.errorExpected(*value, "the terms of a log such as \"1 1 3\", each from 1 to 9");
                return {};
            case AskKind::Set: return readSets(*value, *text);
            case AskKind::One:
            case AskKind::Many:
            case AskKind::Order: break;
        }
        if (!isWord(*text)) reader_.errorExpected(*value, "letters, digits and hyphens");
        return *text;
    }

    /// "{S1,S2}", or as many sets as are asked for, or "impossible" where one may say so.
    std::string readSets(const JsonValue& value, const std::string& text) {
        if (ask_.mayBeImpossible && text == kImpossible) return text;
        std::string sets;
        int count = 0;
        for (std::size_t from = 0; from < text.size();) {
            const std::size_t close = text.find('}', from);
            const auto set = close == std::string::npos
                                 ? std::nullopt
                                 : setIn(std::string_view(text).substr(from, close - from), context_.config);
            if (!set) break;
            sets += (count++ > 0 ? " " : "") + setText(*set, context_.config);
            from = close + 1;
        }
        const int wanted = ask_.sets.empty() ? 1 : static_cast<int>(ask_.sets.size());
        if (count == wanted && text.back() == '}') return sets;
        reader_.errorExpected(value, wanted == 1 ? "a set such as \"{S1,S2}\"" : "sets such as \"{S1,S2} {S2,S3}\"");
        return {};
    }

    const LessonContext& context_;
    JsonReader& reader_;
    const JsonValue& value_;
    Ask ask_;
};

}  // namespace

Ask readAsk(const LessonContext& context, const JsonValue& value) { return AskReader(context, value).read(); }

std::string readMisconception(JsonReader& reader, const JsonValue* value) {
    const std::string* text = reader.string(value);
    if (text == nullptr) return {};
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    const bool hasShape = text->size() == 3 && (*text)[0] == 'M' && isDigit((*text)[1]) && isDigit((*text)[2]);
    const int number = hasShape ? ((*text)[1] - '0') * 10 + ((*text)[2] - '0') : 0;
    if (number >= 1 && number <= kMisconceptionCount) return *text;
    reader.errorExpected(*value, "a misconception, M01 to M" + std::to_string(kMisconceptionCount));
    return {};
}

}  // namespace lessons
