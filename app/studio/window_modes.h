#pragma once
// What the window is doing: which tool is in hand, what lies over it, what stands beside the pictures.

#include <array>
#include <cstddef>
#include <string_view>

namespace studio {

enum class Tool { Point, Cut, Send, Crash };
/// What may lie over the window. The panels draw it; that it is open is part of the studio's state.
enum class Dialog {
    None,
    Lessons,
    NewCluster,
    Teach,
    Keys,
    Glossary,
    Open,
    Save,
    Export,
    Unsaved,
    Overwrite,
    Recover,
    GoTo,
    Find,
    GoToStep,
    Poster,
    Interview,
    Quiz,
    Verify,
    Storyboard,
    Predictions,
    ExportProgress,
    ImportProgress,
    ResetProgress,
    Members,
    Rules
};
/// What may stand beside the pictures: the feed, or branches and bookmarks.
enum class Drawer { None, Feed, Places };

/// A picture that can stand beside the usual ones, in the place of the explanation or of the time diagram.
enum class Picture { Roles, Terms, Votes, Clients, Histogram, Configs };
inline constexpr std::array kPictures{Picture::Roles,   Picture::Terms,     Picture::Votes,
                                      Picture::Clients, Picture::Histogram, Picture::Configs};
/// As lessons name it.
constexpr std::string_view nameOf(Picture picture) {
    constexpr std::array<std::string_view, 6> kNames{"roles", "terms", "votes", "clients", "histogram", "configs"};
    return kNames[static_cast<std::size_t>(picture)];
}
/// Does it have the time diagram's clock, and its place?
constexpr bool isOverTime(Picture picture) { return picture == Picture::Terms || picture == Picture::Clients; }

}  // namespace studio
