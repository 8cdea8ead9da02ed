# How every target of the project is compiled: goescape_flags carries warnings, sanitizers and the like (also for
# tests), goescape_hardening what only the shipped program and its libraries get.

add_library(goescape_flags INTERFACE)

# Not CMake's POSITION_INDEPENDENT_CODE: for a library that means -fPIC, which keeps the compiler from inlining across
# functions that a shared library might replace.
target_compile_options(goescape_flags INTERFACE -fPIE)
target_link_options(goescape_flags INTERFACE -pie)

target_compile_options(goescape_flags INTERFACE -Wall -Wextra -Wshadow -Wconversion -Wpedantic)
if(CMAKE_CXX_COMPILER_ID MATCHES "Clang")
  # GCC's -Wconversion leaves the sign alone in C++; both compilers shall ask for the same.
  target_compile_options(goescape_flags INTERFACE -Wno-sign-conversion)
else()
  # Where GCC inlines std::string and std::vector it sees overlapping and overlong copies that are none: release 12 in
  # "literal" + std::string (GCC bug 105651), release 14 in a vector that is filled from an array and then grows.
  target_compile_options(goescape_flags INTERFACE -Wno-restrict -Wno-array-bounds -Wno-stringop-overflow -Wno-stringop-overread)
endif()
if(GOESCAPE_WERROR)
  target_compile_options(goescape_flags INTERFACE -Werror)
endif()

set(goescape_sanitize "${GOESCAPE_SANITIZE}")
if(GOESCAPE_FUZZ)
  if(NOT CMAKE_CXX_COMPILER_ID MATCHES "Clang")
    message(FATAL_ERROR "GOESCAPE_FUZZ needs clang, which brings libFuzzer: configure with -DCMAKE_CXX_COMPILER=clang++.")
  endif()
  if(NOT goescape_sanitize)
    set(goescape_sanitize address undefined)
  endif()
  target_compile_options(goescape_flags INTERFACE -fsanitize=fuzzer-no-link)
endif()

if(goescape_sanitize)
  list(JOIN goescape_sanitize "," joined)
  target_compile_options(goescape_flags INTERFACE -fsanitize=${joined} -fno-sanitize-recover=all
                                                  -fno-omit-frame-pointer -D_GLIBCXX_ASSERTIONS)
  target_link_options(goescape_flags INTERFACE -fsanitize=${joined})
endif()

if(GOESCAPE_COVERAGE)
  # Counted by several threads at once: gcovr refuses counts that have become negative.
  target_compile_options(goescape_flags INTERFACE --coverage -fprofile-update=atomic)
  target_link_options(goescape_flags INTERFACE --coverage)
endif()

# All of it together costs 6 % of the instructions of reading a log and writing its JSON: 2.6 % are checked indexes, 1.2 %
# probed frames and marked targets of calls, the rest is what _FORTIFY_SOURCE checks and what is inlined differently.
# tests/cli/hardening_test.py looks for it in the built program.
add_library(goescape_hardening INTERFACE)
if(CMAKE_BUILD_TYPE MATCHES "^(Release|RelWithDebInfo|MinSizeRel)$" AND NOT goescape_sanitize AND NOT GOESCAPE_COVERAGE)
  # Some distributions define _FORTIFY_SOURCE themselves, hence -U first. Level 3 also knows sizes that are computed.
  target_compile_options(goescape_hardening INTERFACE -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3 -D_GLIBCXX_ASSERTIONS
                                                      -fstack-protector-strong -fstack-clash-protection -fno-plt)
  if(CMAKE_SYSTEM_PROCESSOR MATCHES "^(x86_64|AMD64|i[3-6]86)$")
    # Debian's start files are not marked for it, so the program is not either, but its functions are ready.
    target_compile_options(goescape_hardening INTERFACE -fcf-protection)
  elseif(CMAKE_SYSTEM_PROCESSOR MATCHES "^(aarch64|arm64)$")
    target_compile_options(goescape_hardening INTERFACE -mbranch-protection=standard)
  endif()
  target_link_options(goescape_hardening INTERFACE -Wl,-z,relro -Wl,-z,now -Wl,-z,noexecstack)
endif()
