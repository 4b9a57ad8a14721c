#include "app/studio/palette.h"

#include <algorithm>
#include <cctype>
#include <utility>

#include "app/studio/crash_scene.h"
#include "app/studio/wording.h"
#include "raft/base/utf8.h"

namespace studio {
namespace {

constexpr int kLetter = 2;
constexpr int kFollows = 6;  // Right behind the letter before.
constexpr int kBeginsWord = 5;
constexpr int kBegins = 3;  // The first letter of all.

/// Characters of a text, ASCII letters small.
std::vector<std::string> charactersOf(std::string_view text) {
    std::vector<std::string> characters;
    while (!text.empty()) {
        const std::size_t length = raft::characterLength(text);
        std::string character(text.substr(0, length));
        if (length == 1) character[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(character[0])));
        characters.push_back(std::move(character));
        text.remove_prefix(length);
    }
    return characters;
}

bool isLetterOrDigit(const std::string& character) {
    return character.size() > 1 || std::isalnum(static_cast<unsigned char>(character[0])) != 0;
}

/// A word of Latin begins behind a mark; a Chinese character is a word of its own.
bool beginsWord(const std::vector<std::string>& text, std::size_t at) {
    return at == 0 || text[at].size() > 1 || text[at - 1].size() > 1 || !isLetterOrDigit(text[at - 1]);
}

/// The best way to find `word` in `text`, or 0.
int wordScore(const std::vector<std::string>& text, const std::vector<std::string>& word) {
    // best[j]: of the letters so far, the last one at j.
    std::vector<int> best(text.size(), 0);
    for (std::size_t i = 0; i < word.size(); ++i) {
        std::vector<int> next(text.size(), 0);
        int bestBefore = 0;  // Over all places left of j - 1: with a gap between.
        for (std::size_t j = 0; j < text.size(); ++j) {
            if (j >= 2) bestBefore = std::max(bestBefore, best[j - 2]);
            if (text[j] != word[i]) continue;
            const int own = kLetter + (beginsWord(text, j) ? kBeginsWord : 0) + (j == 0 ? kBegins : 0);
            const bool follows = j > 0 && best[j - 1] > 0;
            const int behind = std::max(follows ? best[j - 1] + kFollows : 0, bestBefore);
            if (i == 0) {
                next[j] = own;
            } else if (behind > 0) {
                next[j] = behind + own;
            }
        }
        best = std::move(next);
    }
    return best.empty() ? 0 : *std::max_element(best.begin(), best.end());
}

std::vector<std::string_view> wordsOf(std::string_view query) {
    std::vector<std::string_view> words;
    while (!query.empty()) {
        const std::size_t end = std::min(query.find(' '), query.size());
        if (end > 0) words.push_back(query.substr(0, end));
        query.remove_prefix(std::min(end + 1, query.size()));
    }
    return words;
}

/// A candidate with its names in both languages.
struct Candidate {
    Finding finding;
    std::string english;
    std::string chinese;
    std::vector<std::string> others;  ///< Other words for it, in any language.
    std::vector<std::string> prose;   ///< Sentences about it, in which whole words are looked for.
};

/// Does a sentence have every word of the query, from its beginning on? Scattered letters would be in every sentence.
int proseScore(const std::string& sentence, std::string_view query) {
    const std::vector<std::string> text = charactersOf(sentence);
    int sum = 0;
    for (const std::string_view one : wordsOf(query)) {
        const std::vector<std::string> word = charactersOf(one);
        auto at = std::search(text.begin(), text.end(), word.begin(), word.end());
        while (at != text.end() && !beginsWord(text, static_cast<std::size_t>(at - text.begin()))) {
            at = std::search(at + 1, text.end(), word.begin(), word.end());
        }
        if (at == text.end()) return 0;
        sum += kLetter * static_cast<int>(word.size());
    }
    return sum;
}

Language other(Language language) { return language == Language::English ? Language::Chinese : Language::English; }

class Collector {
public:
    explicit Collector(const Studio& studio) : studio_(studio) {}

    void add(std::string id, std::string_view key, const std::vector<TextArg>& args, const Command& command) {
        Candidate candidate;
        candidate.finding.id = std::move(id);
        candidate.finding.command = command;
        candidate.english = Texts(Language::English).format(key, args);
        candidate.chinese = Texts(Language::Chinese).format(key, args);
        candidates_.push_back(std::move(candidate));
    }

    void addTable() {
        for (const CommandInfo& info : commandTable()) {
            // Servers have rows of their own; looking for the search while one searches leads nowhere.
            const bool isServer = info.command.is<cmd::SelectServer>() || info.command.is<cmd::ClassDigit>();
            if (isServer || info.id == "find" || info.id == "escape") continue;
            // Those of an instrument are worth finding only where it stands.
            const bool isOfInstrument = info.command.is<cmd::CrashMove>();
            if (isOfInstrument && studio_.crashDesk() == nullptr) continue;
            add(std::string(info.id), info.text, {}, info.command);
            const std::string_view usual = info.keys[static_cast<std::size_t>(studio_.keyContext())].front();
            candidates_.back().finding.key = isOfInstrument ? crashKeyOf(info.id, studio_.keyContext()) : usual;
        }
    }
    void addServers() {
        const raft::Cluster& cluster = studio_.document().history().world().cluster();
        for (int i = 0; i < cluster.serverCount(); ++i) {
            const raft::NodeId id(static_cast<std::uint8_t>(i));
            const std::string name = studio_.document().history().config().servers[static_cast<std::size_t>(i)];
            const std::string prefix = "server." + name;
            const bool up = cluster.machine(id).up;
            add(prefix + ".select", "find.select", {{"node", name}}, cmd::SelectServer{i + 1});
            add(prefix + ".crash", up ? "hint.crash" : "hint.restart", {{"node", name}}, cmd::ToggleCrash{id});
            add(prefix + ".timeOut", "find.timeOut", {{"node", name}}, cmd::FireTimeout{id});
            using Kind = raft::ChangeMembers::Kind;
            const auto member = [&](std::string_view what, Kind kind) {
                raft::NodeSet one;
                one.insert(id);
                add(prefix + "." + std::string(what), "find." + std::string(what), {{"node", name}},
                    cmd::ChangeMembers{kind, one});
            };
            member("addVoter", Kind::AddServer);
            member("addLearner", Kind::AddLearner);
            member("promote", Kind::Promote);
            member("removeMember", Kind::RemoveServer);
        }
    }
    void addLessons() {
        for (const CourseEntry& entry : studio_.course().entries()) {
            add("lesson." + entry.id, "find.lesson", {}, cmd::OpenLesson{entry.id});
            Candidate& candidate = candidates_.back();
            candidate.english = fill(candidate.english, {{"title", textOf(entry.title, Language::English)}});
            candidate.chinese = fill(candidate.chinese, {{"title", textOf(entry.title, Language::Chinese)}});
        }
    }
    void addRules() {
        for (const raft::RuleInfo& info : raft::ruleTable()) {
            const std::string name(info.name);
            add("rule." + name, "find.rule", {{"rule", name}}, cmd::ShowRule{info.id});
            Candidate& candidate = candidates_.back();
            for (const Language language : {Language::English, Language::Chinese}) {
                candidate.prose.push_back(name + " " + std::string(tr("rule." + name, language)));
            }
        }
    }
    void addTerms() {
        for (const lessons::GlossaryEntry& entry : studio_.glossary().entries()) {
            add("term." + entry.id, "find.term", {}, cmd::ShowTerm{entry.id});
            Candidate& candidate = candidates_.back();
            candidate.english = fill(candidate.english, {{"term", entry.term.en}});
            candidate.chinese = fill(candidate.chinese, {{"term", entry.term.zh}});
            candidate.others = entry.alsoEnglish;
            candidate.others.insert(candidate.others.end(), entry.alsoChinese.begin(), entry.alsoChinese.end());
        }
    }
    std::vector<Candidate> take() { return std::move(candidates_); }

private:
    const Studio& studio_;
    std::vector<Candidate> candidates_;
};

}  // namespace

int fuzzyScore(std::string_view text, std::string_view query) {
    const std::vector<std::string> characters = charactersOf(text);
    int sum = 0;
    for (const std::string_view word : wordsOf(query)) {
        const int score = wordScore(characters, charactersOf(word));
        if (score == 0) return 0;
        sum += score;
    }
    return sum;
}

std::vector<Finding> findAnything(const Studio& studio, std::string_view query) {
    Collector collector(studio);
    collector.addTable();
    collector.addServers();
    collector.addLessons();
    collector.addTerms();
    collector.addRules();
    const bool everything = wordsOf(query).empty();
    const Language language = studio.settings().language;
    std::vector<std::pair<int, Finding>> found;
    for (Candidate& candidate : collector.take()) {
        std::string& own = language == Language::English ? candidate.english : candidate.chinese;
        std::string& foreign = other(language) == Language::English ? candidate.english : candidate.chinese;
        const int ownScore = std::max(fuzzyScore(own, query), fuzzyScore(candidate.finding.id, query) / 2);
        const int foreignScore = fuzzyScore(foreign, query);
        int score = std::max(ownScore, foreignScore);
        std::string also = foreignScore > ownScore ? std::move(foreign) : std::string();
        for (const std::string& word : candidate.others) {
            const int otherScore = fuzzyScore(word, query);
            if (otherScore > score) also = word;
            score = std::max(score, otherScore);
        }
        for (const std::string& sentence : candidate.prose) score = std::max(score, proseScore(sentence, query));
        if (score == 0 && !everything) continue;
        candidate.finding.text = std::move(own);
        candidate.finding.also = std::move(also);
        candidate.finding.whyNot = studio.whyNot(candidate.finding.command).value_or(std::string());
        found.emplace_back(score, std::move(candidate.finding));
    }
    if (!everything) {
        std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
            if (a.second.whyNot.empty() != b.second.whyNot.empty()) return a.second.whyNot.empty();
            return a.first > b.first;
        });
    }
    std::vector<Finding> findings;
    findings.reserve(found.size());
    for (auto& [score, finding] : found) findings.push_back(std::move(finding));
    return findings;
}

}  // namespace studio
