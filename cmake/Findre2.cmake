# Finds RE2 as re2::re2. Debian ships no CMake package configuration for it, only a pkg-config file.
#
# The static archive is preferred, with Abseil's where RE2 needs that (releases since 2023): the shared ones are some
# forty files, and loading them would cost more than the rest of the program's start.

find_package(PkgConfig QUIET)
if(PkgConfig_FOUND)
  pkg_check_modules(PC_RE2 QUIET IMPORTED_TARGET re2)
endif()

find_path(RE2_INCLUDE_DIR NAMES re2/re2.h HINTS ${PC_RE2_INCLUDE_DIRS})
find_library(RE2_LIBRARY NAMES libre2.a re2 HINTS ${PC_RE2_LIBRARY_DIRS})
mark_as_advanced(RE2_INCLUDE_DIR RE2_LIBRARY)

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(re2 REQUIRED_VARS RE2_LIBRARY RE2_INCLUDE_DIR VERSION_VAR PC_RE2_VERSION)

# Sets `out` to the archives behind the Abseil libraries that pkg-config names, in linking order; to NOTFOUND when one
# of them has no archive.
function(goescape_find_abseil_archives out)
  set(archives "")
  foreach(name IN LISTS PC_RE2_STATIC_LIBRARIES)
    if(name MATCHES "^absl_")
      find_library(RE2_${name} NAMES lib${name}.a HINTS ${PC_RE2_STATIC_LIBRARY_DIRS})
      mark_as_advanced(RE2_${name})
      if(NOT RE2_${name})
        set(${out} NOTFOUND PARENT_SCOPE)
        return()
      endif()
      list(APPEND archives ${RE2_${name}})
    endif()
  endforeach()
  set(${out} "${archives}" PARENT_SCOPE)
endfunction()

if(re2_FOUND AND NOT TARGET re2::re2)
  find_package(Threads REQUIRED)
  goescape_find_abseil_archives(re2_abseil)
  if(re2_abseil STREQUAL "NOTFOUND" AND TARGET PkgConfig::PC_RE2)
    add_library(re2::re2 ALIAS PkgConfig::PC_RE2)
  else()
    add_library(re2::re2 UNKNOWN IMPORTED)
    set_target_properties(re2::re2 PROPERTIES IMPORTED_LOCATION "${RE2_LIBRARY}"
                                              INTERFACE_INCLUDE_DIRECTORIES "${RE2_INCLUDE_DIR}")
    target_link_libraries(re2::re2 INTERFACE ${re2_abseil} Threads::Threads)
  endif()
endif()
