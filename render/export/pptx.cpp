#include "render/export/pptx.h"

#include <string_view>

#include "render/export/export_date.h"
#include "render/export/markup.h"
#include "render/export/pptx_parts.h"
#include "render/export/pptx_slide.h"
#include "render/export/zip.h"

namespace render {
namespace {

constexpr std::string_view kOffice = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

std::string numbered(const char* before, std::size_t number, const char* after) {
    return before + std::to_string(number) + after;
}

/// The file that says which other parts a part needs.
class Relations {
public:
    void add(std::string_view type, const std::string& target) {
        out_ += "<Relationship Id=\"rId" + std::to_string(++count_) + "\" Type=\"";
        out_ += type.substr(0, 4) == "http" ? std::string(type) : std::string(kOffice) + std::string(type);
        out_ += "\" Target=\"" + target + "\"/>";
    }
    std::string xml() const {
        return xmlHead() + "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" +
               out_ + "</Relationships>\n";
    }

private:
    std::string out_;
    int count_ = 0;
};

std::string contentTypes(std::size_t slides) {
    std::string out = xmlHead() +
                      "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default "
                      "Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                      "<Default Extension=\"xml\" ContentType=\"application/xml\"/>";
    const auto part = [&out](const std::string& name, std::string_view type) {
        out += "<Override PartName=\"/" + name + "\" ContentType=\"application/vnd.openxmlformats-";
        out.append(type).append("+xml\"/>");
    };
    part("ppt/presentation.xml", "officedocument.presentationml.presentation.main");
    part("ppt/slideMasters/slideMaster1.xml", "officedocument.presentationml.slideMaster");
    part("ppt/slideLayouts/slideLayout1.xml", "officedocument.presentationml.slideLayout");
    part("ppt/notesMasters/notesMaster1.xml", "officedocument.presentationml.notesMaster");
    for (std::size_t i = 1; i <= slides; ++i) {
        part(numbered("ppt/slides/slide", i, ".xml"), "officedocument.presentationml.slide");
        part(numbered("ppt/notesSlides/notesSlide", i, ".xml"), "officedocument.presentationml.notesSlide");
    }
    part("ppt/theme/theme1.xml", "officedocument.theme");
    part("ppt/theme/theme2.xml", "officedocument.theme");
    part("docProps/core.xml", "package.core-properties");
    part("docProps/app.xml", "officedocument.extended-properties");
    return out + "</Types>\n";
}

/// rId1 is the master, rId2 the master of notes, then the slides.
std::string presentationXml(std::size_t slides, std::int64_t height) {
    std::string out = xmlHead() +
                      "<p:presentation xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" "
                      "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" "
                      "xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\" saveSubsetFonts=\"1\">"
                      "<p:sldMasterIdLst><p:sldMasterId id=\"2147483648\" r:id=\"rId1\"/></p:sldMasterIdLst>"
                      "<p:notesMasterIdLst><p:notesMasterId r:id=\"rId2\"/></p:notesMasterIdLst><p:sldIdLst>";
    constexpr std::size_t kFirstId = 256;  // The least that the format allows.
    for (std::size_t i = 0; i < slides; ++i) {
        out += "<p:sldId id=\"" + std::to_string(kFirstId + i) + "\" r:id=\"rId" + std::to_string(i + 3) + "\"/>";
    }
    return out + "</p:sldIdLst><p:sldSz cx=\"" + std::to_string(SlideScale::kSlideWidth) + "\" cy=\"" +
           std::to_string(height) + "\"/><p:notesSz cx=\"" + std::to_string(kNotesWidth) + "\" cy=\"" +
           std::to_string(kNotesHeight) + "\"/></p:presentation>\n";
}

std::string coreXml(const Deck& deck) {
    return xmlHead() +
           "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" "
           "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" "
           "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>" +
           markupText(deck.title) + "</dc:title><dc:creator>Raftlab</dc:creator><dc:language>" + deck.language +
           "</dc:language><dcterms:created xsi:type=\"dcterms:W3CDTF\">" + kExportDate +
           "</dcterms:created><dcterms:modified xsi:type=\"dcterms:W3CDTF\">" + kExportDate +
           "</dcterms:modified></cp:coreProperties>\n";
}

std::string appXml(const Deck& deck) {
    const std::string count = std::to_string(deck.pages.size());
    return xmlHead() +
           "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\">"
           "<Application>Raftlab</Application><Slides>" +
           count + "</Slides><Notes>" + count + "</Notes></Properties>\n";
}

void addFrame(const Deck& deck, std::int64_t height, ZipWriter& zip) {
    const std::size_t slides = deck.pages.size();
    zip.add("[Content_Types].xml", contentTypes(slides));
    Relations package;
    package.add("officeDocument", "ppt/presentation.xml");
    package.add("http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
                "docProps/core.xml");
    package.add("extended-properties", "docProps/app.xml");
    zip.add("_rels/.rels", package.xml());
    zip.add("docProps/core.xml", coreXml(deck));
    zip.add("docProps/app.xml", appXml(deck));

    zip.add("ppt/presentation.xml", presentationXml(slides, height));
    Relations presentation;
    presentation.add("slideMaster", "slideMasters/slideMaster1.xml");
    presentation.add("notesMaster", "notesMasters/notesMaster1.xml");
    for (std::size_t i = 1; i <= slides; ++i) presentation.add("slide", numbered("slides/slide", i, ".xml"));
    presentation.add("theme", "theme/theme1.xml");
    zip.add("ppt/_rels/presentation.xml.rels", presentation.xml());

    zip.add("ppt/slideMasters/slideMaster1.xml", slideMasterXml(deck));
    Relations master;
    master.add("slideLayout", "../slideLayouts/slideLayout1.xml");
    master.add("theme", "../theme/theme1.xml");
    zip.add("ppt/slideMasters/_rels/slideMaster1.xml.rels", master.xml());
    zip.add("ppt/slideLayouts/slideLayout1.xml", slideLayoutXml(deck));
    Relations layout;
    layout.add("slideMaster", "../slideMasters/slideMaster1.xml");
    zip.add("ppt/slideLayouts/_rels/slideLayout1.xml.rels", layout.xml());
    zip.add("ppt/theme/theme1.xml", themeXml(deck));

    zip.add("ppt/notesMasters/notesMaster1.xml", notesMasterXml());
    Relations notesMaster;
    notesMaster.add("theme", "../theme/theme2.xml");
    zip.add("ppt/notesMasters/_rels/notesMaster1.xml.rels", notesMaster.xml());
    zip.add("ppt/theme/theme2.xml", themeXml(deck));
}

}  // namespace

std::string writePptx(const Deck& deck) {
    const ThemeColors colors(deck);
    const SlideScale scale{deck.width};
    const std::string language = deck.language == "en" ? "en-US" : deck.language;
    ZipWriter zip;
    addFrame(deck, scale.emu(deck.height), zip);
    for (std::size_t i = 1; i <= deck.pages.size(); ++i) {
        const DeckPage& page = deck.pages[i - 1];
        zip.add(numbered("ppt/slides/slide", i, ".xml"), slideXml(deck, page, colors, language));
        Relations slide;
        slide.add("slideLayout", "../slideLayouts/slideLayout1.xml");
        slide.add("notesSlide", numbered("../notesSlides/notesSlide", i, ".xml"));
        zip.add(numbered("ppt/slides/_rels/slide", i, ".xml.rels"), slide.xml());
        zip.add(numbered("ppt/notesSlides/notesSlide", i, ".xml"), notesSlideXml(page.notes, language));
        Relations notes;
        notes.add("notesMaster", "../notesMasters/notesMaster1.xml");
        notes.add("slide", numbered("../slides/slide", i, ".xml"));
        zip.add(numbered("ppt/notesSlides/_rels/notesSlide", i, ".xml.rels"), notes.xml());
    }
    return zip.finish();
}

}  // namespace render
