#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/gui/canvas/area.h"

namespace gui {

/// What one frame has written and what can be clicked in it. The tests read it to find overlapping or clipped texts,
/// and the end-to-end scripts to know where to click.
class FrameRecord {
public:
    struct TextSpot {
        std::string text;
        Area box;
        Area clip;               ///< What is outside of it cannot be seen.
        int layer = 0;           ///< Texts of a later layer may cover those of an earlier one.
        bool shortened = false;  ///< An ellipsis stands for the rest.
    };
    struct ClickSpot {
        std::string id;
        Area box;
        bool enabled = true;
    };

    void clear() {
        texts_.clear();
        clicks_.clear();
        layer_ = 0;
    }
    /// What follows lies above what came before.
    void beginLayer() { ++layer_; }

    /// `text.layer` is filled in.
    void addText(TextSpot text) {
        text.layer = layer_;
        texts_.push_back(std::move(text));
    }
    void addClick(ClickSpot click) { clicks_.push_back(std::move(click)); }

    const std::vector<TextSpot>& texts() const { return texts_; }
    const std::vector<ClickSpot>& clicks() const { return clicks_; }
    /// The last spot with this id, or null.
    const ClickSpot* find(std::string_view id) const {
        for (auto spot = clicks_.rbegin(); spot != clicks_.rend(); ++spot) {
            if (spot->id == id) return &*spot;
        }
        return nullptr;
    }

private:
    std::vector<TextSpot> texts_;
    std::vector<ClickSpot> clicks_;
    int layer_ = 0;
};

}  // namespace gui
