#include "render/export/pptx_parts.h"

#include <algorithm>

#include "render/export/markup.h"
#include "render/export/pptx_slide.h"

namespace render {
namespace {

const std::string kNames =
    " xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\""
    " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\""
    " xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\"";

const std::string kTreeHead =
    "<p:nvGrpSpPr><p:cNvPr id=\"1\" name=\"\"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>"
    "<a:off x=\"0\" y=\"0\"/><a:ext cx=\"0\" cy=\"0\"/><a:chOff x=\"0\" y=\"0\"/><a:chExt cx=\"0\" cy=\"0\"/>"
    "</a:xfrm></p:grpSpPr>";

std::string rgbXml(const char* tag, Color color) {
    return std::string("<a:") + tag + "><a:srgbClr val=\"" + hexOf(color.r, color.g, color.b) + "\"/></a:" + tag + ">";
}

/// Where the first page has its title.
std::string titleShape(const Deck& deck, const char* text) {
    const SlideScale scale{deck.width};
    Box box{deck.width / 32, deck.height * 3 / 4, deck.width * 31 / 32, deck.height * 15 / 16};
    for (const TextBlock& block : deck.pages.front().texts) {
        if (block.kind == TextBlock::Kind::Title) box = block.box;
    }
    const auto number = [&scale](Coord length) { return std::to_string(scale.emu(length)); };
    return "<p:sp><p:nvSpPr><p:cNvPr id=\"2\" name=\"Title\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr>"
           "<p:nvPr><p:ph type=\"title\"/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm><a:off x=\"" +
           number(box.left) + "\" y=\"" + number(box.top) + "\"/><a:ext cx=\"" + number(box.width()) + "\" cy=\"" +
           number(box.height()) +
           "\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></p:spPr><p:txBody><a:bodyPr lIns=\"0\" "
           "tIns=\"0\" rIns=\"0\" bIns=\"0\"/><a:lstStyle/><a:p><a:r><a:rPr lang=\"en-US\"/><a:t>" +
           text + "</a:t></a:r></a:p></p:txBody></p:sp>";
}

std::string placeholder(int id, const char* name, const std::string& kind, const std::string& place,
                        const std::string& body) {
    return "<p:sp><p:nvSpPr><p:cNvPr id=\"" + std::to_string(id) + "\" name=\"" + name +
           "\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr><p:ph " + kind +
           "/></p:nvPr></p:nvSpPr><p:spPr>" + place + "</p:spPr>" + body + "</p:sp>";
}

/// Nine levels of lists want nothing special.
std::string plainLevel(const char* tag, int size) {
    return std::string("<p:") + tag + "><a:lvl1pPr algn=\"l\"><a:buNone/><a:defRPr sz=\"" + std::to_string(size) +
           "\"><a:solidFill><a:schemeClr val=\"tx1\"/></a:solidFill><a:latin typeface=\"+mn-lt\"/>"
           "<a:ea typeface=\"+mn-ea\"/><a:cs typeface=\"+mn-cs\"/></a:defRPr></a:lvl1pPr></p:" +
           tag + ">";
}

constexpr const char* kColorMap =
    "<p:clrMap bg1=\"lt1\" tx1=\"dk1\" bg2=\"lt2\" tx2=\"dk2\" accent1=\"accent1\" accent2=\"accent2\" "
    "accent3=\"accent3\" accent4=\"accent4\" accent5=\"accent5\" accent6=\"accent6\" hlink=\"hlink\" "
    "folHlink=\"folHlink\"/>";

}  // namespace

std::string xmlHead() { return "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"; }

std::string themeXml(const Deck& deck) {
    std::string out = xmlHead() +
                      "<a:theme xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" "
                      "name=\"Raftlab\"><a:themeElements><a:clrScheme name=\"Raftlab\">";
    out +=
        rgbXml("dk1", deck.ink) + rgbXml("lt1", deck.background) + rgbXml("dk2", deck.dim) + rgbXml("lt2", deck.soft);
    for (std::size_t i = 0; i < 6; ++i) {
        const std::string tag = "accent" + std::to_string(i + 1);
        out += rgbXml(tag.c_str(), i < deck.accents.size() ? deck.accents[i] : deck.dim);
    }
    out += rgbXml("hlink", deck.ink) + rgbXml("folHlink", deck.dim) + "</a:clrScheme><a:fontScheme name=\"Raftlab\">";
    for (const char* tag : {"majorFont", "minorFont"}) {
        out += std::string("<a:") + tag +
               "><a:latin typeface=\"Arial\"/><a:ea typeface=\"Microsoft YaHei\"/><a:cs typeface=\"\"/>"
               "<a:font script=\"Hans\" typeface=\"Microsoft YaHei\"/></a:" +
               tag + ">";
    }
    out += "</a:fontScheme><a:fmtScheme name=\"Raftlab\"><a:fillStyleLst>";
    const std::string fill = "<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>";
    out += fill + fill + fill + "</a:fillStyleLst><a:lnStyleLst>";
    for (const char* width : {"6350", "12700", "19050"}) {
        out += std::string("<a:ln w=\"") + width + "\">" + fill + "</a:ln>";
    }
    const std::string effect = "<a:effectStyle><a:effectLst/></a:effectStyle>";
    return out + "</a:lnStyleLst><a:effectStyleLst>" + effect + effect + effect +
           "</a:effectStyleLst><a:bgFillStyleLst>" + fill + fill + fill +
           "</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>\n";
}

std::string slideMasterXml(const Deck& deck) {
    return xmlHead() + "<p:sldMaster" + kNames +
           "><p:cSld><p:bg><p:bgPr><a:solidFill><a:schemeClr val=\"bg1\"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>"
           "<p:spTree>" +
           kTreeHead + titleShape(deck, "Title") + "</p:spTree></p:cSld>" + kColorMap +
           "<p:sldLayoutIdLst><p:sldLayoutId id=\"2147483649\" r:id=\"rId1\"/></p:sldLayoutIdLst><p:txStyles>" +
           plainLevel("titleStyle", 2400) + plainLevel("bodyStyle", 1800) + plainLevel("otherStyle", 1800) +
           "</p:txStyles></p:sldMaster>\n";
}

std::string slideLayoutXml(const Deck& deck) {
    return xmlHead() + "<p:sldLayout" + kNames + " type=\"titleOnly\" preserve=\"1\"><p:cSld name=\"Step\"><p:spTree>" +
           kTreeHead + titleShape(deck, "Title") +
           "</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>\n";
}

std::string notesMasterXml() {
    const std::string image =
        "<a:xfrm><a:off x=\"685800\" y=\"1143000\"/><a:ext cx=\"5486400\" cy=\"3086100\"/></a:xfrm>"
        "<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom>";
    const std::string words =
        "<a:xfrm><a:off x=\"685800\" y=\"4400550\"/><a:ext cx=\"5486400\" cy=\"3600450\"/></a:xfrm>"
        "<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom>";
    const std::string body =
        "<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:r><a:rPr lang=\"en-US\"/><a:t>Notes</a:t></a:r></a:p></p:txBody>";
    return xmlHead() + "<p:notesMaster" + kNames +
           "><p:cSld><p:bg><p:bgPr><a:solidFill><a:srgbClr val=\"FFFFFF\"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>"
           "<p:spTree>" +
           kTreeHead + placeholder(2, "Slide Image", "type=\"sldImg\" idx=\"2\"", image, {}) +
           placeholder(3, "Notes", "type=\"body\" sz=\"quarter\" idx=\"3\"", words, body) + "</p:spTree></p:cSld>" +
           kColorMap +
           "<p:notesStyle><a:lvl1pPr algn=\"l\"><a:defRPr sz=\"1200\"><a:solidFill><a:srgbClr "
           "val=\"000000\"/></a:solidFill><a:latin typeface=\"+mn-lt\"/><a:ea typeface=\"+mn-ea\"/></a:defRPr>"
           "</a:lvl1pPr></p:notesStyle></p:notesMaster>\n";
}

std::string notesSlideXml(const std::string& notes, const std::string& language) {
    std::string paragraphs;
    for (std::size_t at = 0; at <= notes.size();) {
        const std::size_t end = std::min(notes.find('\n', at), notes.size());
        const std::string line = markupText(std::string_view(notes).substr(at, end - at));
        paragraphs +=
            line.empty() ? "<a:p/>" : "<a:p><a:r><a:rPr lang=\"" + language + "\"/><a:t>" + line + "</a:t></a:r></a:p>";
        at = end + 1;
    }
    return xmlHead() + "<p:notes" + kNames + "><p:cSld><p:spTree>" + kTreeHead +
           placeholder(2, "Slide Image", "type=\"sldImg\"", {}, {}) +
           placeholder(3, "Notes", "type=\"body\" idx=\"1\"", {},
                       "<p:txBody><a:bodyPr/><a:lstStyle/>" + paragraphs + "</p:txBody>") +
           "</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>\n";
}

}  // namespace render
