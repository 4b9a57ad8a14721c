#include "app/studio/feed.h"

#include <algorithm>
#include <cctype>

namespace studio {
namespace {

using raft::EventKind;

constexpr std::uint32_t kRecordsAtOnce = 200'000;  ///< Short records to look at in one frame.
constexpr std::uint32_t kFeedStepsAtOnce = 2048;   ///< Steps to execute again in one frame.
constexpr std::size_t kLinesMax = 20'000;

constexpr std::uint64_t bit(EventKind kind) { return std::uint64_t{1} << static_cast<int>(kind); }

std::uint64_t tellingKinds() {
    std::uint64_t kinds = 0;
    for (int kind = 0; kind < raft::kEventKindCount; ++kind) {
        if (raft::weightOf(static_cast<EventKind>(kind)) > 1) kinds |= bit(static_cast<EventKind>(kind));
    }
    return kinds;
}

/// A client that loses its session says so in a note, the only one that can come with an answer to a client.
bool losesSession(const raft::StepRecord& record) {
    return record.kind == EventKind::Receive && raft::isClient(record.node) && record.hasKind(EventKind::Note);
}
bool hasSessions(FeedTopic topic) { return topic == FeedTopic::Telling || topic == FeedTopic::Clients; }

std::string lowered(const std::string& text) {
    std::string out = text;
    for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return out;
}

}  // namespace

std::uint64_t kindsOf(FeedTopic topic) {
    switch (topic) {
        case FeedTopic::Telling: return tellingKinds();
        case FeedTopic::Elections:
            return bit(EventKind::ElectionTimeout) | bit(EventKind::Role) | bit(EventKind::Term) |
                   bit(EventKind::Transfer);
        case FeedTopic::Votes: return bit(EventKind::Vote) | bit(EventKind::Refuse) | bit(EventKind::PreVote);
        case FeedTopic::Logs:
            return bit(EventKind::Append) | bit(EventKind::Truncate) | bit(EventKind::Reject) |
                   bit(EventKind::Snapshot) | bit(EventKind::Install);
        case FeedTopic::Commits: return bit(EventKind::Commit) | bit(EventKind::Apply);
        case FeedTopic::Clients:
            return bit(EventKind::ClientInvoke) | bit(EventKind::ClientReturn) | bit(EventKind::Redirect) |
                   bit(EventKind::Read);
        case FeedTopic::Messages:
            return bit(EventKind::Send) | bit(EventKind::Receive) | bit(EventKind::Drop) | bit(EventKind::Hold) |
                   bit(EventKind::Duplicate);
        case FeedTopic::Faults:
            return bit(EventKind::Crash) | bit(EventKind::Restart) | bit(EventKind::Pause) | bit(EventKind::Resume) |
                   bit(EventKind::Link) | bit(EventKind::Clock) | bit(EventKind::Rule) | bit(EventKind::Drop) |
                   bit(EventKind::Note);
        case FeedTopic::Refusals: return bit(EventKind::Refuse) | bit(EventKind::Reject) | bit(EventKind::Redirect);
        // Refusals and the rounds of a learner are notes: see isAbout.
        case FeedTopic::Members: return bit(EventKind::Config) | bit(EventKind::Note);
    }
    return 0;
}

std::string_view nameKeyOf(FeedTopic topic) {
    switch (topic) {
        case FeedTopic::Telling: return "feed.telling";
        case FeedTopic::Elections: return "feed.elections";
        case FeedTopic::Votes: return "feed.votes";
        case FeedTopic::Logs: return "feed.logs";
        case FeedTopic::Commits: return "feed.commits";
        case FeedTopic::Clients: return "feed.clients";
        case FeedTopic::Messages: return "feed.messages";
        case FeedTopic::Faults: return "feed.faults";
        case FeedTopic::Refusals: return "feed.refusals";
        case FeedTopic::Members: return "feed.members";
    }
    return {};
}

/// Notes are of many subjects.
bool isAbout(FeedTopic topic, const raft::Event& event) {
    if (topic != FeedTopic::Members || event.kind != EventKind::Note) return true;
    return raft::infoOf(event.reason).file == "raft/core/node_membership.cpp";
}

void Feed::restart() {
    scanned_ = raft::StepId(0);
    steps_.clear();
    lines_.clear();
    complete_ = false;
}

bool Feed::matches(const raft::StepRecord& record) const {
    if ((record.kinds & kindsOf(filter_.topic)) == 0 && !(hasSessions(filter_.topic) && losesSession(record)))
        return false;
    if (filter_.server != raft::kNoNode && !record.isAbout(filter_.server)) return false;
    return moment_.seenAs == raft::kNoNode || record.isAbout(moment_.seenAs);
}

/// The most telling of the step's events that the filter lets through.
std::optional<FeedLine> Feed::lineOf(const raft::World& after, const raft::StepEvents& step, const Texts& texts) const {
    const std::uint64_t wanted = kindsOf(filter_.topic);
    int best = -1;
    for (std::size_t i = 0; i < step.events.size(); ++i) {
        const raft::Event& event = step.events[i];
        const bool lost = event.reason == raft::Reason::SessionLost && hasSessions(filter_.topic);
        const bool allowed =
            (((wanted & bit(event.kind)) != 0 && isAbout(filter_.topic, event)) || lost) &&
            (filter_.server == raft::kNoNode || event.node == filter_.server) &&
            (moment_.seenAs == raft::kNoNode || (event.node == moment_.seenAs && raft::isLivedThrough(event)));
        const bool better =
            best < 0 || raft::weightOf(event) > raft::weightOf(step.events[static_cast<std::size_t>(best)]);
        if (allowed && better) best = static_cast<int>(i);
    }
    if (best < 0) return std::nullopt;
    const auto at = static_cast<std::size_t>(best);
    const raft::Event& event = step.events[at];
    const raft::MessageId message = event.message.value != 0 ? event.message : step.events.front().message;
    return FeedLine{step.time,
                    after.nextStep() - 1,
                    step.first + static_cast<std::uint32_t>(at),
                    event.node,
                    message,
                    sentenceText(event, step, after.cluster(), texts)};
}

bool Feed::found(const std::string& text) const {
    return filter_.search.empty() || lowered(text).find(lowered(filter_.search)) != std::string::npos;
}

void Feed::lookThroughRecords(const raft::History& history, raft::StepId end) {
    const raft::StepId to = std::min(end, scanned_ + kRecordsAtOnce);
    for (; scanned_ < to; ++scanned_) {
        if (matches(history.record(scanned_))) steps_.push_back(scanned_.value);
    }
}

void Feed::lookThroughTexts(const raft::History& history, raft::StepId end, const Texts& texts) {
    // Stretches without any wanted kind are passed without executing them.
    const raft::StepId recordsEnd = std::min(end, scanned_ + kRecordsAtOnce);
    while (scanned_ < recordsEnd && !matches(history.record(scanned_))) ++scanned_;
    const raft::StepId to = std::min(recordsEnd, scanned_ + kFeedStepsAtOnce);
    history.replay(scanned_, to,
                   [&](const raft::World& after, const raft::StepEvents& step) {
                       const raft::StepId id = after.nextStep() - 1;
                       if (!matches(history.record(id))) return;
                       const auto line = lineOf(after, step, texts);
                       if (!line || !found(line->text)) return;
                       steps_.push_back(id.value);
                       lines_[id.value] = *line;
                   },
                   {.keepMessages = true});
    scanned_ = std::max(scanned_, to);
}

void Feed::update(const raft::History& history, const FeedFilter& filter, Moment moment, const Texts& texts) {
    const bool same = filter == filter_ && moment.past == moment_.past && moment.seenAs == moment_.seenAs &&
                      history.line() == line_ && texts.language() == language_;
    filter_ = filter;
    moment_ = moment;
    line_ = history.line();
    language_ = texts.language();
    const raft::StepId end = moment.seenAs == raft::kNoNode ? history.end() : history.step() + 1;
    if (!same || scanned_ > end) restart();
    if (lines_.size() > kLinesMax) lines_.clear();
    // A record says which kinds of events a step had, but not who lived through which, nor what a note is about.
    const bool recordsSay =
        filter_.search.empty() && moment.seenAs == raft::kNoNode && filter_.topic != FeedTopic::Members;
    recordsSay ? lookThroughRecords(history, end) : lookThroughTexts(history, end, texts);
    complete_ = scanned_ >= end;
    percent_ = static_cast<int>(std::uint64_t{scanned_.value} * 100 / std::max(end.value, 1u));
}

std::size_t Feed::rowAfter(raft::StepId step) const {
    return static_cast<std::size_t>(std::upper_bound(steps_.begin(), steps_.end(), step.value) - steps_.begin());
}

void Feed::tell(const raft::History& history, std::size_t first, std::size_t last, const Texts& texts) {
    std::uint32_t budget = kFeedStepsAtOnce;
    for (std::size_t row = first; row < std::min(last, steps_.size()); ++row) {
        if (lines_.count(steps_[row]) != 0) continue;
        // As many neighbours as the budget allows come with it: one walk from a checkpoint tells them all.
        std::size_t until = row + 1;
        while (until < std::min(last, steps_.size()) && steps_[until] - steps_[row] < budget) ++until;
        const std::uint32_t span = steps_[until - 1] - steps_[row] + 1;
        history.replay(raft::StepId(steps_[row]), raft::StepId(steps_[until - 1] + 1),
                       [&](const raft::World& after, const raft::StepEvents& step) {
                           const std::uint32_t id = after.nextStep().value - 1;
                           if (!std::binary_search(steps_.begin(), steps_.end(), id)) return;
                           if (const auto line = lineOf(after, step, texts)) lines_[id] = *line;
                       },
                       {.keepMessages = true});
        // Walking there from the checkpoint counts as well: half a checkpoint's distance on average.
        const std::uint32_t spent = span + 512;
        if (spent >= budget) return;
        budget -= spent;
        row = until - 1;
    }
}

const FeedLine* Feed::lineAt(std::size_t row) const {
    const auto line = lines_.find(steps_[row]);
    return line == lines_.end() ? nullptr : &line->second;
}

}  // namespace studio
