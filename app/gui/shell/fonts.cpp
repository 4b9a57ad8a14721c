#include "app/gui/fonts.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/gui/shell/font_sheet.h"
#include "app/gui/shell/glyphs.h"

namespace gui {

std::unique_ptr<FontBook> FontBook::open(const std::string& directory, std::string& error) {
    std::unique_ptr<GlyphSource> source = GlyphSource::open(directory, error);
    if (source == nullptr) return nullptr;
    return std::unique_ptr<FontBook>(new FontBook(std::move(source)));
}

FontBook::FontBook(std::unique_ptr<GlyphSource> source)
    : source_(std::move(source)), sheet_(std::make_unique<FontSheet>(*source_)) {}

FontBook::~FontBook() = default;

float FontBook::exactSize(float px) {
    constexpr float kStepsPerPixel = IMGUI_VERSION_NUM < 19200 ? 4 : 1;
    return std::clamp(std::round(px * kStepsPerPixel) / kStepsPerPixel, kSizeMin, kSizeMax);
}

ImFontAtlas* FontBook::imguiAtlas() { return sheet_->imguiAtlas(); }

bool FontBook::wantsFrame() const { return sheet_->starved(); }

void FontBook::addCharacters(std::string_view utf8) {
    const std::size_t before = characters_.size();
    while (!utf8.empty()) {
        const char32_t character = takeCharacter(utf8);
        if (character >= 0x80) characters_.push_back(character);
    }
    std::sort(characters_.begin(), characters_.end());
    characters_.erase(std::unique(characters_.begin(), characters_.end()), characters_.end());
    if (characters_.size() != before) ++charactersVersion_;
}

ImFont* FontBook::find(Face face, float px) {
    ImFont* font = sheet_->find(face, exactSize(px));
    sheet_->ensureAll(font, characters_, charactersVersion_);
    return font;
}

ImFont* FontBook::find(Face face, float px, std::string_view utf8) {
    ImFont* font = sheet_->find(face, exactSize(px));
    sheet_->ensure(font, utf8);
    return font;
}

FontSet FontBook::set(float scale) {
    FontSet set;
    set.small = find(Face::Text, 11 * scale);
    set.text = find(Face::Text, 14 * scale);
    set.textBold = find(Face::SemiBold, 14 * scale);
    set.caption = find(Face::Text, 17 * scale);
    set.captionBold = find(Face::SemiBold, 17 * scale);
    set.mono = find(Face::Mono, 13 * scale);
    return set;
}

void FontBook::setDefaultSize(float px) {
    scaleChanged_ = scaleChanged_ || exactSize(px) != exactSize(defaultPx_);
    defaultPx_ = px;
}

bool FontBook::contains(Face face, char32_t character) { return source_->contains(face, character); }

float FontBook::advance(Face face, float px, char32_t character) { return source_->advance(face, px, character); }

float FontBook::width(Face face, float px, std::string_view utf8) {
    float sum = 0;
    while (!utf8.empty()) sum += source_->advance(face, px, takeCharacter(utf8));
    return sum;
}

float FontBook::baseline(float px) {
    // Inter's capitals are 0.727 em high, and so are the middles of Chinese characters half-way up them: with the
    // baseline here both stand in the middle of a line that is one em high.
    constexpr float kCapHeight = 0.727F;
    return std::round(px * (1 + kCapHeight) / 2);
}

void FontBook::beginFrame() {
    if (scaleChanged_) sheet_->reset();
    scaleChanged_ = false;
    sheet_->makeRoom();
    ImGuiIO& io = ImGui::GetIO();
    io.FontDefault = find(Face::Text, defaultPx_);
#if IMGUI_VERSION_NUM >= 19200
    ImGui::GetStyle().FontSizeBase = exactSize(defaultPx_);
#endif
}

}  // namespace gui
