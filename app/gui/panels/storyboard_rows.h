#pragma once

#include "app/gui/panels/panel_context.h"
#include "app/studio/author_scene.h"

namespace gui {

/// Where the columns of the storyboard begin, in pixels, and where the last one ends.
struct StoryColumns {
    float number = 0;
    float say = 0;
    float todo = 0;
    float until = 0;
    float expect = 0;
    float right = 0;
};
StoryColumns storyColumns(const PanelContext& context, const Area& table);

void drawStoryHeader(const PanelContext& context, const StoryColumns& columns, float middle);
/// Row `number` of the storyboard from `top` down, unfolded if it is the open one; a click opens or closes it. Returns
/// its height.
float drawStoryRow(const PanelContext& context, const StoryColumns& columns, const studio::RecordingRow& row,
                   int number, float top);

/// Two fields side by side, English and Chinese: what they hold now, and what typing in them does.
struct LanguagePair {
    std::string_view id;  ///< "title": of the places to click.
    const lessons::LocalText& text;
    studio::cmd::AuthorMove edit;
};
void drawLanguagePair(const PanelContext& context, const Area& area, const LanguagePair& pair,
                      StoryboardForm::Pair& fields);

}  // namespace gui
