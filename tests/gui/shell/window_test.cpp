#include "app/gui/shell/window.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <string>

#include "app/gui/shell/icon.h"

namespace gui {
namespace {

/// Takes a variable out of the environment for as long as it lives.
class Without {
public:
    explicit Without(const char* name) : name_(name) {
        const char* value = std::getenv(name);
        had_ = value != nullptr;
        if (had_) value_ = value;
        unsetenv(name);
    }
    ~Without() {
        if (had_) setenv(name_, value_.c_str(), 1);
    }
    Without(const Without&) = delete;
    Without& operator=(const Without&) = delete;

private:
    const char* name_;
    bool had_ = false;
    std::string value_;
};

TEST(Window, MissingDisplayIsSaidInOneLine) {
    const Without x11("DISPLAY");
    const Without wayland("WAYLAND_DISPLAY");
    WindowError error;
    EXPECT_EQ(Window::create({}, error), nullptr);
    EXPECT_EQ(error.kind, WindowError::Kind::NoDisplay);
    EXPECT_EQ(error.message.rfind("raftlab: no display", 0), 0U) << error.message;
    EXPECT_EQ(error.message.find('\n'), std::string::npos);
}

TEST(Icon, IsADiscWithABlueLeaderAtTheTop) {
    const Image icon = windowIcon(64);
    ASSERT_EQ(icon.rgba.size(), 64U * 64U * 4U);
    const auto at = [&](int x, int y) { return icon.rgba.data() + (y * 64 + x) * 4; };
    EXPECT_EQ(at(0, 0)[3], 0) << "the corners are transparent";
    EXPECT_EQ(at(32, 32)[3], 255);
    EXPECT_GT(at(32, 32)[0], 200) << "paper in the middle";
    EXPECT_GT(at(32, 14)[2], at(32, 14)[0]) << "the leader";
}

TEST(Png, IsWrittenAndUnwritablePathsAreSaid) {
    const std::string path = (std::filesystem::path(testing::TempDir()) / "icon.png").string();
    EXPECT_TRUE(writePng(path, windowIcon(16)));
    EXPECT_GT(std::filesystem::file_size(path), 100U);
    std::filesystem::remove(path);
    EXPECT_FALSE(writePng("/nonexistent/folder/icon.png", windowIcon(16)));
}

}  // namespace
}  // namespace gui
