#pragma once
// Every text that reaches the screen, in the reader's language.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace studio {

enum class Language { English, Chinese };

/// "en" and "zh", as settings and the command line write them.
std::string_view codeOf(Language language);
/// The language of a code such as "zh" or "zh_CN.UTF-8"; English for any other.
Language languageOf(std::string_view code);

/// Is there such a key?
bool hasText(std::string_view key);
/// The text of `key`. A key that is not in the catalogue gives the key itself, so that the hole is seen.
/// What comes back lives as long as the program and ends with a NUL, unless it is the key.
std::string_view tr(std::string_view key, Language language);

/// A name in the text and what stands for it: {"node", "S1"} replaces `{node}`.
using TextArg = std::pair<std::string_view, std::string_view>;
/// `text` with its placeholders replaced; one that nobody gives stays as it is.
std::string fill(std::string_view text, const std::vector<TextArg>& args);

/// The language that is being spoken, handed to whoever writes for the screen.
class Texts {
public:
    Texts() = default;
    explicit Texts(Language language) : language_(language) {}

    Language language() const { return language_; }
    std::string_view tr(std::string_view key) const { return studio::tr(key, language_); }
    std::string format(std::string_view key, const std::vector<TextArg>& args) const { return fill(tr(key), args); }

private:
    Language language_ = Language::English;
};

}  // namespace studio
