# The parts we do not make ourselves: the system's package first, a pinned release second.
#
# The second branch is there for systems without these packages. It is not exercised on Debian, where every package
# exists and is found, so treat it as a starting point. RAFTLAB_FETCH=OFF forbids it.

option(RAFTLAB_FETCH "Download a library that the system does not have" ON)
include(FetchContent)

# raftlab_fetch(name tag url): downloads one library without its own tests and tools.
function(raftlab_fetch name tag url)
  if(NOT RAFTLAB_FETCH)
    message(FATAL_ERROR "${name} was not found; install its package (./run names them) or set RAFTLAB_FETCH=ON.")
  endif()
  message(STATUS "${name} was not found; fetching ${tag} from ${url}")
  FetchContent_Declare(${name} GIT_REPOSITORY ${url} GIT_TAG ${tag} GIT_SHALLOW ON SYSTEM)
  FetchContent_MakeAvailable(${name})
endfunction()

find_package(Threads REQUIRED)
find_package(PkgConfig)

find_package(nlohmann_json 3.11 QUIET)
if(NOT TARGET nlohmann_json::nlohmann_json)
  set(JSON_BuildTests OFF CACHE INTERNAL "")
  raftlab_fetch(nlohmann_json v3.11.2 https://github.com/nlohmann/json.git)
endif()

find_package(CLI11 2.1 QUIET)
if(NOT TARGET CLI11::CLI11)
  set(CLI11_BUILD_TESTS OFF CACHE INTERNAL "")
  set(CLI11_BUILD_EXAMPLES OFF CACHE INTERNAL "")
  raftlab_fetch(CLI11 v2.1.2 https://github.com/CLIUtils/CLI11.git)
endif()

if(RAFTLAB_BUILD_TESTS)
  find_package(GTest QUIET)
  if(NOT TARGET GTest::gtest_main)
    set(INSTALL_GTEST OFF CACHE INTERNAL "")
    raftlab_fetch(googletest release-1.12.1 https://github.com/google/googletest.git)
  endif()
endif()

# Benchmarks are no test: without the library they are left out.
if(RAFTLAB_BUILD_TESTS AND RAFTLAB_BUILD_BENCH)
  find_package(benchmark QUIET)
endif()

# cairo writes PNG and PDF. Without it the program says that it was built without.
set(RAFTLAB_HAVE_CAIRO OFF)
if(RAFTLAB_CAIRO AND PkgConfig_FOUND)
  pkg_check_modules(CAIRO IMPORTED_TARGET cairo-ft fontconfig)
  if(CAIRO_FOUND)
    set(RAFTLAB_HAVE_CAIRO ON)
  endif()
endif()

# zlib makes decks of slides small. Without it their parts are stored as they are, which every program reads as well.
find_package(ZLIB QUIET)

# FreeType draws the glyphs of the window and measures text for the writers of pictures.
if(RAFTLAB_GUI OR RAFTLAB_HAVE_CAIRO)
  find_package(Freetype QUIET)
  if(NOT TARGET Freetype::Freetype)
    raftlab_fetch(freetype VER-2-12-1 https://github.com/freetype/freetype.git)
    add_library(Freetype::Freetype ALIAS freetype)
  endif()
endif()

# The first Python that can run our generators; cutting fonts also needs fonttools, which another Python on the PATH
# may not see although the system has it.
function(raftlab_python_has_fonttools result candidate)
  execute_process(COMMAND ${candidate} -c "import fontTools.subset" RESULT_VARIABLE code OUTPUT_QUIET ERROR_QUIET)
  if(code)
    set(${result} FALSE PARENT_SCOPE)
  endif()
endfunction()
if(RAFTLAB_GUI OR RAFTLAB_HAVE_CAIRO)
  find_program(RAFTLAB_PYTHON NAMES python3 python HINTS /usr/bin VALIDATOR raftlab_python_has_fonttools)
  if(NOT RAFTLAB_PYTHON)
    message(FATAL_ERROR "Cutting the typefaces needs python3 with fonttools (Debian: fonttools).")
  endif()
else()
  find_program(RAFTLAB_PYTHON NAMES python3 python HINTS /usr/bin REQUIRED)
endif()

if(RAFTLAB_GUI)
  include(dependencies_gui)
endif()
