#include "capture/driver.h"
#include "capture/named_packages.h"

namespace goescape {

Result<DriverOutcome> run_list_driver(const DriverContext& context) {
  const auto gcflags = gcflags_argument(context.go.flags);
  if (!gcflags) {
    return tl::unexpected(gcflags.error());
  }
  ListRequest request = export_request(context.options);
  request.flags.push_back(*gcflags);
  OutputHandler words;
  if (!context.options.discard_words) {
    words = [&](std::string_view bytes) { context.watch.feed(bytes); };
  }
  auto listed = run_list(context.go, request, context.processes, context.started, words);
  if (!listed) {
    return tl::unexpected(listed.error());
  }
  DriverOutcome outcome;
  divide_packages(std::move(listed->packages), context.options, outcome);
  outcome.status = listed->status;
  return outcome;
}

}  // namespace goescape
