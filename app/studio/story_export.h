#pragma once
// From a story to files.

#include <string>
#include <vector>

#include "app/studio/i18n.h"
#include "app/studio/story.h"
#include "raft/base/result.h"

namespace studio {

/// The content of each file: one for a deck, a page or a PDF; one a page for SVG and PNG. `options.story` must be
/// there, and the story must have pages. An HTML file speaks both languages, the given one first.
raft::Result<std::vector<std::string>> exportStory(const Story& story, const ExportOptions& options,
                                                   const lessons::Glossary& glossary, const Texts& texts);

/// How many files that will be.
std::size_t storyFileCount(const Story& story, PictureFormat format);

}  // namespace studio
