#include "side.h"

#include <fmt/core.h>

#include <filesystem>

namespace goescape {
namespace {

constexpr std::string_view kStandardInput = "-";

// A folder is no report, so it does not stand in the way of a branch of its name.
bool is_input(const std::string& text) {
  std::error_code none;
  const auto status = std::filesystem::status(text, none);
  return text == kStandardInput || (std::filesystem::exists(status) && !std::filesystem::is_directory(status));
}

}  // namespace

std::string describe(const Side& side) {
  if (side.revision) {
    return describe(*side.revision);
  }
  if (side.input == kStandardInput) {
    return "standard input";
  }
  return side.input.empty() ? "the working tree" : side.input;
}

Result<Side> find_side(const std::string& text, const std::string& directory) {
  if (text.empty()) {
    return fail(Failure::kUsage, "an empty name is neither a file nor a revision");
  }
  const bool input = is_input(text);
  if (input && (text == kStandardInput || text.front() == '/' || text.front() == '.')) {
    return Side{std::nullopt, text};  // No name of a commit looks like this.
  }
  auto revision = resolve_revision(directory, text);
  if (!revision && revision.error().failure == Failure::kInterrupted) {
    return tl::unexpected(revision.error());
  }
  if (input && revision) {
    return fail(Failure::kUsage, fmt::format("{} is both a file and a revision; write ./{} for the file, or "
                                             "refs/heads/{}, or the hash, for the revision",
                                             text, text, text));
  }
  if (input) {
    return Side{std::nullopt, text};
  }
  if (!revision) {
    return fail(Failure::kUsage, fmt::format("there is no file {}, and {}", text, revision.error().message));
  }
  return Side{*std::move(revision), {}};
}

}  // namespace goescape
