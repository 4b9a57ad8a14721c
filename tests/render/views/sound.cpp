#include "tests/render/views/sound.h"

#include <gtest/gtest.h>

#include "tests/render/fixtures.h"
#include "tests/render/views/picture_checks.h"

namespace checks {

using namespace render;

void expectSound(const std::vector<Panel>& panels, const Draw& draw) {
    const FixedMeasure fixed{};
    const WideMeasure wide{};
    const PictureLabels english = fixtures::englishLabels();
    const PictureLabels chinese = fixtures::chineseLabels();
    Scene scene;
    for (const Panel& panel : panels) {
        for (const ThemeName name : {ThemeName::Light, ThemeName::Dark}) {
            const Theme theme = themeOf(name);
            for (const TextMeasure* measure :
                 {static_cast<const TextMeasure*>(&fixed), static_cast<const TextMeasure*>(&wide)}) {
                for (const PictureLabels* labels : {&english, &chinese}) {
                    const Look look{theme, *measure, *labels, {panel.scalePercent}};
                    const Box box = boxAt({px(37), px(21)}, px(panel.width), px(panel.height));
                    scene.clear();
                    draw(look, box, scene);
                    const std::string where = std::to_string(panel.width) + "x" + std::to_string(panel.height) +
                                              " at " + std::to_string(panel.scalePercent) +
                                              (labels == &chinese ? " zh" : " en") + (measure == &wide ? " wide" : "");
                    EXPECT_EQ(overlappingTexts(scene), "") << where;
                    EXPECT_EQ(leaves(scene, box), "") << where;
                    EXPECT_FALSE(hasTextSmallerThan(scene, look.metrics.label())) << where;
                }
            }
        }
    }
}

}  // namespace checks
