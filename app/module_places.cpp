#include "module_places.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <system_error>

#include "capture/git_command.h"
#include "capture/go_mod.h"
#include "capture/repository.h"
#include "util/environment.h"
#include "util/web_address.h"

namespace goescape {
namespace {

namespace fs = std::filesystem;

// One line of git's output; empty where it says no, or fails.
std::string line_of_git(const std::string& directory, const std::vector<std::string>& arguments) {
  const auto out = ask_git(directory, arguments);
  return out ? out->substr(0, out->find('\n')) : "";
}

fs::path real_path(const fs::path& path) {
  std::error_code error;
  const fs::path real = fs::weakly_canonical(path, error);
  return error ? path : real;
}

// From `here`. Both are absolute.
Viewpoint view_from(const fs::path& here, const fs::path& module) {
  const auto parts = std::mismatch(here.begin(), here.end(), module.begin(), module.end());
  const auto joined = [](fs::path::iterator begin, fs::path::iterator end) {
    fs::path path;
    std::for_each(begin, end, [&](const fs::path& part) { path /= part; });
    return path.generic_string();
  };
  return {joined(parts.second, module.end()), joined(parts.first, here.end())};
}

// Asks git once, whatever is asked of it, and not before.
class Places {
 public:
  Places(const OutputOptions& options, std::string directory)
      : from_here_(any_format(options, &FormatNeeds::from_here)),
        in_repository_(any_format(options, &FormatNeeds::in_repository)),
        web_(any_format(options, &FormatNeeds::web)),
        directory_(std::move(directory)) {}

  // `revision` is what was compiled, if it is a commit.
  ModulePlace of(const MadeReport& made, const std::optional<Revision>& revision) {
    ModulePlace place;
    const auto folder = from_here_ || in_repository_ || web_ ? folder_of(made, revision) : std::nullopt;
    if (!folder) {
      return place;
    }
    if (from_here_) {
      place.from_here = view_from(real_path(fs::current_path()), *folder);
    }
    if ((in_repository_ || web_) && repository()) {
      add_repository(place, *folder, made, revision.has_value());
    }
    return place;
  }

 private:
  // The folder of the module, absolute; for a commit where it would be in the user's work tree.
  std::optional<fs::path> folder_of(const MadeReport& made, const std::optional<Revision>& revision) {
    if (revision) {
      return folder_in(*revision);
    }
    if (!made.build.module_dir.empty()) {
      return real_path(made.build.module_dir);
    }
    const auto module = find_go_mod(directory_);
    return module && module->path == made.report.module.path ? std::optional(real_path(module->dir)) : std::nullopt;
  }

  std::optional<fs::path> folder_in(const Revision& revision) {
    if (!repository()) {
      return std::nullopt;
    }
    const fs::path root = repository()->root;
    const auto folder = module_folder(*repository(), revision.hash);
    return folder ? std::optional(folder->empty() ? root : root / *folder) : std::nullopt;
  }

  void add_repository(ModulePlace& place, const fs::path& folder, const MadeReport& made, bool is_own_commit) {
    place.in_repository = view_from(repository()->root, folder);
    const Module& module = made.report.module;
    if (!web_ || module.revision.empty() || module.dirty || !(is_own_commit || made.compiled || has(module.revision))) {
      return;
    }
    place.repository_url = repository_address(variables_, remote());
    // In a repository within the module other files of that are not to be found.
    const std::string files = place.in_repository.here.empty() ? file_address(variables_, remote()) : "";
    if (!files.empty()) {
      const std::string path = percent_encoded_path(place.in_repository.module);
      place.files_url = files + module.revision + '/' + path + (path.empty() ? "" : "/");
    }
  }

  // A saved report may come from anywhere; links to commits of others would lead nowhere.
  bool has(const std::string& hash) {
    return hash.find_first_not_of("0123456789abcdef") == std::string::npos &&
           run_git(repository()->root, {"cat-file", "-e", hash + "^{commit}"}).has_value();
  }

  const Repository* repository() {
    if (!asked_) {
      asked_ = true;
      auto found = find_repository(directory_);
      repository_ = found ? std::optional(*std::move(found)) : std::nullopt;
    }
    return repository_ ? &*repository_ : nullptr;
  }

  const std::string& remote() {
    if (!remote_) {
      remote_ = line_of_git(repository()->root, {"config", "--get", "remote.origin.url"});
    }
    return *remote_;
  }

  bool from_here_;
  bool in_repository_;
  bool web_;
  std::string directory_;
  bool asked_ = false;
  std::optional<Repository> repository_;
  std::optional<std::string> remote_;
  ForgeVariables variables_{std::string(environment_variable("GITHUB_SERVER_URL")),
                            std::string(environment_variable("GITHUB_REPOSITORY")),
                            std::string(environment_variable("CI_PROJECT_URL"))};
};

}  // namespace

void add_place(OutputOptions& options, const MadeReport& made, const std::string& directory) {
  options.render.place = Places(options, directory).of(made, std::nullopt);
}

void add_places(OutputOptions& options, const ComparedSides& compared, const std::string& directory) {
  Places places(options, directory);
  options.render.place = places.of(compared.new_side.made, compared.new_side.revision);
  if (any_format(options, &FormatNeeds::web)) {  // Others show files of the new side alone.
    options.render.old_place = places.of(compared.old_side.made, compared.old_side.revision);
  }
}

}  // namespace goescape
