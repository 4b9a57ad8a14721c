#pragma once
// A storyboard as one HTML file that needs nothing else: no network, no other file.

#include <string>
#include <utility>
#include <vector>

#include "render/scene.h"
#include "render/theme.h"

namespace render {

struct HtmlChoice {
    std::string text;
    std::string why;
    bool isTrue = false;
};

/// What one page says, in one language. Everything may be empty.
struct HtmlPage {
    int step = 1;       ///< From 1; a step that asks has two pages.
    std::string stamp;  ///< "(a)"
    std::string caption;
    std::string badge;
    std::string alarm;  ///< What broke, or which rule is bent.
    std::string prompt;
    std::string how;        ///< "several may be right"
    bool asks = false;      ///< The question is open; else the choices are judged.
    bool pickable = false;  ///< Its choices can be clicked.
    bool several = false;   ///< More than one of them.
    std::vector<HtmlChoice> choices;
    std::string answer;  ///< What is so, where there are no choices.
    std::string because;
    std::string notes;
    std::vector<const Scene*> pictures;  ///< Beside each other, or one above the other where there is little room.
};

/// The whole in one language.
struct HtmlEdition {
    std::string language;  ///< "en", "zh-CN"
    std::string title;
    std::string objective;
    std::string source;
    std::vector<std::pair<std::string, std::string>> words;  ///< Of buttons: see html_script.cpp.
    std::vector<HtmlPage> pages;
};

/// The bytes of the file. The editions have the same pages; the reader begins with the first and may change.
std::string writeHtml(const std::vector<HtmlEdition>& editions, const Theme& theme);

}  // namespace render
