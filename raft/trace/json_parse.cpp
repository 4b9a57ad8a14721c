#include <algorithm>
#include <nlohmann/json.hpp>
#include <numeric>
#include <utility>

#include "raft/base/utf8.h"
#include "raft/trace/json_value.h"

// The library knows the grammar, decodes strings and judges numbers; it does not say where a value began. So we walk
// over the same text in step with it: at each call-back everything before the token has already been found correct,
// and the token's place follows from skipping blanks, comments and separators.

namespace raft {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

bool isBlank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool isSeparator(char c) { return c == ',' || c == ':'; }
bool isBracket(char c) { return c == '{' || c == '}' || c == '[' || c == ']'; }

/// Skips blanks and comments; an unfinished comment ends with the text.
std::size_t skipBlanks(std::string_view text, std::size_t at) {
    while (at < text.size()) {
        if (isBlank(text[at])) {
            ++at;
        } else if (text.substr(at, 2) == "//") {
            at = std::min(text.find('\n', at), text.size());
        } else if (text.substr(at, 2) == "/*") {
            const std::size_t end = text.find("*/", at + 2);
            at = end == std::string_view::npos ? text.size() : end + 2;
        } else {
            break;
        }
    }
    return at;
}

/// Skips a token of any kind, also one that is not JSON; always at least one byte unless the text is over.
std::size_t skipToken(std::string_view text, std::size_t at) {
    if (at >= text.size()) return text.size();
    const char first = text[at++];
    if (isSeparator(first) || isBracket(first)) return at;
    if (first == '"') {
        while (at < text.size() && text[at] != '"') at += text[at] == '\\' ? 2U : 1U;
        return std::min(at + 1, text.size());
    }
    while (at < text.size() && !isBlank(text[at]) && !isSeparator(text[at]) && !isBracket(text[at]) &&
           text[at] != '"' && text[at] != '/') {
        ++at;
    }
    return at;
}

/// The library's words without its preamble and without the (possibly endless) text that it last read.
std::string plainWords(std::string_view words) {
    const std::size_t dash = words.find(" - ");
    if (dash != std::string_view::npos) words.remove_prefix(dash + 3);
    std::string what(words.substr(0, words.find("; last read: '")));
    if (what.find("; expected ") == std::string::npos) what += "; expected valid JSON";
    return what;
}

/// Marks that a Chinese keyboard gives in the place of JSON's own.
struct WrongMark {
    std::string_view written;
    std::string_view expected;
    std::string_view what;
};
constexpr WrongMark kWrongMarks[] = {
    {"“", "\"", "quotation mark"}, {"”", "\"", "quotation mark"}, {"＂", "\"", "quotation mark"},
    {"‘", "\"", "quotation mark"}, {"’", "\"", "quotation mark"}, {"，", ",", "comma"},
    {"、", ",", "comma"},          {"：", ":", "colon"},          {"｛", "{", "bracket"},
    {"｝", "}", "bracket"},        {"［", "[", "bracket"},        {"］", "]", "bracket"},
    {"【", "[", "bracket"},        {"】", "]", "bracket"},
};

/// What a person most likely did where the library only says what it met at `at`; empty if nothing is likely.
std::string likelyMistake(std::string_view text, std::size_t at, std::string_view words) {
    if (words.find("invalid string") != std::string_view::npos) return {};
    for (const WrongMark& mark : kWrongMarks) {
        if (text.substr(at, mark.written.size()) != mark.written) continue;
        return "the " + std::string(mark.what) + " " + std::string(mark.written) + "; expected " +
               std::string(mark.expected);
    }
    const std::size_t end = text.substr(0, at).find_last_not_of(" \t\r\n");
    if (end == std::string_view::npos) return {};
    const bool touches = end + 1 == at;
    const char before = text[end];
    const bool meetsMark = at < text.size() && (isSeparator(text[at]) || isBracket(text[at]));
    if (before == '"' && touches && !meetsMark && at < text.size()) {
        return "the text ended at the quotation mark before this; expected \\\" for one inside a text";
    }
    if (before == ',' && at < text.size() && (text[at] == '}' || text[at] == ']')) {
        return std::string("a comma too many before this; expected another ") + (text[at] == '}' ? "field" : "value") +
               ", or no comma";
    }
    const bool opensNext = at < text.size() && (!meetsMark || text[at] == '{' || text[at] == '[');
    const bool isSeparate = !touches || isBracket(before) || before == '"';
    for (const std::string_view close : {"expected '}'", "expected ']'"}) {
        if (!opensNext || !isSeparate || words.find(close) == std::string_view::npos) continue;
        return "a comma is missing before this; expected ',' or " + std::string(close.substr(9));
    }
    return {};
}

/// A quick look that clears nearly every object without sorting it.
bool mayHaveDoubleNames(const std::vector<JsonKey>& keys) {
    constexpr std::size_t kFew = 16;
    if (keys.size() > kFew) return true;
    for (std::size_t i = 1; i < keys.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            if (keys[i].name == keys[j].name) return true;
        }
    }
    return false;
}

}  // namespace

/// Listens to the library's parser and builds the tree.
class JsonBuilder {
public:
    explicit JsonBuilder(JsonDocument& document) : document_(document), text_(document.text_) {}

    static void adopt(JsonDocument& document, std::string text, const JsonOptions& options);
    static Error wholeFile(const JsonDocument& document, std::string message) {
        return document.errorAt(0, "file", std::move(message));
    }
    static Error atByte(const JsonDocument& document, std::size_t offset, std::string message) {
        return document.errorAt(offset, "file", std::move(message));
    }
    static std::string_view text(const JsonDocument& document) { return document.text_; }

    [[nodiscard]] Errors takeErrors() { return std::move(errors_); }

    // The call-backs of nlohmann::json::sax_parse; `false` ends the pass. The names are the library's.
    bool null() { return add(JsonValue::Type::Null); }
    bool boolean(bool value) { return add(JsonValue::Type::Boolean, value ? "true" : "false"); }
    bool number_integer(std::int64_t) { return addNumber(); }
    bool number_unsigned(std::uint64_t) { return addNumber(); }
    bool number_float(double, const std::string&) { return addNumber(); }
    bool string(std::string& value) { return add(JsonValue::Type::String, std::move(value)); }
    bool binary(nlohmann::json::binary_t&) { return false; }
    bool start_object(std::size_t) { return open(JsonValue::Type::Object); }
    bool end_object() { return close(); }
    bool start_array(std::size_t) { return open(JsonValue::Type::Array); }
    bool end_array() { return close(); }
    bool key(std::string& name);
    bool parse_error(std::size_t position, const std::string& lastRead, const nlohmann::json::exception& exception);

private:
    /// The place of the token that the library just read; moves on behind it.
    std::uint32_t takeToken() {
        std::size_t begin = skipBlanks(text_, cursor_);
        while (begin < text_.size() && isSeparator(text_[begin])) begin = skipBlanks(text_, begin + 1);
        cursor_ = skipToken(text_, begin);
        return static_cast<std::uint32_t>(begin);
    }
    bool addNumber();
    bool add(JsonValue::Type type, std::string text = {});
    bool open(JsonValue::Type type);
    bool close();
    bool roomForOneMore(std::size_t offset);
    void place(JsonValue value);
    void refuseDoubleNames(const JsonValue& value);
    bool stop(std::size_t offset, std::string message);
    std::size_t offendingByte(std::size_t bytesRead, bool insideToken) const;

    JsonDocument& document_;
    std::string_view text_;
    std::size_t cursor_ = 0;
    std::size_t valueCount_ = 0;
    std::vector<JsonValue> open_;  ///< The containers around the cursor, outermost first.
    Errors errors_;
};

void JsonBuilder::adopt(JsonDocument& document, std::string text, const JsonOptions& options) {
    if (std::string_view(text).substr(0, kByteOrderMark.size()) == kByteOrderMark) text.erase(0, kByteOrderMark.size());
    document.file_ = options.file;
    document.firstLine_ = options.firstLine;
    document.text_ = std::move(text);
    document.lineStarts_ = {0};
    for (std::size_t at = document.text_.find('\n'); at != std::string::npos; at = document.text_.find('\n', at + 1)) {
        document.lineStarts_.push_back(static_cast<std::uint32_t>(at + 1));
    }
}

bool JsonBuilder::addNumber() {
    const std::uint32_t offset = takeToken();
    if (!roomForOneMore(offset)) return false;
    JsonValue value;
    value.type_ = JsonValue::Type::Number;
    value.offset_ = offset;
    value.text_ = text_.substr(offset, cursor_ - offset);
    place(std::move(value));
    return true;
}

bool JsonBuilder::add(JsonValue::Type type, std::string text) {
    const std::uint32_t offset = takeToken();
    if (!roomForOneMore(offset)) return false;
    JsonValue value;
    value.type_ = type;
    value.offset_ = offset;
    value.text_ = std::move(text);
    place(std::move(value));
    return true;
}

bool JsonBuilder::open(JsonValue::Type type) {
    const std::uint32_t offset = takeToken();
    if (!roomForOneMore(offset)) return false;
    if (open_.size() == kJsonDepthMax) {
        return stop(offset, "nested too deeply; expected at most " + std::to_string(kJsonDepthMax) + " levels");
    }
    JsonValue value;
    value.type_ = type;
    value.offset_ = offset;
    open_.push_back(std::move(value));
    return true;
}

bool JsonBuilder::close() {
    takeToken();
    JsonValue value = std::move(open_.back());
    open_.pop_back();
    place(std::move(value));
    if (open_.empty()) refuseDoubleNames(document_.root_);
    return true;
}

bool JsonBuilder::key(std::string& name) {
    const std::uint32_t offset = takeToken();
    open_.back().keys_.push_back(JsonKey{std::move(name), offset});
    return true;
}

bool JsonBuilder::roomForOneMore(std::size_t offset) {
    if (valueCount_++ < kJsonValuesMax) return true;
    return stop(offset, "too many values; expected at most " + std::to_string(kJsonValuesMax));
}

void JsonBuilder::place(JsonValue value) {
    if (open_.empty()) {
        document_.root_ = std::move(value);
    } else {
        open_.back().items_.push_back(std::move(value));
    }
}

/// Sorting keeps an object of a million names from taking a day.
void JsonBuilder::refuseDoubleNames(const JsonValue& value) {
    for (const JsonValue& item : value.items_) refuseDoubleNames(item);
    const auto& keys = value.keys_;
    if (!mayHaveDoubleNames(keys)) return;
    std::vector<std::size_t> order(keys.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&keys](std::size_t a, std::size_t b) { return keys[a].name < keys[b].name; });
    for (std::size_t i = 1; i < order.size() && errors_.size() < kMaxErrors; ++i) {
        const JsonKey& first = keys[order[i - 1]];
        const JsonKey& second = keys[order[i]];
        if (first.name != second.name) continue;
        const std::string line = std::to_string(document_.position(first.offset).line);
        addError(errors_, document_.errorAtKey(value, second,
                                               "field " + quotedText(second.name) +
                                                   " stands twice; expected only the one in line " + line));
    }
}

/// Ends the pass with an error. The half-built tree is closed first, so that its path can be told.
bool JsonBuilder::stop(std::size_t offset, std::string message) {
    std::size_t whereOffset = open_.empty() ? 0 : open_.back().offset_;
    if (!open_.empty() && open_.back().keys_.size() > open_.back().items_.size()) {
        whereOffset = offset;
        JsonValue missing;
        missing.offset_ = static_cast<std::uint32_t>(offset);
        open_.back().items_.push_back(std::move(missing));
    }
    while (!open_.empty()) {
        JsonValue value = std::move(open_.back());
        open_.pop_back();
        place(std::move(value));
    }
    addError(errors_, document_.errorAt(offset, document_.path(whereOffset), std::move(message)));
    return false;
}

/// The library counts the bytes that it has read. For a token in the wrong place that is the token's end, and we want
/// its beginning; inside a broken string the very byte is worth more.
std::size_t JsonBuilder::offendingByte(std::size_t bytesRead, bool insideToken) const {
    const std::size_t lastRead = std::min(bytesRead == 0 ? 0 : bytesRead - 1, text_.size());
    std::size_t begin = skipBlanks(text_, cursor_);
    std::size_t end = skipToken(text_, begin);
    while (end < text_.size() && end + (insideToken ? 1 : 0) < bytesRead) {
        begin = skipBlanks(text_, end);
        end = skipToken(text_, begin);
    }
    // The library saw the token end where we do not: 01 is the number 0 and something else.
    if (begin >= bytesRead && begin < text_.size()) return lastRead;
    return insideToken && begin < text_.size() && text_[begin] == '"' ? std::max(lastRead, begin) : begin;
}

bool JsonBuilder::parse_error(std::size_t position, const std::string&, const nlohmann::json::exception& exception) {
    constexpr int kNumberOverflow = 406;
    if (exception.id == kNumberOverflow) {
        return stop(offendingByte(position, false), "the number is too large; expected one that a computer can hold");
    }
    const std::string_view words = exception.what();
    const bool insideToken = words.find("; last read: '") != std::string_view::npos;
    const std::size_t at = offendingByte(position, insideToken);
    const std::string mistake = likelyMistake(text_, at, words);
    return stop(at, mistake.empty() ? plainWords(words) : mistake);
}

Result<JsonDocument> parseJson(std::string text, const JsonOptions& options) {
    JsonDocument document;
    const std::size_t bytesMax = std::min<std::size_t>(options.bytesMax, UINT32_MAX - std::size_t{1});
    if (text.size() > bytesMax) {
        JsonBuilder::adopt(document, {}, options);
        return JsonBuilder::wholeFile(document, "too large; expected at most " + std::to_string(bytesMax) + " bytes");
    }
    JsonBuilder::adopt(document, std::move(text), options);
    const std::string_view content = JsonBuilder::text(document);
    if (std::all_of(content.begin(), content.end(), isBlank)) {
        return JsonBuilder::wholeFile(document, "empty; expected a JSON object");
    }
    const std::size_t invalid = firstInvalidUtf8(content);
    if (invalid < content.size()) {
        return JsonBuilder::atByte(document, invalid, "not valid UTF-8; expected text in UTF-8");
    }
    // The library takes a NUL for the end of the text and would not look at what follows.
    const std::size_t nul = content.find('\0');
    if (nul != std::string_view::npos) return JsonBuilder::atByte(document, nul, "a NUL byte; expected text in UTF-8");

    JsonBuilder builder(document);
    const bool ok = nlohmann::json::sax_parse(content.data(), content.data() + content.size(), &builder,
                                              nlohmann::json::input_format_t::json, true, true);
    Errors errors = builder.takeErrors();
    sortByPlace(errors);
    if (!errors.empty()) return errors;
    if (!ok) return JsonBuilder::wholeFile(document, "not understood; expected valid JSON");
    return document;
}

}  // namespace raft
