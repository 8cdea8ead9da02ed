#include "resolve/silent_packages.h"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>

#include "resolve/go_file.h"
#include "resolve/go_functions.h"
#include "resolve/path_text.h"

namespace goescape {
namespace {

// The byte before a point of the source; 0 where there is none.
char byte_before(std::string_view source, SourcePoint point) {
  std::size_t line_start = 0;
  for (std::uint32_t line = 1; line < point.line; ++line) {
    line_start = source.find('\n', line_start) + 1;
  }
  const std::size_t offset = line_start + point.column - 1;
  return offset == 0 || offset > source.size() ? '\0' : source[offset - 1];
}

bool is_spoken_of(const FunctionTable& table, const FunctionSpan& function, std::string_view source) {
  const bool declared = !function.literal() && !function.declared.empty();
  return declared && byte_before(source, function.end) == '}' && table.name(function).find('[') == std::string::npos;
}

bool has_function(const std::string& path) {
  const auto source = read_go_file(path);
  if (!source) {
    return false;
  }
  const FunctionTable table = FunctionTable::scan(*source);
  return std::any_of(table.spans().begin(), table.spans().end(),
                     [&](const FunctionSpan& function) { return is_spoken_of(table, function, *source); });
}

bool has_function(const BuildPackage& package) {
  return std::any_of(package.files.begin(), package.files.end(), [&](const std::string& file) {
    return is_compiled(package, file) && has_function(join_path(package.dir, file));
  });
}

}  // namespace

bool speak_of_all_functions(std::string_view gcflags) {
  constexpr std::string_view kLevel = "-m=2";
  constexpr std::string_view kListing = " -S=2 -dwarf=false -d=closure=1";  // With --verify (capture/go_command.cpp).
  if (!gcflags.starts_with(kLevel)) {
    return false;
  }
  const std::string_view more = gcflags.substr(kLevel.size());
  return more.empty() || more == kListing || more == std::string(kListing) + ",escapedebug=1";
}

std::vector<PackageFailure> silent_packages(const Collected& collected, const BuildInfo& build) {
  if (!speak_of_all_functions(build.toolchain.gcflags)) {
    return {};
  }
  std::set<std::string_view> known;
  for (const CollectedSection& section : collected.sections) {
    known.insert(collected.strings[section.import_path]);
  }
  for (const PackageFailure& failure : build.failures) {
    known.insert(failure.package);
  }
  std::vector<PackageFailure> silent;
  for (const BuildPackage& package : build.packages) {
    if (!known.contains(package.import_path) && has_function(package)) {
      known.insert(package.import_path);
      silent.push_back(
          {package.import_path,
           "the go command did not repeat what the compiler had said of it: the build cache has lost that; "
           "run go clean -cache"});
    }
  }
  return silent;
}

}  // namespace goescape
