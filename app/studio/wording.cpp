#include "app/studio/wording.h"

#include <cmath>

#include "app/studio/course.h"

namespace studio {
namespace {

/// `thousandths` / 1000 without idle zeros.
std::string decimalText(std::int64_t thousandths) {
    std::string text = std::to_string(thousandths / 1000);
    const std::string rest = std::to_string(1000 + thousandths % 1000).substr(1);
    const std::size_t used = rest.find_last_not_of('0');
    if (used != std::string::npos) text += "." + rest.substr(0, used + 1);
    return text;
}

/// That of the lessons that are recorded, and of the template for new ones.
constexpr std::string_view kOwnTrack = "mine";

}  // namespace

std::string timeText(raft::SimTime time, const Texts& texts) {
    return texts.format("unit.ms", {{"number", decimalText(time.us)}});
}

std::string signedTimeText(raft::SimTime time, const Texts& texts) {
    const bool negative = time < raft::SimTime();
    return (negative ? "−" : "+") + timeText(negative ? raft::SimTime() - time : time, texts);
}

std::string shortTime(raft::SimTime time) { return decimalText(time.us / 100 * 100); }

std::string shortTimeText(raft::SimTime time, const Texts& texts) {
    return texts.format("unit.ms", {{"number", shortTime(time)}});
}

std::string readModeKey(raft::ReadMode mode) { return "readMode." + std::string(raft::nameOf(mode)); }

std::string numberText(double number) { return decimalText(static_cast<std::int64_t>(std::lround(number * 100)) * 10); }

std::string percentText(std::uint32_t ppm) { return numberText(ppm / 10'000.0) + " %"; }

std::string joined(const std::vector<std::string>& words, std::string_view between) {
    std::string all;
    for (const std::string& word : words) {
        if (!all.empty()) all += between;
        all += word;
    }
    return all;
}

std::string trackName(std::string_view track, const Course& course, const Texts& texts) {
    const CourseTrack* found = course.plan().findTrack(track);
    if (found != nullptr) return textOf(found->name, texts.language());
    return std::string(track == kOwnTrack ? texts.tr("track.mine") : track);
}

const std::string& textOf(const lessons::LocalText& text, Language language) {
    return language == Language::Chinese ? text.zh : text.en;
}

std::string violationSentence(const raft::Violation& violation, const Texts& texts) {
    const std::string key = "violation." + std::string(violation.sentence);
    if (!hasText(key)) return violation.text;
    std::vector<TextArg> args;
    for (const auto& [name, value] : violation.args) args.emplace_back(name, value);
    return texts.format(key, args);
}

}  // namespace studio
