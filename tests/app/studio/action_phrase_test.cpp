// What the adversary does, in words: names of branches and marks on lanes, in both languages.

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>

#include "app/studio/wording.h"
#include "raft/history/view_builder.h"
#include "tests/app/studio/studio_support.h"

namespace studio {
namespace {

using raft::NodeId;
using raft::SimTime;

const std::vector<raft::LinkId> kBothWays{{NodeId(0), NodeId(1)}, {NodeId(1), NodeId(0)}};
const std::vector<raft::LinkId> kOneWay{{NodeId(0), NodeId(1)}};

raft::NodeSet only(NodeId server) {
    raft::NodeSet set;
    set.insert(server);
    return set;
}

struct Case {
    raft::Action action;
    std::string phrase;
    std::string word;
};

std::vector<Case> cases(raft::TextTable& table) {
    raft::MessageMatcher message;
    message.id = raft::MessageId(2);
    return {
        {raft::act::Pause{only(NodeId(1))}, "pause S2", "pause"},
        {raft::act::Resume{only(NodeId(1))}, "let S2 go on", "goes on"},
        {raft::act::FireTimeout{NodeId(0)}, "time out S1", "timeout"},
        {raft::act::Cut{kBothWays}, "cut S1–S2", "cut"},
        {raft::act::Cut{kOneWay}, "cut S1→S2", "cut"},
        {raft::act::Hold{kBothWays}, "hold S1–S2", "hold"},
        {raft::act::SetLatency{kOneWay, SimTime::fromMs(40), SimTime::fromMs(60)}, "latency of S1→S2: 40 ms – 60 ms",
         "latency"},
        {raft::act::SetLoss{kBothWays, 125'000}, "loss on S1–S2: 12.5 %", "loss"},
        {raft::act::Drop{message}, "drop RequestVote S1→S3", "drop"},
        {raft::act::Duplicate{message}, "duplicate RequestVote S1→S3", "duplicate"},
        {raft::act::Deliver{message}, "deliver RequestVote S1→S3 now", "deliver"},
        {raft::act::Delay{message, SimTime::fromMs(12)}, "delay RequestVote S1→S3 by 12 ms", "delay"},
        {raft::act::Delay{message, SimTime(-1'500)}, "hasten RequestVote S1→S3 by 1.5 ms", "hasten"},
        {raft::act::SetClock{NodeId(2), 1'100'000, SimTime()}, "clock of S3: 1.1×", "clock"},
        {raft::act::SetClock{NodeId(2), 1'100'000, SimTime::fromMs(50)}, "clock of S3: 1.1×, +50 ms", "clock"},
        {raft::act::SetClock{NodeId(2), 1'000'000, SimTime(-500)}, "clock of S3: 1×, −0.5 ms", "clock"},
        {raft::act::LoseVote{NodeId(0)}, "disk of S1 forgets its vote", "disk loss"},
        {raft::act::LoseEntries{NodeId(1), 1}, "disk of S2 loses its last entry", "disk loss"},
        {raft::act::LoseEntries{NodeId(1), 3}, "disk of S2 loses its last 3 entries", "disk loss"},
        {raft::act::SetFsync{NodeId(2), SimTime::fromMs(5)}, "disk of S3: 5 ms a write", "disk speed"},
        {raft::act::SetRule{raft::RuleId::PreVote, 1}, "rule preVote: on", "preVote: on"},
        {raft::act::SetRule{raft::RuleId::Quorum, 1}, "rule quorum: half", "quorum: half"},
        {raft::act::Submit{table.intern("y=7"), raft::clientEnd(0), std::nullopt, 0}, "send y=7", "y=7"},
    };
}

TEST(ActionPhrase, SaysWhatAnActionDoesToWhom) {
    auto studio = quietSandbox();
    studio->execute(cmd::PlayPause{});
    studio->execute(cmd::FireTimeout{NodeId(0)});
    const raft::Cluster& cluster = studio->document().history().world().cluster();
    const Texts english(Language::English);
    const Texts chinese(Language::Chinese);
    for (const Case& one : cases(*studio->document().textTable())) {
        EXPECT_EQ(actionPhrase(one.action, cluster, english), one.phrase);
        EXPECT_EQ(actionWord(one.action, cluster.texts(), english), one.word);
        const bool ownWord = std::holds_alternative<raft::act::Submit>(one.action);
        EXPECT_EQ(actionWord(one.action, cluster.texts(), chinese) == one.word, ownWord) << one.word;
        EXPECT_NE(actionPhrase(one.action, cluster, chinese), one.phrase);
    }
}

TEST(ActionPhrase, MomentsAreNamedByTheirActionsAndNotByTheProgram) {
    auto studio = quietSandbox();
    studio->execute(cmd::PlayPause{});
    studio->execute(cmd::FireTimeout{NodeId(0)});
    studio->execute(cmd::CutLinks{{{NodeId(0), NodeId(1)}}, false});
    studio->execute(cmd::Send{"y=7", NodeId(0)});
    const raft::History& history = studio->document().history();
    raft::RunView run;
    raft::RunViewOptions options;
    options.to = SimTime::fromMs(50);
    raft::buildRunView(history, options, run);
    std::vector<std::string> words;
    wordMoments(history, Texts(Language::English), words, run);
    ASSERT_EQ(run.moments.size(), 3u);
    EXPECT_EQ(run.moments[0].text, "timeout");
    EXPECT_EQ(run.moments[1].text, "cut");
    EXPECT_EQ(run.moments[2].text, "y=7");
    wordMoments(history, Texts(Language::Chinese), words, run);
    EXPECT_EQ(run.moments[0].text, "超时");
    EXPECT_EQ(run.moments[1].text, "切断");
}

}  // namespace
}  // namespace studio
