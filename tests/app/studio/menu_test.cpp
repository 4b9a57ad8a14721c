// The lines of menus: what they do, which key does the same, and what is greyed.

#include "app/studio/menu.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "tests/app/studio/studio_support.h"

namespace studio {
namespace {

using raft::NodeId;

const MenuItem* find(const Menu& menu, std::string_view id) {
    const auto found =
        std::find_if(menu.items.begin(), menu.items.end(), [id](const MenuItem& item) { return item.id == id; });
    return found == menu.items.end() ? nullptr : &*found;
}

std::unique_ptr<Studio> asking() {
    auto studio = quietSandbox();
    studio->execute(cmd::PlayPause{});
    studio->execute(cmd::FireTimeout{NodeId(0)});
    return studio;
}

const std::vector<raft::Ref> kThings{raft::nodeRef(NodeId(0)),
                                     raft::nodeRef(NodeId(1)),
                                     raft::linkRef(NodeId(0), NodeId(1)),
                                     raft::clientRef(raft::clientEnd(0)),
                                     raft::messageRef(raft::MessageId(1)),
                                     raft::cellRef(NodeId(0), 1),
                                     raft::Ref{}};

TEST(Menus, EveryThingHasOneWithANameUniqueLinesAndWords) {
    auto studio = asking();
    for (const Language language : {Language::English, Language::Chinese}) {
        studio->execute(cmd::SetLanguage{language});
        for (const raft::Ref& thing : kThings) {
            const Menu menu = menuOf(*studio, thing);
            EXPECT_FALSE(menu.title.empty());
            std::set<std::string> ids;
            for (const MenuItem& item : menu.items) {
                if (item.id.empty()) continue;
                EXPECT_TRUE(ids.insert(item.id).second) << item.id;
                EXPECT_FALSE(item.text.empty());
                EXPECT_EQ(item.text.find('{'), std::string::npos) << item.text;
            }
            EXPECT_GE(ids.size(), 5u);
        }
    }
}

/// S1 leads; x=1 is committed, and everybody knows it.
std::unique_ptr<Studio> written() {
    auto studio = ledSandbox();
    studio->execute(cmd::Send{});
    const raft::Cluster& cluster = studio->document().history().world().cluster();
    for (int i = 0; i < 400 && cluster.node(NodeId(1)).state().commitIndex.value == 0; ++i) studio->update(0.05);
    EXPECT_EQ(cluster.node(NodeId(1)).state().commitIndex.value, 1u);
    return studio;
}

/// A click on a cell opens its menu, which selects it: then its life is there, and each line leads to its event.
TEST(Menus, AnEntryTellsItsLifeAndEachLineLeadsThere) {
    auto studio = written();
    const raft::Ref cell = raft::cellRef(NodeId(1), 1);
    EXPECT_EQ(find(menuOf(*studio, cell), "entry.life.1"), nullptr) << "it is not selected";
    studio->execute(cmd::Select{cell});
    const Menu menu = menuOf(*studio, cell);
    EXPECT_EQ(menu.title, "Entry 1 of S2");
    EXPECT_EQ(menu.details, std::vector<std::string>{"x=1, of term 1"});
    const std::vector<LifeLine> life = studio->explanation().life;
    ASSERT_GT(life.size(), 6u) << "written, twice copied, committed, learned, applied, answered";
    ASSERT_LE(life.size(), 12u);
    for (std::size_t i = 0; i < life.size(); ++i) {
        const MenuItem* item = find(menu, "entry.life." + std::to_string(i + 1));
        ASSERT_NE(item, nullptr) << i;
        EXPECT_NE(item->text.find(life[i].text), std::string::npos);
        studio->execute(item->command);
        EXPECT_EQ(studio->notice(), "");
        EXPECT_EQ(studio->document().selection(), raft::eventRef(life[i].event));
        EXPECT_EQ(studio->document().history().step(), life[i].step);
    }
    EXPECT_NE(find(menu, "cluster.heal"), nullptr) << "what can be done to the cluster is still there";
}

TEST(Menus, SeenAsAServerAnEntryTellsOnlyWhatThatServerKnows) {
    auto studio = written();
    studio->execute(cmd::SeeAs{NodeId(1)});
    const raft::Ref own = raft::cellRef(NodeId(1), 1);
    studio->execute(cmd::Select{own});
    const Menu menu = menuOf(*studio, own);
    ASSERT_NE(find(menu, "entry.life.1"), nullptr);
    for (const MenuItem& item : menu.items) {
        if (item.id.rfind("entry.life", 0) != 0) continue;
        EXPECT_NE(item.text.find("S2"), std::string::npos) << item.text;
    }
    const raft::Ref others = raft::cellRef(NodeId(0), 1);
    studio->execute(cmd::Select{others});
    EXPECT_EQ(find(menuOf(*studio, others), "entry.life.1"), nullptr);
    EXPECT_TRUE(menuOf(*studio, others).details.empty());
}

TEST(Menus, TheKeyOfALineDoesWhatTheLineDoesWhileItsThingIsSelected) {
    int compared = 0;
    for (const raft::Ref& thing : kThings) {
        const Menu menu = menuOf(*asking(), thing);
        for (const MenuItem& item : menu.items) {
            if (item.key.empty()) continue;
            SCOPED_TRACE(item.id);
            auto byLine = asking();
            auto byKey = asking();
            byLine->execute(cmd::Select{thing});
            byKey->execute(cmd::Select{thing});
            const CommandInfo* info = commandForKey(item.key, Context::Study);
            ASSERT_NE(info, nullptr) << item.key;
            byLine->execute(item.command);
            byKey->execute(info->command);
            EXPECT_EQ(byLine->document().history().world().chain(), byKey->document().history().world().chain());
            EXPECT_EQ(byLine->notice(), byKey->notice());
            EXPECT_EQ(byLine->request().serial, byKey->request().serial);
            EXPECT_EQ(byLine->request().value.of, byKey->request().value.of);
            EXPECT_EQ(byLine->request().to, byKey->request().to);
            ++compared;
        }
    }
    EXPECT_GT(compared, 25);
}

TEST(Menus, WhatIsOnIsOfferedAsOffAndTheOtherWayRound) {
    auto studio = asking();
    const raft::Ref link = raft::linkRef(NodeId(0), NodeId(1));
    EXPECT_EQ(studio->whyNot(find(menuOf(*studio, link), "link.cut")->command), std::nullopt);
    EXPECT_NE(studio->whyNot(find(menuOf(*studio, link), "link.mend")->command), std::nullopt);
    EXPECT_EQ(find(menuOf(*studio, link), "link.mend")->key, "");
    studio->execute(cmd::CutLinks{{{NodeId(0), NodeId(1)}}, false});
    EXPECT_NE(studio->whyNot(find(menuOf(*studio, link), "link.cut")->command), std::nullopt);
    EXPECT_EQ(studio->whyNot(find(menuOf(*studio, link), "link.mend")->command), std::nullopt);
    EXPECT_EQ(find(menuOf(*studio, link), "link.mend")->key, "Shift+X");
    const raft::Ref server = raft::nodeRef(NodeId(1));
    EXPECT_EQ(find(menuOf(*studio, server), "node.pause")->text, "Pause");
    studio->execute(cmd::TogglePause{NodeId(1)});
    EXPECT_EQ(find(menuOf(*studio, server), "node.pause")->text, "Let it go on");
}

TEST(Menus, ALinkSaysHowItIsInBothDirections) {
    auto studio = asking();
    studio->execute(cmd::SetLatency{
        {{NodeId(0), NodeId(1)}}, Direction::OneWay, raft::SimTime::fromMs(40), raft::SimTime::fromMs(60)});
    studio->execute(cmd::SetLoss{{{NodeId(1), NodeId(0)}}, Direction::OneWay, 200'000});
    studio->execute(cmd::CutLinks{{{NodeId(1), NodeId(0)}}, true});
    const Menu menu = menuOf(*studio, raft::linkRef(NodeId(1), NodeId(0)));
    EXPECT_EQ(menu.title, "S1 – S2") << "whichever end was named first";
    const std::vector<std::string> expected{"S1 → S2: 40 ms – 60 ms", "S2 → S1: 10 ms, loss 20 %, cut"};
    EXPECT_EQ(menu.details, expected);
}

TEST(Menus, AMessageThatHasArrivedIsFoundWhereItWasSent) {
    auto studio = asking();
    const raft::Ref message = raft::messageRef(raft::MessageId(1));
    EXPECT_EQ(menuOf(*studio, message).title, "RequestVote, S1 to S2");
    EXPECT_EQ(find(menuOf(*studio, message), "message.toSend"), nullptr);
    for (int i = 0; i < 3; ++i) studio->execute(cmd::StepForward{});
    const Menu menu = menuOf(*studio, message);
    EXPECT_EQ(menu.title, "RequestVote");
    EXPECT_EQ(studio->whyNot(find(menu, "message.drop")->command), studio->texts().tr("why.notOnItsWay"));
    ASSERT_NE(find(menu, "message.toSend"), nullptr);
    studio->execute(find(menu, "message.toSend")->command);
    EXPECT_EQ(studio->whyNot(cmd::DropMessage{raft::MessageId(1)}), std::nullopt);
}

}  // namespace
}  // namespace studio
