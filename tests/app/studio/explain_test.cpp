#include "app/studio/explain.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/app/studio/studio_support.h"

namespace studio {
namespace {

/// "{node}", which nobody has filled in; a set of servers such as "{S1,S2}" is none.
bool hasPlaceholder(const std::string& text) {
    for (std::size_t at = text.find('{'); at != std::string::npos; at = text.find('{', at + 1)) {
        if (at + 1 < text.size() && text[at + 1] >= 'a' && text[at + 1] <= 'z') return true;
    }
    return false;
}

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
    // Until the first heartbeats are answered: else the entry waits for that, and goes out because of it.
    const raft::SimTime answered = studio->document().history().time() + raft::SimTime::fromMs(25);
    for (int i = 0; i < 2000 && studio->document().history().time() < answered; ++i) studio->update(0.01);
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
    EXPECT_EQ(valueOf(leader, "S2"),
              "nextIndex 1, matchIndex 0; Replicate: one message at a time, the next when its answer is back");
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
    EXPECT_NE(studio->explanation().why.find("S1 asks S2 for its vote"), std::string::npos);
    const raft::SimTime answered = studio->document().history().time() + raft::SimTime::fromMs(25);
    for (int i = 0; i < 2000 && studio->document().history().time() < answered; ++i) studio->update(0.01);
    const Explanation& past = studio->explanation();
    EXPECT_EQ(past.title, "RequestVote, S1 to S2") << "it has arrived, and is not forgotten";
    EXPECT_EQ(valueOf(past, "Arrived at"), "10 ms");
    EXPECT_NE(valueOf(past, "Led to").find("S2 voted for S1"), std::string::npos) << valueOf(past, "Led to");
    studio->execute(cmd::SeekTime{raft::SimTime()});
    EXPECT_EQ(valueOf(studio->explanation(), "Arrives at"), "10 ms") << "then it was under way";
}

TEST(Explain, AHeartbeatOfItsOwnShowsItsFields) {
    auto studio = emptyStudio();
    raft::ClusterConfig config = quietConfig();
    config.rules.heartbeats = raft::Heartbeats::OwnMessage;
    studio->execute(cmd::NewCluster{config});
    studio->execute(cmd::FireTimeout{raft::NodeId(0)});
    const raft::Network& network = studio->document().history().world().cluster().network();
    const auto show = [&](raft::MessageKind kind) {
        for (int i = 0; i < 4000; ++i) {
            studio->update(0.005);
            for (const std::uint32_t slot : network.slotsInOrder()) {
                if (network.at(slot).message.kind() != kind) continue;
                studio->execute(cmd::Select{raft::messageRef(network.at(slot).id)});
                return;
            }
        }
        FAIL() << "none was sent";
    };
    show(raft::MessageKind::Heartbeat);
    EXPECT_EQ(studio->explanation().title, "Heartbeat, S1 to S2");
    EXPECT_EQ(valueOf(studio->explanation(), "term"), "1");
    EXPECT_EQ(valueOf(studio->explanation(), "leaderCommit"), "0");
    EXPECT_EQ(valueOf(studio->explanation(), "seq"), "3") << "two AppendEntries came first";
    EXPECT_NE(studio->explanation().why.find("S1 sends S2 a heartbeat of term 1"), std::string::npos)
        << studio->explanation().why;
    show(raft::MessageKind::HeartbeatReply);
    EXPECT_EQ(valueOf(studio->explanation(), "term"), "1");
    EXPECT_EQ(valueOf(studio->explanation(), "seq"), "3");
    EXPECT_FALSE(hasPlaceholder(wholeText(studio->explanation())));
}

/// The last event of this kind, at or before the end of the line.
raft::EventId lastOf(const raft::History& history, raft::EventKind kind, raft::Reason reason = raft::Reason::None) {
    raft::EventId found = raft::kNoEvent;
    history.replay(raft::StepId(0), history.end(), [&](const raft::World&, const raft::StepEvents& step) {
        for (std::size_t i = 0; i < step.events.size(); ++i) {
            const raft::Event& event = step.events[i];
            const bool fits = event.kind == kind && (reason == raft::Reason::None || event.reason == reason);
            if (fits) found = step.first + static_cast<std::uint32_t>(i);
        }
    });
    return found;
}

TEST(Explain, AChainGoesBackToItsRootAndEachLinkHasItsReasons) {
    auto studio = written();
    const raft::EventId answer = lastOf(studio->document().history(), raft::EventKind::ClientReturn);
    ASSERT_NE(answer, raft::kNoEvent);
    studio->execute(cmd::JumpTo{answer});
    const Explanation& why = studio->explanation();
    EXPECT_EQ(studio->document().selection(), raft::eventRef(answer));
    ASSERT_GE(why.causes.size(), 8u) << "asked, received, written, sent, stored, acknowledged, committed, answered";
    EXPECT_EQ(why.causes.front().root, "AN ACTION");
    EXPECT_NE(why.causes.front().text.find("c asks S1: x=1"), std::string::npos) << why.causes.front().text;
    EXPECT_EQ(why.causes.back().event, answer);
    bool committed = false;
    for (std::size_t i = 0; i < why.causes.size(); ++i) {
        const CauseLine& link = why.causes[i];
        EXPECT_EQ(link.root.empty(), i > 0) << link.text;
        EXPECT_FALSE(link.text.empty());
        EXPECT_NE(link.citation.find(".cpp:"), std::string::npos) << link.text << " cites " << link.citation;
        if (link.text.find("S1 committed everything") == std::string::npos) continue;
        committed = true;
        EXPECT_NE(link.citation.find("§5.4.2 · raft/core/node_replication.cpp:"), std::string::npos) << link.citation;
        EXPECT_NE(link.code.find("Reason::StoredOnMajority"), std::string::npos) << link.code;
        EXPECT_NE(link.rule.find("a majority stores"), std::string::npos);
        ASSERT_EQ(link.rows.size(), 4u);
        EXPECT_EQ(link.rows[2].label, "Servers that store it");
        EXPECT_EQ(link.rows[2].value, "2");
    }
    EXPECT_TRUE(committed);
}

TEST(Explain, ATimerIsARootThatSaysWhoSetIt) {
    auto studio = emptyStudio();
    studio->execute(cmd::NewCluster{raft::ClusterConfig{}});
    studio->execute(cmd::SetPace{false, 1000});
    for (int i = 0; i < 40; ++i) studio->update(0.05);
    const raft::EventId beat = lastOf(studio->document().history(), raft::EventKind::HeartbeatTimeout);
    ASSERT_NE(beat, raft::kNoEvent);
    studio->execute(cmd::JumpTo{beat});
    const Explanation& why = studio->explanation();
    ASSERT_EQ(why.causes.size(), 1u);
    EXPECT_EQ(why.causes[0].root, "A TIMER");
    ASSERT_FALSE(why.causes[0].rows.empty());
    EXPECT_EQ(why.causes[0].rows.back().label, "This timer was set at");
    EXPECT_EQ(why.causes[0].rows.back().ref.kind, raft::RefKind::Event);
}

TEST(Explain, ARefusalTellsItsNumbersItsRuleAndThatTheTimerRunsOn) {
    raft::ClusterConfig config;
    config.servers = {"S1", "S2", "S3"};
    raft::StartState start;
    start.term = raft::Term(2);
    start.logs = {{{raft::Term(1), "x=1"}}, {{raft::Term(1), "x=1"}, {raft::Term(1), "x=2"}}, {{raft::Term(2), "y=1"}}};
    config.start = start;
    auto studio = emptyStudio();
    studio->execute(cmd::NewCluster{config});
    studio->execute(cmd::FireTimeout{raft::NodeId(0)});
    const raft::SimTime answered = studio->document().history().time() + raft::SimTime::fromMs(25);
    for (int i = 0; i < 2000 && studio->document().history().time() < answered; ++i) studio->update(0.01);
    const raft::EventId event =
        lastOf(studio->document().history(), raft::EventKind::Refuse, raft::Reason::LogNotUpToDate);
    ASSERT_NE(event, raft::kNoEvent);
    studio->execute(cmd::JumpTo{event});
    const Explanation& why = studio->explanation();
    EXPECT_NE(why.title.find("refused S1"), std::string::npos) << why.title;
    ASSERT_EQ(why.whyRows.size(), 4u);
    EXPECT_EQ(why.whyRows[1].label, "S1's last entry");
    EXPECT_EQ(why.whyRows[1].value, "term 1, index 1");
    EXPECT_EQ(why.whyRows[3].label, "Election timer");
    EXPECT_NE(why.whyRows[3].value.find("not reset"), std::string::npos) << why.whyRows[3].value;
    EXPECT_NE(why.rule.find("so no vote"), std::string::npos) << why.rule;
    EXPECT_NE(why.citation.find("§5.4.1 · raft/core/node_election.cpp:"), std::string::npos) << why.citation;
    const raft::EventId granted = lastOf(studio->document().history(), raft::EventKind::Vote, raft::Reason::FreeVote);
    if (granted == raft::kNoEvent) return;
    studio->execute(cmd::JumpTo{granted});
    EXPECT_EQ(studio->explanation().whyRows.back().value.find("not reset"), std::string::npos);
}

TEST(Explain, InChineseNoNumberHasAnEnglishName) {
    auto studio = written();
    studio->execute(cmd::SetLanguage{Language::Chinese});
    const raft::History& history = studio->document().history();
    for (const raft::EventKind kind :
         {raft::EventKind::Commit, raft::EventKind::Vote, raft::EventKind::Role, raft::EventKind::Append,
          raft::EventKind::Apply, raft::EventKind::ClientReturn}) {
        studio->execute(cmd::JumpTo{lastOf(history, kind)});
        for (const CauseLine& link : studio->explanation().causes) {
            for (const ExplainRow& row : link.rows) {
                for (const std::string word : {"copies", "from", "needed", "votes", "first", "last ", "index"}) {
                    EXPECT_EQ(row.label.find(word), std::string::npos) << row.label;
                }
            }
            EXPECT_EQ(link.rule.find("the "), std::string::npos) << link.rule;
        }
    }
}

TEST(Explain, TheLifeOfAnEntryJumpsFromBirthToItsLastApplication) {
    auto studio = written();
    studio->execute(cmd::Select{raft::cellRef(raft::NodeId(1), 1)});
    const std::vector<LifeLine>& life = studio->explanation().life;
    const auto count = [&](LifeLine::Kind kind) {
        return std::count_if(life.begin(), life.end(), [kind](const LifeLine& line) { return line.kind == kind; });
    };
    ASSERT_FALSE(life.empty());
    EXPECT_EQ(life.front().kind, LifeLine::Kind::Born);
    EXPECT_NE(life.front().text.find("S1, leader of term 1, wrote it for c"), std::string::npos) << life.front().text;
    EXPECT_EQ(count(LifeLine::Kind::Copied), 2);
    EXPECT_EQ(count(LifeLine::Kind::Committed), 1);
    EXPECT_EQ(count(LifeLine::Kind::Learned), 2);
    EXPECT_EQ(count(LifeLine::Kind::Applied), 3);
    EXPECT_EQ(count(LifeLine::Kind::Answered), 1);
    for (const LifeLine& line : life) {
        EXPECT_FALSE(studio->whyNot(cmd::JumpTo{line.event}).has_value()) << line.text;
        EXPECT_FALSE(hasPlaceholder(line.text)) << line.text;
    }
    const raft::SimTime birth = life.front().time;
    studio->execute(cmd::SeekTime{birth});
    EXPECT_TRUE(studio->explanation().empty()) << "S2 does not have it yet";
    studio->execute(cmd::Select{raft::cellRef(raft::NodeId(0), 1)});
    EXPECT_EQ(studio->explanation().life.size(), 1u) << "a life has no future";
}

TEST(Explain, ADeletedEntryTellsWhoDeletedIt) {
    raft::ClusterConfig config = quietConfig();
    raft::StartState start;
    start.term = raft::Term(2);
    start.leader = raft::NodeId(0);
    start.logs = {{{raft::Term(2), "x=1"}}, {{raft::Term(2), "x=1"}}, {{raft::Term(1), "y=1"}}};
    config.start = start;
    auto studio = emptyStudio();
    studio->execute(cmd::NewCluster{config});
    EntryLife life;
    for (int i = 0; i < 100; ++i) studio->update(0.05);
    const raft::History& history = studio->document().history();
    EXPECT_TRUE(life.look(history, raft::LogIndex(1), raft::Term(1), studio->texts()));
    const std::vector<LifeLine> lines = life.upTo(history.step());
    ASSERT_EQ(lines.size(), 2u);
    EXPECT_EQ(lines[0].kind, LifeLine::Kind::Born) << "declared at the start";
    EXPECT_EQ(lines[1].kind, LifeLine::Kind::Deleted);
    EXPECT_NE(lines[1].text.find("S3 deleted it: leader S1"), std::string::npos) << lines[1].text;
}

TEST(Explain, AnEventMarksItsServerItsMessageAndItsEntries) {
    auto studio = written();
    const raft::EventId append =
        lastOf(studio->document().history(), raft::EventKind::Append, raft::Reason::EntriesFromLeader);
    studio->execute(cmd::JumpTo{append});
    const std::vector<raft::Ref>& marks = studio->marks();
    const auto marked = [&](raft::Ref ref) { return std::find(marks.begin(), marks.end(), ref) != marks.end(); };
    const raft::StepEvents step = studio->document().history().eventsOf(studio->document().history().step());
    EXPECT_TRUE(marked(raft::nodeRef(step.events.front().node)));
    EXPECT_TRUE(marked(raft::messageRef(step.events.front().message)));
    EXPECT_TRUE(marked(raft::cellRef(step.events.front().node, 1)));
    studio->execute(cmd::Select{raft::nodeRef(raft::NodeId(0))});
    EXPECT_TRUE(studio->marks().empty()) << "a server stands for itself";
}

TEST(Explain, SeenAsAServerWhySaysOnlyWhatItKnows) {
    auto studio = written();
    const raft::EventId answer = lastOf(studio->document().history(), raft::EventKind::ClientReturn);
    studio->execute(cmd::SeeAs{raft::NodeId(1)});
    EXPECT_EQ(studio->seenAs(), raft::NodeId(1));
    studio->execute(cmd::Select{raft::cellRef(raft::NodeId(1), 1)});
    EXPECT_EQ(valueOf(studio->explanation(), "Committed, seen by us"), "(no row)");
    EXPECT_EQ(valueOf(studio->explanation(), "Stored on"), "(no row)");
    EXPECT_EQ(valueOf(studio->explanation(), "Known here to be committed"), "yes");
    for (const LifeLine& line : studio->explanation().life) EXPECT_EQ(line.node, raft::NodeId(1)) << line.text;
    for (const raft::Ref ref : {raft::cellRef(raft::NodeId(0), 1), raft::clientRef(raft::clientEnd(0)),
                                raft::linkRef(raft::NodeId(0), raft::NodeId(2)), raft::eventRef(answer)}) {
        studio->execute(cmd::Select{ref});
        EXPECT_EQ(studio->explanation().title, "S2 cannot know this") << static_cast<int>(ref.kind);
        EXPECT_TRUE(studio->explanation().rows.empty());
    }
    studio->execute(cmd::Select{raft::nodeRef(raft::NodeId(0))});
    EXPECT_EQ(valueOf(studio->explanation(), "commitIndex"), "(no row)") << "that is S1's";
    EXPECT_NE(valueOf(studio->explanation(), "Last told").find("term 1"), std::string::npos);
    EXPECT_TRUE(studio->explanation().why.empty());
    studio->execute(cmd::Select{raft::nodeRef(raft::NodeId(1))});
    ASSERT_FALSE(studio->explanation().causes.empty());
    EXPECT_TRUE(studio->explanation().causes.front().elsewhere) << "what led to it happened at S1";
    for (const FeedLine& line : studio->feed()) EXPECT_EQ(line.node, raft::NodeId(1)) << line.text;
}

TEST(Explain, SeeAsGoesRoundFromTheSelectedServer) {
    auto studio = ledSandbox();
    studio->execute(cmd::SelectServer{2});
    studio->execute(cmd::CycleSeeAs{});
    EXPECT_EQ(studio->seenAs(), raft::NodeId(1));
    studio->execute(cmd::CycleSeeAs{});
    EXPECT_EQ(studio->seenAs(), raft::NodeId(2));
    studio->execute(cmd::CycleSeeAs{});
    EXPECT_EQ(studio->seenAs(), raft::kNoNode);
    EXPECT_TRUE(studio->whyNot(cmd::SeeAs{raft::NodeId(7)}).has_value());
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
    EXPECT_TRUE(hasPlaceholder("{S1} of {node}"));
    for (const Language language : {Language::English, Language::Chinese}) {
        auto studio = written();
        studio->execute(cmd::SetLanguage{language});
        for (const raft::Ref ref :
             {raft::nodeRef(raft::NodeId(0)), raft::nodeRef(raft::NodeId(1)), raft::cellRef(raft::NodeId(2), 1),
              raft::clientRef(raft::clientEnd(0)), raft::stepRef(raft::StepId(3)), raft::eventRef(raft::EventId(9))}) {
            studio->execute(cmd::Select{ref});
            EXPECT_FALSE(studio->explanation().empty());
            EXPECT_FALSE(hasPlaceholder(wholeText(studio->explanation()))) << wholeText(studio->explanation());
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
