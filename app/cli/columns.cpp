#include "app/cli/columns.h"

#include <algorithm>

#include "render/text_measure.h"

namespace cli {
namespace {

std::size_t columnsOf(std::string_view text) {
    std::size_t columns = 0;
    while (!text.empty()) {
        const char32_t character = render::takeCharacter(text);
        // Chinese characters and their punctuation; nothing above them that we write is narrow.
        columns += character >= 0x2E80 ? 2 : 1;
    }
    return columns;
}

}  // namespace

void printColumns(const std::vector<Row>& rows, Output& output) {
    if (rows.empty()) return;
    std::vector<std::size_t> widths(rows.front().size(), 0);
    for (const Row& row : rows) {
        for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], columnsOf(row[i]));
    }
    for (const Row& row : rows) {
        std::string line;
        for (std::size_t i = 0; i < row.size(); ++i) {
            line += row[i];
            if (i + 1 < row.size()) line.append(widths[i] - columnsOf(row[i]) + 2, ' ');
        }
        line.resize(line.find_last_not_of(' ') + 1);
        output.line(line);
    }
}

}  // namespace cli
