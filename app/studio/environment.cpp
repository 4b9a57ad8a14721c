#include "app/studio/environment.h"

#include <cstdlib>

namespace studio {

std::string environment(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? std::string() : value;
}

}  // namespace studio
