#include "lessons/engine/poster_book.h"

#include "lessons/engine/handout_reader.h"
#include "lessons/engine/show_reader.h"
#include "raft/trace/file_io.h"

namespace lessons {
namespace {

using raft::JsonReader;
using raft::JsonValue;
using raft::ObjectReader;

PosterRule readRule(JsonReader& reader, const JsonValue& value, std::set<std::string>& ids) {
    PosterRule rule;
    ObjectReader fields(reader, value);
    rule.id = readHandoutId(reader, fields.required("id"), ids);
    rule.text = readLocalText(reader, fields.required("text"));
    rule.paper = readWord(reader, fields.required("paper"));
    rule.lessons = readIdList(reader, fields.required("lessons"), {1, 64});
    return rule;
}

PosterGroup readGroup(JsonReader& reader, const JsonValue& value, std::set<std::string>& groups,
                      std::set<std::string>& rules) {
    PosterGroup group;
    ObjectReader fields(reader, value);
    group.id = readHandoutId(reader, fields.required("id"), groups);
    group.title = readLocalText(reader, fields.required("title"));
    for (const JsonValue& rule : reader.array(fields.required("rules"), {1, 32})) {
        group.rules.push_back(readRule(reader, rule, rules));
    }
    return group;
}

}  // namespace

raft::Result<PosterBook> PosterBook::load(const std::string& path) {
    auto text = raft::readFile(path, kHandoutBytesMax);
    if (!text.ok()) return std::move(text).errors();
    return read(std::move(text).value(), path);
}

raft::Result<PosterBook> PosterBook::read(std::string text, const std::string& file) {
    const auto document = raft::parseJson(std::move(text), {file, kHandoutBytesMax});
    if (!document.ok()) return document.errors();
    JsonReader reader(document.value());
    ObjectReader root(reader, document.value().root());
    checkFormat(reader, root.required("format"), "raftlab-posters/1");
    PosterBook book;
    std::set<std::string> groups;
    std::set<std::string> rules;
    for (const JsonValue& group : reader.array(root.required("groups"), {1, 32})) {
        book.groups_.push_back(readGroup(reader, group, groups, rules));
    }
    root.finish();
    if (!reader.ok()) return reader.takeErrors();
    return book;
}

}  // namespace lessons
