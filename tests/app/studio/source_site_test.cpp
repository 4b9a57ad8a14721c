#include "app/studio/source_site.h"

#include <gtest/gtest.h>

#include <fstream>
#include <string>

namespace studio {
namespace {

/// Line `number` (from 1) of a file of the project as it lies on the disk.
std::string lineOnDisk(std::string_view file, int number) {
    std::ifstream in(std::string(RAFTLAB_SOURCE_DIR) + "/" + std::string(file));
    std::string line;
    for (int i = 0; i < number; ++i) {
        if (!std::getline(in, line)) return "(no such line)";
    }
    return line;
}

raft::Event eventOf(raft::EventKind kind, raft::Reason reason) {
    raft::Event event;
    event.kind = kind;
    event.reason = reason;
    return event;
}

TEST(SourceSite, EveryReasonNamesTheLineThatDecides) {
    for (const raft::ReasonInfo& info : raft::reasonTable()) {
        if (info.reason == raft::Reason::None) continue;
        // A kind that no reason goes with: what is found is the place of the reason alone.
        const SourceSite site = siteOf(eventOf(raft::EventKind::Clock, info.reason));
        ASSERT_FALSE(site.empty()) << info.name;
        EXPECT_NE(site.code.find("Reason::" + std::string(info.name)), std::string_view::npos) << site.text();
        const std::string onDisk = lineOnDisk(site.file, site.line);
        EXPECT_NE(onDisk.find(site.code), std::string::npos) << site.text() << " is\n" << onDisk;
    }
}

TEST(SourceSite, EveryKindOfEventNamesTheLineThatMakesIt) {
    for (int kind = 0; kind < raft::kEventKindCount; ++kind) {
        const SourceSite site = siteOf(eventOf(static_cast<raft::EventKind>(kind), raft::Reason::None));
        ASSERT_FALSE(site.empty()) << raft::nameOf(static_cast<raft::EventKind>(kind));
        EXPECT_EQ(site.code.find("case EventKind"), std::string_view::npos) << site.text();
        EXPECT_NE(lineOnDisk(site.file, site.line).find(site.code), std::string::npos) << site.text();
    }
}

TEST(SourceSite, TheSameReasonOfTwoKindsStandsInTwoPlaces) {
    const SourceSite vote = siteOf(eventOf(raft::EventKind::Refuse, raft::Reason::StaleTerm));
    const SourceSite entries = siteOf(eventOf(raft::EventKind::Reject, raft::Reason::StaleTerm));
    EXPECT_EQ(vote.file, "raft/core/node_election.cpp");
    EXPECT_EQ(entries.file, "raft/core/node_replication.cpp");
    const SourceSite term = siteOf(eventOf(raft::EventKind::Term, raft::Reason::HigherTerm));
    const SourceSite role = siteOf(eventOf(raft::EventKind::Role, raft::Reason::HigherTerm));
    EXPECT_EQ(term.file, role.file);
    EXPECT_NE(term.line, role.line);
}

TEST(SourceSite, CodeIsFoundByItsWordsAndCommentsAreNot) {
    EXPECT_EQ(siteOfCode("isReply(message) && term < currentTerm()").file, "raft/core/node.cpp");
    EXPECT_TRUE(siteOfCode("An operand that nobody wrote").empty());
    EXPECT_TRUE(siteOfCode("Requests of clients").empty()) << "a comment decides nothing";
    EXPECT_EQ(SourceSite{}.text(), "");
}

}  // namespace
}  // namespace studio
