#include "add_profiles.h"

#include <fmt/core.h>

#include <algorithm>
#include <span>

#include "capture/go_mod.h"
#include "evidence/profile_fit.h"
#include "evidence/profile_join.h"
#include "output.h"
#include "render/profile_words.h"
#include "shown_sources.h"
#include "util/contains.h"
#include "util/input.h"

namespace goescape {
namespace {

Result<std::string> read_whole(Input& input) {
  constexpr std::size_t kPiece = std::size_t{64} << 10U;
  std::string content;
  while (true) {
    const std::size_t before = content.size();
    content.resize(before + kPiece);
    const auto count = input.read(std::span(content).subspan(before));
    if (!count) {
      return tl::unexpected(count.error());
    }
    content.resize(before + *count);
    if (*count == 0) {
      return content;
    }
    if (content.size() > kLargestProfile) {
      return fail(Failure::kInput, fmt::format("{} has more than {} MiB", input.name(), kLargestProfile >> 20U));
    }
  }
}

// What is wrong with a text that is no output of benchmarks; empty = it may be a profile.
std::string complaint_about(const std::string& content) {
  if (content.starts_with("heap profile: ")) {
    return "is a profile as text (debug=1), which does not name inlined functions; take it without debug";
  }
  if (contains(content, "ns/op")) {
    return "counts no allocations; run go test -bench with -benchmem, or let the benchmarks call ReportAllocs";
  }
  return {};
}

Result<void> read_file(const std::string& path, Profiles& profiles) {
  auto input = Input::open(path);
  if (!input) {
    return tl::unexpected(input.error());
  }
  const auto content = read_whole(*input);
  if (!content) {
    return tl::unexpected(content.error());
  }
  if (!looks_compressed(*content)) {
    const std::vector<BenchmarkLine> lines = read_benchmarks(*content);
    if (!lines.empty()) {
      profiles.benchmarks.insert(profiles.benchmarks.end(), lines.begin(), lines.end());
      return {};
    }
    if (const std::string complaint = complaint_about(*content); !complaint.empty()) {
      return fail(Failure::kInput, fmt::format("{} {}", input->name(), complaint));
    }
  }
  auto profile = parse_profile(*content, input->name());
  if (!profile) {
    return tl::unexpected(profile.error());
  }
  profiles.memory.push_back(*std::move(profile));
  return {};
}

std::string module_dir_of(const MadeReport& made, const std::string& directory) {
  if (!made.build.module_dir.empty()) {
    return made.build.module_dir;
  }
  const auto module = find_go_mod(directory);
  return module && module->path == made.report.module.path ? module->dir : std::string();
}

}  // namespace

Result<Profiles> read_profiles(const std::vector<std::string>& files, const std::string& from) {
  if (std::count(files.begin(), files.end(), "-") + (from == "-" ? 1 : 0) > 1) {
    return fail(Failure::kUsage, "standard input can be read only once; name a file for --profile");
  }
  Profiles profiles;
  profiles.given = !files.empty();
  for (const std::string& file : files) {
    if (auto read = read_file(file, profiles); !read) {
      return tl::unexpected(read.error());
    }
  }
  return profiles;
}

void add_profiles(MadeReport& made, const Profiles& profiles, const std::string& directory,
                  const std::optional<Revision>& revision, bool quiet) {
  if (!profiles.given) {
    return;
  }
  const std::string module_dir = module_dir_of(made, directory);
  join_profiles(made.report, profiles.memory, module_dir);
  add_benchmarks(made.report, profiles.benchmarks);
  if (const SourceFiles sources = shown_sources(made, directory, revision); sources.read) {
    made.report.profile->fit = fit_of(made.report, profiles.memory, module_dir, sources.read);
  }
  if (const std::string warning = other_sources_sentence(*made.report.profile); !quiet && !warning.empty()) {
    say("goescape: " + warning);
  }
}

void add_profiles(SideReport& side, const Profiles& profiles, const std::string& directory, bool quiet) {
  add_profiles(side.made, profiles, directory, side.revision, quiet);
}

Result<void> check_profile_for_gate(const Report& report) {
  if (!report.profile) {
    return fail(Failure::kUsage, "--hot-share needs a profile to tell what is hot: name it with --profile");
  }
  if (report.profile->bytes == 0) {
    return fail(Failure::kInput, "--hot-share needs a profile of allocations, and none of those given holds any");
  }
  if (report.profile->fit.other_sources()) {
    return fail(Failure::kInput,
                other_sources_sentence(*report.profile) + "; --hot-share would let decisions pass by mistake");
  }
  return {};
}

}  // namespace goescape
