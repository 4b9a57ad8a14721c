#pragma once

namespace render {

/// The date in files whose format wants one; today's would make every file another one.
inline constexpr const char* kExportDate = "2000-01-01T00:00:00Z";

}  // namespace render
