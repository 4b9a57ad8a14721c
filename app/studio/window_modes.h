#pragma once
// What the window is doing: which tool is in hand, what lies over it, what stands beside the pictures.

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
    GoToStep
};
/// What may stand beside the pictures: the feed, or branches and bookmarks.
enum class Drawer { None, Feed, Places };

}  // namespace studio
