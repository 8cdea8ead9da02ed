# Has the page of the HTML report made from its sources, whenever one of them changes; html_page is the C++ source.
set(html_page ${CMAKE_CURRENT_BINARY_DIR}/html_page.cpp)
file(GLOB_RECURSE html_sources CONFIGURE_DEPENDS lib/render/html/*)
add_custom_command(OUTPUT ${html_page}
  COMMAND ${CMAKE_COMMAND} -DSOURCE_DIR=${CMAKE_CURRENT_SOURCE_DIR}/lib/render/html -DOUTPUT=${html_page}
          -P ${CMAKE_CURRENT_SOURCE_DIR}/cmake/EmbedHtml.cmake
  DEPENDS ${html_sources} ${CMAKE_CURRENT_SOURCE_DIR}/cmake/EmbedHtml.cmake
  COMMENT "Embedding the page of the HTML report"
  VERBATIM)
# Clang wants texts short enough for every compiler there might be.
set_source_files_properties(${html_page} PROPERTIES COMPILE_OPTIONS -Wno-overlength-strings
                                                    SKIP_PRECOMPILE_HEADERS ON)
