#pragma once
// Tables for a terminal.

#include <string>
#include <vector>

#include "app/cli/output.h"

namespace cli {

using Row = std::vector<std::string>;

/// Columns below each other, two blanks apart. Chinese characters are two columns wide, as terminals show them. All
/// rows have as many cells as the first; what follows the last one that is not empty is left out.
void printColumns(const std::vector<Row>& rows, Output& output);

}  // namespace cli
