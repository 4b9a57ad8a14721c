#include "lessons/engine/loader.h"

#include <algorithm>
#include <array>

#include "lessons/engine/ask_reader.h"
#include "lessons/engine/branch_reader.h"
#include "lessons/engine/show_reader.h"
#include "lessons/engine/step_reader.h"
#include "raft/trace/cluster_reader.h"
#include "raft/trace/file_io.h"

namespace lessons {
namespace {

using raft::JsonReader;
using raft::JsonValue;
using raft::ObjectReader;

constexpr raft::JsonRange kNameCount{0, 64};
constexpr std::size_t kNameBytesMax = 64;
/// The slowest and the fastest constant speed that the window has, in thousandths.
constexpr std::int64_t kSpeedMin = 1;
constexpr std::int64_t kSpeedMax = 10'000;
/// The first three are the usual pictures; the others stand beside them, or say what else the lesson is about.
constexpr std::array<std::string_view, 9> kPanels{"ring",  "logs",    "time",      "votes",  "terms",
                                                  "roles", "clients", "histogram", "configs"};
constexpr std::size_t kPictureCount = 3;
/// In the order of the pictures that they stand for.
constexpr std::array<std::string_view, kPictureCount> kLayouts{"ring", "rows", "space-time"};
constexpr std::array<std::string_view, 4> kThemes{"light", "dark", "projector", "paper"};
constexpr std::array<std::string_view, 2> kSources{"paper", "notes"};
constexpr std::array<std::string_view, 1> kInstruments{"crash-stages"};

class LessonReader {
public:
    explicit LessonReader(const raft::JsonDocument& document) : reader_(document) {}

    raft::Result<Lesson> read() {
        const JsonValue& value = reader_.document().root();
        ObjectReader root(reader_, value);
        lesson_.file = reader_.document().file();
        lesson_.texts = std::make_shared<raft::TextTable>();
        raft::checkFormat(reader_, root, "raftlab-lesson");
        // Another format's fields are not ours to judge.
        if (!reader_.ok()) return reader_.takeErrors();
        // For editors: where the description of this format is.
        static_cast<void>(reader_.string(root.optional("$schema")));
        readIdentity(root);
        const auto cluster = raft::readCluster(reader_, root.required("cluster"));
        readView(root.optional("view"));
        lesson_.hasCrashStages = reader_.choice(root.optional("instrument"), kInstruments).has_value();
        const JsonValue* steps = root.required("steps");
        const JsonValue* whatIfs = root.optional("whatIfs");
        const JsonValue* goal = root.optional("goal");
        root.finish();
        // Without the names of the servers nothing in a step can be judged.
        if (cluster) {
            lesson_.cluster = *cluster;
            readLines(steps, whatIfs, goal);
        }
        if (!reader_.ok()) return reader_.takeErrors();
        return std::move(lesson_);
    }

private:
    void readIdentity(ObjectReader& root) {
        lesson_.id = readIdentifier(reader_, root.required("id"));
        lesson_.track = readIdentifier(reader_, root.required("track"));
        lesson_.order = static_cast<int>(reader_.integer(root.required("order"), {0, 1000}).value_or(0));
        lesson_.level = static_cast<int>(reader_.integer(root.required("level"), {1, 3}).value_or(1));
        lesson_.minutes = static_cast<int>(reader_.integer(root.required("minutes"), {1, 180}).value_or(1));
        lesson_.title = readLocalText(reader_, root.required("title"));
        lesson_.objective = readLocalText(reader_, root.required("objective"));
        for (const JsonValue& item : reader_.array(root.required("source"), {0, 32})) readSource(item);
        for (const JsonValue& item : reader_.array(root.optional("requires"), kNameCount)) {
            lesson_.needs.push_back(readIdentifier(reader_, &item));
        }
        for (const JsonValue& item : reader_.array(root.optional("terms"), kNameCount)) readTerm(item);
        for (const JsonValue& item : reader_.array(root.optional("dispels"), kNameCount)) {
            lesson_.dispels.push_back(readMisconception(reader_, &item));
        }
        lesson_.breaks = readBreaks(reader_, root.optional("breaks"));
        if (const JsonValue* timing = root.optional("timingSensitive")) readTiming(*timing);
    }

    void readTerm(const JsonValue& value) {
        const std::string* term = reader_.string(&value);
        if (term == nullptr) return;
        if (term->empty() || term->size() > kNameBytesMax) reader_.errorExpected(value, "a term of the glossary");
        lesson_.terms.push_back(*term);
    }

    /// The reason, or `true` without one.
    void readTiming(const JsonValue& value) {
        if (value.is(JsonValue::Type::String)) {
            lesson_.timingSensitive = value.string();
        } else if (!value.is(JsonValue::Type::Boolean)) {
            reader_.errorExpected(value, "the reason as a text, or true");
        } else if (value.boolean()) {
            lesson_.timingSensitive = std::string();
        }
    }

    /// `{"paper": "§5.2"}` or `{"notes": "000", "topic": "…"}`.
    void readSource(const JsonValue& value) {
        ObjectReader source(reader_, value);
        bool any = false;
        for (const std::string_view kind : kSources) {
            const std::string* text = reader_.string(source.optional(kind));
            if (text == nullptr) continue;
            any = true;
            lesson_.source.emplace_back(kind, *text);
        }
        if (const std::string* topic = reader_.string(source.optional("topic"))) {
            lesson_.source.emplace_back("topic", *topic);
        }
        if (!any && reader_.ok()) reader_.errorExpected(value, "a source with \"paper\" or \"notes\"");
    }

    void readView(const JsonValue* value) {
        if (value == nullptr) return openAllPictures();
        ObjectReader view(reader_, value);
        constexpr auto kCount = static_cast<std::int64_t>(kPanels.size());
        for (const JsonValue& item : reader_.array(view.optional("panels"), {1, kCount})) {
            if (const auto panel = reader_.choice(&item, kPanels)) lesson_.panels.emplace_back(kPanels[*panel]);
        }
        if (const auto layout = reader_.choice(view.optional("layout"), kLayouts)) open(kPanels[*layout]);
        if (const auto theme = reader_.choice(view.optional("theme"), kThemes)) lesson_.theme = kThemes[*theme];
        if (const JsonValue* speed = view.optional("speed")) {
            const auto permille = speed->is(JsonValue::Type::Number) ? speed->decimal(3) : std::nullopt;
            if (permille && *permille >= kSpeedMin && *permille <= kSpeedMax) {
                lesson_.speedPermille = static_cast<int>(*permille);
            } else {
                reader_.errorExpected(*speed, "a speed from 0.001 to 10 with at most 3 decimals");
            }
        }
        const auto isPicture = [](const std::string& panel) {
            return std::find(kPanels.begin(), kPanels.begin() + kPictureCount, panel) !=
                   kPanels.begin() + kPictureCount;
        };
        if (std::none_of(lesson_.panels.begin(), lesson_.panels.end(), isPicture)) openAllPictures();
    }

    void open(std::string_view panel) {
        const bool isOpen = std::find(lesson_.panels.begin(), lesson_.panels.end(), panel) != lesson_.panels.end();
        if (!isOpen) lesson_.panels.emplace_back(panel);
    }
    void openAllPictures() {
        for (std::size_t i = 0; i < kPictureCount; ++i) open(kPanels[i]);
    }

    /// The main line and what leaves it.
    void readLines(const JsonValue* steps, const JsonValue* whatIfs, const JsonValue* goal) {
        LessonContext context{reader_, lesson_.cluster, *lesson_.texts, {}};
        if (whatIfs != nullptr && whatIfs->is(JsonValue::Type::Object)) {
            for (const raft::JsonKey& key : whatIfs->keys()) context.whatIfs.push_back(key.name);
        }
        lesson_.steps = readSteps(context, steps, StepsOf::Lesson);
        lesson_.whatIfs = readWhatIfs(context, whatIfs, lesson_.steps);
        if (goal != nullptr) lesson_.goal = readGoal(context, *goal, lesson_.steps);
    }

    JsonReader reader_;
    Lesson lesson_;
};

}  // namespace

bool isIdentifier(std::string_view text) {
    const auto fits = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
    return !text.empty() && text.size() <= 64 && std::all_of(text.begin(), text.end(), fits);
}

raft::Result<Lesson> readLesson(std::string text, const std::string& file, const raft::SessionOverrides& overrides) {
    auto document = raft::parseJson(std::move(text), {file, raft::kLessonBytesMax});
    if (!document.ok()) return document.errors();
    if (const auto applied = raft::applyOverrides(document.value(), overrides); !applied.ok()) return applied.errors();
    return LessonReader(document.value()).read();
}

raft::Result<Lesson> loadLesson(const std::string& path) {
    auto text = raft::readFile(path, raft::kLessonBytesMax);
    if (!text.ok()) return std::move(text).errors();
    return readLesson(std::move(text).value(), path);
}

}  // namespace lessons
