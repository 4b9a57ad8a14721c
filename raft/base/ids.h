#pragma once
// Whole numbers that must not be swapped are types of their own.

#include <compare>
#include <cstdint>

namespace raft {

/// A whole number with a meaning. Two different tags never mix; arithmetic is with plain numbers only.
template <class Tag, class Rep>
struct Id {
    using Number = Rep;
    Rep value = 0;

    constexpr Id() = default;
    constexpr explicit Id(Rep v) : value(v) {}

    friend constexpr auto operator<=>(Id, Id) = default;
    friend constexpr bool operator==(Id, Id) = default;
    friend constexpr Id operator+(Id a, Rep n) { return Id(static_cast<Rep>(a.value + n)); }
    friend constexpr Id operator-(Id a, Rep n) { return Id(static_cast<Rep>(a.value - n)); }
    constexpr Id& operator++() { return ++value, *this; }
};

using Term = Id<struct TermTag, std::uint32_t>;            ///< 0 before the first election.
using LogIndex = Id<struct LogIndexTag, std::uint32_t>;    ///< The first entry has index 1; 0 means "none".
using NodeId = Id<struct NodeIdTag, std::uint8_t>;         ///< A server, or a client as the end of a link.
using MessageId = Id<struct MessageIdTag, std::uint32_t>;  ///< In order of sending, from 1; 0 means "none".
using EventId = Id<struct EventIdTag, std::uint32_t>;      ///< The `i` of a trace, from 0.
using StepId = Id<struct StepIdTag, std::uint32_t>;        ///< One atomic act of the world, from 0.
using TextId = Id<struct TextIdTag, std::uint32_t>;        ///< A text in the world's TextTable; 0 is "".

inline constexpr NodeId kNoNode{255};
inline constexpr EventId kNoEvent{0xFFFFFFFFu};

inline constexpr int kMaxServers = 9;  ///< Of a simulated cluster; imported traces may show more.
inline constexpr int kMaxClients = 8;
inline constexpr int kMaxEnds = kMaxServers + kMaxClients;

/// Clients share the number space of link ends: they come after the last possible server.
constexpr NodeId clientEnd(int client) { return NodeId(static_cast<std::uint8_t>(kMaxServers + client)); }
constexpr bool isClient(NodeId end) { return end.value >= kMaxServers && end.value < kMaxEnds; }
constexpr int clientNumber(NodeId end) { return end.value - kMaxServers; }

/// A set of nodes, as a value.
class NodeSet {
public:
    constexpr NodeSet() = default;
    constexpr explicit NodeSet(std::uint64_t bits) : bits_(bits) {}

    /// The first `count` nodes.
    static constexpr NodeSet firstNodes(int count) {
        return NodeSet(count >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << count) - 1);
    }

    constexpr bool contains(NodeId node) const { return node.value < 64 && ((bits_ >> node.value) & 1) != 0; }
    constexpr void insert(NodeId node) { bits_ |= std::uint64_t{1} << node.value; }
    constexpr void erase(NodeId node) { bits_ &= ~(std::uint64_t{1} << node.value); }
    constexpr void clear() { bits_ = 0; }
    constexpr bool empty() const { return bits_ == 0; }
    constexpr int size() const { return __builtin_popcountll(bits_); }
    constexpr std::uint64_t bits() const { return bits_; }

    friend constexpr NodeSet operator&(NodeSet a, NodeSet b) { return NodeSet(a.bits_ & b.bits_); }
    friend constexpr NodeSet operator|(NodeSet a, NodeSet b) { return NodeSet(a.bits_ | b.bits_); }
    friend constexpr NodeSet operator-(NodeSet a, NodeSet b) { return NodeSet(a.bits_ & ~b.bits_); }
    friend constexpr bool operator==(NodeSet, NodeSet) = default;

    class Iterator {
    public:
        constexpr explicit Iterator(std::uint64_t bits) : bits_(bits) {}
        constexpr NodeId operator*() const { return NodeId(static_cast<std::uint8_t>(__builtin_ctzll(bits_))); }
        constexpr Iterator& operator++() { return bits_ &= bits_ - 1, *this; }
        friend constexpr bool operator==(Iterator, Iterator) = default;

    private:
        std::uint64_t bits_;
    };
    constexpr Iterator begin() const { return Iterator(bits_); }
    constexpr Iterator end() const { return Iterator(0); }

private:
    std::uint64_t bits_ = 0;
};

}  // namespace raft
