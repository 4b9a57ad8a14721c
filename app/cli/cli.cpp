#include "app/cli/cli.h"

#include <CLI/CLI.hpp>
#include <array>
#include <csignal>
#include <exception>
#include <filesystem>
#include <system_error>

#include "app/cli/check_report.h"
#include "app/cli/commands.h"
#include "app/cli/exit_code.h"
#include "app/studio/journal.h"
#include "app/studio/own_lessons.h"
#include "app/studio/settings.h"
#include "raft/base/nearest.h"
#include "raft/base/utf8.h"

namespace cli {
namespace {

// ---- The commands and their options. What they mean stands in the catalogue, under "cli.help" ----

void addGlobal(CLI::App& app) {
    app.set_help_flag("-h,--help");
    app.add_option("--config-dir");
    app.add_option("--lang");
}

/// An option that may stand several times, with one value each time.
void addList(CLI::App& app, const char* name) {
    app.add_option(name)->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)->expected(1)->allow_extra_args(false);
}

CLI::App& addCommand(CLI::App& parent, const char* name) {
    CLI::App& command = *parent.add_subcommand(name);
    addGlobal(command);
    return command;
}

void addRun(CLI::App& app) {
    CLI::App& run = addCommand(app, "run");
    run.add_option("FILE")->required();
    for (const char* name : {"--until", "--seed", "--branch", "--trace", "--final"}) run.add_option(name);
    for (const char* name : {"--set", "--expect"}) addList(run, name);
    for (const char* name : {"--hash", "--narrate", "--json"}) run.add_flag(name);
}

void addLesson(CLI::App& app) {
    CLI::App& lesson = addCommand(app, "lesson");
    lesson.require_subcommand(1);
    addCommand(lesson, "list").add_flag("--json");
    addCommand(lesson, "check").add_option("LESSON")->expected(1, -1)->allow_extra_args();
    CLI::App& play = addCommand(lesson, "play");
    play.add_option("LESSON")->required();
    play.add_option("--pictures");
    addCommand(lesson, "new").add_option("ID")->required();
}

void addExport(CLI::App& app) {
    CLI::App& picture = addCommand(app, "export");
    picture.add_option("FILE")->required();
    picture.add_option("-o,--output");
    for (const char* name :
         {"--format", "--view", "--at", "--from", "--to", "--theme", "--size", "--scale", "--steps"}) {
        picture.add_option(name);
    }
    for (const char* name : {"--outline-text", "--force", "--stamps"}) picture.add_flag(name);
}

void addFuzz(CLI::App& app) {
    CLI::App& fuzz = addCommand(app, "fuzz");
    for (const char* name :
         {"--seeds", "--shard", "--jobs", "--protocol", "--profile", "--length", "--sessions", "--session-timeout"}) {
        fuzz.add_option(name);
    }
    addList(fuzz, "--rule");
    fuzz.add_flag("--members");
}

void addAll(CLI::App& app) {
    addGlobal(app);
    app.add_flag("--version");
    app.add_option("FILE");
    addRun(app);
    addLesson(app);
    addExport(app);
    addCommand(app, "check").add_option("TRACE")->required();
    addCommand(app, "explore").allow_extras();
    addFuzz(app);
    for (const char* table : {"keys", "rules", "reasons", "functions"}) addCommand(app, table).add_flag("--json");
}

// ---- Reading what was found ----

std::vector<std::string> all(const CLI::App& app, const char* option) { return app.get_option(option)->results(); }

std::string one(const CLI::App& app, const char* option) {
    const auto found = all(app, option);
    return found.empty() ? std::string() : found.back();
}

std::optional<std::string> maybe(const CLI::App& app, const char* option) {
    if (app.get_option(option)->count() == 0) return std::nullopt;
    return one(app, option);
}

bool has(const CLI::App& app, const char* option) { return app.get_option(option)->count() > 0; }

/// The command that the line names, with those around it: {app, lesson, play}.
std::vector<const CLI::App*> chosen(const CLI::App& app) {
    std::vector<const CLI::App*> path{&app};
    for (auto found = app.get_subcommands(); !found.empty(); found = found.front()->get_subcommands()) {
        path.push_back(found.front());
    }
    return path;
}

/// "raftlab lesson play".
std::string nameOf(const std::vector<const CLI::App*>& path) {
    std::string name = "raftlab";
    for (std::size_t i = 1; i < path.size(); ++i) name += " " + path[i]->get_name();
    return name;
}

/// The value of an option that may stand anywhere on the line; the last one wins.
std::string anywhere(const std::vector<const CLI::App*>& path, const char* option) {
    std::string value;
    for (const CLI::App* app : path) {
        if (has(*app, option)) value = one(*app, option);
    }
    return value;
}

// ---- Saying what is wrong with the line ----

/// `what` on standard error, with the way to the help behind it.
int refuse(const CLI::App& app, const studio::Texts& texts, std::string_view what, Output& output) {
    const std::string command = nameOf(chosen(app));
    output.note(command + ": " + std::string(what));
    output.note(texts.format("cli.seeHelp", {{"command", command}}));
    return kWrongInput;
}

int unknownCommand(const CLI::App& app, const studio::Texts& texts, const std::string& word, Output& output) {
    std::vector<std::string> names;
    for (const CLI::App* command : app.get_subcommands({})) names.push_back(command->get_name());
    const auto near = raft::nearest(word, names);
    const std::string quoted = raft::quotedText(word);
    return refuse(app, texts,
                  near ? texts.format("cli.unknownCommand.near", {{"word", quoted}, {"near", *near}})
                       : texts.format("cli.unknownCommand", {{"word", quoted}}),
                  output);
}

/// Is this word meant as a command, rather than as a file to open?
bool looksLikeCommand(const std::string& word) {
    std::error_code code;
    return !word.empty() && word != "-" && word.find_first_of("./\\") == std::string::npos &&
           !std::filesystem::exists(word, code);
}

int unexpectedArgument(const CLI::App& app, const studio::Texts& texts, Output& output) {
    const auto path = chosen(app);
    if (path.size() == 1 && looksLikeCommand(one(app, "FILE"))) {
        return unknownCommand(app, texts, one(app, "FILE"), output);
    }
    const std::vector<std::string> words = app.remaining(true);
    std::string word = words.empty() ? std::string() : words.front();
    const std::string quoted = raft::quotedText(word);
    if (word.size() < 2 || word[0] != '-') {
        return refuse(app, texts, texts.format("cli.unexpectedArgument", {{"word", quoted}}), output);
    }
    word.resize(std::min(word.find('='), word.size()));
    std::vector<std::string> names;
    for (const CLI::Option* option : path.back()->get_options()) {
        for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
    }
    const auto near = raft::nearest(word, names);
    return refuse(app, texts,
                  near ? texts.format("cli.unknownOption.near", {{"word", quoted}, {"near", *near}})
                       : texts.format("cli.unknownOption", {{"word", quoted}}),
                  output);
}

int printHelp(const CLI::App& app, const studio::Texts& texts, Output& output) {
    const auto path = chosen(app);
    // A command of `lesson` has the help of `lesson`, and the tables have one in common.
    std::string key = path.size() == 1 ? "cli.help" : "cli.help." + path[1]->get_name();
    if (!studio::hasText(key)) key = "cli.help.tables";
    output.line(texts.format(key, {{"name", texts.tr("app.name")}, {"tagline", texts.tr("app.tagline")}}));
    return kFine;
}

// ---- Doing it ----

RunOptions runOptions(const CLI::App& app) {
    return {one(app, "FILE"),     maybe(app, "--until"), maybe(app, "--seed"), all(app, "--set"),
            all(app, "--expect"), one(app, "--branch"),  one(app, "--trace"),  one(app, "--final"),
            has(app, "--hash"),   has(app, "--narrate"), has(app, "--json")};
}

ExportOptions exportOptions(const CLI::App& app) {
    return {one(app, "FILE"),    one(app, "--output"), one(app, "--format"), one(app, "--view"),
            one(app, "--at"),    one(app, "--from"),   one(app, "--to"),     one(app, "--theme"),
            one(app, "--size"),  one(app, "--scale"),  one(app, "--steps"),  has(app, "--outline-text"),
            has(app, "--force"), has(app, "--stamps")};
}

FuzzOptions fuzzOptions(const CLI::App& app) {
    return {one(app, "--seeds"),   one(app, "--shard"),          one(app, "--profile"),  one(app, "--length"),
            all(app, "--rule"),    one(app, "--protocol"),       one(app, "--sessions"), one(app, "--jobs"),
            has(app, "--members"), one(app, "--session-timeout")};
}

int notYet(const CLI::App& app, const studio::Texts& texts, Output& output) {
    output.note(nameOf(chosen(app)) + ": " + std::string(texts.tr("cli.notInThisVersion")));
    return kWrongInput;
}

int runLesson(const CLI::App& command, const GlobalOptions& global, Output& output) {
    const std::string name = command.get_name();
    if (name == "list") return listLessons({{}, {}, has(command, "--json")}, global, output);
    if (name == "check") return checkLessons({all(command, "LESSON"), {}, false}, global, output);
    if (name == "play")
        return playLesson({{one(command, "LESSON")}, one(command, "--pictures"), false}, global, output);
    return newLesson(one(command, "ID"), global, output);
}

int openFile(const CLI::App& app, const GlobalOptions& global, const std::string& language,
             const OpenWindow& openWindow, Output& output) {
    const std::string file = one(app, "FILE");
    if (looksLikeCommand(file)) return unknownCommand(app, global.texts, file, output);
    if (!openWindow) return refuse(app, global.texts, global.texts.tr("cli.noWindow"), output);
    output.flush();
    return openWindow({file, global.configDir, global.stateDir, language, global.lessonDir});
}

std::optional<Table> tableNamed(std::string_view name) {
    if (name == "keys") return Table::Keys;
    if (name == "rules") return Table::Rules;
    if (name == "reasons") return Table::Reasons;
    if (name == "functions") return Table::Functions;
    return std::nullopt;
}

int dispatch(const CLI::App& app, const OpenWindow& openWindow, Output& output) {
    const auto path = chosen(app);
    const std::string language = anywhere(path, "--lang");
    GlobalOptions global{anywhere(path, "--config-dir"), {}, studio::Texts(studio::languageOf(language)), {}};
    if (!language.empty() && language != studio::codeOf(global.texts.language())) {
        return refuse(app, global.texts, global.texts.format("cli.badLanguage", {{"word", raft::quotedText(language)}}),
                      output);
    }
    // A folder of one's own keeps everything away from the user's files.
    global.stateDir = global.configDir.empty() ? studio::defaultStateDir() : global.configDir + "/state";
    global.lessonDir = global.configDir.empty() ? studio::defaultLessonDir() : global.configDir + "/lessons";
    if (global.configDir.empty()) global.configDir = studio::defaultConfigDir();
    if (has(app, "--version")) return output.line("raftlab " RAFTLAB_VERSION), kFine;
    if (path.size() == 1) return openFile(app, global, language, openWindow, output);

    const CLI::App& command = *path.back();
    const std::string name = path[1]->get_name();
    if (name == "run") return runSession(runOptions(command), global, output);
    if (name == "check") return checkTraceFile(one(command, "TRACE"), global, output);
    if (name == "lesson") return runLesson(command, global, output);
    if (name == "export") return exportPicture(exportOptions(command), global, output);
    if (name == "fuzz") return fuzz(fuzzOptions(command), global, output);
    if (const auto table = tableNamed(name)) return printTable({*table, has(command, "--json")}, global, output);
    return notYet(app, global.texts, output);
}

/// What the line says about the language, before it is known to be right: errors and help are in it too.
studio::Texts textsOf(int argc, char** argv) {
    studio::Language language = studio::Language::English;
    for (int i = 1; i < argc; ++i) {
        const std::string_view word = argv[i];
        if (word == "--lang" && i + 1 < argc) language = studio::languageOf(argv[i + 1]);
        if (word.substr(0, 7) == "--lang=") language = studio::languageOf(word.substr(7));
    }
    return studio::Texts(language);
}

int parseAndRun(int argc, char** argv, const OpenWindow& openWindow, Output& output) {
    const studio::Texts texts = textsOf(argc, argv);
    CLI::App app("", "raftlab");
    addAll(app);
    try {
        app.parse(argc, argv);
    } catch (const CLI::CallForHelp&) {
        return printHelp(app, texts, output);
    } catch (const CLI::ExtrasError&) {
        return unexpectedArgument(app, texts, output);
    } catch (const CLI::ParseError& error) {
        return refuse(app, texts, error.what(), output);
    }
    return dispatch(app, openWindow, output);
}

}  // namespace

int run(int argc, char** argv, const OpenWindow& openWindow) {
    // A closed pipe is an error of write(), which Output understands, and no reason to die in the middle of a file.
    std::signal(SIGPIPE, SIG_IGN);
    installCheckHandler();
    Output output;
    int code = kOurFault;
    try {
        code = parseAndRun(argc, argv, openWindow, output);
    } catch (const std::exception& error) {
        output.note(std::string("raftlab: ") + error.what() + "; this is a mistake of ours");
    }
    return output.finish() ? code : kWrongInput;
}

}  // namespace cli
