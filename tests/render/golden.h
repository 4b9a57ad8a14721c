#pragma once
// Files that say what a picture looked like when somebody last looked at it.

#include <string>
#include <string_view>

/// Compares `text` with tests/golden/NAME; with UPDATE_GOLDEN=1 in the environment it writes that file instead.
void expectGolden(const std::string& name, std::string_view text);
