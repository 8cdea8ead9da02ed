# Writes the source that tells what was built, and changes it only when that changed. Run at every build, because commits
# come and go without CMake being configured: cmake -D source_dir=… -D output=… … -P BuildInfo.cmake
#
# Nothing in it depends on the clock, on who builds or where, so the same commit gives the same program.

# A packager who builds from a tarball names the commit by -DGOESCAPE_COMMIT=….
if(NOT commit AND EXISTS "${source_dir}/.git")
  execute_process(COMMAND git -C "${source_dir}" describe --always --dirty --abbrev=12 --exclude=*
    OUTPUT_VARIABLE commit OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
endif()
configure_file(${CMAKE_CURRENT_LIST_DIR}/build_info.cpp.in ${output} @ONLY)
