// "See as S3" in words: Why, the inspector, the life of an entry, and the feed say nothing that S3 cannot know.

#include <gtest/gtest.h>

#include <sstream>

#include "app/studio/explain.h"
#include "app/studio/feed.h"
#include "tests/raft/history/twin_pairs.h"

namespace studio {
namespace {

namespace twins = raft::twins;
using raft::NodeId;

void say(std::ostream& out, const std::vector<ExplainRow>& rows) {
    for (const ExplainRow& row : rows) out << "  " << row.label << ": " << row.value << "\n";
}

/// Everything that the Why panel prints.
void say(std::ostream& out, const Explanation& explained) {
    out << explained.title << "\n";
    say(out, explained.rows);
    out << explained.why << "\n";
    say(out, explained.whyRows);
    out << explained.rule << " | " << explained.citation << " | " << explained.code << "\n";
    for (const CauseLine& cause : explained.causes) {
        out << cause.time.us << " " << cause.root << " " << cause.text << " | " << cause.rule << " | " << cause.citation
            << " | " << cause.code << (cause.elsewhere ? " elsewhere" : "") << "\n";
        say(out, cause.rows);
    }
    for (const LifeLine& line : explained.life) out << line.time.us << " " << line.text << "\n";
}

/// The selections that mean the same in two runs which one server cannot tell apart: servers, cells, links, clients,
/// and what it lived through, with its messages.
std::vector<raft::Ref> refsOf(const raft::History& history, NodeId who) {
    std::vector<raft::Ref> refs;
    const int servers = history.config().serverCount();
    for (int i = 0; i < servers; ++i) {
        const NodeId server(static_cast<std::uint8_t>(i));
        refs.push_back(raft::nodeRef(server));
        refs.push_back(raft::linkRef(server, NodeId(static_cast<std::uint8_t>((i + 1) % servers))));
        for (std::uint32_t index = 1; index <= 4; ++index) refs.push_back(raft::cellRef(server, index));
    }
    refs.push_back(raft::clientRef(raft::clientEnd(0)));
    refs.push_back(raft::callRef(raft::clientEnd(0), 1));
    for (std::uint32_t property = 0; property < raft::kPropertyCount; ++property) {
        refs.push_back({raft::RefKind::Property, property, 0});
    }
    for (const twins::Lived& lived : twins::livedThrough(history, who)) {
        for (const raft::EventId event : lived.events) {
            const raft::StepId step = history.stepOfEvent(event);
            refs.push_back(raft::eventRef(event));
            refs.push_back(raft::stepRef(step));
            if (history.record(step).message.value != 0) refs.push_back(raft::messageRef(history.record(step).message));
        }
    }
    return refs;
}

std::string saidOf(const raft::History& history, NodeId who, NodeId seenAs, Language language) {
    const Texts texts(language);
    std::ostringstream out;
    ExplainMemory memory;
    for (const raft::Ref& ref : refsOf(history, who)) {
        Explanation explained;
        for (int frame = 0; frame < 50; ++frame) {
            explained = explain(history, ref, texts, memory, {seenAs});
            if (!explained.unfinished) break;
        }
        say(out, explained);
        // What lights up in the pictures with it, by its kind: the numbers of events and messages are not shown.
        for (const raft::Ref& mark : marksOf(history, ref, texts, memory, {seenAs})) {
            const bool named = mark.kind != raft::RefKind::Event && mark.kind != raft::RefKind::Message;
            out << "  marks " << static_cast<int>(mark.kind) << " " << (named ? mark.a : 0) << " " << mark.b << "\n";
        }
    }
    for (const FeedLine& line : recentEvents(history, texts, 50, memory, {seenAs})) {
        out << line.time.us << " " << line.text << "\n";
    }
    for (int topic = 0; topic < kFeedTopicCount; ++topic) {
        FeedFilter filter;
        filter.topic = static_cast<FeedTopic>(topic);
        Feed::Moment moment;
        moment.seenAs = seenAs;
        Feed feed;
        feed.update(history, filter, moment, texts);
        feed.tell(history, 0, feed.size(), texts);
        out << "topic " << topic << ": " << feed.size() << "\n";
        for (std::size_t row = 0; row < feed.size(); ++row) {
            const FeedLine* line = feed.lineAt(row);
            if (line != nullptr) out << line->time.us << " " << line->text << "\n";
        }
    }
    return out.str();
}

TEST(SeenAs, WhatOnlyWeKnowIsInNoSentence) {
    for (const twins::Twins& pair : twins::all()) {
        for (const Language language : {Language::English, Language::Chinese}) {
            SCOPED_TRACE(pair.name + ", " + std::string(codeOf(language)));
            EXPECT_EQ(saidOf(*pair.one->history, pair.who, pair.who, language),
                      saidOf(*pair.other->history, pair.who, pair.who, language));
            EXPECT_NE(saidOf(*pair.one->history, pair.who, raft::kNoNode, language),
                      saidOf(*pair.other->history, pair.who, raft::kNoNode, language))
                << "a pair that is the same for everybody would prove nothing";
        }
    }
}

/// An event that a server did not live through lights up nothing in its pictures.
TEST(SeenAs, MarksAreAsSilentAsWords) {
    twins::Past run(twins::ledConfig({1, 1, 1, 1, 1}, 1));
    run.at(3);
    run.submit("y=1", twins::kS1);
    run.at(15);
    const raft::History& history = *run.history;
    const Texts texts(Language::English);
    ExplainMemory memory;
    int silent = 0;
    for (const twins::Lived& lived : twins::livedThrough(history, twins::kS2)) {
        for (const raft::EventId event : lived.events) {
            const raft::Ref ref = raft::eventRef(event);
            EXPECT_FALSE(marksOf(history, ref, texts, memory, {twins::kS2}).empty()) << event.value;
            EXPECT_FALSE(marksOf(history, ref, texts, memory).empty()) << event.value;
            if (!explain(history, ref, texts, memory, {twins::kS3}).rows.empty()) continue;
            EXPECT_TRUE(marksOf(history, ref, texts, memory, {twins::kS3}).empty()) << event.value;
            ++silent;
        }
    }
    EXPECT_GT(silent, 2);
}

}  // namespace
}  // namespace studio
