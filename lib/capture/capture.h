// From packages to diagnostics: runs the go command and tells what was built.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/build.h"
#include "parse/diagnostic_sink.h"
#include "util/result.h"

namespace goescape {

// How the compiler is reached. All three give the same diagnostics.
enum class Driver {
  kList,     // One `go list -export` process: metadata and diagnostics together, nothing is linked. The fastest.
  kBuild,    // `go list` for the metadata, then `go build` and, for tests, `go test -c`.
  kCompile,  // `go list -deps` for the metadata and the export data, then `go tool compile` once per package.
};

struct CaptureOptions {
  std::vector<std::string> patterns;  // As for `go build`; .go files too; none = "./...".
  std::string directory = ".";        // Where the go command runs.
  std::string go = "go";              // A path, or a name to look up in PATH.
  Driver driver = Driver::kList;
  int level = 2;         // 1: -m, 2: -m=2.
  bool listing = false;  // Also the assembly of the packages, at outermost places, and what became constants.
  bool tests = false;    // Also the packages as compiled for their tests, external tests and examples.
  bool race = false;
  std::vector<std::string> tags;
  std::string goos;  // Empty = the go command's own choice.
  std::string goarch;
  std::vector<std::string> gcflags;      // More flags for the compiler, one each.
  std::vector<std::string> build_flags;  // More flags for the go command, in front of ours.
  // The full commit hash that `directory` was checked out from for this run; git is not asked then, and nothing counts
  // as changed. Empty = git is asked.
  std::string revision = {};
  // GOWORK for the go command: the absolute path of a go.work file, or "off". Empty = as the environment says.
  std::string workspace = {};
  // Compiles only a part of the packages, those that fall to the shard with this number, from 1. The packages are
  // divided by the bytes of their sources (capture/shards.h), so the parts are the same on every machine.
  std::uint32_t shard = 0;   // 0 = all packages.
  std::uint32_t shards = 0;  // Into how many parts they are divided.
  // Of a run that is only asked what there is (capture/build_state.h): what the compiler says is thrown away unread,
  // and failures come without its words. With the list driver only.
  bool discard_words = false;
};

// Is told how the run goes on. The calls come from within capture(), in its thread.
class CaptureObserver {
 public:
  CaptureObserver() = default;
  CaptureObserver(const CaptureObserver&) = delete;
  CaptureObserver& operator=(const CaptureObserver&) = delete;
  virtual ~CaptureObserver() = default;

  // Asked once at the beginning: whether counting the packages is worth a second, small go command.
  virtual bool wants_total() { return false; }
  // How many packages there will be, as far as they are counted; may be called again with a larger number.
  virtual void total_known(std::size_t /*packages*/) {}
  // The diagnostics of a package have begun to arrive; a package without diagnostics is never named.
  virtual void package_reached(std::string_view /*import_path*/) {}
};

// Compiles the packages and hands every byte that the compiler says to the sink, as `go build` would print it, with
// positions as -trimpath writes them (import path and file name; Go 1.19 and older: relative to BuildInfo::directory).
//
// A package that does not compile is in BuildInfo::packages and in BuildInfo::failures, there with the compiler's own
// words, always. Up to Go 1.19, and with the build driver, these words stand in the stream too, in the section of the
// package; from Go 1.20 on `go list` keeps them out of it. So lines that are no diagnostics in the section of a failed
// package can be passed over: nothing is lost, nothing said twice. A failure without a package is one of the run: a
// pattern that matched nothing, a go command that failed beside the packages that it described.
//
// The user's GOFLAGS and flags for the compiler in it are honoured; a level (-m) among them is not, the options' own
// is. Fails with a sentence when the run gave nothing to report: no go command, no module, no package at all, a
// toolchain that crashed or was interrupted.
Result<BuildInfo> capture(const CaptureOptions& options, DiagnosticSink& sink, CaptureObserver& observer);

}  // namespace goescape
