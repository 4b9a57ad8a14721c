#pragma once
// Shared until written: a value that many copies of the world hold in common.

#include <cstdint>
#include <utility>

namespace raft {

/// A value behind a counted pointer; copies share it until one of them writes.
/// The count is not atomic: a world belongs to one thread (see docs on threads: workers re-execute, never share).
template <class T>
class Cow {
public:
    Cow() : box_(new Box) {}
    explicit Cow(T value) : box_(new Box{std::move(value), 1}) {}
    Cow(const Cow& other) : box_(other.box_) { ++box_->count; }
    Cow(Cow&& other) noexcept : box_(std::exchange(other.box_, nullptr)) {}
    Cow& operator=(Cow other) noexcept {
        std::swap(box_, other.box_);
        return *this;
    }
    ~Cow() {
        if (box_ != nullptr && --box_->count == 0) delete box_;
    }

    const T& operator*() const { return box_->value; }
    const T* operator->() const { return &box_->value; }

    /// The value for writing; copies it first if somebody else holds it too.
    T& write() {
        if (box_->count > 1) {
            Box* mine = new Box{box_->value, 1};
            --box_->count;
            box_ = mine;
        }
        return box_->value;
    }

    bool sharesWith(const Cow& other) const { return box_ == other.box_; }

private:
    struct Box {
        T value{};
        std::uint32_t count = 1;
    };
    Box* box_;
};

}  // namespace raft
