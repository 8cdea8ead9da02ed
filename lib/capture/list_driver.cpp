#include "capture/driver.h"

namespace goescape {

Result<DriverOutcome> run_list_driver(const DriverContext& context) {
  const auto gcflags = gcflags_argument(context.go.flags);
  if (!gcflags) {
    return tl::unexpected(gcflags.error());
  }
  ListRequest request{{"-export", *gcflags}, false};
  if (context.options.tests) {
    request.flags.emplace_back("-test");
  }
  auto listed = run_list(context.go, request, context.processes, context.started,
                         [&](std::string_view bytes) { context.watch.feed(bytes); });
  if (!listed) {
    return tl::unexpected(listed.error());
  }
  return DriverOutcome{std::move(listed->packages), {}, listed->status};
}

}  // namespace goescape
