#include "render/sarif_location.h"

#include <array>
#include <string>

#include "model/file_base.h"
#include "render/sarif_text.h"
#include "util/uri.h"

namespace goescape {
namespace {

struct UriBase {
  FileBase base;
  std::string_view id;
  std::string_view description;
};
constexpr std::array<UriBase, 3> kUriBases{{
    {FileBase::kModule, kRepositoryBase,
     "The top folder of the repository; where none is known, the folder of the Go module."},
    {FileBase::kGoroot, "GOROOT", "The Go installation, as go env GOROOT names it."},
    {FileBase::kModuleCache, "GOMODCACHE", "The module cache, as go env GOMODCACHE names it."},
}};

std::string uri_of(const SarifPlace& place, const BasedFile& file) {
  if (file.base == FileBase::kNone) {
    return "file://" + uri_path(file.path);
  }
  const bool is_folder = place.is_folder || file.path.empty();
  const std::string_view in_base = file.path.empty() ? "." : file.path;
  std::string path = uri_path(file.base == FileBase::kModule ? file_from(*place.view, in_base) : std::string(in_base));
  if (path.empty() || path == ".") {
    return "./";
  }
  return is_folder && !path.ends_with('/') ? path + '/' : path;
}

void write_region(JsonWriter& json, const SarifPlace& place) {
  json.key("region");
  json.begin_object();
  json.member("startLine", std::uint64_t{place.line});
  if (place.column != 0) {
    json.member("startColumn", std::uint64_t{place.column});
  }
  json.end_object();
}

}  // namespace

SarifPlace sarif_place(const Viewpoint* view, const Report& report, const Finding& finding) {
  if (finding.category == Category::kSynthetic || finding.file == StringId::kEmpty) {
    return {view, report.text(report.package_of(finding).dir), 0, 0, true};
  }
  return {view, report.text(finding.file), finding.line, finding.column};
}

void write_physical_location(JsonWriter& json, const SarifPlace& place) {
  const BasedFile file = split_file(place.file);
  json.key("physicalLocation");
  json.begin_object();
  json.key("artifactLocation");
  json.begin_object();
  json.member("uri", uri_of(place, file));
  for (const UriBase& row : kUriBases) {
    if (row.base == file.base) {
      json.member("uriBaseId", row.id);
    }
  }
  json.end_object();
  if (place.line != 0) {
    write_region(json, place);
  }
  json.end_object();
}

void write_noted_location(JsonWriter& json, const SarifPlace& place, std::string_view message, std::uint64_t id) {
  json.begin_object();
  json.member("id", id);
  json.key("message");
  json.begin_object();
  json.member("text", sarif_text(message));
  json.end_object();
  write_physical_location(json, place);
  json.end_object();
}

void write_uri_bases(JsonWriter& json) {
  json.key("originalUriBaseIds");
  json.begin_object();
  for (const UriBase& row : kUriBases) {
    json.key(row.id);
    json.begin_object();
    json.key("description");
    json.begin_object();
    json.member("text", row.description);
    json.end_object();
    json.end_object();
  }
  json.end_object();
}

}  // namespace goescape
