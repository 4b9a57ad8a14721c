#pragma once

#include "app/gui/panels/panel_context.h"
#include "app/studio/crash_scene.h"
#include "render/views/crash_picture.h"

namespace gui {

/// The instrument with which a leader crashes in the middle of a write: the line that one drags, three predictions, and
/// the table that fills. It takes the whole window below its title.
class CrashPanel {
public:
    struct Options {
        bool present = false;  ///< In front of a class: no plates, no buttons, large letters.
        bool single = false;   ///< One thing below the picture; set by draw().
    };
    void draw(const PanelContext& context, const Area& area, Options options);
    /// The plates that it stands on in this area; what lies between them is paper.
    static std::vector<Area> plates(const PanelContext& context, const Area& area);

private:
    void drawHead(const PanelContext& context, const studio::CrashScene& scene, const Area& area, Options options);
    void drawTime(const PanelContext& context, const studio::CrashScene& scene, const Area& area, Options options);
    void drawTable(const PanelContext& context, const studio::CrashScene& scene, const Area& area);
    void useMouse(const PanelContext& context, const studio::CrashScene& scene, const Area& area, ImVec2 origin);

    render::Scene timeScene_;
    render::Scene tableScene_;
};

}  // namespace gui
