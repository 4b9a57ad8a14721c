#pragma once
// One function a command. Each prints through `output` and returns the exit code.

#include "app/cli/options.h"
#include "app/cli/output.h"

namespace cli {

int runSession(const RunOptions& options, const GlobalOptions& global, Output& output);
int checkTraceFile(const std::string& file, const GlobalOptions& global, Output& output);
int listLessons(const LessonOptions& options, const GlobalOptions& global, Output& output);
int checkLessons(const LessonOptions& options, const GlobalOptions& global, Output& output);
int newLesson(const std::string& id, const GlobalOptions& global, Output& output);
int playLesson(const LessonOptions& options, const GlobalOptions& global, Output& output);
int exportPicture(const ExportOptions& options, const GlobalOptions& global, Output& output);
int fuzz(const FuzzOptions& options, const GlobalOptions& global, Output& output);
int printTable(const TableOptions& options, const GlobalOptions& global, Output& output);

}  // namespace cli
