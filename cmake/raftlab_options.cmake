# What every target of the project is compiled with. Link `raftlab_options` and nothing else is needed.

if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "Debug, Release or RelWithDebInfo" FORCE)
endif()

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

if(NOT CMAKE_CXX_COMPILER_LAUNCHER)
  find_program(CCACHE_EXECUTABLE ccache)
  mark_as_advanced(CCACHE_EXECUTABLE)
  if(CCACHE_EXECUTABLE)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE_EXECUTABLE})
    set(CMAKE_C_COMPILER_LAUNCHER ${CCACHE_EXECUTABLE})
  endif()
endif()

add_library(raftlab_options INTERFACE)
target_compile_options(raftlab_options INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion
  # An enumerator that shares its name with a type is fine; GCC only says so about locals with =local.
  # Clang cannot; where it compiles a room as one, the files beside this one would be meant, too.
  $<$<CXX_COMPILER_ID:GNU>:-Wshadow=local>
  $<$<AND:$<NOT:$<CXX_COMPILER_ID:GNU>>,$<NOT:$<BOOL:${RAFTLAB_UNITY}>>>:-Wshadow>
  # GCC 12 warns about std::string's own operator+ at -O2; the warning is wrong (GCC bug 105651).
  $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>
  # A fused multiply-add rounds once where the source rounds twice: pictures would differ between compilers.
  -ffp-contract=off
  $<$<BOOL:${RAFTLAB_WERROR}>:-Werror>)

# Nobody needs the sections, strings and symbols that nothing refers to.
target_compile_options(raftlab_options INTERFACE $<$<CONFIG:Release>:-ffunction-sections -fdata-sections>)
target_link_options(raftlab_options INTERFACE $<$<CONFIG:Release>:-Wl,--gc-sections>)

if(RAFTLAB_SANITIZE)
  target_compile_options(raftlab_options INTERFACE
    -fsanitize=${RAFTLAB_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(raftlab_options INTERFACE -fsanitize=${RAFTLAB_SANITIZE})
endif()

# Links what only executables need: in a sanitizer build with a window, what keeps the leaks of libraries apart from
# ours.
function(raftlab_executable_options target)
  target_link_libraries(${target} PRIVATE raftlab_options)
  if(RAFTLAB_SANITIZE AND RAFTLAB_GUI)
    target_sources(${target} PRIVATE ${PROJECT_SOURCE_DIR}/cmake/sanitizer_support.cpp)
  endif()
endfunction()
