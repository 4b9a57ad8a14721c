#include "raft/trace/later_version.h"

#include "raft/base/utf8.h"

namespace raft {

std::string laterVersion(std::string_view what, std::string_view name, std::string_view expected) {
    return std::string(what) + ' ' + quotedText(name) + " is of a later version; expected " + std::string(expected);
}

}  // namespace raft
