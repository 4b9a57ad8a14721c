#include "app/studio/feed.h"

#include <gtest/gtest.h>

#include <set>

#include "tests/app/studio/studio_support.h"

namespace studio {
namespace {

/// A lively run of some thousand steps.
std::unique_ptr<Document> livelyRun() {
    raft::ClusterConfig config;
    config.seed = 5;
    config.lossPpm = 40'000;
    auto document = std::make_unique<Document>(config);
    for (int i = 1; i <= 12; ++i) {
        document->history().seekTime(raft::SimTime::fromMs(400 * i));
        document->act(raft::act::Submit{document->textTable()->intern("x=" + std::to_string(i)), raft::clientEnd(0),
                                        std::nullopt, 0},
                      "test");
    }
    document->history().seekTime(raft::SimTime::fromMs(6000));
    return document;
}

/// Frames until all was looked through, and every row told.
std::vector<FeedLine> linesOf(Feed& feed, const raft::History& history, const FeedFilter& filter, const Texts& texts,
                              Feed::Moment moment = {}) {
    for (int frame = 0; frame < 500; ++frame) {
        feed.update(history, filter, moment, texts);
        if (feed.complete()) break;
    }
    EXPECT_TRUE(feed.complete());
    for (int frame = 0; frame < 500; ++frame) feed.tell(history, 0, feed.size(), texts);
    std::vector<FeedLine> lines;
    for (std::size_t row = 0; row < feed.size(); ++row) {
        const FeedLine* line = feed.lineAt(row);
        EXPECT_NE(line, nullptr) << row;
        if (line != nullptr) lines.push_back(*line);
    }
    return lines;
}

TEST(Feed, EveryTopicFindsExactlyTheStepsWithItsEvents) {
    const auto document = livelyRun();
    const raft::History& history = document->history();
    const Texts texts(Language::English);
    for (int number = 0; number < kFeedTopicCount; ++number) {
        const auto topic = static_cast<FeedTopic>(number);
        std::set<std::uint32_t> expected;
        history.replay(raft::StepId(0), history.end(), [&](const raft::World& after, const raft::StepEvents& step) {
            for (const raft::Event& event : step.events) {
                if ((kindsOf(topic) >> static_cast<int>(event.kind) & 1u) != 0) {
                    expected.insert(after.nextStep().value - 1);
                }
            }
        });
        Feed feed;
        for (int frame = 0; frame < 100; ++frame) feed.update(history, {raft::kNoNode, topic, ""}, {}, texts);
        ASSERT_EQ(feed.size(), expected.size()) << number;
        for (std::size_t row = 0; row < feed.size(); ++row) EXPECT_EQ(expected.count(feed.stepAt(row).value), 1u);
        EXPECT_TRUE(hasText(nameKeyOf(topic)));
    }
}

/// Pre-votes, reads and sessions leave notes as well.
TEST(Feed, OfMembersTellsOfNoOtherNotes) {
    raft::ClusterConfig config;
    config.seed = 5;
    config.rules.preVote = true;
    config.rules.noopOnElection = true;
    config.voters = raft::NodeSet::firstNodes(config.serverCount() - 1);
    Document document(config);
    document.history().seekTime(raft::SimTime::fromMs(1000));
    raft::ChangeMembers change;
    change.kind = raft::ChangeMembers::Kind::AddServer;
    change.servers.insert(raft::NodeId(static_cast<std::uint8_t>(config.serverCount() - 1)));
    document.act(raft::act::ChangeMembership{change, std::nullopt, false}, "test");
    document.history().seekTime(raft::SimTime::fromMs(2000));
    const Texts texts(Language::English);
    Feed all;
    const std::size_t notes = linesOf(all, document.history(), {raft::kNoNode, FeedTopic::Telling, ""}, texts).size();
    Feed feed;
    const std::vector<FeedLine> lines =
        linesOf(feed, document.history(), {raft::kNoNode, FeedTopic::Members, ""}, texts);
    EXPECT_GE(lines.size(), 1u);
    EXPECT_LT(lines.size(), notes);
    for (const FeedLine& line : lines) EXPECT_EQ(line.text.find("would vote"), std::string::npos) << line.text;
}

TEST(Feed, AServersLinesAreAboutThatServer) {
    const auto document = livelyRun();
    Feed feed;
    FeedFilter filter;
    filter.server = raft::NodeId(2);
    filter.topic = FeedTopic::Votes;
    const std::vector<FeedLine> lines = linesOf(feed, document->history(), filter, Texts(Language::English));
    ASSERT_FALSE(lines.empty());
    for (const FeedLine& line : lines) {
        EXPECT_EQ(line.node, raft::NodeId(2)) << line.text;
        EXPECT_NE(line.text.find("S3"), std::string::npos) << line.text;
    }
}

TEST(Feed, TheSearchFindsWordsInEitherLanguage) {
    const auto document = livelyRun();
    Feed feed;
    FeedFilter filter;
    const std::size_t all = linesOf(feed, document->history(), filter, Texts(Language::English)).size();
    filter.search = "BECAME LEADER";
    const std::vector<FeedLine> english = linesOf(feed, document->history(), filter, Texts(Language::English));
    ASSERT_FALSE(english.empty());
    EXPECT_LT(english.size(), all);
    for (const FeedLine& line : english) EXPECT_NE(line.text.find("became leader"), std::string::npos) << line.text;
    filter.search = "的领导人";
    const std::vector<FeedLine> chinese = linesOf(feed, document->history(), filter, Texts(Language::Chinese));
    ASSERT_FALSE(chinese.empty());
    for (const FeedLine& line : chinese) EXPECT_NE(line.text.find("的领导人"), std::string::npos) << line.text;
    filter.search = "no such words";
    EXPECT_TRUE(linesOf(feed, document->history(), filter, Texts(Language::English)).empty());
}

TEST(Feed, SeenAsAServerItEndsAtTheCursorAndTellsOfNobodyElse) {
    const auto document = livelyRun();
    document->history().seekTime(raft::SimTime::fromMs(2000));
    Feed feed;
    Feed::Moment moment;
    moment.seenAs = raft::NodeId(1);
    const std::vector<FeedLine> lines = linesOf(feed, document->history(), {}, Texts(Language::English), moment);
    ASSERT_FALSE(lines.empty());
    for (const FeedLine& line : lines) {
        EXPECT_EQ(line.node, raft::NodeId(1)) << line.text;
        EXPECT_LE(line.time, raft::SimTime::fromMs(2000));
    }
}

TEST(Feed, ALongRunIsLookedThroughPieceByPiece) {
    const auto document = livelyRun();
    document->history().seekTime(raft::SimTime::fromMs(20'000));
    const Texts texts(Language::English);
    Feed feed;
    FeedFilter filter;
    filter.topic = FeedTopic::Messages;
    filter.search = "heartbeat";
    feed.update(document->history(), filter, {}, texts);
    EXPECT_FALSE(feed.complete()) << "one frame does not execute " << document->history().end().value << " steps again";
    EXPECT_LT(feed.percent(), 100);
    const std::size_t found = feed.size();
    for (int frame = 0; frame < 100; ++frame) feed.update(document->history(), filter, {}, texts);
    EXPECT_TRUE(feed.complete());
    EXPECT_GT(feed.size(), found);
}

TEST(Feed, ForgetsThePastThatWasUndone) {
    auto studio = ledSandbox();
    studio->execute(cmd::PlayPause{});
    studio->execute(cmd::ToggleCrash{raft::NodeId(1)});
    const FeedFilter faults{raft::kNoNode, FeedTopic::Faults, ""};
    const auto lastText = [&] {
        Feed& feed = studio->filteredFeed(faults);
        feed.tell(studio->document().history(), 0, feed.size(), studio->texts());
        const FeedLine* line = feed.size() == 0 ? nullptr : feed.lineAt(feed.size() - 1);
        return line == nullptr ? std::string() : line->text;
    };
    EXPECT_NE(lastText().find("S2 crashes"), std::string::npos) << lastText();
    studio->execute(cmd::Undo{});
    studio->execute(cmd::ToggleCrash{raft::NodeId(2)});
    EXPECT_NE(lastText().find("S3 crashes"), std::string::npos) << lastText();
}

}  // namespace
}  // namespace studio
