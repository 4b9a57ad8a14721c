#pragma once

#include "app/gui/panels/caption_strip.h"
#include "app/gui/panels/panel_context.h"
#include "app/studio/lesson_scene.h"

namespace gui {

/// How the letters of the strip stand; lengths at 100 %. In a low window they step closer together.
struct StripType {
    float sayLetters = 17;
    float line = 26;       ///< Of the sentence.
    float promptGap = 31;  ///< From the last line of the sentence to the prompt.
    float promptPitch = 24;
    int promptLines = 2;
    float reasonLetters = 15;
    float reasonGap = 27;
    float reasonPitch = 22;
    int reasonLines = 3;
    float chipsGap = 17;    ///< From the middle of the line above to the top of the chips.
    float below = 15;       ///< Below the chips.
    float belowText = 27;   ///< Below a line of text.
    bool chipsWrap = true;  ///< Else they stand in one row, and are shortened.
};
StripType stripTypeOf(CaptionAir air);

/// What stands below or in place of a lesson's sentence: a question with its choices, a verdict, an idea that runs, the
/// goal. Heights are at 100 %.
struct LessonBlock {
    const PanelContext& context;
    float left = 0;  ///< In pixels, as is the width: of the sentence.
    float width = 0;
    StripType type;

    /// Is the sentence itself replaced by the block?
    static bool replacesSentence(const studio::LessonScene& scene);
    /// From the middle of the first line of text to the bottom of the strip, so that no state of this step of the
    /// lesson needs more.
    float heightOf(const lessons::Step& step) const;
    float heightOf(const lessons::WhatIf& whatIf) const;
    float heightOf(const lessons::Goal& goal) const;
    /// When the last step is over, and the goal can be taken.
    float heightOfOffer(const lessons::Step& last, const lessons::Goal& goal) const;
    /// Draws the block. `top` is the middle of the first line of text, in pixels; `sentenceLines` stand there already.
    void draw(const studio::LessonScene& scene, float top, int sentenceLines) const;
    /// What stands in the row of the ticks instead of them; empty: the ticks.
    std::string headline(const studio::LessonScene& scene) const;

private:
    float padHeight(const lessons::Ask& ask) const;
    float chipsHeight(const std::vector<std::string>& labels, float extra) const;
    void drawQuestion(const studio::QuestionScene& question, float y) const;
    void drawVerdict(const studio::QuestionScene& question, float y) const;
    void drawIdea(const studio::IdeaScene& idea, float y) const;
    void drawOffer(const studio::GoalScene& goal, float y) const;
    void drawGoal(const studio::LessonScene& scene, float y) const;
    float drawAttempts(const studio::GoalScene& goal, float right, float middle) const;
    void drawPad(const studio::QuestionScene& question, float y) const;
    void drawPadVerdict(const studio::QuestionScene& question, float y) const;
    void drawSaidAndSaw(const studio::QuestionScene& question, float y) const;
    /// Returns where what comes below begins.
    float drawBecause(const studio::QuestionScene& question, float y) const;
    void drawHow(const studio::QuestionScene& question, float right, float middle) const;
    void drawAgain(float x, float middle) const;
    void drawTyped(const studio::QuestionScene& question, float top) const;
    float quietButton(std::string_view id, ImVec2 leftTop, std::string_view textKey, std::string_view key,
                      const studio::Command& command) const;
};

}  // namespace gui
