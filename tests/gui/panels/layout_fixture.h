#pragma once
// Draws a state in every size and both languages and looks for faults.

#include <iterator>
#include <string>

#include "tests/gui/panels/workspace_fixture.h"

namespace gui {

namespace cmd = studio::cmd;

struct WindowSize {
    int width = 0;
    int height = 0;
    int percent = 100;
};

/// The sizes that everything is drawn in.
inline constexpr WindowSize kSizes[] = {{1280, 720, 100}, {1920, 1080, 100}, {1600, 900, 100}, {1024, 768, 100},
                                        {1280, 720, 150}, {1920, 1080, 150}, {1024, 768, 150}};

class LayoutChecks : public WorkspaceTest {
protected:
    /// Draws the state in every size and both languages and looks for faults.
    void expectClean(const std::string& what) {
        for (const studio::Language language : {studio::Language::English, studio::Language::Chinese}) {
            execute(cmd::SetLanguage{language});
            for (const WindowSize& size : sizes_) {
                execute(cmd::SetScale{size.percent});
                resize(size.width, size.height);
                draw();
                SCOPED_TRACE(what + ", " + std::string(studio::codeOf(language)) + ", " + std::to_string(size.width) +
                             "x" + std::to_string(size.height) + " at " + std::to_string(size.percent) + " %");
                expectNoBareMarks();
                expectNothingClipped();
                expectNothingOverlaps();
                expectPanelsApart();
            }
        }
    }

    /// How terms are marked in a lesson's file is nothing to read.
    void expectNoBareMarks() {
        for (const FrameRecord::TextSpot& text : workspace().record().texts()) {
            EXPECT_EQ(text.text.find("[["), std::string::npos) << text.text;
        }
    }

    /// The list in which one scrolls may end in the middle of a line.
    bool mayBeCut(const FrameRecord::TextSpot& text) {
        for (const std::string_view bar :
             {"map.scroll", "predictions.scroll", "story.scroll", "more.scroll", "rules.scroll"}) {
            const FrameRecord::ClickSpot* spot = workspace().record().find(bar);
            if (spot != nullptr && text.clip.top == spot->box.top && text.clip.bottom == spot->box.bottom) return true;
        }
        const WindowLayout& layout = workspace().layout();
        const Area& drawer = layout.drawer;
        if (text.clip.left > drawer.left && text.clip.top > drawer.top && text.clip.bottom < drawer.bottom) return true;
        const auto isListIn = [&text](const Area& panel) {
            return text.clip.top > panel.top && text.clip.bottom < panel.bottom && text.clip.left > panel.left;
        };
        return isListIn(layout.compact ? layout.stage : layout.why) || isListIn(layout.drawers);
    }

    void expectNothingClipped() {
        for (const FrameRecord::TextSpot& text : workspace().record().texts()) {
            const Area clip = text.clip.inset(-1.5F);
            const bool visible = text.box.overlaps(text.clip);
            if (!visible || clip.contains(text.box)) continue;
            const bool onlyAcross = text.box.left >= clip.left && text.box.right <= clip.right;
            if (onlyAcross && mayBeCut(text)) continue;
            ADD_FAILURE() << "clipped: \"" << text.text << "\" " << text.box.left << "," << text.box.top << " "
                          << text.box.right << "," << text.box.bottom << " in " << text.clip.left << ","
                          << text.clip.top << " " << text.clip.right << "," << text.clip.bottom;
        }
    }

    void expectNothingOverlaps() {
        const auto& texts = workspace().record().texts();
        for (std::size_t i = 0; i < texts.size(); ++i) {
            for (std::size_t j = i + 1; j < texts.size(); ++j) {
                if (texts[i].layer != texts[j].layer) continue;
                const Area a = texts[i].box.cutTo(texts[i].clip).inset(1.5F);
                const Area b = texts[j].box.cutTo(texts[j].clip).inset(1.5F);
                if (a.empty() || b.empty() || !a.overlaps(b)) continue;
                ADD_FAILURE() << "\"" << texts[i].text << "\" lies on \"" << texts[j].text << "\" at " << a.left << ","
                              << a.top;
            }
        }
    }

    void expectPanelsApart() {
        const WindowLayout& layout = workspace().layout();
        const Area panels[] = {layout.title, layout.caption, layout.ring,
                               layout.logs,  layout.why,     layout.time,
                               layout.stage, layout.drawers, layout.compact ? Area{} : layout.drawer};
        for (std::size_t i = 0; i < std::size(panels); ++i) {
            for (std::size_t j = i + 1; j < std::size(panels); ++j) {
                if (panels[i].empty() || panels[j].empty()) continue;
                EXPECT_FALSE(panels[i].overlaps(panels[j])) << i << " and " << j;
            }
        }
    }

    void open(const raft::ClusterConfig& config) { execute(cmd::NewCluster{config}); }
    static raft::ClusterConfig clusterOf(int servers) {
        raft::ClusterConfig config;
        config.servers.clear();
        for (int i = 1; i <= servers; ++i) config.servers.push_back("S" + std::to_string(i));
        return config;
    }
    void send(int count) {
        for (int i = 0; i < count; ++i) {
            execute(cmd::Send{});
            runTo(history().time().us / 1000 + 40);
        }
    }

    std::vector<WindowSize> sizes_{std::begin(kSizes), std::end(kSizes)};
};

}  // namespace gui
