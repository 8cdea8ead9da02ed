#include "capture/named_packages.h"

#include <utility>

namespace goescape {

ListRequest export_request(const CaptureOptions& options) {
  ListRequest request{{"-export"}, false};
  if (options.listing) {
    request.flags.emplace_back("-deps");
  }
  if (options.tests) {
    request.flags.emplace_back("-test");
  }
  return request;
}

void divide_packages(std::vector<ListedPackage> listed, const CaptureOptions& options, DriverOutcome& outcome) {
  for (ListedPackage& package : listed) {
    if (!package.dependency_only) {
      outcome.packages.push_back(std::move(package));
    } else if (options.listing && !package.export_file.empty()) {
      outcome.object_files.try_emplace(std::move(package.full_path), std::move(package.export_file));
    }
  }
}

}  // namespace goescape
