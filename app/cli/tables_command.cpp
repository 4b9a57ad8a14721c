// `raftlab keys | rules | reasons | functions`: what there is, as text for people or as JSON for programs.

#include <array>

#include "app/cli/columns.h"
#include "app/cli/commands.h"
#include "app/cli/exit_code.h"
#include "app/studio/command_table.h"
#include "app/studio/read_aloud.h"
#include "raft/core/reason.h"
#include "raft/core/rules.h"
#include "raft/script/functions.h"
#include "raft/trace/json_writer.h"

namespace cli {
namespace {

Row headers(const studio::Texts& texts, std::initializer_list<std::string_view> names) {
    Row row;
    for (const std::string_view name : names) row.emplace_back(texts.tr("cli.column." + std::string(name)));
    return row;
}

void writeText(raft::JsonWriter& json, const std::string& key) {
    json.key("text");
    json.beginInlineObject();
    json.field("en", studio::tr(key, studio::Language::English));
    json.field("zh", studio::tr(key, studio::Language::Chinese));
    json.endObject();
}

// ---- Rules ----

std::string valueText(const raft::RuleInfo& info, int value) {
    if (info.kind == raft::RuleInfo::Kind::Choice) return std::string(info.choices[static_cast<std::size_t>(value)]);
    return value != 0 ? "true" : "false";
}

void writeValue(raft::JsonWriter& json, std::string_view name, const raft::RuleInfo& info, int value) {
    if (info.kind == raft::RuleInfo::Kind::Choice) {
        json.field(name, info.choices[static_cast<std::size_t>(value)]);
    } else {
        json.field(name, value != 0);
    }
}

/// A rule is correct if whatever one sets it to is Raft.
bool isHarmless(const raft::RuleInfo& info) { return info.correctWhenOff && info.correctWhenOn; }

std::string ruleKey(const raft::RuleInfo& info) { return "rule." + std::string(info.name); }

/// With what it may be set to, unless that is on and off.
std::string meaningOf(const raft::RuleInfo& info, const studio::Texts& texts) {
    std::string choices;
    for (const std::string_view choice : info.choices) choices += (choices.empty() ? "" : " | ") + std::string(choice);
    const std::string meaning(texts.tr(ruleKey(info)));
    return choices.empty() ? meaning : meaning + " (" + choices + ")";
}

std::vector<Row> ruleRows(const studio::Texts& texts) {
    std::vector<Row> rows{headers(
        texts, {"rule", "subject", "figure2", "production", "correct", "source", "protects", "scenario", "meaning"})};
    const raft::Rules figure2 = raft::rulesOf(raft::Profile::Figure2);
    const raft::Rules production = raft::rulesOf(raft::Profile::Production);
    for (const raft::RuleInfo& info : raft::ruleTable()) {
        const std::string subject = "subject." + std::string(raft::nameOf(info.subject));
        rows.push_back({std::string(info.name), std::string(texts.tr(subject)), valueText(info, figure2.get(info.id)),
                        valueText(info, production.get(info.id)),
                        std::string(texts.tr(isHarmless(info) ? "explain.yes" : "explain.no")),
                        std::string(info.source), std::string(info.protects), std::string(info.scenario),
                        meaningOf(info, texts)});
    }
    return rows;
}

void writeRules(raft::JsonWriter& json) {
    const raft::Rules figure2 = raft::rulesOf(raft::Profile::Figure2);
    const raft::Rules production = raft::rulesOf(raft::Profile::Production);
    for (const raft::RuleInfo& info : raft::ruleTable()) {
        json.beginObject();
        json.field("name", info.name);
        json.field("subject", raft::nameOf(info.subject));
        json.field("kind", info.kind == raft::RuleInfo::Kind::Choice ? "choice" : "bool");
        if (!info.choices.empty()) {
            json.key("choices");
            json.beginInlineArray();
            for (const std::string_view choice : info.choices) json.value(choice);
            json.endArray();
        }
        json.key("default");
        json.beginInlineObject();
        writeValue(json, "figure2", info, figure2.get(info.id));
        writeValue(json, "production", info, production.get(info.id));
        json.endObject();
        json.field("correct", isHarmless(info));
        json.field("source", info.source);
        json.field("protects", info.protects);
        json.field("scenario", info.scenario);
        writeText(json, ruleKey(info));
        json.endObject();
    }
}

// ---- Reasons ----

std::string reasonKey(const raft::ReasonInfo& info) { return "reason." + std::string(info.name); }

std::vector<Row> reasonRows(const studio::Texts& texts) {
    std::vector<Row> rows{headers(texts, {"reason", "source", "file", "meaning"})};
    for (const raft::ReasonInfo& info : raft::reasonTable()) {
        rows.push_back({std::string(info.name), std::string(info.source), std::string(info.file),
                        std::string(texts.tr(reasonKey(info)))});
    }
    return rows;
}

void writeReasons(raft::JsonWriter& json) {
    for (const raft::ReasonInfo& info : raft::reasonTable()) {
        json.beginObject();
        json.field("name", info.name);
        json.key("args");
        json.beginInlineArray();
        for (const std::string_view arg : info.args) {
            if (!arg.empty()) json.value(arg);
        }
        json.endArray();
        json.field("source", info.source);
        json.field("file", info.file);
        writeText(json, reasonKey(info));
        json.endObject();
    }
}

// ---- Functions of the expression language ----

std::string functionKey(const raft::FunctionInfo& info) { return "function." + std::string(info.name); }

std::string_view nameOf(raft::AnswerKind kind) {
    switch (kind) {
        case raft::AnswerKind::Truth: return "truth";
        case raft::AnswerKind::Number:
        case raft::AnswerKind::Count: return "number";
        case raft::AnswerKind::Text: return "text";
        case raft::AnswerKind::Any: return "value";
        case raft::AnswerKind::Server: return "server";
        case raft::AnswerKind::Servers: return "servers";
        case raft::AnswerKind::None: return "none";
    }
    return "none";
}

std::vector<Row> functionRows(const studio::Texts& texts) {
    std::vector<Row> rows{headers(texts, {"function", "result", "source", "reads", "meaning"})};
    for (const raft::FunctionInfo& info : raft::functionTable()) {
        rows.push_back({std::string(info.signature), std::string(nameOf(info.result)), std::string(info.source),
                        studio::templateOf(info, texts), std::string(texts.tr(functionKey(info)))});
    }
    return rows;
}

void writeFunctions(raft::JsonWriter& json) {
    for (const raft::FunctionInfo& info : raft::functionTable()) {
        json.beginObject();
        json.field("name", info.name);
        json.field("signature", info.signature);
        json.field("result", nameOf(info.result));
        json.field("source", info.source);
        json.key("template");
        json.beginInlineObject();
        json.field("en", studio::templateOf(info, studio::Texts(studio::Language::English)));
        json.field("zh", studio::templateOf(info, studio::Texts(studio::Language::Chinese)));
        json.endObject();
        writeText(json, functionKey(info));
        json.endObject();
    }
}

/// What `happened` and `count` can be asked about.
std::vector<Row> eventRows(const studio::Texts& texts) {
    std::vector<Row> rows{headers(texts, {"event", "meaning"})};
    for (const std::string_view name : raft::scriptEventNames()) {
        rows.push_back({std::string(name), std::string(texts.tr("happening." + std::string(name)))});
    }
    return rows;
}

std::vector<Row> messageRows(const studio::Texts& texts) {
    std::vector<Row> rows{headers(texts, {"message", "meaning"})};
    for (const std::string_view name : raft::messageKindNames()) {
        rows.push_back({std::string(name), std::string(texts.tr("message.kind." + std::string(name)))});
    }
    return rows;
}

// ---- Keys ----

constexpr std::array kContexts{studio::Context::Study, studio::Context::Explore, studio::Context::Present};
constexpr std::array<std::string_view, studio::kContextCount> kContextNames{"study", "explore", "present"};

std::vector<std::string_view> keysIn(const studio::CommandInfo& info, studio::Context context) {
    std::vector<std::string_view> keys;
    for (const std::string_view key : info.keys[static_cast<std::size_t>(context)]) {
        if (!key.empty()) keys.push_back(key);
    }
    return keys;
}

std::vector<Row> keyRows(const studio::Texts& texts) {
    std::vector<Row> rows{headers(texts, {"study", "explore", "present", "command", "meaning"})};
    for (const studio::CommandInfo& info : studio::commandTable()) {
        Row row;
        for (const studio::Context context : kContexts) {
            std::string cell;
            for (const std::string_view key : keysIn(info, context))
                cell += (cell.empty() ? "" : ", ") + std::string(key);
            row.push_back(cell.empty() ? "-" : cell);
        }
        row.emplace_back(info.id);
        row.emplace_back(texts.tr(info.text));
        rows.push_back(std::move(row));
    }
    return rows;
}

void writeKeys(raft::JsonWriter& json) {
    for (const studio::CommandInfo& info : studio::commandTable()) {
        json.beginObject();
        json.field("name", info.id);
        json.key("keys");
        json.beginInlineObject();
        for (const studio::Context context : kContexts) {
            json.key(kContextNames[static_cast<std::size_t>(context)]);
            json.beginInlineArray();
            for (const std::string_view key : keysIn(info, context)) json.value(key);
            json.endArray();
        }
        json.endObject();
        writeText(json, std::string(info.text));
        json.endObject();
    }
}

std::vector<Row> rowsOf(Table table, const studio::Texts& texts) {
    switch (table) {
        case Table::Keys: return keyRows(texts);
        case Table::Rules: return ruleRows(texts);
        case Table::Reasons: return reasonRows(texts);
        case Table::Functions: return functionRows(texts);
    }
    return {};
}

void write(Table table, raft::JsonWriter& json) {
    switch (table) {
        case Table::Keys: return writeKeys(json);
        case Table::Rules: return writeRules(json);
        case Table::Reasons: return writeReasons(json);
        case Table::Functions: return writeFunctions(json);
    }
}

}  // namespace

int printTable(const TableOptions& options, const GlobalOptions& global, Output& output) {
    if (!options.json) {
        printColumns(rowsOf(options.table, global.texts), output);
        if (options.table == Table::Functions) {
            output.result("\n");
            printColumns(eventRows(global.texts), output);
            output.result("\n");
            printColumns(messageRows(global.texts), output);
        }
        return kFine;
    }
    std::string text;
    raft::JsonWriter json(text, raft::JsonLayout::Pretty);
    json.beginArray();
    write(options.table, json);
    json.endArray();
    json.newLine();
    output.result(text);
    return kFine;
}

}  // namespace cli
