#include "app/studio/rule_sheet.h"

#include <algorithm>
#include <cctype>

namespace studio {
namespace {

std::string inSmallLetters(std::string_view text) {
    std::string small(text);
    for (char& c : small) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return small;
}

std::string subjectKey(const raft::RuleInfo& info) { return "subject." + std::string(raft::nameOf(info.subject)); }
std::string meaningKey(const raft::RuleInfo& info) { return "rule." + std::string(info.name); }

/// The values that are not Raft, as one reads them.
std::string wrongValues(const raft::RuleInfo& info, const Texts& texts) {
    std::vector<std::string> wrong;
    for (int value = 0; value < valueCount(info); ++value) {
        if (!raft::isCorrect(info.id, value)) wrong.push_back(ruleValueText(info, value, texts));
    }
    std::string values;
    for (std::size_t i = 0; i < wrong.size(); ++i) {
        if (i > 0) values += texts.tr(i + 1 < wrong.size() ? "list.and" : "rules.or");
        values += wrong[i];
    }
    return values;
}

std::string verdictOf(const raft::RuleInfo& info, bool isRaft, const Texts& texts) {
    if (info.correctWhenOff && info.correctWhenOn) return std::string(texts.tr("rules.either"));
    const std::string property(texts.tr("property." + std::string(info.protects)));
    if (!isRaft) return texts.format("rules.bentNow", {{"property", property}});
    return texts.format("rules.ifBent", {{"values", wrongValues(info, texts)}, {"property", property}});
}

}  // namespace

std::string subjectTitle(const raft::RuleInfo& info, const Texts& texts) {
    std::string title(texts.tr(subjectKey(info)));
    title.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(title.front())));
    return title;
}

int valueCount(const raft::RuleInfo& info) {
    return info.kind == raft::RuleInfo::Kind::Bool ? 2 : static_cast<int>(info.choices.size());
}

std::string ruleValueText(const raft::RuleInfo& info, int value, const Texts& texts) {
    if (info.kind == raft::RuleInfo::Kind::Bool) return std::string(texts.tr(value != 0 ? "rules.on" : "rules.off"));
    return std::string(info.choices[static_cast<std::size_t>(value)]);
}

bool ruleFits(const raft::RuleInfo& info, std::string_view query) {
    std::string all(info.name);
    for (const Language language : {Language::English, Language::Chinese}) {
        for (const std::string& key : {meaningKey(info), subjectKey(info)}) {
            all += '\n';
            all += tr(key, language);
        }
    }
    all = inSmallLetters(all);
    const std::string words = inSmallLetters(query);
    for (std::size_t from = 0; from < words.size();) {
        const std::size_t to = std::min(words.find(' ', from), words.size());
        if (all.find(words.substr(from, to - from)) == std::string::npos) return false;
        from = to + 1;
    }
    return true;
}

std::vector<RuleRow> ruleRows(const raft::Cluster& cluster, std::string_view query, const Texts& texts) {
    const raft::Rules usual = raft::rulesOf(cluster.config().profile);
    std::vector<RuleRow> rows;
    for (const raft::RuleInfo& info : raft::ruleTable()) {
        if (!ruleFits(info, query)) continue;
        RuleRow row{&info, std::string(texts.tr(meaningKey(info))), cluster.rules().get(info.id), true, true, {}};
        row.isRaft = raft::isCorrect(info.id, row.value);
        row.isProfiles = row.value == usual.get(info.id);
        row.verdict = verdictOf(info, row.isRaft, texts);
        rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<raft::act::SetRule> rulesUnlikeProfile(const raft::Cluster& cluster) {
    const raft::Rules usual = raft::rulesOf(cluster.config().profile);
    std::vector<raft::act::SetRule> back;
    for (const raft::RuleInfo& info : raft::ruleTable()) {
        const int value = usual.get(info.id);
        if (info.id == raft::RuleId::ConfigAt && cluster.membersHaveChanged()) continue;
        if (cluster.rules().get(info.id) != value) back.push_back({info.id, value});
    }
    return back;
}

std::string bentWords(std::string_view bentRules, const Texts& texts) {
    std::string words;
    while (!bentRules.empty()) {
        const std::string_view rule = bentRules.substr(0, bentRules.find(' '));
        bentRules.remove_prefix(std::min(rule.size() + 1, bentRules.size()));
        const std::string key = "bent." + std::string(rule.substr(0, rule.find('=')));
        if (!words.empty()) words += texts.tr("list.and");
        words += hasText(key) ? texts.tr(key) : rule;
    }
    return words;
}

}  // namespace studio
