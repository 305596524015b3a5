# SPDX-License-Identifier: Apache-2.0
# Every library cb21 uses, with the least version and the reason. All come from the distribution's packages.

# Process v2 (spawns docker), Filesystem (Process v2 needs it linked), Program_options (own options, environment,
# cb21.conf), JSON (the report and docker's inspect output).
find_package(Boost 1.80 CONFIG REQUIRED COMPONENTS filesystem program_options json)
set(cb21_boost Boost::filesystem Boost::program_options Boost::json)
# Process v2 was headers alone before.
if(Boost_VERSION VERSION_GREATER_EQUAL 1.86)
  find_package(Boost CONFIG REQUIRED COMPONENTS process)
  list(APPEND cb21_boost Boost::process)
endif()
# Messages.
find_package(fmt 9 REQUIRED)
# Cargo.toml, so that a dependency edit is told from another by its meaning.
find_package(tomlplusplus 3.3 REQUIRED)
find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)
# XXH3-128 of file contents.
pkg_check_modules(xxhash REQUIRED IMPORTED_TARGET libxxhash>=0.8)
# Docker matches ignore patterns with Go's regexp, whose syntax and semantics are RE2's.
pkg_check_modules(re2 REQUIRED IMPORTED_TARGET re2)

add_library(cb21_dependencies INTERFACE)
target_link_libraries(
  cb21_dependencies
  INTERFACE ${cb21_boost}
            fmt::fmt
            tomlplusplus::tomlplusplus
            Threads::Threads
            PkgConfig::xxhash
            PkgConfig::re2)
# XXH3 is inlined: the hash loop is part of the scan's inner loop.
target_compile_definitions(cb21_dependencies INTERFACE XXH_INLINE_ALL)

if(CB21_TESTS OR CB21_FUZZ)
  find_package(GTest 1.12 REQUIRED)
endif()
if(CB21_BENCHMARKS)
  # Ratios against named baselines.
  find_package(benchmark 1.7 REQUIRED)
endif()

message(STATUS "cb21: Boost ${Boost_VERSION}, fmt ${fmt_VERSION}, toml++ ${tomlplusplus_VERSION}, "
               "xxHash ${xxhash_VERSION}, RE2 ${re2_VERSION}")
