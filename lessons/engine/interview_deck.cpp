#include "lessons/engine/interview_deck.h"

#include "lessons/engine/handout_reader.h"
#include "lessons/engine/show_reader.h"
#include "raft/trace/file_io.h"

namespace lessons {
namespace {

using raft::JsonReader;
using raft::JsonValue;
using raft::ObjectReader;

InterviewCard readCard(JsonReader& reader, const JsonValue& value, std::set<std::string>& ids) {
    InterviewCard card;
    std::set<std::string> own;
    ObjectReader fields(reader, value);
    card.id = readHandoutId(reader, fields.required("id"), ids);
    card.question = readLocalText(reader, fields.required("question"));
    card.answer = readLocalText(reader, fields.required("answer"));
    card.prove = readLocalText(reader, fields.required("prove"));
    const JsonValue* later = fields.optional("later");
    if (later != nullptr) {
        card.later = readHandoutId(reader, later, own);
        for (const char* name : {"lesson", "step"}) {
            const JsonValue* other = fields.optional(name);
            if (other != nullptr)
                reader.error(*other, "a card with 'later' and '" + std::string(name) + "'; expected one of them");
        }
        return card;
    }
    card.lesson = readHandoutId(reader, fields.required("lesson"), own);
    card.step = readWord(reader, fields.required("step"));
    return card;
}

}  // namespace

raft::Result<InterviewDeck> InterviewDeck::load(const std::string& path) {
    auto text = raft::readFile(path, kHandoutBytesMax);
    if (!text.ok()) return std::move(text).errors();
    return read(std::move(text).value(), path);
}

raft::Result<InterviewDeck> InterviewDeck::read(std::string text, const std::string& file) {
    const auto document = raft::parseJson(std::move(text), {file, kHandoutBytesMax});
    if (!document.ok()) return document.errors();
    JsonReader reader(document.value());
    ObjectReader root(reader, document.value().root());
    checkFormat(reader, root.required("format"), "raftlab-deck/1");
    InterviewDeck deck;
    std::set<std::string> ids;
    for (const JsonValue& card : reader.array(root.required("cards"), {1, 200})) {
        deck.cards_.push_back(readCard(reader, card, ids));
    }
    root.finish();
    if (!reader.ok()) return reader.takeErrors();
    return deck;
}

}  // namespace lessons
