#include "app/cli/interrupt.h"

#include <csignal>

namespace cli {
namespace {

// A signal handler can reach nothing but a variable of this kind.
volatile std::sig_atomic_t raisedFlag = 0;

extern "C" void raiseFlag(int) { raisedFlag = 1; }

}  // namespace

InterruptGuard::InterruptGuard() {
    struct sigaction action {};
    action.sa_handler = raiseFlag;
    action.sa_flags = static_cast<int>(SA_RESETHAND);
    ::sigemptyset(&action.sa_mask);
    ::sigaction(SIGINT, &action, nullptr);
    ::sigaction(SIGTERM, &action, nullptr);
}

InterruptGuard::~InterruptGuard() {
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGTERM, SIG_DFL);
}

bool interrupted() { return raisedFlag != 0; }

}  // namespace cli
