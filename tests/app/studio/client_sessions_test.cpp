// Sessions that expire, as the inspector tells of them, in both languages.

#include <gtest/gtest.h>

#include "app/studio/feed.h"
#include "app/studio/menu.h"
#include "tests/app/studio/studio_support.h"

namespace studio {
namespace {

using raft::NodeId;

constexpr NodeId kAsked(0);

const raft::Cluster& worldOf(const Studio& studio) { return studio.document().history().world().cluster(); }

void letPass(Studio& studio, std::int64_t ms) {
    if (!studio.playback().isPlaying()) studio.execute(cmd::PlayPause{});
    const raft::SimTime until = studio.document().history().time() + raft::SimTime::fromMs(ms);
    for (int i = 0; i < 40'000 && studio.document().history().time() < until; ++i) studio.update(0.01);
}

/// S1 leads, and the client has written once.
std::unique_ptr<Studio> writtenWith(raft::SimTime sessionTimeout) {
    auto studio = emptyStudio();
    raft::ClusterConfig config = quietConfig();
    config.sessionTimeout = sessionTimeout;
    studio->execute(cmd::NewCluster{config});
    studio->execute(cmd::FireTimeout{kAsked});
    letPass(*studio, 100);
    studio->execute(cmd::Send{});
    letPass(*studio, 200);
    return studio;
}

std::string told(Studio& studio, const raft::Ref& what, std::string_view label) {
    studio.execute(cmd::Select{what});
    for (const ExplainRow& row : studio.explanation().rows) {
        if (row.label == label) return row.value;
    }
    return "(no row)";
}

TEST(ClientSessions, AreToldOfClientsServersAndEntriesWhereTheyExpire) {
    auto studio = writtenWith(raft::SimTime::fromMs(1000));
    const raft::Ref client = raft::clientRef(raft::clientEnd(0));
    EXPECT_EQ(told(*studio, client, "Session"), "1");
    const std::string open = told(*studio, raft::nodeRef(kAsked), "Session");
    EXPECT_EQ(open.rfind("1 of c, last request 1, until ", 0), 0u) << open;
    EXPECT_NE(told(*studio, raft::nodeRef(kAsked), "Log time"), "(no row)");
    EXPECT_EQ(told(*studio, raft::cellRef(kAsked, 2), "Session"), "1");
    EXPECT_NE(told(*studio, raft::cellRef(kAsked, 1), "Stamp by the leader's clock"), "(no row)");
    studio->execute(cmd::TakeSnapshot{kAsked});
    EXPECT_EQ(told(*studio, raft::cellRef(kAsked, 1), "Session"), open);

    letPass(*studio, 3000);
    studio->execute(cmd::Send{});
    letPass(*studio, 200);
    EXPECT_TRUE(worldOf(*studio).client(raft::clientEnd(0)).calls.back().expired);
    EXPECT_EQ(told(*studio, client, "Session"), "none");
    EXPECT_EQ(told(*studio, raft::nodeRef(kAsked), "Session"), "(no row)");
}

TEST(ClientSessions, AreNotToldWhereNoneExpires) {
    auto studio = writtenWith(raft::SimTime());
    EXPECT_EQ(told(*studio, raft::clientRef(raft::clientEnd(0)), "Session"), "(no row)");
    EXPECT_EQ(told(*studio, raft::nodeRef(kAsked), "Log time"), "(no row)");
    EXPECT_EQ(told(*studio, raft::cellRef(kAsked, 1), "Session"), "(no row)");
}

TEST(ClientSessions, AreOpenedInWordsOfEitherLanguage) {
    for (const Language language : {Language::English, Language::Chinese}) {
        auto studio = writtenWith(raft::SimTime::fromMs(1000));
        studio->execute(cmd::SetLanguage{language});
        const Texts texts(language);
        const std::string opens = texts.format("picture.opensSessionFor", {{"client", "c"}});
        const std::string label(texts.tr("explain.command"));
        EXPECT_EQ(told(*studio, raft::cellRef(kAsked, 1), label), opens);
        EXPECT_EQ(told(*studio, raft::cellRef(kAsked, 2), label), "x=1");
        const Menu menu = menuOf(*studio, raft::cellRef(kAsked, 1));
        ASSERT_FALSE(menu.details.empty());
        EXPECT_EQ(menu.details[0], texts.format("menu.entry", {{"term", "1"}, {"command", opens}}));
    }
}

TEST(ClientSessions, ThatAreLostStandInTheFeedAndLeaveTheClientFree) {
    auto studio = writtenWith(raft::SimTime::fromMs(1000));
    const Texts texts(Language::English);
    const auto lines = [&](FeedTopic topic) {
        const raft::History& history = studio->document().history();
        Feed feed;
        for (int frame = 0; frame < 100; ++frame) feed.update(history, {raft::kNoNode, topic, ""}, {}, texts);
        feed.tell(history, 0, feed.size(), texts);
        int lost = 0;
        for (std::size_t row = 0; row < feed.size(); ++row) {
            EXPECT_NE(feed.lineAt(row), nullptr) << row;
            if (feed.lineAt(row) != nullptr)
                lost += feed.lineAt(row)->text.rfind("c gave up request 2", 0) == 0 ? 1 : 0;
        }
        return lost;
    };
    EXPECT_EQ(lines(FeedTopic::Telling), 0);
    letPass(*studio, 3000);
    studio->execute(cmd::Send{});
    letPass(*studio, 200);
    EXPECT_EQ(lines(FeedTopic::Telling), 1);
    EXPECT_EQ(lines(FeedTopic::Clients), 1);
    EXPECT_EQ(lines(FeedTopic::Votes), 0);
    EXPECT_FALSE(worldOf(*studio).client(raft::clientEnd(0)).waiting);
}

TEST(ClientSessions, ThatAreLostLeaveTheirClientFreeForTheNextCommand) {
    auto studio = emptyStudio();
    raft::ClusterConfig config = quietConfig();
    config.sessionTimeout = raft::SimTime::fromMs(1000);
    config.clients = {"c", "d"};
    studio->execute(cmd::NewCluster{config});
    studio->execute(cmd::FireTimeout{kAsked});
    letPass(*studio, 100);
    for (const std::int64_t ms : {3000, 200}) {
        studio->execute(cmd::Send{});
        letPass(*studio, ms);
    }
    ASSERT_TRUE(worldOf(*studio).client(raft::clientEnd(0)).calls.back().expired);
    studio->execute(cmd::Send{});
    EXPECT_EQ(worldOf(*studio).client(raft::clientEnd(0)).calls.size(), 3u) << "the first that waits for nothing";
    EXPECT_TRUE(worldOf(*studio).client(raft::clientEnd(1)).calls.empty());
}

}  // namespace
}  // namespace studio
