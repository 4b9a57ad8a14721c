#pragma once
// What the files of the picture of majorities share.

#include <optional>
#include <string>
#include <vector>

#include "render/views/majorities.h"
#include "render/views/marks.h"

namespace render {

/// Everything that drawing the picture needs, handed down from part to part.
struct MajorityPicture {
    const raft::ClusterView& view;
    const MajoritiesOptions& options;
    const Look& look;
    const MajoritiesLayout& layout;
    Scene& scene;
    std::string& words;  ///< Scratch for texts that are put together.

    Stroke ink(std::int32_t tenthsOfPx) const { return {look.theme.ink, look.stroke(tenthsOfPx)}; }
    Stroke dim(std::int32_t tenthsOfPx) const { return {look.theme.dim, look.stroke(tenthsOfPx)}; }
};

/// "S2, term 4" or "entry 8: x=4".
std::string titleOf(const MajorityPicture& picture, const Tally& tally);
/// "3 of 5"
std::string countText(const MajorityPicture& picture, const Tally& tally);
/// What has come of it; empty while it is open. Views the picture's words.
std::string_view statusOf(const MajorityPicture& picture, const Tally& tally);
std::string_view answerText(const PictureLabels& labels, bool isEntry, Answer answer);

/// The mark of one answer: full (in the color `yes`), minus, half (only we know it) or dashed.
void drawAnswer(const MajorityPicture& picture, Point at, Answer answer, Color yes);
/// With an eye where only we know it.
void drawStatus(const MajorityPicture& picture, const Tally& tally, Point leftMiddle, std::string_view status);
/// What the marks mean, a line for elections and one for entries, where there is room.
void drawAnswerLegend(const MajorityPicture& picture, const std::vector<Tally>& tallies);

}  // namespace render
