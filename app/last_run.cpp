#include "last_run.h"

#include <filesystem>
#include <future>

#include "capture/build_state.h"
#include "capture/toolchain_key.h"
#include "output.h"
#include "store/report_message.h"
#include "util/environment.h"
#include "util/log.h"

namespace goescape {
namespace {

// The first sentence of the cache is that it cannot be used, which does no harm, or that a file in it is damaged, which
// the user should know of.
KeptFiles::Warn warn_for(const ReportRequest& request) {
  return [told = request.progress](const std::string& sentence) {
    const bool damaged = sentence.find("damaged") != std::string::npos;
    damaged&& told ? say("goescape: " + sentence) : log_remark(sentence);
  };
}

// Only finds the place: whether the run is the same is told by what the go command built.
KeptKey key_of(const ReportRequest& request) {
  KeptKey key;
  if (const auto facts = option_facts(request.capture)) {
    key.add(*facts);
  }
  std::error_code ignored;
  key.add("directory", std::filesystem::absolute(request.capture.directory, ignored).lexically_normal().string());
  key.add("workspace", request.capture.workspace);
  key.add("goos", request.capture.goos);
  key.add("goarch", request.capture.goarch);
  key.add("kinds", request.keep.to_string());
  for (const char* const name : {"GOOS", "GOARCH", "GOFLAGS", "GOEXPERIMENT", "CGO_ENABLED"}) {
    key.add(name, std::string(environment_variable(name)));
  }
  return key;
}

class Nowhere final : public DiagnosticSink {
 public:
  void feed(std::string_view /*bytes*/) override {}
};

}  // namespace

bool leaves_something(const ReportRequest& request) {
  const CaptureOptions& capture = request.capture;
  return capture.revision.empty() && capture.shards <= 1 && capture.driver == Driver::kList &&
         request.output == nullptr;
}

LastRun::LastRun(const ReportRequest& request)
    : request_(request), cache_(warn_for(request)), key_(key_of(request)), kept_(cache_.find(key_)) {}

Result<std::optional<MadeReport>> LastRun::find() {
  if (!kept_ || source_stamp(kept_->folders) != kept_->stamp) {
    return std::nullopt;
  }
  auto report = std::async(std::launch::async, [&] { return decode_report(kept_->report); });
  CaptureOptions options = request_.capture;
  options.discard_words = true;
  Nowhere sink;
  CaptureObserver observer;
  auto build = capture(options, sink, observer);
  auto decoded = report.get();
  if (!build) {
    return build.error().failure == Failure::kInterrupted
               ? Result<std::optional<MadeReport>>(tl::unexpected(build.error()))
               : std::nullopt;
  }
  if (build_state(*build) != kept_->state) {
    return std::nullopt;
  }
  if (!decoded) {
    cache_.drop(key_);
    return std::nullopt;
  }
  log_remark("the go command builds what it built in the last run: that report is taken from the cache");
  MadeReport made{*std::move(decoded), *std::move(build), true};
  made.report.module.revision = made.build.revision;
  made.report.module.dirty = made.build.dirty;
  return made;
}

void LastRun::replace(const MadeReport& made) {
  const auto state = build_state(made.build);
  if (!state || !made.report.failures.empty()) {
    return;
  }
  std::vector<std::string> folders = folders_of(made.build);
  const std::uint64_t stamp = source_stamp(folders);
  cache_.store(key_, {*state, std::move(folders), stamp, encode_report(made.report)});
}

}  // namespace goescape
