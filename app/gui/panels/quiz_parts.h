#pragma once
// The pages of the quiz's dialog. Private to it.

#include <string>

#include "app/gui/panels/panel_context.h"
#include "app/studio/self_study.h"
#include "lessons/engine/quiz.h"

namespace gui {

inline const studio::QuizRun& runOf(const PanelContext& context) { return context.studio.study().quiz; }

/// "3", "0.5", "−1".
std::string pointsText(lessons::HalfPoints points);

/// "Question 3 · 10 points · medium".
std::string questionHead(const PanelContext& context, int question);

/// A question that is being answered: its text and picture, and a field.
void drawQuizWriting(const PanelContext& context, const Area& page);
/// A question that is being judged: one's answer beside a full one, and the rubric.
void drawQuizJudging(const PanelContext& context, const Area& page);
/// What it comes to.
void drawQuizResult(const PanelContext& context, const Area& page);

}  // namespace gui
