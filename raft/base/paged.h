#pragma once
// A long array whose copies are cheap: pages are shared between copies until one of them writes.

#include <array>
#include <cstddef>
#include <vector>

#include "raft/base/check.h"
#include "raft/base/cow.h"

namespace raft {

/// An array of plain values, copied in O(size / 2048) and written in O(1) amortised.
/// Two levels: the root holds branches of 64 pages, a page holds 32 values; a write after a copy clones one page and
/// one branch. `T` must be trivially copyable and default-constructible.
template <class T>
class Paged {
public:
    std::size_t size() const { return size_; }
    bool empty() const { return size_ == 0; }

    const T& operator[](std::size_t at) const {
        return root_[at / kPerBranch]->pages[(at / kPerPage) % kPagesPerBranch]->values[at % kPerPage];
    }
    const T& back() const { return (*this)[size_ - 1]; }

    /// The value at `at` for writing.
    T& write(std::size_t at) {
        return root_[at / kPerBranch].write().pages[(at / kPerPage) % kPagesPerBranch].write().values[at % kPerPage];
    }

    void push_back(const T& value) {
        if (size_ % kPerBranch == 0 && size_ / kPerBranch == root_.size()) root_.emplace_back();
        Branch& branch = root_[size_ / kPerBranch].write();
        const std::size_t page = (size_ / kPerPage) % kPagesPerBranch;
        if (page == branch.pages.size()) branch.pages.emplace_back();
        branch.pages[page].write().values[size_ % kPerPage] = value;
        ++size_;
    }

    /// Forgets everything from position `size` on. Pages stay allocated, ready to be written again.
    void shrink(std::size_t size) {
        CHECK(size <= size_);
        size_ = size;
    }

    /// Makes the array `size` long; new places hold `T{}`.
    void growTo(std::size_t size) {
        while (size_ < size) push_back(T{});
    }

private:
    static constexpr std::size_t kPerPage = 32;
    static constexpr std::size_t kPagesPerBranch = 64;
    static constexpr std::size_t kPerBranch = kPerPage * kPagesPerBranch;
    struct Page {
        std::array<T, kPerPage> values{};
    };
    struct Branch {
        std::vector<Cow<Page>> pages;
    };
    std::vector<Cow<Branch>> root_;
    std::size_t size_ = 0;
};

}  // namespace raft
