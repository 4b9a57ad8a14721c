#include "raft/script/names.h"

#include "raft/base/nearest.h"
#include "raft/base/utf8.h"
#include "raft/sim/cluster_config.h"

namespace raft {

std::optional<NodeId> serverNamed(const ClusterConfig& config, std::string_view name) {
    const auto end = config.endNamed(name);
    return end && !isClient(*end) ? end : std::nullopt;
}

std::optional<NodeId> clientNamed(const ClusterConfig& config, std::string_view name) {
    for (std::size_t i = 0; i < config.clients.size(); ++i) {
        if (config.clients[i] == name) return clientEnd(static_cast<int>(i));
    }
    return std::nullopt;
}

std::vector<std::string_view> serverNames(const ClusterConfig& config) {
    std::vector<std::string_view> names(config.servers.begin(), config.servers.end());
    for (const auto& label : config.labels) names.push_back(label.second);
    return names;
}

std::vector<std::string_view> clientNames(const ClusterConfig& config) {
    return {config.clients.begin(), config.clients.end()};
}

std::vector<std::string_view> endNames(const ClusterConfig& config) {
    std::vector<std::string_view> names = serverNames(config);
    names.insert(names.end(), config.clients.begin(), config.clients.end());
    return names;
}

std::string unknownName(std::string_view what, std::string_view word, const std::vector<std::string_view>& known) {
    std::string message = "unknown " + std::string(what) + " " + quotedText(word);
    const std::string hint = didYouMean(word, known);
    if (!hint.empty()) return message + hint;
    if (known.empty()) return message + "; there is none";
    constexpr std::size_t kListed = 12;
    message += "; expected one of ";
    for (std::size_t i = 0; i < known.size() && i < kListed; ++i)
        message += (i > 0 ? ", " : "") + std::string(known[i]);
    return message + (known.size() > kListed ? ", …" : "");
}

}  // namespace raft
