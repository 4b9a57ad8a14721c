#pragma once
// What was asked for on the command line, command by command. Filled by the parser in cli.cpp; texts are not yet
// judged.

#include <optional>
#include <string>
#include <vector>

#include "app/studio/i18n.h"

namespace cli {

/// Given anywhere on the line.
struct GlobalOptions {
    std::string configDir;  ///< Empty: the user's own.
    std::string stateDir;   ///< The same for what a crash must not take.
    studio::Texts texts;    ///< Of --lang.
    std::string lessonDir;  ///< Where the user's own lessons are.
};

struct RunOptions {
    std::string file;
    std::optional<std::string> until;
    std::optional<std::string> seed;
    std::vector<std::string> set;
    std::vector<std::string> expect;
    std::string branch;
    std::string trace;
    std::string finalState;
    bool hash = false;
    bool narrate = false;
    bool json = false;
};

struct LessonOptions {
    std::vector<std::string> lessons;  ///< Ids or files.
    std::string pictures;              ///< A folder; empty: no pictures.
    bool json = false;
};

struct ExportOptions {
    std::string file;
    std::string out;
    std::string format;
    std::string view;
    std::string at;
    std::string from;
    std::string to;
    std::string theme;
    std::string size;
    std::string scale;
    std::string steps;
    bool outlineText = false;
    bool force = false;
    bool stamps = false;
};

struct FuzzOptions {
    std::string seeds;
    std::string shard;
    std::string profile;
    std::string length;
    std::vector<std::string> rules;
    std::string protocol;
    std::string sessions;  ///< The folder for what was found.
    std::string jobs;
    bool members = false;  ///< The members change too.
    std::string sessionTimeout;  ///< Of clients, in milliseconds.
};

enum class Table { Keys, Rules, Reasons, Functions };

struct TableOptions {
    Table table = Table::Rules;
    bool json = false;
};

}  // namespace cli
