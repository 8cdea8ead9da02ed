#include "add_profiles.h"

#include <fmt/core.h>

#include <iostream>

#include "capture/go_mod.h"
#include "evidence/profile.h"
#include "evidence/profile_benchmarks.h"
#include "evidence/profile_fit.h"
#include "evidence/profile_join.h"
#include "render/profile_words.h"
#include "shown_sources.h"
#include "util/contains.h"
#include "util/input.h"

namespace goescape {
namespace {

// What the files hold.
struct Profiles {
  std::vector<MemoryProfile> memory;
  std::vector<BenchmarkLine> benchmarks;
};

Result<std::string> read_whole(const std::string& path) {
  auto input = Input::open(path);
  if (!input) {
    return tl::unexpected(input.error());
  }
  constexpr std::size_t kPiece = std::size_t{64} << 10U;
  std::string content;
  while (true) {
    const std::size_t before = content.size();
    content.resize(before + kPiece);
    const auto count = input->read(std::span(content).subspan(before));
    if (!count) {
      return tl::unexpected(count.error());
    }
    content.resize(before + *count);
    if (*count == 0) {
      return content;
    }
    if (content.size() > kLargestProfile) {
      return fail(Failure::kInput, fmt::format("{} has more than {} MiB", input->name(), kLargestProfile >> 20U));
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
  const auto content = read_whole(path);
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
      return fail(Failure::kInput, fmt::format("{} {}", path, complaint));
    }
  }
  auto profile = parse_profile(*content, path);
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

Result<void> add_profiles(MadeReport& made, const std::vector<std::string>& files, const std::string& directory,
                          const std::optional<Revision>& revision, bool quiet) {
  if (files.empty()) {
    return {};
  }
  Profiles profiles;
  for (const std::string& file : files) {
    if (auto read = read_file(file, profiles); !read) {
      return read;
    }
  }
  const std::string module_dir = module_dir_of(made, directory);
  join_profiles(made.report, profiles.memory, module_dir);
  add_benchmarks(made.report, profiles.benchmarks);
  if (const SourceFiles sources = shown_sources(made, directory, revision); sources.read) {
    made.report.profile->fit = fit_of(made.report, profiles.memory, module_dir, sources.read);
  }
  if (const std::string warning = other_sources_sentence(*made.report.profile); !quiet && !warning.empty()) {
    std::cerr << "goescape: " << warning << '\n';
  }
  return {};
}

Result<void> add_profiles(SideReport& side, const std::vector<std::string>& files, const std::string& directory,
                          bool quiet) {
  return add_profiles(side.made, files, directory, side.revision, quiet);
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
