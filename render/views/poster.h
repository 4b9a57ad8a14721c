#pragma once
// The rules of an algorithm on one page, lit where the reader has met them. What is lit comes from whoever keeps count;
// the picture knows no lessons.

#include <cstdint>
#include <string>
#include <vector>

#include "render/look.h"

namespace render {

/// How brightly a rule is lit.
enum class PosterLight : std::uint8_t {
    Dark,   ///< Nobody has spoken of it here.
    Ahead,  ///< This page's lessons speak of it, and none of them has been played.
    Other,  ///< Lessons of another page that were played have spoken of it.
    Lit,    ///< A lesson of this page that was played has.
};

struct PosterRuleInput {
    std::string text;
    std::string source;  ///< "§5.2"
    PosterLight light = PosterLight::Dark;
};

struct PosterGroupInput {
    std::string title;
    std::vector<PosterRuleInput> rules;
};

struct PosterInput {
    std::string title;     ///< Empty: whoever shows the page has said it.
    std::string subtitle;  ///< "Elections: 9 of 14 rules"
    std::string foot;      ///< What the marks mean stands before it.
    std::vector<PosterGroupInput> groups;
    // What the marks mean, in this order: Lit, Ahead, Other.
    std::string litWords;
    std::string aheadWords;
    std::string otherWords;
};

struct PosterOptions {
    Box box;  ///< Everything is drawn inside.
};

/// The number of a rule over all groups, from 0: what the Ref of its row holds.
constexpr Ref posterRef(std::uint32_t rule) { return Ref{RefKind::Button, rule, 0}; }

/// The largest letters, in percent, with which everything fits; the smallest that are tried if nothing does.
int posterPercent(const PosterInput& input, const Box& box, const Look& look);

/// Groups flow down columns, as large as the box allows, whatever size `look` has.
void drawPoster(const PosterInput& input, const PosterOptions& options, const Look& look, Scene& scene);

}  // namespace render
