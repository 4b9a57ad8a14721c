#include "raft/trace/trace_names.h"

namespace raft {

std::string_view dropWord(Reason reason) {
    if (reason == Reason::LinkCut) return "cut";
    if (reason == Reason::LostOnTheWay) return "loss";
    if (reason == Reason::ReceiverDown) return "down";
    if (reason == Reason::ByAction) return "action";
    return {};
}

std::string hexText(std::uint64_t number) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text(16, '0');
    for (std::size_t i = text.size(); i-- > 0; number >>= 4) text[i] = kDigits[number & 15];
    return text;
}

}  // namespace raft
