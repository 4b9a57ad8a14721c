#include "raft/script/narration.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "raft/script/action_text.h"
#include "raft/script/functions.h"
#include "script_support.h"

namespace raft {
namespace {

using testing::Lab;
using testing::manualCluster;

using Catalogue = std::map<std::string, std::string>;

Catalogue catalogue(const std::string& language) {
    std::ifstream file(std::string(RAFTLAB_SOURCE_DIR) + "/assets/lang/" + language + ".json");
    Catalogue texts;
    const nlohmann::json json = nlohmann::json::parse(file);
    for (const auto& [key, text] : json.items()) texts[key] = text.get<std::string>();
    return texts;
}

/// The text with its placeholders filled; a hole stays as it is.
std::string fill(std::string text, const Narration& sentence) {
    for (const auto& [name, value] : sentence.args) {
        const std::string hole = "{" + name + "}";
        for (std::size_t at = text.find(hole); at != std::string::npos; at = text.find(hole, at + value.size())) {
            text.replace(at, hole.size(), value);
        }
    }
    return text;
}

/// Every sentence of a run, with and without the messages.
struct Told {
    std::vector<Narration> sentences;
    std::vector<std::string> english;
    std::set<std::string> keys;

    explicit Told(const History& history) {
        const Catalogue texts = catalogue("en");
        const auto tell = [&](const Event& event, SimTime time, const Cluster& cluster, const Message* message) {
            sentences.push_back(sentenceOf(event, time, cluster, message));
            keys.insert(sentences.back().key);
            const auto text = texts.find(sentences.back().key);
            english.push_back(text == texts.end() ? "no text for " + sentences.back().key
                                                  : fill(text->second, sentences.back()));
        };
        history.replay(StepId(0), history.end(),
                       [&](const World& after, const StepEvents& step) {
                           for (const Event& event : step.events) {
                               const auto sent =
                                   std::find_if(step.messages.begin(), step.messages.end(),
                                                [&](const SentMessage& m) { return m.id == event.message; });
                               const Message* message = sent == step.messages.end() ? nullptr : &sent->message;
                               tell(event, step.time, after.cluster(), message);
                               if (message != nullptr) tell(event, step.time, after.cluster(), nullptr);
                           }
                       },
                       {.keepMessages = true});
    }

    bool has(const std::string& sentence) const {
        return std::find(english.begin(), english.end(), sentence) != english.end();
    }
};

/// A run in which nearly everything happens that can.
void playEverything(Lab& lab) {
    const auto read = [&lab](ReadMode mode, const char* key) {
        lab.act(act::ReadKey{lab.texts->intern(key), clientEnd(0), lab.s(1), mode});
        lab.wait(100);
    };
    lab.act(act::SetTimers{{{lab.s(2), SimTime::fromMs(400)}}});
    lab.act(act::Resume{Lab::one(1)});
    lab.timeOut(1);
    lab.wait(100);
    lab.timeOut(1);
    lab.submit("x=1", 2);
    lab.submit("cas x 7 8", 1);
    lab.wait(200);
    read(ReadMode::Local, "x");
    read(ReadMode::Local, "y");
    read(ReadMode::Log, "y");
    lab.act(act::SetFsync{lab.s(3), SimTime::fromMs(30)});
    lab.act(act::Cut{Lab::link(1, 2)});
    lab.submit("x=2", 1);
    lab.wait(35);
    lab.crash(3);
    lab.crash(3);
    lab.timeOut(3);
    lab.wait(100);
    lab.act(act::Restart{Lab::one(3)});
    lab.act(act::SetLoss{{LinkId{lab.s(1), lab.s(3)}}, 1'000'000});
    lab.wait(100);
    lab.act(act::SetLoss{{LinkId{lab.s(1), lab.s(3)}}, 0});
    lab.act(act::Pause{Lab::one(3)});
    lab.act(act::Pause{Lab::one(3)});
    lab.wait(100);
    lab.act(act::Resume{Lab::one(3)});
    lab.timeOut(2);
    lab.wait(30);
    lab.act(act::Heal{});
    lab.act(act::Hold{{LinkId{lab.s(1), lab.s(2)}}});
    lab.wait(60);
    lab.act(act::Heal{});
    lab.timeOut(2);
    lab.timeOut(3);
    MessageMatcher vote;
    vote.kind = MessageKind::RequestVote;
    lab.act(act::Duplicate{vote});
    lab.act(act::Delay{vote, SimTime::fromMs(1)});
    lab.act(act::Drop{vote});
    vote.nth = 99;
    lab.act(act::Drop{vote});
    lab.wait(400);
    lab.act(act::LoseVote{lab.s(1)});
    lab.crash(1);
    lab.act(act::LoseVote{lab.s(1)});
    lab.act(act::SetClock{lab.s(2), 1'500'000, SimTime()});
    lab.act(act::SetRule{RuleId::CompareLogs, 0});
    lab.act(act::SetRule{RuleId::Quorum, 1});
    lab.act(act::WriteNote{lab.texts->intern("look here")});
    lab.act(act::Restart{Lab::one(1)});
    lab.wait(1'500);
    lab.act(act::SetRule{RuleId::Heartbeats, 1});
    lab.wait(200);
}

TEST(Narrations, EveryKeyHasATextInBothLanguages) {
    for (const char* language : {"en", "zh"}) {
        const Catalogue texts = catalogue(language);
        for (const std::string& key : narrationKeys()) EXPECT_TRUE(texts.count(key)) << language << " lacks " << key;
        for (const FunctionInfo& info : functionTable()) {
            EXPECT_TRUE(texts.count("function." + std::string(info.name))) << language << " lacks " << info.name;
        }
    }
}

TEST(Narrations, EveryTextOfTheRoomIsReachable) {
    std::vector<std::string> known = narrationKeys();
    for (const FunctionInfo& info : functionTable()) known.push_back("function." + std::string(info.name));
    const Catalogue texts = catalogue("en");
    for (const auto& [key, text] : texts) {
        const std::string room = key.substr(0, key.find('.'));
        if (room != "event" && room != "reason" && room != "function") continue;
        EXPECT_NE(std::find(known.begin(), known.end(), key), known.end()) << key << " is never told";
    }
}

TEST(Narrations, AReasonsTextUsesOnlyWhatTheReasonSays) {
    const Catalogue texts = catalogue("en");
    for (const ReasonInfo& info : reasonTable()) {
        Narration full;
        for (const char* name : {"node", "peer", "command"}) full.args.emplace_back(name, "x");
        for (const std::string_view operand : info.args) full.args.emplace_back(std::string(operand), "x");
        full.args.erase(
            std::remove_if(full.args.begin(), full.args.end(), [](const auto& a) { return a.first.empty(); }),
            full.args.end());
        for (const char* form : {"", ".one"}) {
            const auto text = texts.find("reason." + std::string(info.name) + form);
            if (text == texts.end()) continue;
            EXPECT_EQ(fill(text->second, full).find('{'), std::string::npos) << text->first;
        }
    }
}

TEST(Narrations, EverySentenceOfARunIsWholeInBothLanguages) {
    ClusterConfig config = manualCluster(3);
    config.clients = {"c", "d"};
    config.labels = {{"S2", "Bob"}};
    Lab lab(config);
    playEverything(lab);
    const Told told(lab.history);
    const std::vector<std::string> known = narrationKeys();
    for (const char* language : {"en", "zh"}) {
        const Catalogue texts = catalogue(language);
        for (const Narration& sentence : told.sentences) {
            ASSERT_TRUE(texts.count(sentence.key)) << sentence.key;
            EXPECT_NE(std::find(known.begin(), known.end(), sentence.key), known.end()) << sentence.key;
            const std::string text = fill(texts.at(sentence.key), sentence);
            EXPECT_EQ(text.find('{'), std::string::npos) << sentence.key << ": " << text;
        }
    }
    EXPECT_GE(told.keys.size(), 70u);
    EXPECT_TRUE(told.has("Bob sends S1 its vote in term 1."));
    EXPECT_TRUE(told.has("S1 became leader of term 1 with 2 votes; 2 are needed."));
    EXPECT_TRUE(told.has("S1 put x=1 into its log at index 1, term 1."));
    EXPECT_TRUE(told.has("Bob points c to S1."));
    EXPECT_TRUE(told.has("RequestVote from S3 to S1 is lost on its way.") ||
                told.has("RequestVote from Bob to S1 is dropped on purpose."));
    EXPECT_TRUE(told.has("The clock of Bob now runs at 1.5 times the usual speed."));
    EXPECT_TRUE(told.has("From now on quorum is half, on every server."));
    EXPECT_TRUE(told.has("look here"));
    EXPECT_TRUE(told.has("S3 is down already."));
    EXPECT_FALSE(told.has("Bob crashes: what was in memory is gone, what is on disk stays."));
}

TEST(Narrations, ARefusalNamesBothLastEntries) {
    ClusterConfig config = manualCluster(3);
    testing::startWith(config, 3, 2, {"1 1 3", "1 1", "1 1 3"});
    Lab lab(config);
    lab.timeOut(2);
    lab.wait(30);
    const Told told(lab.history);
    EXPECT_TRUE(told.has("S1 refused S2: S2's last entry is (term 1, index 2), its own is (term 3, index 3)."));
    EXPECT_FALSE(told.keys.count("reason.FreeVote"));
}

TEST(Narrations, ATruncationNamesBothTerms) {
    ClusterConfig config = manualCluster(3);
    testing::startWith(config, 3, 1, {"1 3", "1 2 2", "1 3"});
    config.start->logs[1][1].command = "other";
    Lab lab(config);
    lab.timeOut(1);
    lab.wait(200);
    const Told told(lab.history);
    EXPECT_TRUE(told.has("S2 deleted entries 2 to 3: at index 2 it had term 2, leader S1 has term 3."));
    EXPECT_TRUE(told.has("S2 stored entry 2 from S1, leader of term 4."));
}

TEST(Narrations, WhatAPersonNotesIsNotTakenForTheWorldsNote) {
    Lab lab(manualCluster(3));
    lab.act(act::WriteNote{lab.texts->intern("already down")});
    lab.crash(1);
    lab.crash(1);
    const Told told(lab.history);
    EXPECT_TRUE(told.has("already down"));
    EXPECT_TRUE(told.has("S1 is down already."));
}

TEST(Narrations, WhatTheWorldAnswersIsNotInEnglishAlone) {
    Lab lab(manualCluster(3));
    const act::ChangeMembership change{{ChangeMembers::Kind::RemoveServer, Lab::one(3), std::nullopt, TextId()},
                                       std::nullopt};
    lab.act(change);
    lab.crash(2);
    act::ChangeMembership toTheDead = change;
    toTheDead.to = lab.s(2);
    lab.act(toTheDead);
    lab.act(act::SetFsync{lab.s(1), SimTime::fromMs(5)});
    lab.act(act::Heal{});
    const Told told(lab.history);
    EXPECT_TRUE(told.has("Nobody leads: there is nobody to ask for this change."));
    EXPECT_TRUE(told.has("S2 is down: it cannot be asked for this change."));
    EXPECT_TRUE(told.has("A write to the disk of S1 takes 5000 us from now on."));
    EXPECT_TRUE(told.has("Nothing changed.")) << "nothing was cut";
    const Catalogue chinese = catalogue("zh");
    for (const char* key :
         {"event.note.noLeaderToAsk", "event.note.downNobodyToAsk", "event.note.fsync", "event.note.nothingChanged"}) {
        EXPECT_TRUE(told.keys.count(key)) << key;
        EXPECT_TRUE(chinese.count(key)) << key;
    }
}

TEST(ActionText, NamesEveryActionShortly) {
    ClusterConfig config = manualCluster(3);
    config.labels = {{"S2", "Bob"}};
    Lab lab(config);
    const auto text = [&lab](const Action& action) { return actionText(action, lab.history.world().cluster()); };
    const auto id = [&lab](const char* word) { return lab.texts->intern(word); };
    MessageMatcher which;
    which.kind = MessageKind::AppendEntries;
    which.to = lab.s(2);
    which.nth = 2;
    MessageMatcher byId;
    byId.id = MessageId(12);
    EXPECT_EQ(actionText(act::Crash{Lab::one(1)}, lab.history.world().cluster(), SimTime(120'500)),
              "crash S1 at 120.5 ms");
    EXPECT_EQ(text(act::Restart{Lab::set({1, 2})}), "restart S1, Bob");
    EXPECT_EQ(text(act::FireTimeout{lab.s(3)}), "time out S3");
    EXPECT_EQ(text(act::SetTimers{{{lab.s(1), SimTime::fromMs(400)}}}), "timer of S1 in 400 ms");
    EXPECT_EQ(text(act::Cut{Lab::link(1, 3)}), "cut S1-S3");
    EXPECT_EQ(text(act::Mend{{LinkId{lab.s(3), lab.s(1)}}}), "mend S3>S1");
    EXPECT_EQ(text(act::Split{{Lab::set({1, 2}), Lab::one(3)}}), "split S1, Bob | S3");
    EXPECT_EQ(text(act::Heal{}), "heal all");
    EXPECT_EQ(text(act::SetLatency{Lab::link(1, 3), SimTime::fromMs(40), SimTime::fromMs(60)}),
              "latency S1-S3 40 to 60 ms");
    EXPECT_EQ(text(act::SetLoss{Lab::link(1, 3), 200'000}), "loss S1-S3 0.2");
    EXPECT_EQ(text(act::SetLoss{Lab::link(1, 3), 1'000'000}), "loss S1-S3 1.0");
    EXPECT_EQ(text(act::Drop{which}), "drop AppendEntries no. 2 to Bob");
    EXPECT_EQ(text(act::Delay{byId, SimTime(1'500)}), "delay message 12 by 1.5 ms");
    EXPECT_EQ(text(act::Submit{id("x=1"), clientEnd(0), lab.s(1), 0}), "submit x=1 to S1");
    EXPECT_EQ(text(act::ReadKey{id("x"), clientEnd(0), std::nullopt, ReadMode::Log}), "read x");
    EXPECT_EQ(text(act::SetClock{lab.s(1), 1'250'000, SimTime()}), "clock of S1 at rate 1.25");
    EXPECT_EQ(text(act::SetRule{RuleId::CompareLogs, 0}), "rule compareLogs=false");
    EXPECT_EQ(text(act::SetRule{RuleId::Quorum, 1}), "rule quorum=half");
    EXPECT_EQ(text(act::LoseEntries{lab.s(1), 2}), "lose the last 2 entries of S1");
}

TEST(Narrations, TellOfASessionWithoutACommand) {
    ClusterConfig config = manualCluster(3);
    config.sessionTimeout = SimTime::fromMs(1000);
    Lab lab(config);
    lab.timeOut(1);
    lab.wait(100);
    lab.submit("x=3", 1);
    lab.wait(100);
    const Told told(lab.history);
    const auto said = [&told](std::string_view sentence) {
        return std::find(told.english.begin(), told.english.end(), sentence) != told.english.end();
    };
    EXPECT_TRUE(said("c asks S1 to open a session."));
    EXPECT_TRUE(said("S1 is asked by c to open a session."));
    EXPECT_TRUE(said("S1 put an entry into its log that opens a session for c: index 1, term 1."));
    EXPECT_TRUE(said("S1 tells c that its session 1 is open."));
    EXPECT_TRUE(said("c hears from S1 that its session 1 is open."));
    EXPECT_TRUE(said("S1 put x=3 into its log at index 2, term 1."));
    for (const std::string& sentence : told.english) {
        EXPECT_EQ(sentence.find("open session"), std::string::npos) << sentence;
    }
}

TEST(Narrations, TellHowFarAClockIsSet) {
    Lab lab(manualCluster(3));
    lab.act(act::SetClock{lab.s(2), 1'000'000, SimTime::fromMs(3000)});
    lab.act(act::SetClock{lab.s(2), 1'500'000, SimTime::fromMs(-20)});
    lab.act(act::SetClock{lab.s(2), 1'500'000, SimTime()});
    const Told told(lab.history);
    const auto said = [&told](std::string_view sentence) {
        return std::count(told.english.begin(), told.english.end(), sentence);
    };
    EXPECT_EQ(said("The clock of S2 is set 3000 ms ahead and runs at 1 times the usual speed."), 1);
    EXPECT_EQ(said("The clock of S2 is set 20 ms back and runs at 1.5 times the usual speed."), 1);
    EXPECT_EQ(said("The clock of S2 now runs at 1.5 times the usual speed."), 1);
}

}  // namespace
}  // namespace raft
