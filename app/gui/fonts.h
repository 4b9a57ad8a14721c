#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

struct ImFont;
struct ImFontAtlas;

namespace gui {

class FontSheet;
class GlyphSource;

/// The typefaces of the program. Chinese characters come from Noto Sans CJK SC in the nearest weight, whatever the
/// face.
enum class Face : std::uint8_t { Text, Medium, SemiBold, Bold, Mono, MonoBold };
inline constexpr int kFaceCount = 6;

/// The fonts that most panels ask for; the number is their size in pixels at scale 1. Valid for one frame, like
/// everything that FontBook::find returns.
struct FontSet {
    ImFont* small = nullptr;        ///< 11: section labels, keys on chips.
    ImFont* text = nullptr;         ///< 14: body.
    ImFont* textBold = nullptr;     ///< 14, semibold: names, the one thing that matters in a line.
    ImFont* caption = nullptr;      ///< 17: the caption strip.
    ImFont* captionBold = nullptr;  ///< 17, semibold: questions and headings.
    ImFont* mono = nullptr;         ///< 13: commands, indices, variables; it looks larger than it is.
};

/// Every typeface at every size in steps of a quarter of a pixel, drawn when it is first asked for. Sizes are pixels
/// per em, as in CSS and SVG, with the interface scale and the display's already multiplied in. A font's size for Dear
/// ImGui *is* that size, so `addText(list, find(face, px), px, ...)` copies texels one to one if `px` is such a step.
class FontBook {
public:
    static constexpr float kSizeMin = 6;
    static constexpr float kSizeMax = 160;

    /// Opens the typefaces that the build has cut into `directory`; those that it lacks come from where Debian installs
    /// them. Null, and `error` filled, if there is nothing to write with.
    static std::unique_ptr<FontBook> open(const std::string& directory, std::string& error);
    ~FontBook();
    FontBook(const FontBook&) = delete;
    FontBook& operator=(const FontBook&) = delete;

    /// To be given to ImGui::CreateContext. The book must outlive that context.
    ImFontAtlas* imguiAtlas();

    /// Promises that fonts from find() show all of these characters and ASCII; further calls add to them. Meant for the
    /// catalogue of the language that is shown now, and for what the user types. Cost: about 50 us per new character
    /// and font in use, when the font is next asked for; half a second for all of a Chinese catalogue.
    void addCharacters(std::string_view utf8);

    /// The size at which text of about `px` is drawn exactly: a quarter step between kSizeMin and kSizeMax (from Dear
    /// ImGui 1.92 on, a whole pixel).
    static float exactSize(float px);

    /// The font of exactSize(px), for Dear ImGui's own widgets. Valid until the next beginFrame().
    ImFont* find(Face face, float px);

    /// The same for one text: it makes sure of the characters of `utf8` only, which keeps the many sizes of a picture
    /// cheap and shows characters that nobody announced.
    ImFont* find(Face face, float px, std::string_view utf8);

    /// The usual six, at `scale` (1 = 100 %).
    FontSet set(float scale);

    /// Widths in pixels, exactly as drawn by the font of the same size, and proportional to `px`.
    float advance(Face face, float px, char32_t character);
    float width(Face face, float px, std::string_view utf8);

    /// From the top of a line drawn by the font of `px` down to its baseline, in whole pixels. Capitals and Chinese
    /// characters stand in the middle of a line, which is `px` high.
    static float baseline(float px);

    /// True if `character` can be shown at all.
    bool contains(Face face, char32_t character);

    /// What Dear ImGui uses where nobody has pushed a font: the body text. Takes effect with beginFrame(). A new size
    /// means a new scale, so the glyphs of the old one are dropped then.
    void setDefaultSize(float px);
    float defaultSize() const { return defaultPx_; }

    /// Before ImGui::NewFrame(): makes room in the atlas and sets the default font of the current context.
    void beginFrame();

    /// True if the atlas was too small for this frame: it should not be shown, the next one will do better.
    bool wantsFrame() const;

    /// For the shell, which uploads it, and for pictures without a window.
    FontSheet& sheet() { return *sheet_; }

private:
    explicit FontBook(std::unique_ptr<GlyphSource> source);

    std::unique_ptr<GlyphSource> source_;
    std::unique_ptr<FontSheet> sheet_;
    std::u32string characters_;  // Beyond ASCII, sorted, unique.
    unsigned charactersVersion_ = 1;
    float defaultPx_ = 14;
    bool scaleChanged_ = false;
};

}  // namespace gui
