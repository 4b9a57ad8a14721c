# Typefaces are cut at build time from the system's packages to the characters we use. They are not in the tree.
#
# Target raftlab_fonts cuts them into <build>/assets/fonts and fails if a character of our texts is in none of them.
# Target raftlab_font_paths tells a library where they are: RAFTLAB_FONT_DIR in the build tree, and for an installed
# program RAFTLAB_INSTALLED_FONT_DIR, relative to the folder of the executable.

set(font_dir ${PROJECT_BINARY_DIR}/assets/fonts)
set(licence_dir ${font_dir}/licences)
file(MAKE_DIRECTORY ${licence_dir})

add_library(raftlab_font_paths INTERFACE)
target_compile_definitions(raftlab_font_paths INTERFACE
  RAFTLAB_FONT_DIR="${font_dir}"
  RAFTLAB_INSTALLED_FONT_DIR="../${CMAKE_INSTALL_DATADIR}/raftlab/fonts")

file(GLOB texts CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/assets/lang/*.json ${PROJECT_SOURCE_DIR}/lessons/course/*.json)
set(characters_dir ${PROJECT_BINARY_DIR}/assets/characters)
add_custom_command(
  OUTPUT ${characters_dir}/required.txt ${characters_dir}/latin.txt ${characters_dir}/chinese.txt
  COMMAND ${RAFTLAB_PYTHON} ${PROJECT_SOURCE_DIR}/cmake/font_characters.py ${characters_dir} ${texts}
  DEPENDS ${PROJECT_SOURCE_DIR}/cmake/font_characters.py ${texts}
  COMMENT "Listing the characters of our texts"
  VERBATIM)

# raftlab_find_font(variable file package): finds one file of an installed typeface.
function(raftlab_find_font variable file package)
  find_file(${variable} ${file}
    PATHS /usr/share/fonts /usr/local/share/fonts $ENV{HOME}/.local/share/fonts
    PATH_SUFFIXES opentype/inter truetype/inter truetype/jetbrains-mono opentype/noto inter jetbrains-mono noto-cjk
    NO_CMAKE_FIND_ROOT_PATH)
  mark_as_advanced(${variable})
  if(NOT ${variable})
    message(FATAL_ERROR "The typeface ${file} was not found (Debian: ${package}). "
      "Install it, or set ${variable} to its path.")
  endif()
endfunction()

# raftlab_cut_font(source output characters [option...]): without hints, layout tables and subroutines, which neither
# the window nor cairo's glyph calls use, a cut font is small and read the same by both.
set(cut_fonts)
function(raftlab_cut_font source output characters)
  set(output_path ${font_dir}/${output})
  add_custom_command(
    OUTPUT ${output_path}
    COMMAND ${RAFTLAB_PYTHON} -m fontTools.subset ${source}
      --text-file=${characters_dir}/${characters} --output-file=${output_path} ${ARGN}
      --layout-features= --no-hinting --desubroutinize --notdef-outline --name-IDs=0,1,2,3,4,5,6,13,14
      --drop-tables+=GSUB,GPOS,GDEF,BASE,VORG,vhea,vmtx
    DEPENDS ${source} ${characters_dir}/${characters}
    COMMENT "Cutting ${output}"
    VERBATIM)
  set(cut_fonts ${cut_fonts} ${output_path} PARENT_SCOPE)
endfunction()

foreach(weight Regular Medium SemiBold Bold)
  raftlab_find_font(RAFTLAB_FONT_INTER_${weight} Inter-${weight}.otf fonts-inter)
  raftlab_cut_font(${RAFTLAB_FONT_INTER_${weight}} Inter-${weight}.otf latin.txt)
endforeach()
foreach(weight Regular Bold)
  raftlab_find_font(RAFTLAB_FONT_MONO_${weight} JetBrainsMono-${weight}.ttf fonts-jetbrains-mono)
  raftlab_cut_font(${RAFTLAB_FONT_MONO_${weight}} JetBrainsMono-${weight}.ttf latin.txt)
endforeach()

# One collection holds the Chinese, Japanese and Korean faces; fontconfig knows the number of the Simplified Chinese one.
find_program(FC_MATCH fc-match)
mark_as_advanced(FC_MATCH)
foreach(weight Regular Bold)
  raftlab_find_font(RAFTLAB_FONT_CJK_${weight} NotoSansCJK-${weight}.ttc fonts-noto-cjk)
  set(face 2)
  if(FC_MATCH)
    execute_process(COMMAND ${FC_MATCH} -f "%{file}|%{index}" "Noto Sans CJK SC:style=${weight}" OUTPUT_VARIABLE match)
    if(match MATCHES "^(.*)\\|([0-9]+)$" AND CMAKE_MATCH_1 STREQUAL RAFTLAB_FONT_CJK_${weight})
      set(face ${CMAKE_MATCH_2})
    endif()
  endif()
  raftlab_cut_font(${RAFTLAB_FONT_CJK_${weight}} NotoSansSC-${weight}.otf chinese.txt --font-number=${face})
endforeach()

foreach(package fonts-inter fonts-jetbrains-mono fonts-noto-cjk)
  if(EXISTS /usr/share/doc/${package}/copyright)
    file(COPY_FILE /usr/share/doc/${package}/copyright ${licence_dir}/${package}.txt ONLY_IF_DIFFERENT)
  else()
    message(WARNING "The licence of ${package} was not found; do not hand on the cut fonts without it.")
  endif()
endforeach()

add_custom_command(
  OUTPUT ${characters_dir}/covered.txt
  COMMAND ${RAFTLAB_PYTHON} ${PROJECT_SOURCE_DIR}/cmake/check_font_coverage.py
    ${characters_dir}/covered.txt ${characters_dir}/required.txt ${cut_fonts}
  DEPENDS ${PROJECT_SOURCE_DIR}/cmake/check_font_coverage.py ${characters_dir}/required.txt ${cut_fonts}
  COMMENT "Checking that every character of our texts can be shown"
  VERBATIM)
add_custom_target(raftlab_fonts ALL DEPENDS ${characters_dir}/covered.txt)

install(DIRECTORY ${font_dir} DESTINATION ${CMAKE_INSTALL_DATADIR}/raftlab)
