// Linked into sanitizer builds only: see raftlab_executable_options in raftlab_options.cmake.

/// The graphics driver is unloaded before LeakSanitizer looks, so its blocks would be reported as leaks of an unknown
/// module: nothing is unloaded.
extern "C" int dlclose(void* /*handle*/) { return 0; }

/// Cairo 1.16 forgets a table of some typefaces that it embeds into a PDF, 384 bytes each.
extern "C" const char* __lsan_default_suppressions() { return "leak:libcairo"; }
