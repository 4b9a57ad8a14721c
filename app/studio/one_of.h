#pragma once
// A value of one type out of a long list. std::variant does the same, but each file that merely passes a variant of a
// hundred alternatives on pays seconds of compilation for it; this one costs a pointer and an index.

#include <cstddef>
#include <memory>
#include <type_traits>
#include <utility>

namespace studio {

/// Immutable and never empty; copies share what they hold.
template <class... Ts>
class OneOf {
public:
    template <class T>
    static constexpr bool kContains = (std::is_same_v<T, Ts> || ...);

    template <class T, std::enable_if_t<kContains<T>, int> = 0>
    OneOf(T value)  // NOLINT(google-explicit-constructor): a command is written as what it asks for.
        : index_(kIndex<T>), held_(std::make_shared<const T>(std::move(value))) {}

    template <class T>
    bool is() const {
        static_assert(kContains<T>);
        return index_ == kIndex<T>;
    }
    /// What is held if it is a T, else null. Lives as long as this object and its copies.
    template <class T>
    const T* as() const {
        return is<T>() ? static_cast<const T*>(held_.get()) : nullptr;
    }
    /// Calls `visitor` with what is held. It must take every type of the list and always return the same type.
    template <class Visitor>
    decltype(auto) visit(Visitor&& visitor) const {
        using Call = decltype(&OneOf::template call<std::remove_reference_t<Visitor>, First>);
        static constexpr Call kCalls[] = {&OneOf::template call<std::remove_reference_t<Visitor>, Ts>...};
        return kCalls[index_](visitor, held_.get());
    }

private:
    template <class T, class...>
    struct FirstOf {
        using Type = T;
    };
    using First = typename FirstOf<Ts...>::Type;

    template <class T>
    static constexpr std::size_t indexOf() {
        std::size_t index = 0;
        static_cast<void>(((std::is_same_v<T, Ts> || (++index, false)) || ...));
        return index;
    }
    template <class T>
    static constexpr std::size_t kIndex = indexOf<T>();

    template <class Visitor, class T>
    static decltype(auto) call(Visitor& visitor, const void* held) {
        return visitor(*static_cast<const T*>(held));
    }

    std::size_t index_;
    std::shared_ptr<const void> held_;
};

}  // namespace studio
