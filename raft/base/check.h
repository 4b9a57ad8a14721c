#pragma once
// CHECK: "this cannot happen unless we wrote a bug". Always on. Never used for bad input or a broken protocol.

namespace raft {

/// Called with the failed condition before the program stops. The app installs one that saves the session.
using CheckHandler = void (*)(const char* condition, const char* file, int line);

/// Installs `handler` (null restores the default, which prints and aborts) and returns the one before.
CheckHandler setCheckHandler(CheckHandler handler);

[[noreturn]] void checkFailed(const char* condition, const char* file, int line);

}  // namespace raft

#define CHECK(condition) \
    (static_cast<bool>(condition) ? static_cast<void>(0) : ::raft::checkFailed(#condition, __FILE__, __LINE__))
