#include "last_run.h"

#include <filesystem>
#include <future>
#include <utility>

#include "capture/build_state.h"
#include "capture/toolchain_key.h"
#include "output.h"
#include "store/report_message.h"
#include "util/environment.h"
#include "util/log.h"

namespace goescape {
namespace {

// A cache that cannot be used does no harm here; one that is damaged the user should know of.
KeptFiles::Warn warn_for(const ReportRequest& request) {
  return [told = request.progress](KeptTrouble trouble, const std::string& sentence) {
    if (told && trouble == KeptTrouble::kDamaged) {
      say("goescape: " + sentence);
    } else {
      log_remark(sentence);
    }
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

}  // namespace

bool leaves_something(const ReportRequest& request) {
  const CaptureOptions& capture = request.capture;
  return capture.revision.empty() && capture.shards <= 1 && capture.driver == Driver::kList &&
         request.output == nullptr;
}

LastRun::LastRun(const ReportRequest& request)
    : request_(request), cache_(warn_for(request)), key_(key_of(request)), kept_(cache_.find(key_)) {}

Result<std::optional<MadeReport>> LastRun::find() {
  const auto kept = std::exchange(kept_, std::nullopt);  // Of no use to a run that listens.
  if (!kept || source_stamp(kept->folders) != kept->stamp) {
    return std::nullopt;
  }
  auto report = std::async([&] { return decode_report(kept->report); });  // Beside the go command, if a thread is free.
  CaptureOptions options = request_.capture;
  options.discard_words = true;
  NoSink nowhere;
  CaptureObserver observer;
  auto build = capture(options, nowhere, observer);
  auto decoded = report.get();
  if (!build && build.error().failure == Failure::kInterrupted) {
    return tl::unexpected(build.error());
  }
  if (!build || build_state(*build) != kept->state) {
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
