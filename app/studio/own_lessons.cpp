#include "app/studio/own_lessons.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "app/studio/environment.h"
#include "app/studio/file_stamp.h"

namespace studio {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> lessonFilesIn(const std::string& dir) {
    std::vector<std::string> files;
    std::error_code code;
    if (dir.empty()) return files;
    for (const auto& entry : fs::directory_iterator(dir, code)) {
        const fs::path name = entry.path().filename();
        if (name.extension() == ".json" && name.stem().extension() == ".lesson") files.push_back(entry.path().string());
    }
    std::sort(files.begin(), files.end());
    return files;
}

}  // namespace

std::string defaultLessonDir() {
    const std::string data = environment("XDG_DATA_HOME");
    if (!data.empty()) return data + "/raftlab/lessons";
    const std::string home = environment("HOME");
    return home.empty() ? std::string() : home + "/.local/share/raftlab/lessons";
}

Course courseWith(const std::string& dir, const std::string& ownDir) {
    Course course(dir);
    course.addOwn(lessonFilesIn(ownDir));
    return course;
}

std::string lessonsStamp(const std::string& dir) {
    std::string stamp;
    for (const std::string& file : lessonFilesIn(dir)) {
        const auto one = stampOf(file);
        if (one) stamp += file + " " + std::to_string(one->size) + " " + std::to_string(one->time) + "\n";
    }
    return stamp;
}

}  // namespace studio
