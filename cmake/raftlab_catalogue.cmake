# The language catalogues become one C++ file of the library `studio`; a key that one language lacks fails the build.
set(catalogue_source ${PROJECT_BINARY_DIR}/generated/catalogue_data.cpp)
file(MAKE_DIRECTORY ${PROJECT_BINARY_DIR}/generated)
add_custom_command(
  OUTPUT ${catalogue_source}
  COMMAND ${RAFTLAB_PYTHON} ${PROJECT_SOURCE_DIR}/cmake/compile_catalogue.py
    ${PROJECT_SOURCE_DIR}/assets/lang/en.json ${PROJECT_SOURCE_DIR}/assets/lang/zh.json ${catalogue_source}
  DEPENDS
    ${PROJECT_SOURCE_DIR}/cmake/compile_catalogue.py
    ${PROJECT_SOURCE_DIR}/assets/lang/en.json
    ${PROJECT_SOURCE_DIR}/assets/lang/zh.json
  COMMENT "Compiling the language catalogues"
  VERBATIM)
# The target carries the rule out of this folder: a file's rule is only known where it was written.
add_custom_target(raftlab_catalogue DEPENDS ${catalogue_source})
set(RAFTLAB_CATALOGUE_SOURCE ${catalogue_source} PARENT_SCOPE)
