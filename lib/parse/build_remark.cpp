#include "parse/build_remark.h"

#include <algorithm>
#include <iterator>

#include "parse/text.h"

namespace goescape {
namespace {

using Type = BuildRemark::Type;

template <typename Words, typename Test>
bool any(const Words& words, Test&& test) {
  return std::any_of(std::begin(words), std::end(words), std::forward<Test>(test));
}

// "FAIL\tPACKAGE [build failed]", "FAIL\tPACKAGE\t0.01s", "ok  \tPACKAGE\t0.01s" (cmd/go/internal/test/test.go).
BuildRemark read_result(std::string_view line) {
  if (line.starts_with("ok  \t")) {
    return {Type::kTested, {}};
  }
  constexpr std::string_view kFail = "FAIL\t";
  if (!line.starts_with(kFail)) {
    return {};
  }
  for (const std::string_view reason : {" [build failed]", " [setup failed]"}) {
    if (const auto package = between(line, kFail, reason)) {
      return {Type::kFailed, *package};
    }
  }
  return {Type::kTested, {}};
}

// The end of a stack of imports: "\timports PACKAGE from FILE: REASON" (cmd/go/internal/load, PackageError). The lines
// above it give no reason.
BuildRemark read_import(std::string_view line) {
  constexpr std::string_view kImports = "\timports ";
  if (!line.starts_with(kImports)) {
    return {};
  }
  const std::size_t end = line.find_first_of(" :", kImports.size());
  if (end == std::string_view::npos || line.find(": ", end) == std::string_view::npos) {
    return {};
  }
  return {Type::kFailed, line.substr(kImports.size(), end - kImports.size())};
}

// "exec: signal: killed", "link: running gcc failed: exit status 1".
bool ends_as_process(std::string_view text) {
  const std::size_t colon = text.rfind(": ");
  if (colon == std::string_view::npos) {
    return false;
  }
  constexpr std::string_view kExit = "exit status ";  // Of Windows also with a number like 0xc0000005.
  const std::string_view end = text.substr(colon + 2);
  const bool exited =
      end.starts_with(kExit) && end.find_first_not_of("0123456789abcdefx", kExit.size()) == std::string_view::npos;
  // A string of the program in an assembly listing goes on with a quote: go:string."x: signal: y" SRODATA.
  return exited || (text.substr(0, colon).ends_with(": signal") && end.find('"') == std::string_view::npos);
}

bool is_file_path(std::string_view text) {
  return text.starts_with('/') || (text.size() > 2 && text.substr(1, 2) == ":\\");
}

// What cmd/cgo, cmd/asm, cmd/compile and cmd/link stop with, and the runtime of each, besides what ends_as_process().
bool stops_a_tool(std::string_view line) {
  constexpr std::string_view kBeginnings[] = {"panic: ", "fatal error: ", "cgo: ", "asm: ", "compile: "};
  constexpr std::string_view kEndings[] = {": no space left on device", ": cannot allocate memory",
                                           ": executable file not found in $PATH",
                                           " is undeclared in the main package"};
  return any(kBeginnings, [&](auto word) { return line.starts_with(word); }) ||
         any(kEndings, [&](auto word) { return line.ends_with(word); }) ||
         (line.ends_with(" not defined") && line.find(": relocation target ") != std::string_view::npos);
}

// How a reason without output begins: a tool that could not be started, a file that could not be written.
bool is_reason(std::string_view text) {
  constexpr std::string_view kBeginnings[] = {"invalid flag in ", "exec: ", "fork/exec ", "open ", "stat ",
                                              "mkdir ",           "write ", "copying "};
  return any(kBeginnings, [&](auto word) { return text.starts_with(word); });
}

// What speaks of itself and is no package.
bool is_tool(std::string_view name) {
  constexpr std::string_view kTools[] = {"go", "cgo", "asm", "compile", "link", "vet"};
  return is_file_path(name) || any(kTools, [&](auto tool) { return name == tool; });
}

// "PACKAGE: REASON" of an action that failed without output (cmd/go/internal/work/exec.go), "package PACKAGE: REASON"
// of one that could not be loaded, and what tools say themselves, in the section of their package.
BuildRemark read_reason(std::string_view line) {
  const bool is_load_error = line.starts_with("package ");
  const std::string_view rest = line.substr(is_load_error ? std::string_view("package ").size() : 0);
  const std::size_t colon = rest.find_first_of(" \t:\"");
  const bool has_head = colon != std::string_view::npos && rest.substr(colon, 2) == ": ";
  const std::string_view head =
      has_head && !is_tool(rest.substr(0, colon)) ? rest.substr(0, colon) : std::string_view();
  const std::string_view reason = has_head ? rest.substr(colon + 2) : rest;
  const bool is_process = ends_as_process(line);
  if (has_head && is_process && is_file_path(reason)) {
    return {Type::kFailed, head};  // The path of a tool behind a package: no test says that.
  }
  if (has_head && (is_load_error || is_reason(reason))) {
    return {Type::kSuspect, head};
  }
  const bool indented = line.starts_with("    ");
  return {!indented && (is_process || stops_a_tool(line)) ? Type::kSuspect : Type::kNone, {}};
}

// "# [pkg-config --cflags -- NAME]", which is printed only where that failed, below the header of the package.
bool is_failed_command(std::string_view line) {
  return line.starts_with("# [") &&
         (line.find(" --cflags ") != std::string_view::npos || line.find(" --libs ") != std::string_view::npos);
}

}  // namespace

BuildRemark read_build_remark(std::string_view line) {
  if (line.starts_with("\t0x") || line.starts_with("\trel ")) {
    return {};  // Nearly all lines of an assembly listing.
  }
  if (line.starts_with('\t')) {
    const bool in_compiler = line.find("cmd/compile/internal/") != std::string_view::npos;
    return in_compiler ? BuildRemark{Type::kCompiler, {}} : read_import(line);
  }
  if (line.starts_with('\x16')) {  // In front of results that -test.v=test2json marks.
    line.remove_prefix(1);
  }
  if (const BuildRemark result = read_result(line); result.type != Type::kNone) {
    return result;
  }
  return is_failed_command(line) ? BuildRemark{Type::kFailed, {}} : read_reason(line);
}

}  // namespace goescape
