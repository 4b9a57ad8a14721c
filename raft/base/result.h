#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "raft/base/check.h"

/// What a reader of outside input gives back: the value, or everything that is wrong with the input.
/// Bad input is neither our bug (CHECK) nor a broken protocol (Violation); it is shown to whoever wrote the file.
namespace raft {

/// One thing wrong with a file or an expression that somebody else wrote.
struct Error {
    std::string file;     ///< As the user gave it; "-" is standard input.
    int line = 1;         ///< 1-based.
    int column = 1;       ///< 1-based, in bytes.
    std::string where;    ///< A path such as `script[3].cut[0]`.
    std::string message;  ///< `what is wrong; what was expected`.

    /// `FILE:LINE:COLUMN: WHERE: what is wrong; what was expected`; an empty `where` leaves its part out.
    [[nodiscard]] std::string format() const {
        std::string text = file + ':' + std::to_string(line) + ':' + std::to_string(column) + ": ";
        if (!where.empty()) text += where + ": ";
        return text + message;
    }

    friend bool operator==(const Error&, const Error&) = default;
};

using Errors = std::vector<Error>;

/// A reader keeps this many errors and forgets the rest: the first ones usually cause the others.
inline constexpr std::size_t kMaxErrors = 20;

/// Keeps `error` unless kMaxErrors are kept already.
inline void addError(Errors& errors, Error error) {
    if (errors.size() < kMaxErrors) errors.push_back(std::move(error));
}

/// Appends `more` to `errors`, up to kMaxErrors in all.
inline void addErrors(Errors& errors, Errors more) {
    for (Error& error : more) addError(errors, std::move(error));
}

/// Puts the errors of one file into its order; those of one place stay as they were found.
inline void sortByPlace(Errors& errors) {
    std::stable_sort(errors.begin(), errors.end(), [](const Error& a, const Error& b) {
        return a.line != b.line ? a.line < b.line : a.column < b.column;
    });
}

/// Either a T or at least one error. Asking for the part that is not there is our bug and stops the program.
template <class T>
class [[nodiscard]] Result {
public:
    Result(T value) : content_(std::in_place_index<0>, std::move(value)) {}
    Result(Errors errors) : content_(std::in_place_index<1>, std::move(errors)) {}
    Result(Error error) : content_(std::in_place_index<1>, Errors{std::move(error)}) {}

    [[nodiscard]] bool ok() const { return content_.index() == 0; }

    [[nodiscard]] const T& value() const& { return part<0>(content_); }
    [[nodiscard]] T& value() & { return part<0>(content_); }
    [[nodiscard]] T&& value() && { return std::move(part<0>(content_)); }

    [[nodiscard]] const Errors& errors() const& { return part<1>(content_); }
    [[nodiscard]] Errors&& errors() && { return std::move(part<1>(content_)); }

private:
    template <std::size_t index, class Variant>
    static auto& part(Variant& content) {
        auto* found = std::get_if<index>(&content);
        CHECK(found != nullptr);
        return *found;
    }

    std::variant<T, Errors> content_;
};

/// For work that yields nothing but may fail: `return {};` says that it went well.
template <>
class [[nodiscard]] Result<void> {
public:
    Result() = default;
    Result(Errors errors) : errors_(std::move(errors)) {}
    Result(Error error) : errors_{std::move(error)} {}

    [[nodiscard]] bool ok() const { return errors_.empty(); }
    [[nodiscard]] const Errors& errors() const& { return errors_; }
    [[nodiscard]] Errors&& errors() && { return std::move(errors_); }

private:
    Errors errors_;
};

}  // namespace raft
