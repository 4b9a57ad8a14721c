#include "app/studio/settings.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <system_error>

#include "app/studio/environment.h"
#include "app/studio/pause_on.h"
#include "raft/trace/file_io.h"
#include "raft/trace/json_reader.h"
#include "raft/trace/json_writer.h"

namespace studio {
namespace {

constexpr std::string_view kSettingsFileName = "/settings.json";
constexpr std::size_t kSettingsBytesMax = 64 * 1024;
constexpr std::array<std::string_view, 2> kLanguages{"en", "zh"};
constexpr std::array<std::string_view, 2> kTermNames{"en", "zh"};
constexpr std::array<std::string_view, 2> kIdleTimes{"squeezed", "toScale"};
constexpr std::array<std::string_view, kThemeNameCount> kThemes{"light", "dark", "projector"};
constexpr std::array<std::string_view, kPresetCount> kPresets{"study", "explore"};
constexpr std::array<std::string_view, kSplitCount> kSplits{"ringLogs", "logsWhy", "time", "drawers"};

/// Where the splitters of one preset stand. What is wrong there is not worth a word: they stand where the program puts
/// them.
Splits readSplits(const raft::JsonValue& root, std::string_view preset) {
    Splits splits{};
    const auto member = [](const raft::JsonValue* value, std::string_view name) -> const raft::JsonValue* {
        const bool isObject = value != nullptr && value->is(raft::JsonValue::Type::Object);
        return isObject ? value->find(name) : nullptr;
    };
    const raft::JsonValue* layout = member(member(&root, "layout"), preset);
    for (std::size_t i = 0; i < kSplitCount; ++i) {
        const raft::JsonValue* value = member(layout, kSplits[i]);
        if (value == nullptr || !value->is(raft::JsonValue::Type::Number)) continue;
        const std::int64_t permille = value->integer().value_or(0);
        if (permille >= kSplitMin && permille <= kSplitMax) splits[i] = static_cast<int>(permille);
    }
    return splits;
}

void writeSplits(raft::JsonWriter& writer, const Settings& settings) {
    writer.key("layout");
    writer.beginObject();
    for (std::size_t preset = 0; preset < kPresetCount; ++preset) {
        writer.key(kPresets[preset]);
        writer.beginInlineObject();
        for (std::size_t i = 0; i < kSplitCount; ++i) {
            if (settings.splits[preset][i] != 0) writer.field(kSplits[i], settings.splits[preset][i]);
        }
        writer.endObject();
    }
    writer.endObject();
}

raft::Result<Settings> readSettings(const std::string& path, Settings settings) {
    auto text = raft::readFile(path, kSettingsBytesMax);
    if (!text.ok()) return std::move(text).errors();
    const auto document = raft::parseJson(std::move(text).value(), {path, kSettingsBytesMax});
    if (!document.ok()) return document.errors();
    raft::JsonReader reader(document.value());
    raft::ObjectReader root(reader, document.value().root());
    if (const auto language = reader.choice(root.optional("language"), kLanguages)) {
        settings.language = static_cast<Language>(*language);
    }
    if (const auto names = reader.choice(root.optional("termNames"), kTermNames)) {
        settings.termNames = static_cast<TermNames>(*names);
    }
    if (const auto idle = reader.choice(root.optional("idleTime"), kIdleTimes)) settings.timeToScale = *idle == 1;
    if (const auto theme = reader.choice(root.optional("theme"), kThemes)) {
        settings.theme = static_cast<ThemeName>(*theme);
    }
    if (const auto scale = reader.integer(root.optional("scalePercent"), {kScaleMin, kScaleMax})) {
        settings.scalePercent = static_cast<int>(*scale);
    }
    if (const auto pace = reader.integer(root.optional("pacePercent"), {25, 800})) {
        settings.pacePercent = static_cast<int>(*pace);
    }
    for (const raft::JsonValue& item : reader.array(root.optional("recentFiles"), {0, kRecentFilesMax})) {
        if (const std::string* file = reader.string(&item)) settings.recentFiles.push_back(*file);
    }
    if (const auto preset = reader.choice(root.optional("preset"), kPresets)) {
        settings.preset = static_cast<Preset>(*preset);
    }
    if (const auto theme = reader.choice(root.optional("presentTheme"), kThemes)) {
        settings.presentTheme = static_cast<ThemeName>(*theme);
    }
    for (const raft::JsonValue& item : reader.array(root.optional("pauseOn"), {0, kPauseOnCount})) {
        if (const auto what = reader.choice(&item, kPauseOnNames)) settings.pauseOn |= 1U << *what;
    }
    for (std::size_t preset = 0; preset < kPresetCount; ++preset) {
        settings.splits[preset] = readSplits(document.value().root(), kPresets[preset]);
    }
    // What a later version has added is not an error of this one.
    for (const raft::JsonKey& key : document.value().root().keys()) root.allow(key.name);
    root.finish();
    if (!reader.ok()) return reader.takeErrors();
    return settings;
}

}  // namespace

std::string defaultConfigDir() {
    const std::string config = environment("XDG_CONFIG_HOME");
    if (!config.empty()) return config + "/raftlab";
    const std::string home = environment("HOME");
    return home.empty() ? std::string() : home + "/.config/raftlab";
}

Settings defaultSettings() {
    Settings settings;
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        const std::string locale = environment(name);
        if (locale.empty()) continue;
        settings.language = languageOf(locale);
        break;
    }
    return settings;
}

Settings loadSettings(const std::string& dir, const Settings& fallback, std::string& problem) {
    problem.clear();
    std::error_code code;
    const std::string path = dir + std::string(kSettingsFileName);
    if (dir.empty() || !std::filesystem::exists(path, code)) return fallback;
    const auto settings = readSettings(path, fallback);
    if (settings.ok()) return settings.value();
    problem = settings.errors().front().format();
    return fallback;
}

raft::Result<void> saveSettings(const std::string& dir, const Settings& settings) {
    if (dir.empty()) return {};
    std::error_code code;
    std::filesystem::create_directories(dir, code);  // If it fails, writing the file says so in better words.
    std::string text;
    raft::JsonWriter writer(text, raft::JsonLayout::Pretty);
    writer.beginObject();
    writer.field("language", codeOf(settings.language));
    writer.field("termNames", kTermNames[static_cast<std::size_t>(settings.termNames)]);
    writer.field("idleTime", kIdleTimes[settings.timeToScale ? 1 : 0]);
    writer.field("theme", kThemes[static_cast<std::size_t>(settings.theme)]);
    writer.field("scalePercent", settings.scalePercent);
    writer.field("pacePercent", settings.pacePercent);
    writer.key("recentFiles");
    writer.beginArray();
    for (const std::string& path : settings.recentFiles) writer.value(path);
    writer.endArray();
    writer.field("preset", kPresets[static_cast<std::size_t>(settings.preset)]);
    writer.field("presentTheme", kThemes[static_cast<std::size_t>(settings.presentTheme)]);
    writer.key("pauseOn");
    writer.beginArray();
    for (std::size_t what = 0; what < kPauseOnCount; ++what) {
        if ((settings.pauseOn >> what & 1U) != 0) writer.value(kPauseOnNames[what]);
    }
    writer.endArray();
    writeSplits(writer, settings);
    writer.endObject();
    writer.newLine();
    return raft::writeFileAtomically(dir + std::string(kSettingsFileName), text);
}

}  // namespace studio
