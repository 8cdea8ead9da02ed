#include "make_report.h"

#include <fmt/core.h>
#include <unistd.h>

#include <algorithm>
#include <future>
#include <optional>
#include <random>
#include <vector>

#include "capture/dependency_types.h"
#include "capture/go_mod.h"
#include "compare/identity.h"
#include "compare/merge_reports.h"
#include "compare/merge_shards.h"
#include "evidence/type_sizes.h"
#include "evidence/verdict.h"
#include "last_run.h"
#include "parse/listing_parser.h"
#include "parse/log_parser.h"
#include "progress.h"
#include "resolve/path_text.h"
#include "resolve/read_log.h"
#include "resolve/report_builder.h"
#include "store/saved_report.h"
#include "util/terminal.h"

namespace goescape {
namespace {

// What a run of the compiler, or a log of one, gave.
struct Gathered {
  Collected collected;
  BuildInfo build;
};

bool is_shard(const ReportRequest& request) { return request.from.empty() && request.capture.shards > 1; }

CollectorOptions collector_options(const ReportRequest& request) {
  std::random_device random;
  if (is_shard(request)) {
    return {KindSet().set(), (std::uint64_t{random()} << 32U) | random(), false};
  }
  const KindSet keep = request.capture.listing ? request.keep | evidence_kinds() : request.keep;
  return {keep, (std::uint64_t{random()} << 32U) | random(), request.capture.listing};
}

// The module around `directory`, where the log is about that.
BuildInfo module_of_log(const Collected& collected, const std::string& directory) {
  BuildInfo build;
  const auto module = find_go_mod(directory);
  const bool about_it =
      module && std::any_of(collected.sections.begin(), collected.sections.end(), [&](const auto& section) {
        const std::string_view path = collected.strings[section.import_path];
        return path == module->path || is_below(path, module->path);
      });
  if (about_it) {
    build.module_path = module->path;
    build.module_dir = module->dir;
  }
  return build;
}

Result<Gathered> gather_from_log(Input& input, const ReportRequest& request) {
  auto collected = read_log(input, collector_options(request), request.jobs);
  if (!collected) {
    return tl::unexpected(collected.error());
  }
  const bool failed = std::any_of(collected->sections.begin(), collected->sections.end(), [](const auto& section) {
    return section.failed || (section.compiled && section.not_understood != 0);
  });
  if (collected->diagnostics.empty() && !failed) {
    return fail(
        Failure::kInput,
        fmt::format("{} holds no diagnostics of the Go compiler; make it with go build -gcflags=-m ./... 2> FILE",
                    input.name()));
  }
  BuildInfo build = module_of_log(*collected, request.capture.directory);
  return Gathered{*std::move(collected), std::move(build)};
}

// Hands everything to two sinks, or to one.
class Tee final : public DiagnosticSink {
 public:
  Tee(DiagnosticSink& first, DiagnosticSink* second) : first_(first), second_(second) {}
  void feed(std::string_view bytes) override {
    first_.feed(bytes);
    if (second_ != nullptr) {
      second_->feed(bytes);
    }
  }

 private:
  DiagnosticSink& first_;
  DiagnosticSink* second_;
};

Result<Gathered> gather_from_compiler(const ReportRequest& request) {
  Collector collector(collector_options(request));
  LogParser parser(collector);
  ListingParser listing(collector, parser);
  Progress progress(request.progress && is_terminal(STDERR_FILENO), collector);
  DiagnosticSink& sink = request.capture.listing ? static_cast<DiagnosticSink&>(listing) : parser;
  Tee tee(sink, request.output);
  auto build = capture(request.capture, tee, progress);
  if (!build) {
    return tl::unexpected(build.error());
  }
  listing.finish();
  parser.finish();
  return Gathered{collector.take(), *std::move(build)};
}

// The types of dependencies that the listing does not describe, and their sizes once they are read.
struct DependencySizes {
  std::vector<DependencyType> types;
  std::future<std::vector<std::optional<TypeSize>>> sizes;
};

DependencySizes read_sizes(const Gathered& gathered) {
  DependencySizes reading;
  if (!gathered.build.object_files.empty()) {
    reading.types = types_without_size(gathered.collected, gathered.build.toolchain.goarch);
    reading.sizes = std::async(std::launch::async, [files = gathered.build.object_files, types = reading.types] {
      return dependency_types(files, types);
    });
  }
  return reading;
}

// A log without a listing would leave every verdict unknown; in one for WebAssembly calls are made of several
// instructions, and nothing would seem to allocate.
Result<void> add_evidence(Report& report, DependencySizes& reading, const ReportRequest& request) {
  if (report.toolchain.goarch == "wasm") {
    return fail(Failure::kInput, "what allocates cannot be told from the assembly for wasm");
  }
  if (report.code.functions.empty() && !request.from.empty()) {
    return fail(
        Failure::kInput,
        fmt::format("{} holds no assembly to verify with; make it with go build -gcflags='-m=2 -S=2' ./... 2> FILE",
                    request.from == "-" ? "standard input" : request.from));
  }
  if (reading.sizes.valid()) {
    add_type_sizes(report, reading.types, reading.sizes.get());
  }
  add_allocations(report, request.jobs);
  return {};
}

Result<MadeReport> resolve(Result<Gathered> gathered, const ReportRequest& request) {
  if (!gathered) {
    return tl::unexpected(gathered.error());
  }
  DependencySizes reading = read_sizes(*gathered);  // Beside the building of the report.
  MadeReport made;
  made.build = std::move(gathered->build);
  made.report = build_report(std::move(gathered->collected), collector_options(request).keep, made.build, request.jobs,
                             is_shard(request));
  if (is_shard(request)) {
    made.report.shard = Shard{request.capture.shards, {request.capture.shard}, request.listed};
  }
  made.compiled = request.from.empty();
  if (request.capture.listing) {
    if (auto added = add_evidence(made.report, reading, request); !added) {
      return tl::unexpected(added.error());
    }
  }
  set_fingerprints(made.report);
  return made;
}

Result<MadeReport> report_from_compiler(const ReportRequest& request) {
  if (!leaves_something(request)) {
    return resolve(gather_from_compiler(request), request);
  }
  LastRun last(request);
  if (auto same = last.find(); !same || *same) {
    return same ? Result<MadeReport>(**std::move(same)) : tl::unexpected(same.error());
  }
  auto made = resolve(gather_from_compiler(request), request);
  if (made) {
    last.replace(*made);
  }
  return made;
}

// A saved report has the verdicts that it was made with, or none.
bool lacks_verdicts(const Report& report) {
  return std::any_of(report.findings.begin(), report.findings.end(), [&](const Finding& each) {
    return is_heap_decision(each.kind) && report.allocation_of(each) == nullptr;
  });
}

Result<MadeReport> report_from_input(const ReportRequest& request) {
  auto input = Input::open(request.from);
  if (!input) {
    return tl::unexpected(input.error());
  }
  if (looks_like_comparison(input->first_bytes())) {
    return fail(Failure::kInput, fmt::format("{} is a saved comparison; give the two reports that it was made from, "
                                             "or logs, or revisions",
                                             input->name()));
  }
  if (!looks_like_report(input->first_bytes())) {
    return resolve(gather_from_log(*input, request), request);
  }
  auto report = load_report(*input);
  if (!report) {
    return tl::unexpected(report.error());
  }
  if (request.capture.listing && lacks_verdicts(*report)) {
    return fail(Failure::kInput,
                fmt::format("{} was saved without verdicts; make it with goescape report --verify", input->name()));
  }
  MadeReport made;
  if (report->shard && !request.keep_shard) {
    made.part = report->shard->numbers.size() < report->shard->count ? report->shard : std::nullopt;
    made.report = without_shard(*report);
  } else {
    made.report = *std::move(report);
  }
  return made;
}

// The packages of both; the files of one that is in both.
void unite_packages(const BuildInfo& other, BuildInfo& build) {
  for (const BuildPackage& package : other.packages) {
    const auto known = std::find_if(build.packages.begin(), build.packages.end(), [&](const BuildPackage& each) {
      return each.import_path == package.import_path && each.for_test == package.for_test;
    });
    if (known == build.packages.end()) {
      build.packages.push_back(package);
      continue;
    }
    known->files.insert(known->files.end(), package.files.begin(), package.files.end());
    std::sort(known->files.begin(), known->files.end());
    known->files.erase(std::unique(known->files.begin(), known->files.end()), known->files.end());
  }
}

// One after the other: the go command keeps all cores busy as it is.
Result<MadeReport> make_matrix(const ReportRequest& request) {
  std::vector<MadeReport> all;
  std::vector<std::string> names;
  for (const MatrixRun& run : request.matrix) {
    ReportRequest single = request;
    single.matrix.clear();
    single.capture = run.capture;
    auto made = make_report(single);
    if (!made) {
      return fail(made.error().failure, fmt::format("{}: {}", run.name, made.error().message));
    }
    all.push_back(*std::move(made));
    names.push_back(run.name);
  }
  return merge_made(std::move(all), names);
}

}  // namespace

Result<MadeReport> merge_made(std::vector<MadeReport> all, const std::vector<std::string>& names) {
  std::vector<MergeInput> inputs;
  inputs.reserve(all.size());
  for (std::size_t index = 0; index < all.size(); ++index) {
    inputs.push_back({&all[index].report, names[index]});
  }
  auto merged = merge_reports(inputs);
  if (!merged) {
    return tl::unexpected(merged.error());
  }
  MadeReport made;
  made.build = std::move(all.front().build);
  for (std::size_t index = 1; index < all.size(); ++index) {
    unite_packages(all[index].build, made.build);
  }
  made.compiled = all.front().compiled;
  made.report = *std::move(merged);
  return made;
}

Result<MadeReport> make_report(const ReportRequest& request) {
  if (request.from.empty() && !request.matrix.empty()) {
    return make_matrix(request);
  }
  return request.from.empty() ? report_from_compiler(request) : report_from_input(request);
}

}  // namespace goescape
