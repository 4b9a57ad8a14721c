#include "app/studio/explain.h"

#include <gtest/gtest.h>

#include "tests/app/studio/studio_support.h"

namespace studio {
namespace {

std::string valueOf(const Explanation& explanation, std::string_view label) {
    for (const ExplainRow& row : explanation.rows) {
        if (row.label == label) return row.value;
    }
    return "(no row)";
}

std::string wholeText(const Explanation& explanation) {
    std::string text = explanation.title + "|" + explanation.why + "|" + explanation.citation;
    for (const ExplainRow& row : explanation.rows) text += "|" + row.label + "|" + row.value;
    for (const CauseLine& cause : explanation.causes) text += "|" + cause.text;
    return text;
}

/// S1 leads term 1 and x=1 is committed everywhere.
std::unique_ptr<Studio> written() {
    auto studio = ledSandbox();
    studio->execute(cmd::Send{});
    for (int i = 0; i < 200; ++i) studio->update(0.05);
    studio->execute(cmd::PlayPause{});
    return studio;
}

TEST(Explain, ALeaderShowsFigureTwoAndWhyItLeads) {
    auto studio = ledSandbox();
    studio->execute(cmd::SelectServer{1});
    const Explanation& leader = studio->explanation();
    EXPECT_EQ(leader.title, "S1");
    EXPECT_EQ(valueOf(leader, "Role"), "leader");
    EXPECT_EQ(valueOf(leader, "currentTerm"), "1");
    EXPECT_EQ(valueOf(leader, "votedFor"), "S1");
    EXPECT_EQ(valueOf(leader, "S2"), "nextIndex 1, matchIndex 0");
    EXPECT_NE(valueOf(leader, "Votes").find("2 needed"), std::string::npos) << valueOf(leader, "Votes");
    EXPECT_NE(leader.why.find("S1 became leader of term 1"), std::string::npos) << leader.why;
    EXPECT_NE(leader.citation.find("§5.2"), std::string::npos);
    ASSERT_GE(leader.causes.size(), 3u) << "timer, request, vote, leader";
    EXPECT_LT(leader.causes.front().time, leader.causes.back().time);
}

TEST(Explain, ADownServerShowsNoCommitIndex) {
    auto studio = ledSandbox();
    studio->execute(cmd::ToggleCrash{raft::NodeId(1)});
    studio->execute(cmd::SelectServer{2});
    EXPECT_EQ(valueOf(studio->explanation(), "Role"), "down");
    EXPECT_EQ(valueOf(studio->explanation(), "commitIndex"), "(no row)");
    EXPECT_EQ(valueOf(studio->explanation(), "currentTerm"), "1") << "its disk keeps that";
    EXPECT_NE(studio->explanation().why.find("crashes"), std::string::npos);
}

TEST(Explain, ACellTellsItsLife) {
    auto studio = written();
    studio->execute(cmd::Select{raft::cellRef(raft::NodeId(1), 1)});
    const Explanation& cell = studio->explanation();
    EXPECT_EQ(cell.title, "Entry 1 of S2");
    EXPECT_EQ(valueOf(cell, "term"), "1");
    EXPECT_EQ(valueOf(cell, "command"), "x=1");
    EXPECT_EQ(valueOf(cell, "Created by leader"), "S1");
    EXPECT_EQ(valueOf(cell, "Stored on"), "S1 S2 S3");
    EXPECT_EQ(valueOf(cell, "Committed, seen by us"), "yes");
    EXPECT_EQ(valueOf(cell, "Known here to be committed"), "yes");
    studio->execute(cmd::Select{raft::cellRef(raft::NodeId(1), 9)});
    EXPECT_TRUE(studio->explanation().empty()) << "there is no such cell";
}

TEST(Explain, AMessageShowsTheFieldsOfThePaper) {
    auto studio = quietSandbox();
    studio->execute(cmd::FireTimeout{raft::NodeId(0)});
    const raft::Network& network = studio->document().history().world().cluster().network();
    ASSERT_EQ(network.inFlight(), 2u);
    const raft::MessageId id = network.at(network.slotsInOrder()[0]).id;
    studio->execute(cmd::Select{raft::messageRef(id)});
    EXPECT_EQ(studio->explanation().title, "RequestVote, S1 to S2");
    EXPECT_EQ(valueOf(studio->explanation(), "candidateId"), "S1");
    EXPECT_EQ(valueOf(studio->explanation(), "lastLogIndex"), "0");
    EXPECT_EQ(valueOf(studio->explanation(), "Arrives at"), "10 ms");
    for (int i = 0; i < 60; ++i) studio->update(0.05);
    EXPECT_TRUE(studio->explanation().empty()) << "it has arrived";
}

TEST(Explain, AClientAndItsRequest) {
    auto studio = written();
    studio->execute(cmd::Select{raft::clientRef(raft::clientEnd(0))});
    EXPECT_EQ(valueOf(studio->explanation(), "Requests so far"), "1");
    studio->execute(cmd::Select{raft::callRef(raft::clientEnd(0), 1)});
    EXPECT_EQ(studio->explanation().title, "x=1");
    EXPECT_NE(valueOf(studio->explanation(), "Answer").find("OK"), std::string::npos);
    studio->execute(cmd::Select{raft::linkRef(raft::NodeId(0), raft::NodeId(1))});
    EXPECT_EQ(studio->explanation().rows.size(), 2u);
}

TEST(Explain, ARefFromSomewhereElseExplainsNothing) {
    auto studio = quietSandbox();
    using raft::Ref;
    using raft::RefKind;
    for (const Ref ref : {Ref{}, Ref{RefKind::Node, 200, 0}, Ref{RefKind::Cell, 9, 1}, Ref{RefKind::Client, 16, 0},
                          Ref{RefKind::Link, 0, 250}, Ref{RefKind::Message, 99, 0}, Ref{RefKind::Step, 77, 0},
                          Ref{RefKind::Event, 5000, 0}, Ref{RefKind::ClientCall, 9, 4}, Ref{RefKind::Vote, 60, 1}}) {
        studio->execute(cmd::Select{ref});
        EXPECT_TRUE(studio->explanation().empty()) << static_cast<int>(ref.kind);
    }
}

TEST(Explain, ABrokenPropertyIsProvedByItsEvents) {
    const raft::Ref property{raft::RefKind::Property, static_cast<std::uint32_t>(raft::Property::ElectionSafety), 0};
    auto kept = ledSandbox();
    kept->execute(cmd::Select{property});
    EXPECT_EQ(kept->explanation().title, "ElectionSafety");
    EXPECT_TRUE(kept->explanation().causes.empty());

    auto broken = emptyStudio();
    raft::ClusterConfig config = quietConfig();
    config.rules.quorum = raft::QuorumRule::Half;
    broken->execute(cmd::NewCluster{config});
    broken->execute(cmd::FireTimeout{raft::NodeId(0)});
    broken->execute(cmd::FireTimeout{raft::NodeId(1)});
    ASSERT_FALSE(broken->document().history().world().monitor().safe());
    broken->execute(cmd::Select{property});
    EXPECT_GE(broken->explanation().causes.size(), 2u) << "two leaders of one term";
    EXPECT_NE(broken->explanation().why, kept->explanation().why);
    broken->execute(cmd::Select{raft::eventRef(broken->document().history().world().monitor().violations()[0].event)});
    EXPECT_EQ(broken->explanation().title, "ElectionSafety");
}

TEST(Explain, NoPlaceholderIsLeftInEitherLanguage) {
    for (const Language language : {Language::English, Language::Chinese}) {
        auto studio = written();
        studio->execute(cmd::SetLanguage{language});
        for (const raft::Ref ref :
             {raft::nodeRef(raft::NodeId(0)), raft::nodeRef(raft::NodeId(1)), raft::cellRef(raft::NodeId(2), 1),
              raft::clientRef(raft::clientEnd(0)), raft::stepRef(raft::StepId(3)), raft::eventRef(raft::EventId(9))}) {
            studio->execute(cmd::Select{ref});
            EXPECT_FALSE(studio->explanation().empty());
            EXPECT_EQ(wholeText(studio->explanation()).find('{'), std::string::npos)
                << wholeText(studio->explanation());
        }
        EXPECT_FALSE(studio->feed().empty());
        for (const FeedLine& line : studio->feed()) EXPECT_EQ(line.text.find('{'), std::string::npos) << line.text;
    }
}

TEST(Explain, TheFeedEndsWhereTheEyeIs) {
    auto studio = written();
    const std::size_t all = studio->feed().size();
    ASSERT_GT(all, 3u);
    for (std::size_t i = 1; i < all; ++i) EXPECT_LT(studio->feed()[i - 1].step, studio->feed()[i].step);
    studio->execute(cmd::SeekTime{raft::SimTime::fromMs(5)});
    ASSERT_EQ(studio->feed().size(), 1u);
    EXPECT_NE(studio->feed()[0].text.find("S1"), std::string::npos);
}

TEST(Explain, ForgetsThePastThatWasUndone) {
    auto studio = ledSandbox();
    studio->execute(cmd::PlayPause{});
    studio->execute(cmd::ToggleCrash{raft::NodeId(1)});
    EXPECT_NE(studio->feed().back().text.find("S2 crashes"), std::string::npos) << studio->feed().back().text;
    studio->execute(cmd::Undo{});
    studio->execute(cmd::ToggleCrash{raft::NodeId(2)});
    EXPECT_NE(studio->feed().back().text.find("S3 crashes"), std::string::npos) << studio->feed().back().text;
}

}  // namespace
}  // namespace studio
