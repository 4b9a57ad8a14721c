// Linked into sanitizer builds only: see raftlab_executable_options in raftlab_options.cmake.
extern "C" int dlclose(void* /*handle*/) { return 0; }
