#pragma once
// Letters as shapes, for pictures that must look the same where the typefaces are missing.

#include <memory>
#include <string>
#include <vector>

#include "raft/base/result.h"
#include "render/scene.h"

namespace render {

/// One stroke of a pen along the edge of a letter.
struct OutlineStep {
    enum class Kind : std::uint8_t { Move, Line, Curve, Close };
    Kind kind = Kind::Close;
    Point points[3];  ///< Move and Line: the first is the end. Curve: two handles and the end.
};

/// Knows the letters' shapes. A virtual function, because only a build with FreeType has one.
class Outlines {
public:
    virtual ~Outlines() = default;
    /// The edges of all letters of `text`, a text of `scene`, where they stand in the picture; appended to `out`.
    virtual void trace(const Scene& scene, const TextItem& text, std::vector<OutlineStep>& out) const = 0;
};

/// Null inside: texts stay texts.
raft::Result<std::unique_ptr<Outlines>> openNoOutlines();
/// From the font files, found as writePng finds them. An error where the build has no FreeType or no typeface is there.
raft::Result<std::unique_ptr<Outlines>> openOutlines(const std::string& fontDirectory = {});

}  // namespace render
