#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "app/gui/shell/headless.h"

namespace gui {

/// A test with a Dear ImGui context, typefaces and input, but no window.
class HeadlessTest : public testing::Test {
protected:
    void SetUp() override {
        std::string error;
        ui_ = HeadlessUi::create({}, error);
        ASSERT_NE(ui_, nullptr) << error;
    }

    HeadlessUi& ui() { return *ui_; }
    FontBook& fonts() { return ui_->fonts(); }

private:
    std::unique_ptr<HeadlessUi> ui_;
};

}  // namespace gui
