#include "check_base.h"

#include <fmt/core.h>

#include <filesystem>

#include "base_tree.h"

namespace goescape {
namespace {

bool is_true(const ConfigValue& value) { return !value.words.empty() && value.words.back() == "true"; }

// What the environment says about the base, where no flag does.
void take_base_from(const Config& environment, GateOptions& options) {
  const ConfigValue& base = environment.of("base");
  if (options.base.empty() && !base.words.empty()) {
    options.base = base.words.front();
  }
  options.against_merge_base = options.against_merge_base || is_true(environment.of("against_merge_base"));
}

}  // namespace

Result<Revision> base_revision(const GateOptions& options, const std::string& directory) {
  if (options.base.empty() && !options.against_merge_base) {
    return default_base(directory);
  }
  auto base = options.base.empty() ? default_branch(directory) : resolve_revision(directory, options.base);
  if (!base || !options.against_merge_base) {
    return base;
  }
  const auto head = resolve_revision(directory, "HEAD");
  return head ? merge_base(directory, *head, *base) : head;
}

Result<TrustedConfig> load_trusted_config(GateOptions options, const std::string& directory) {
  if (!options.base_report.empty()) {
    return fail(Failure::kUsage,
                "--trusted-config takes the configuration from the base revision, and --base-report "
                "names none; name one with --base");
  }
  TrustedConfig trusted{default_config(), {}};
  const auto variables = goescape_variables();
  Config environment = default_config();
  if (auto read = read_config_environment(variables, environment); !read) {
    return tl::unexpected(read.error());
  }
  take_base_from(environment, options);
  auto base = base_revision(options, directory);
  if (!base) {
    return tl::unexpected(base.error());
  }
  trusted.base = *std::move(base);
  const auto repository = find_repository(directory);
  if (!repository) {
    return tl::unexpected(repository.error());
  }
  const auto file = find_base_file(*repository, trusted.base, kConfigName);
  if (!file) {
    return tl::unexpected(file.error());
  }
  if (*file) {
    const auto folder = std::filesystem::path(repository->root) / std::filesystem::path((*file)->path).parent_path();
    if (auto read = read_config_text((*file)->text, (*file)->name, folder.string(), trusted.config); !read) {
      return tl::unexpected(read.error());
    }
  }
  if (auto read = read_config_environment(variables, trusted.config); !read) {
    return tl::unexpected(read.error());
  }
  return trusted;
}

}  // namespace goescape
