# The libraries that goescape stands on. The system's package is taken where there is one (Debian: scripts/setup
# installs them); otherwise the release named here is downloaded and must have the hash named here.
include(FetchContent)

# These belong to the downloaded projects and have no effect on system packages.
set(BUILD_SHARED_LIBS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(JSON_BuildTests OFF)
set(CLI11_BUILD_TESTS OFF)
set(CLI11_BUILD_EXAMPLES OFF)
set(EXPECTED_BUILD_TESTS OFF)
set(EXPECTED_BUILD_PACKAGE OFF)
set(FMT_INSTALL OFF)
set(SPDLOG_FMT_EXTERNAL ON)
set(RE2_BUILD_TESTING OFF)
set(CMAKE_POLICY_DEFAULT_CMP0077 NEW)
set(CMAKE_POLICY_VERSION_MINIMUM 3.5)  # CMake 4 refuses the older minimum of some of them otherwise.

FetchContent_Declare(fmt SYSTEM
  URL https://github.com/fmtlib/fmt/archive/refs/tags/10.2.1.tar.gz
  URL_HASH SHA256=1250e4cc58bf06ee631567523f48848dc4596133e163f02615c97f78bab6c811
  DOWNLOAD_EXTRACT_TIMESTAMP TRUE
  FIND_PACKAGE_ARGS 9)
FetchContent_Declare(spdlog SYSTEM
  URL https://github.com/gabime/spdlog/archive/refs/tags/v1.14.0.tar.gz
  URL_HASH SHA256=429a6b73ade8285cb21f83bacf89e2821dd1720ea7faa3cb518ffe04b4e00efc
  DOWNLOAD_EXTRACT_TIMESTAMP TRUE
  FIND_PACKAGE_ARGS 1.10)
FetchContent_Declare(nlohmann_json SYSTEM
  URL https://github.com/nlohmann/json/releases/download/v3.11.3/json.tar.xz
  URL_HASH SHA256=d6c65aca6b1ed68e7a182f4757257b107ae403032760ed6ef121c9d55e81757d
  DOWNLOAD_EXTRACT_TIMESTAMP TRUE
  FIND_PACKAGE_ARGS 3.11)
FetchContent_Declare(CLI11 SYSTEM
  URL https://github.com/CLIUtils/CLI11/archive/refs/tags/v2.4.2.tar.gz
  URL_HASH SHA256=f2d893a65c3b1324c50d4e682c0cdc021dd0477ae2c048544f39eed6654b699a
  DOWNLOAD_EXTRACT_TIMESTAMP TRUE
  FIND_PACKAGE_ARGS 2.1)
FetchContent_Declare(tl-expected SYSTEM
  URL https://github.com/TartanLlama/expected/archive/refs/tags/v1.1.0.tar.gz
  URL_HASH SHA256=1db357f46dd2b24447156aaf970c4c40a793ef12a8a9c2ad9e096d9801368df6
  DOWNLOAD_EXTRACT_TIMESTAMP TRUE
  FIND_PACKAGE_ARGS)
# The last release but a few that does not bring Abseil along.
FetchContent_Declare(re2 SYSTEM
  URL https://github.com/google/re2/archive/refs/tags/2022-06-01.tar.gz
  URL_HASH SHA256=f89c61410a072e5cbcf8c27e3a778da7d6fd2f2b5b1445cd4f4508bee946ab0f
  DOWNLOAD_EXTRACT_TIMESTAMP TRUE
  FIND_PACKAGE_ARGS)
# Only the headers of the next two are wanted: the subdirectory does not exist, so nothing of them is built.
FetchContent_Declare(protozero SYSTEM
  URL https://github.com/mapbox/protozero/archive/refs/tags/v1.7.1.tar.gz
  URL_HASH SHA256=27e0017d5b3ba06d646a3ec6391d5ccc8500db821be480aefd2e4ddc3de5ff99
  DOWNLOAD_EXTRACT_TIMESTAMP TRUE
  SOURCE_SUBDIR headers-only
  FIND_PACKAGE_ARGS)
FetchContent_Declare(xxhash SYSTEM
  URL https://github.com/Cyan4973/xxHash/archive/refs/tags/v0.8.3.tar.gz
  URL_HASH SHA256=aae608dfe8213dfd05d909a57718ef82f30722c392344583d3f39050c7f29a80
  DOWNLOAD_EXTRACT_TIMESTAMP TRUE
  SOURCE_SUBDIR headers-only
  FIND_PACKAGE_ARGS)
FetchContent_Declare(ZLIB SYSTEM
  URL https://github.com/madler/zlib/releases/download/v1.3.1/zlib-1.3.1.tar.gz
  URL_HASH SHA256=9a93b2b7dfdac77ceba5a558a580e74667dd6fede4585b91eefb60f03b72df23
  DOWNLOAD_EXTRACT_TIMESTAMP TRUE
  FIND_PACKAGE_ARGS)
set(ZLIB_BUILD_EXAMPLES OFF)
set(ZLIB_USE_STATIC_LIBS ${GOESCAPE_STATIC})

find_package(Threads REQUIRED)
# Its sources are published as one file of C without a project around it, so here is no download: every system has it.
# The archive is preferred: a shared one would take its part of the program's start.
find_library(SQLite3_LIBRARY NAMES libsqlite3.a sqlite3)
find_package(SQLite3 3.34 REQUIRED)
FetchContent_MakeAvailable(fmt spdlog nlohmann_json CLI11 tl-expected re2 protozero xxhash ZLIB)

if(NOT TARGET protozero::protozero)
  add_library(protozero::protozero INTERFACE IMPORTED)
  set_target_properties(protozero::protozero PROPERTIES
    INTERFACE_INCLUDE_DIRECTORIES "${protozero_SOURCE_DIR}/include")
endif()
if(NOT TARGET xxhash::xxhash)
  add_library(xxhash::xxhash INTERFACE IMPORTED)
  set_target_properties(xxhash::xxhash PROPERTIES INTERFACE_INCLUDE_DIRECTORIES "${xxhash_SOURCE_DIR}")
endif()
if(NOT TARGET ZLIB::ZLIB)
  add_library(goescape_zlib INTERFACE)
  target_link_libraries(goescape_zlib INTERFACE zlibstatic)
  target_include_directories(goescape_zlib SYSTEM INTERFACE "${zlib_SOURCE_DIR}" "${zlib_BINARY_DIR}")
  add_library(ZLIB::ZLIB ALIAS goescape_zlib)
endif()

# Distributions have no archives of these two, but both can be used by their headers alone.
set(goescape_fmt fmt::fmt)
set(goescape_spdlog spdlog::spdlog)
if(GOESCAPE_STATIC)
  set(goescape_fmt fmt::fmt-header-only)
  # Not spdlog::spdlog_header_only, which brings the shared fmt.
  set(goescape_spdlog goescape_spdlog_headers)
  add_library(goescape_spdlog_headers INTERFACE)
  get_target_property(spdlog_include spdlog::spdlog_header_only INTERFACE_INCLUDE_DIRECTORIES)
  target_include_directories(goescape_spdlog_headers SYSTEM INTERFACE ${spdlog_include})
  target_compile_definitions(goescape_spdlog_headers INTERFACE SPDLOG_FMT_EXTERNAL)
endif()

if(BUILD_TESTING)
  FetchContent_Declare(Catch2 SYSTEM
    URL https://github.com/catchorg/Catch2/archive/refs/tags/v3.7.1.tar.gz
    URL_HASH SHA256=c991b247a1a0d7bb9c39aa35faf0fe9e19764213f28ffba3109388e62ee0269c
    DOWNLOAD_EXTRACT_TIMESTAMP TRUE
    FIND_PACKAGE_ARGS)
  FetchContent_MakeAvailable(Catch2)
  # Where catch_discover_tests() comes from.
  if(Catch2_DIR)
    list(APPEND CMAKE_MODULE_PATH "${Catch2_DIR}")
  else()
    list(APPEND CMAKE_MODULE_PATH "${catch2_SOURCE_DIR}/extras")
  endif()
endif()
unset(CMAKE_POSITION_INDEPENDENT_CODE)
unset(BUILD_SHARED_LIBS)
