#include "last_run.h"

#include <fmt/core.h>

#include <chrono>
#include <filesystem>
#include <future>
#include <utility>

#include "capture/build_state.h"
#include "model/go_version.h"
#include "output.h"
#include "resolve/silent_packages.h"
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

void add_list(KeptKey& key, const char* name, const std::vector<std::string>& values) {
  for (std::size_t index = 0; index < values.size(); ++index) {
    key.add(fmt::format("{}[{}]", name, index), values[index]);
  }
}

// By the clock that files are stamped with.
std::int64_t now() {
  const auto since_1970 = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::nanoseconds>(since_1970).count();
}

// Only finds the place: whether the run is the same is told by what the go command built.
KeptKey key_of(const ReportRequest& request) {
  KeptKey key;
  const CaptureOptions& capture = request.capture;
  std::error_code ignored;
  key.add("directory", std::filesystem::absolute(capture.directory, ignored).lexically_normal().string());
  key.add("listing", capture.listing ? "1" : "0");
  key.add("tests", capture.tests ? "1" : "0");
  key.add("race", capture.race ? "1" : "0");
  key.add("kinds", request.keep.to_string());
  key.add("go", capture.go);
  key.add("goos", capture.goos);
  key.add("goarch", capture.goarch);
  key.add("workspace", capture.workspace);
  add_list(key, "pattern", capture.patterns);
  add_list(key, "tag", capture.tags);
  add_list(key, "compiler flag", capture.gcflags);
  add_list(key, "build flag", capture.build_flags);
  for (const char* const name : {"GOOS", "GOARCH", "GOFLAGS", "GOEXPERIMENT", "CGO_ENABLED"}) {
    key.add(name, std::string(environment_variable(name)));
  }
  return key;
}

// Whether a report without failures heard all that the compiler had to say, so that it can be believed once more, and
// whether the go command takes -json=FIELDS, which makes asking cheap.
bool can_be_asked_again(const Toolchain& toolchain) {
  constexpr int kFirstWithFields = 19;
  return speak_of_all_functions(toolchain.gcflags) &&
         go_minor(toolchain.go_version).value_or(kFirstWithFields) >= kFirstWithFields;
}

}  // namespace

bool leaves_something(const ReportRequest& request) {
  const CaptureOptions& capture = request.capture;
  return capture.revision.empty() && capture.shards <= 1 && capture.driver == Driver::kList && capture.level == 2 &&
         request.output == nullptr;
}

LastRun::LastRun(const ReportRequest& request)
    : request_(request), begin_(now()), cache_(warn_for(request)), key_(key_of(request)), kept_(cache_.find(key_)) {}

Result<std::optional<MadeReport>> LastRun::find() {
  const auto kept = std::exchange(kept_, std::nullopt);  // Of no use to a run that listens.
  if (!kept || source_stamp(kept->watched).number != kept->stamp) {
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
  if (!state || !made.report.failures.empty() || !can_be_asked_again(made.build.toolchain)) {
    return;
  }
  std::vector<std::string> watched = watched_paths(made.build, made.report.other_sources);
  const SourceStamp stamp = source_stamp(watched);
  if (stamp.newest > begin_) {
    log_remark("somebody wrote into the sources meanwhile: this run is not kept");
    return;
  }
  cache_.store(key_, {*state, std::move(watched), stamp.number, encode_report(made.report)});
}

}  // namespace goescape
