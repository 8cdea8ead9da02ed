#include "resolve/source_text.h"

#include <algorithm>
#include <filesystem>

#include "model/file_base.h"
#include "resolve/path_text.h"
#include "util/file.h"

namespace goescape {
namespace {

namespace fs = std::filesystem;

// A file and the folder that it has to stay in. The folder of GOROOT is src, which Debian keeps elsewhere, behind a
// link.
struct Place {
  std::string root;
  std::string_view below;
};

std::optional<Place> place_of(const SourceRoots& roots, std::string_view file) {
  constexpr std::string_view kSrc = "src/";
  const BasedFile based = split_file(file);
  Place place{roots.module_dir, based.path};
  if (based.base == FileBase::kGoroot && based.path.starts_with(kSrc)) {
    place = {roots.goroot.empty() ? "" : join_path(roots.goroot, "src"), based.path.substr(kSrc.size())};
  } else if (based.base == FileBase::kModuleCache) {
    place.root = roots.gomodcache;
  } else if (file.starts_with('$')) {
    return std::nullopt;
  }
  return place.root.empty() ? std::nullopt : std::optional(place);
}

bool is_plain_part(const fs::path& part) { return !part.empty() && part != "." && part != ".."; }

bool is_plain_name(std::string_view file) {
  const fs::path path(file);
  return !file.empty() && file.find('\0') == std::string_view::npos && path.is_relative() &&
         std::all_of(path.begin(), path.end(), is_plain_part);
}

}  // namespace

std::optional<std::string> find_source(const SourceRoots& roots, std::string_view file) {
  const auto place = is_plain_name(file) ? place_of(roots, file) : std::nullopt;
  if (!place) {
    return std::nullopt;
  }
  std::error_code failed;
  const std::string root = fs::canonical(place->root, failed).string();
  std::string target = failed ? "" : fs::canonical(join_path(root, place->below), failed).string();
  return failed || !is_below(target, root) ? std::nullopt : std::optional(std::move(target));
}

bool leads_out(const std::string& path, const std::string& folder) {
  std::error_code failed;
  const std::string target = fs::canonical(path, failed).string();
  const std::string root = failed ? "" : fs::canonical(folder, failed).string();
  return !failed && target != root && !is_below(target, root);
}

bool is_source_name(std::string_view file) { return file.ends_with(".go") && is_plain_name(file); }

std::optional<std::string> read_source(const SourceRoots& roots, std::string_view file, std::size_t most) {
  const auto target = is_source_name(file) ? find_source(roots, file) : std::nullopt;
  if (!target || !target->ends_with(".go")) {
    return std::nullopt;
  }
  auto text = read_file(*target, most);
  return text ? std::optional(*std::move(text)) : std::nullopt;
}

}  // namespace goescape
