# The sources in which the protocol and its world decide become one C++ file of the library `studio`: Why quotes the
# line of a rule from the text that the program was built from, so that file:line cannot drift.
set(source_data ${PROJECT_BINARY_DIR}/generated/source_data.cpp)
file(MAKE_DIRECTORY ${PROJECT_BINARY_DIR}/generated)
file(GLOB quoted_sources RELATIVE ${PROJECT_SOURCE_DIR} CONFIGURE_DEPENDS
  ${PROJECT_SOURCE_DIR}/raft/core/node*.cpp ${PROJECT_SOURCE_DIR}/raft/sim/cluster*.cpp
  ${PROJECT_SOURCE_DIR}/raft/sim/key_value.cpp)
list(TRANSFORM quoted_sources PREPEND ${PROJECT_SOURCE_DIR}/ OUTPUT_VARIABLE quoted_paths)
add_custom_command(
  OUTPUT ${source_data}
  COMMAND ${RAFTLAB_PYTHON} ${PROJECT_SOURCE_DIR}/cmake/embed_sources.py
    ${PROJECT_SOURCE_DIR} ${source_data} ${quoted_sources}
  DEPENDS ${PROJECT_SOURCE_DIR}/cmake/embed_sources.py ${quoted_paths}
  COMMENT "Quoting the protocol's sources"
  VERBATIM)
add_custom_target(raftlab_source_data DEPENDS ${source_data})
set(RAFTLAB_SOURCE_DATA ${source_data} PARENT_SCOPE)
