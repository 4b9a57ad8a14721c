#pragma once
// What a class reads below the pictures: the sentence, and a question with its answers as large as they can be.

#include <string>
#include <vector>

#include "app/gui/panels/panel_context.h"
#include "app/studio/lecture.h"
#include "app/studio/lesson_scene.h"

namespace gui {

/// Made for one frame; everything it names must outlive it.
class PresentCaption {
public:
    PresentCaption(const PanelContext& context, const studio::LectureScene& lecture, float left, float width);

    /// In pixels. Steps that only tell something all have one height, so that the pictures stand still.
    float height() const;
    void draw(float top) const;

private:
    struct Grid {
        int columns = 1;
        int rows = 1;
        int lines = 1;  ///< Of the longest label.
        float width = 0;
        float height = 0;  ///< Of one box.
    };
    /// Walks down from `top`; what only measures draws nothing. Returns the lower end.
    enum class Pass { Measure, Draw };
    float walk(float top, Pass pass) const;
    /// `id` tells the links of several apart.
    float paragraph(std::string_view id, float top, std::string_view text, bool strong, int lines, Pass pass) const;
    float answers(float top, Pass pass) const;
    float boxes(float top, Pass pass) const;
    float pad(float top, Pass pass) const;
    float typed(float top, Pass pass) const;
    float verdict(float top, Pass pass) const;
    float idea(float top, Pass pass) const;
    float told() const;
    Grid gridOf(const std::vector<std::string>& labels) const;
    void drawBox(const Area& area, const studio::ChoiceScene& choice, int lines) const;
    void drawVoteTime(float top) const;
    bool isDecided() const { return scene_.kind == studio::LessonScene::Kind::Verdict; }

    const PanelContext& context_;
    const studio::LectureScene& lecture_;
    studio::LessonScene scene_;
    float left_;
    float width_;
};

}  // namespace gui
