#pragma once
// Scenes as PDF, a page each, drawn by cairo without a window. Only there if the program was built with cairo.

#include <span>
#include <string>

#include "raft/base/result.h"
#include "render/scene.h"

namespace render {

struct PdfOptions {
    std::string title;          ///< Of the document, as readers show it.
    std::string fontDirectory;  ///< As in PngOptions.
    bool outlineText = false;   ///< Letters as shapes; else as letters of embedded typefaces.
};

/// The bytes of a PDF file; 96 pixels of a scene are an inch. The same pages are the same bytes: the file says no date
/// but a fixed one. `pages` must not be empty.
raft::Result<std::string> writePdf(std::span<const Scene> pages, const PdfOptions& options);

}  // namespace render
