#include "lessons/engine/ask_writer.h"

#include <algorithm>
#include <array>

namespace lessons {
namespace {

/// Nothing is said of it that its id does not say.
bool isPlain(const Choice& choice) {
    return choice.why.empty() && choice.misconception.empty() && choice.whatIf.empty();
}

}  // namespace

void AskWriter::textValue(const LocalText& content) {
    if (content.en == content.zh) return json.value(content.en);
    json.beginInlineObject();
    json.field("en", content.en);
    json.field("zh", content.zh);
    json.endObject();
}

void AskWriter::text(const char* name, const LocalText& content) {
    json.key(name);
    textValue(content);
}

void AskWriter::write(const Ask& ask) {
    json.key("ask");
    json.beginObject();
    json.field("kind", kAskKindNames[static_cast<std::size_t>(ask.kind)]);
    if (ask.resolve == Resolve::Now) json.field("resolve", "now");
    if (ask.resolve == Resolve::LessonEnd) json.field("resolve", "lessonEnd");
    text("prompt", ask.prompt);
    answer(ask);
    choices(ask);
    if (ask.peer) {
        json.key("peer");
        json.beginInlineObject();
        json.field("vote", ask.peer->vote);
        json.field("discuss", ask.peer->discuss);
        json.endObject();
    }
    json.endObject();
}

void AskWriter::answer(const Ask& ask) {
    if (ask.kind == AskKind::Log) return json.field("server", config.nameOf(ask.server));
    if (ask.answer) json.field("answer", ask.answer->text);
    if (!ask.accept) return;
    json.key("sets");
    json.beginArray();
    for (const NamedSet& set : ask.sets) {
        json.beginInlineObject();
        json.field("id", set.id);
        text("text", set.text);
        json.endObject();
    }
    json.endArray();
    json.field("accept", ask.accept->text);
    if (ask.mayBeImpossible) json.field("impossible", true);
}

void AskWriter::choices(const Ask& ask) {
    // Where the answer is computed, only those choices stand in the file of which there is something to say.
    const bool isComputed = ask.kind == AskKind::Server && ask.answer.has_value();
    const auto isWritten = [isComputed](const Choice& one) { return !isComputed || !isPlain(one); };
    if (std::none_of(ask.choices.begin(), ask.choices.end(), isWritten)) return;
    json.key("choices");
    json.beginArray();
    for (const Choice& one : ask.choices) {
        if (isWritten(one)) choice(ask, one);
    }
    json.endArray();
}

void AskWriter::choice(const Ask& ask, const Choice& one) {
    json.beginInlineObject();
    json.field("id", one.id);
    const bool saysMore = one.text.en != one.id || one.text.zh != one.id;
    const bool mustSay = ask.kind == AskKind::One || ask.kind == AskKind::Many || ask.kind == AskKind::Order;
    if (saysMore || mustSay) text("text", one.text);
    if (one.iff && !ask.answer) json.field("iff", one.iff->text);
    if (!one.why.empty()) text("why", one.why);
    if (!one.misconception.empty()) json.field("misconception", one.misconception);
    if (!one.whatIf.empty()) json.field("whatIf", one.whatIf);
    json.endObject();
}

}  // namespace lessons
