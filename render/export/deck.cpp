#include "render/export/deck.h"

namespace render {
namespace {

void drawBlock(const TextBlock& block, const TextMeasure& measure, Scene& scene) {
    if (block.fill.visible() || block.stroke.visible()) {
        scene.rect(block.box, block.rounding, block.fill, block.stroke);
    }
    const Coord left = block.box.left + block.padding;
    const Coord right = block.box.right - block.padding;
    std::vector<TextLine> lines;
    breakLines(measure, block.style.face, block.style.sizePx, block.text, right - left, lines);
    const Coord whole = block.lineHeight * static_cast<Coord>(lines.size());
    Coord middle = block.centered ? block.box.center().y - whole / 2 : block.box.top;
    middle += block.lineHeight / 2;
    const Coord x = block.style.align == Align::Start ? left
                    : block.style.align == Align::End ? right
                                                      : (left + right) / 2;
    for (const TextLine& line : lines) {
        const std::string_view words = std::string_view(block.text).substr(line.first, line.count);
        addText(scene, measure, block.style, {x, baselineAround(middle, block.style.sizePx)}, words);
        middle += block.lineHeight;
    }
}

}  // namespace

int lineCountOf(const TextMeasure& measure, const TextStyle& style, std::string_view text, Coord width) {
    if (text.empty()) return 0;
    std::vector<TextLine> lines;
    breakLines(measure, style.face, style.sizePx, text, width, lines);
    return static_cast<int>(lines.size());
}

Scene pageScene(const Deck& deck, const DeckPage& page, const TextMeasure& measure) {
    Scene scene = page.picture;
    scene.setSize(deck.width, deck.height);
    scene.setBackground(deck.background);
    for (const TextBlock& block : page.texts) drawBlock(block, measure, scene);
    return scene;
}

}  // namespace render
