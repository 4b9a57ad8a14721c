#include "app/studio/handouts.h"

#include <filesystem>
#include <system_error>

#include "app/studio/course.h"

namespace studio {
namespace {

template <class T>
T readIfThere(const std::string& path, raft::Errors& problems) {
    std::error_code code;
    if (!std::filesystem::exists(path, code)) return {};
    auto read = T::load(path);
    if (read.ok()) return std::move(read).value();
    raft::addErrors(problems, read.errors());
    return {};
}

}  // namespace

Handouts readHandouts(const std::string& dir) {
    const std::string folder = dir.empty() ? defaultCourseDir() : dir;
    Handouts handouts;
    handouts.posters = readIfThere<lessons::PosterBook>(folder + "/posters.json", handouts.problems);
    handouts.interview = readIfThere<lessons::InterviewDeck>(folder + "/interview.json", handouts.problems);
    handouts.quiz = readIfThere<lessons::Quiz>(folder + "/quiz.json", handouts.problems);
    return handouts;
}

}  // namespace studio
