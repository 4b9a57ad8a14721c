// Many elections: plain numbers that depend on the cluster and its seeds, and on nothing else.

#include "app/studio/election_survey.h"

#include <gtest/gtest.h>

#include <numeric>

#include "app/studio/histogram_text.h"
#include "app/studio/studio.h"

namespace studio {
namespace {

constexpr TimeoutRange rangeOf(std::int64_t minMs, std::int64_t maxMs) {
    return {raft::SimTime::fromMs(minMs), raft::SimTime::fromMs(maxMs)};
}

SurveySeries elections(const raft::ClusterConfig& config, const TimeoutRange& range) {
    std::atomic<int> done{0};
    const std::atomic<bool> stop{false};
    return surveyElections(config, range, done, stop);
}

std::uint32_t sum(const std::vector<std::uint32_t>& terms) { return std::accumulate(terms.begin(), terms.end(), 0U); }

TEST(ElectionSurvey, CountsEveryElectionThatFoundALeaderOnce) {
    const SurveySeries series = elections(raft::ClusterConfig{}, rangeOf(150, 300));
    EXPECT_EQ(series.elections, static_cast<std::uint32_t>(kSurveyElections));
    EXPECT_EQ(sum(series.terms), series.timesUs.size());
    EXPECT_EQ(series.timesUs.size(), static_cast<std::size_t>(kSurveyElections)) << "with luck enough, all of them";
    EXPECT_GT(series.terms.at(0), static_cast<std::uint32_t>(kSurveyElections) / 2) << "most in the first term";
    for (const std::int64_t us : series.timesUs) EXPECT_GT(us, 150'000) << "no timer fires before the shortest timeout";
}

TEST(ElectionSurvey, WithoutLuckNobodyIsElected) {
    const SurveySeries series = elections(raft::ClusterConfig{}, rangeOf(150, 150));
    EXPECT_EQ(series.elections, static_cast<std::uint32_t>(kSurveyElections));
    EXPECT_TRUE(series.timesUs.empty()) << "all time out at once, for ever";
}

TEST(ElectionSurvey, ANarrowRangeTakesMoreTerms) {
    const SurveySeries wide = elections(raft::ClusterConfig{}, rangeOf(150, 300));
    const SurveySeries narrow = elections(raft::ClusterConfig{}, rangeOf(150, 155));
    EXPECT_LT(narrow.terms.empty() ? 0U : narrow.terms[0], wide.terms[0]);
}

TEST(ElectionSurvey, LeavesADeclaredStartAndSilentTimersOut) {
    raft::ClusterConfig config;
    const SurveySeries plain = elections(config, rangeOf(150, 300));
    config.timers = raft::Timers::Manual;
    config.network = raft::Delivery::Manual;
    config.start = raft::StartState{raft::Term(4), raft::NodeId(0), raft::LogIndex(0), {}, {}};
    const SurveySeries same = elections(config, rangeOf(150, 300));
    EXPECT_EQ(same.terms, plain.terms);
    EXPECT_EQ(same.timesUs, plain.timesUs);
}

TEST(ElectionSurvey, StopsWhereItIs) {
    std::atomic<int> done{0};
    const std::atomic<bool> stop{true};
    EXPECT_EQ(surveyElections(raft::ClusterConfig{}, rangeOf(150, 300), done, stop).elections, 0U);
    EXPECT_EQ(done, 0);
}

TEST(ElectionSurvey, AWorkerFindsTheSameInTheSameOrder) {
    std::atomic<int> done{0};
    const std::atomic<bool> stop{false};
    const Survey here = surveyOf(raft::ClusterConfig{}, rangeOf(150, 155), done, stop);
    SurveyJob job;
    EXPECT_FALSE(job.busy());
    job.start(raft::ClusterConfig{}, rangeOf(150, 155));
    EXPECT_EQ(job.wanted(), 2 * kSurveyElections);
    job.wait();
    EXPECT_EQ(job.done(), job.wanted());
    const auto there = job.take();
    ASSERT_TRUE(there);
    EXPECT_FALSE(job.busy());
    ASSERT_EQ(there->series.size(), 2U);
    for (std::size_t i = 0; i < 2; ++i) {
        EXPECT_EQ(there->series[i].terms, here.series[i].terms);
        EXPECT_EQ(there->series[i].timesUs, here.series[i].timesUs);
    }
    job.start(raft::ClusterConfig{}, {});
    job.stop();
    EXPECT_FALSE(job.take()) << "what was stopped is thrown away";
}

TEST(ElectionSurvey, TheStudioShowsWhatCameOfIt) {
    Studio studio(StudioOptions{});
    EXPECT_TRUE(studio.surveys().last.series.empty());
    studio.execute(cmd::RunSurvey{});
    EXPECT_TRUE(studio.whyNot(cmd::RunSurvey{})) << "one at a time";
    EXPECT_TRUE(studio.needsFrame()) << "until it is there";
    studio.finishExport();
    ASSERT_EQ(studio.surveys().last.series.size(), 2U) << "compared with a narrow range";
    EXPECT_TRUE(studio.whyNot(cmd::StopSurvey{}));
    studio.execute(cmd::CompareSurvey{});
    studio.execute(cmd::RunSurvey{});
    studio.finishExport();
    EXPECT_EQ(studio.surveys().last.series.size(), 1U);
    const render::HistogramInput input = histogramOf(studio.surveys().last, Texts(Language::English));
    EXPECT_EQ(input.series[0].name, "150–300 ms");
    studio.execute(cmd::NewCluster{raft::ClusterConfig{}});
    EXPECT_TRUE(studio.surveys().last.series.empty()) << "it was another cluster's";
}

TEST(Pictures, ALessonOpensItsOwnAndTheReaderOpensAndClosesOthers) {
    Studio studio(StudioOptions{});
    EXPECT_FALSE(studio.sidePicture() || studio.timePicture());
    studio.execute(cmd::ShowPicture{Picture::Roles});
    EXPECT_EQ(studio.sidePicture(), Picture::Roles);
    studio.execute(cmd::ShowPicture{Picture::Votes});
    studio.execute(cmd::ShowPicture{Picture::Terms});
    EXPECT_EQ(studio.sidePicture(), Picture::Votes) << "one stands where the other stood";
    EXPECT_EQ(studio.timePicture(), Picture::Terms);
    studio.execute(cmd::ShowPicture{Picture::Votes});
    EXPECT_FALSE(studio.sidePicture());
    studio.execute(cmd::OpenLesson{"majorities"});
    EXPECT_EQ(studio.sidePicture(), Picture::Votes);
    EXPECT_FALSE(studio.timePicture()) << "what was open before is not the lesson's";
    EXPECT_TRUE(studio.lessonNames(Picture::Votes));
    EXPECT_FALSE(studio.lessonNames(Picture::Clients));
    studio.execute(cmd::OpenLesson{"command-journey"});
    EXPECT_EQ(studio.timePicture(), Picture::Clients);
    EXPECT_TRUE(studio.pictureOptions().picture.views.clients) << "a picture shows what the window does";
}

}  // namespace
}  // namespace studio
