# raftlab_library(NAME target DIR directory [SOURCES file...] [DEPENDS target...] [PRIVATE target...]
#                 [DEFINITIONS definition...] [LIGHT])
#
# A library of all *.cpp files of ONE directory (not of those below it), given from the root of the project, and of the
# generated files in SOURCES. DEPENDS are the layers its headers include, PRIVATE what only its .cpp files include.
# LIGHT: nobody waits for what it computes; in Release it is optimised lightly, so that a first build is quicker.
# A room that holds headers only becomes an INTERFACE library, so that the layers above it need not know; an empty or
# missing room is the same.
function(raftlab_library)
  cmake_parse_arguments(PARSE_ARGV 0 arg "LIGHT" "NAME;DIR" "SOURCES;DEPENDS;PRIVATE;DEFINITIONS")
  if(arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "raftlab_library(${arg_NAME}): what is ${arg_UNPARSED_ARGUMENTS}?")
  endif()
  file(GLOB sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/${arg_DIR}/*.cpp)
  if(sources OR arg_SOURCES)
    add_library(${arg_NAME} STATIC ${sources} ${arg_SOURCES})
    target_include_directories(${arg_NAME} PUBLIC ${PROJECT_SOURCE_DIR})
    target_compile_definitions(${arg_NAME} PRIVATE ${arg_DEFINITIONS})
    target_link_libraries(${arg_NAME} PUBLIC ${arg_DEPENDS} PRIVATE raftlab_options ${arg_PRIVATE})
    if(arg_LIGHT)
      target_compile_options(${arg_NAME} PRIVATE $<$<CONFIG:Release>:-O1>)
    endif()
    if(RAFTLAB_UNITY)
      set_target_properties(${arg_NAME} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE ${RAFTLAB_UNITY})
    endif()
  else()
    add_library(${arg_NAME} INTERFACE)
    target_include_directories(${arg_NAME} INTERFACE ${PROJECT_SOURCE_DIR})
    target_link_libraries(${arg_NAME} INTERFACE ${arg_DEPENDS})
  endif()
endfunction()
