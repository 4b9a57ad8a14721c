// A failed CHECK of ours.

#include "app/cli/check_report.h"

#include "app/cli/exit_code.h"
#include "raft/base/check.h"
#include "tests/app/cli/program.h"

namespace cli_test {
namespace {

class CheckReportTest : public ProgramTest {};

TEST_F(CheckReportTest, SavesTheRunAndStopsWithThree) {
    const auto fail = [this] {
        raft::ClusterConfig config;
        config.seed = 42;
        raft::History history(config, std::make_shared<raft::TextTable>());
        history.seekTime(raft::SimTime::fromMs(700));
        const std::string saved = folder() + "/saved";
        cli::installCheckHandler();
        const cli::CheckReport report(history, saved);
        CHECK(history.time() == raft::SimTime());
    };
    EXPECT_EXIT(fail(), testing::ExitedWithCode(cli::kOurFault),
                "CHECK failed: history.time.*seed 42, at 700 ms.*saved");
    ASSERT_TRUE(exists("saved/check-failed.session.json"));
    const Answer again = run({"run", "saved/check-failed.session.json", "--until", "700ms"});
    EXPECT_EQ(again.code, 0) << again.err;
}

}  // namespace
}  // namespace cli_test
