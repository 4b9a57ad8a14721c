#pragma once
// Studios in the states that the tests start from.

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "app/studio/studio.h"

namespace studio {

/// Three servers, manual timers: nothing happens by itself.
inline raft::ClusterConfig quietConfig() {
    raft::ClusterConfig config;
    config.servers = {"S1", "S2", "S3"};
    config.timers = raft::Timers::Manual;
    return config;
}

/// Settings and luck of the machine stay outside: English, no folder.
inline std::unique_ptr<Studio> emptyStudio() {
    StudioOptions options;
    options.language = Language::English;
    options.courseDir = RAFTLAB_SOURCE_DIR "/lessons/course";
    return std::make_unique<Studio>(options);
}

inline std::unique_ptr<Studio> quietSandbox() {
    auto studio = emptyStudio();
    studio->execute(cmd::NewCluster{quietConfig()});
    return studio;
}

/// S1 leads term 1.
inline std::unique_ptr<Studio> ledSandbox() {
    auto studio = quietSandbox();
    studio->execute(cmd::FireTimeout{raft::NodeId(0)});
    for (int i = 0; i < 200 && !studio->document().history().world().cluster().leaderOfHighestTerm(); ++i) {
        studio->update(0.05);
    }
    EXPECT_TRUE(studio->document().history().world().cluster().leaderOfHighestTerm().has_value());
    return studio;
}

/// The lesson of the first seconds, its first step under way.
inline std::unique_ptr<Studio> welcome() {
    auto studio = emptyStudio();
    studio->execute(cmd::OpenLesson{"welcome"});
    EXPECT_NE(studio->document().lesson(), nullptr);
    return studio;
}

/// Frames until the lesson's step is done.
inline void finishStep(Studio& studio) {
    for (int i = 0; i < 4000 && studio.caption().running; ++i) studio.update(0.02);
    EXPECT_FALSE(studio.caption().running);
}

/// Presses the big button until the lesson is over.
inline void playLesson(Studio& studio) {
    finishStep(studio);
    while (studio.document().player()->state() != lessons::Player::State::Done) {
        studio.execute(cmd::BigButton{});
        finishStep(studio);
    }
}

}  // namespace studio
