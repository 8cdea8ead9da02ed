#include "resolve/report_builder.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <span>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "parse/message.h"
#include "parse/shape.h"
#include "resolve/cause.h"
#include "resolve/compiled_functions.h"
#include "resolve/failures.h"
#include "resolve/flow_join.h"
#include "resolve/generic_copies.h"
#include "resolve/module_guess.h"
#include "resolve/origin.h"
#include "resolve/path_text.h"
#include "resolve/report_order.h"
#include "resolve/source_functions.h"
#include "resolve/source_names.h"
#include "resolve/source_paths.h"
#include "resolve/symbol_name.h"
#include "util/packed.h"
#include "util/parallel.h"

namespace goescape {
namespace {

// A file of the report: a name as in Finding::file, in the package to which it belongs.
struct ReportFile {
  StringId name{};
  PackageIndex package{};
  Category category = Category::kModule;
};

constexpr std::uint32_t kNoCopy = UINT32_MAX;

// A decision on its way to become a finding. There are as many as lines, and they are sorted: what tells decisions
// apart is packed into two numbers.
struct Draft {
  std::uint64_t place = 0;     // The index of a ReportFile, and the line.
  std::uint64_t decision = 0;  // Column, kind, and the hash of the message.
  std::uint32_t occurrences = 0;
  std::uint32_t diagnostic = 0;  // Index of the diagnostic that gives its text.
  std::uint32_t copy = kNoCopy;  // Index of a copy of it, printed at the name of a generic function.

  [[nodiscard]] std::uint32_t file() const { return static_cast<std::uint32_t>(place >> 32U); }
};

Draft draft_of(const Collected& collected, std::uint32_t index, std::uint32_t file) {
  const CollectedDiagnostic& entry = collected.diagnostics[index];
  const std::uint32_t column_and_kind = std::uint32_t{entry.column} << 8U | static_cast<std::uint32_t>(entry.kind);
  return {packed(file, entry.line), packed(column_and_kind, entry.text_hash), collected.lines[index].occurrences, index,
          kNoCopy};
}

bool same_decision(const Draft& a, const Draft& b) { return a.place == b.place && a.decision == b.decision; }

class ReportBuilder {
 public:
  ReportBuilder(Collected&& collected, const KindSet& kept, const BuildInfo& build, unsigned threads, bool per_section)
      : collected_(std::move(collected)),
        kept_(kept),
        build_(build),
        threads_(threads),
        per_section_(per_section),
        guess_(guess_module(collected_)),
        paths_(build_, guess_),
        sources_(build_, paths_),
        names_(build_, paths_, sources_, collected_.strings) {}

  Report build() {
    report_.toolchain = build_.toolchain;
    report_.module.path = build_.module_path.empty() ? guess_.module_path : build_.module_path;
    report_.module.revision = build_.revision;
    report_.module.dirty = build_.dirty;
    sources_.read_ahead(asks_sources_for_functions(), threads_);
    add_packages();
    place_files();
    draft_decisions();
    merge_drafts();
    add_findings();
    add_code();
    count();
    add_failures(collected_, build_, report_);
    report_.other_sources = sources_.other_files();
    report_.strings = std::move(collected_.strings);
    put_in_order(report_);
    return std::move(report_);
  }

 private:
  void add_packages();
  PackageIndex package_of(std::string_view import_path, bool compiled);
  [[nodiscard]] bool asks_sources_for_functions() const;
  void place_files();
  std::uint32_t report_file(const CollectedFile& printed);
  SourcePlace place_of(std::string_view import_path, std::string_view printed);
  void draft_decisions();
  void merge_drafts();
  void merge_decision(const std::vector<Draft>& sorted, std::size_t begin, std::size_t end);
  [[nodiscard]] StringId section_of(const Draft& draft) const;
  void sort_drafts();
  [[nodiscard]] bool comes_before(const Draft& a, const Draft& b) const;
  void add_findings();
  Finding finding_of(const Draft& draft, std::uint32_t flow_index, const Origins& origins);
  [[nodiscard]] std::string origin_of(const Draft& draft, std::string_view expression, const Origins& origins) const;
  void set_compiled_in(const Draft& draft, Finding& finding) const;
  void add_flow(Finding& finding, const CollectedFlow& flow);
  StringId file_of_step(SectionIndex section, StringId printed);
  void find_cause(Finding& finding);
  void name_function(Finding& finding);
  StringId readable(StringId symbol);
  void add_code();
  void count();
  [[nodiscard]] std::string_view text_of(std::uint32_t diagnostic) const {
    return collected_.strings[collected_.diagnostics[diagnostic].text];
  }
  // Sections come in another order in every run, so what counts is the import path; within a section nothing changes.
  [[nodiscard]] std::pair<std::string_view, std::uint32_t> order_of(std::uint32_t diagnostic) const {
    const CollectedFile& file = collected_.files[static_cast<std::size_t>(collected_.diagnostics[diagnostic].file)];
    return {collected_.strings[collected_.sections[static_cast<std::size_t>(file.section)].import_path], diagnostic};
  }
  [[nodiscard]] std::uint32_t earlier(std::uint32_t a, std::uint32_t b) const {
    if (a == kNoCopy || b == kNoCopy) {
      return std::min(a, b);
    }
    return order_of(a) < order_of(b) ? a : b;
  }
  [[nodiscard]] bool is_kept(Kind kind) const { return kept_.test(static_cast<std::size_t>(kind)); }

  Collected collected_;
  const KindSet kept_;
  const BuildInfo& build_;
  const unsigned threads_;
  const bool per_section_;
  const ModuleGuess guess_;
  const SourcePaths paths_;
  SourceFunctions sources_;
  SourceNames names_;
  Report report_;
  std::map<std::string, PackageIndex, std::less<>> packages_;
  std::vector<ReportFile> files_;
  std::map<std::pair<PackageIndex, StringId>, std::uint32_t> file_indexes_;
  std::vector<std::uint32_t> file_of_printed_;                  // By FileIndex: index into files_.
  std::unordered_map<std::uint64_t, StringId> files_of_steps_;  // By section and printed name.
  std::vector<Draft> drafts_;
  // Of a draft, by its diagnostic: the same decision as other sections print it, in the order of drafts.
  std::unordered_map<std::uint32_t, std::vector<Draft>> others_;
};

void ReportBuilder::add_packages() {
  for (const CollectedSection& section : collected_.sections) {
    const std::string path(collected_.strings[section.import_path]);
    if (section.compiled) {
      // The main package that `go test` makes up is nobody's code.
      package_of(path, !path.ends_with(".test"));
    }
  }
  for (const BuildPackage& listed : build_.packages) {
    package_of(listed.import_path, !listed.import_path.ends_with(".test"));
  }
}

PackageIndex ReportBuilder::package_of(std::string_view import_path, bool compiled) {
  if (import_path.empty()) {
    import_path = "command-line-arguments";
    compiled = true;
  }
  const auto known = packages_.find(import_path);
  if (known != packages_.end()) {
    return known->second;
  }
  Package package;
  package.import_path = collected_.strings.intern(import_path);
  package.dir = collected_.strings.intern(paths_.package_dir(import_path));
  package.category = paths_.package_category(import_path);
  package.compiled = compiled;
  const auto index = static_cast<PackageIndex>(report_.packages.size());
  report_.packages.push_back(package);
  packages_.emplace(import_path, index);
  return index;
}

// Since Go 1.25 the flows of heap decisions tell it. Of other kinds nothing does.
bool ReportBuilder::asks_sources_for_functions() const {
  return (kept_ & ~heap_kinds()).any() || collected_.flows.empty() ||
         std::any_of(collected_.flows.begin(), collected_.flows.end(),
                     [](const CollectedFlow& flow) { return flow.function == StringId::kEmpty; });
}

void ReportBuilder::place_files() {
  file_of_printed_.reserve(collected_.files.size());
  for (const CollectedFile& printed : collected_.files) {
    file_of_printed_.push_back(report_file(printed));
  }
}

std::uint32_t ReportBuilder::report_file(const CollectedFile& printed) {
  const CollectedSection& section = collected_.sections[static_cast<std::size_t>(printed.section)];
  const std::string_view import_path = collected_.strings[section.import_path];
  const SourcePlace place = place_of(import_path, collected_.strings[printed.name]);
  ReportFile file;
  file.name = collected_.strings.intern(place.file);
  file.category = place.category;
  // A file in the folder of the section's own package belongs to that, also when it is an external test package.
  const bool own = place.package.empty() || place.package + "_test" == import_path;
  file.package = package_of(own ? import_path : place.package, false);
  const auto found = file_indexes_.try_emplace({file.package, file.name}, static_cast<std::uint32_t>(files_.size()));
  if (found.second) {
    if (file.category == Category::kModule && sources_.is_generated_file(place.file)) {
      file.category = Category::kGenerated;
    }
    files_.push_back(file);
  }
  return found.first->second;
}

// A //line directive can give code the name of any file. What a package says of itself is its own code all the same,
// or it could hide from the gate among vendored files and the standard library.
SourcePlace ReportBuilder::place_of(std::string_view import_path, std::string_view printed) {
  SourcePlace place = paths_.place(import_path, printed);
  const bool elsewhere = !place.package.empty() && place.package != import_path;
  if (elsewhere && sources_.is_named_by_line_directive(import_path, base_name(place.file))) {
    place.package = import_path;
    place.category = paths_.package_category(import_path);
  }
  return place;
}

void ReportBuilder::draft_decisions() {
  const std::vector<std::uint32_t> originals = originals_of_generic_copies(collected_);
  std::vector<std::uint32_t> drafts(originals.size());
  drafts_.reserve(originals.size());
  for (std::uint32_t index = 0; index < originals.size(); ++index) {
    const CollectedDiagnostic& entry = collected_.diagnostics[index];
    if (originals[index] == index) {
      drafts[index] = static_cast<std::uint32_t>(drafts_.size());
      drafts_.push_back(draft_of(collected_, index, file_of_printed_[static_cast<std::size_t>(entry.file)]));
    }
  }
  for (std::uint32_t index = 0; index < originals.size(); ++index) {
    if (originals[index] != index) {
      Draft& original = drafts_[drafts[originals[index]]];
      original.occurrences += collected_.lines[index].occurrences;
      original.copy = earlier(original.copy, index);
    }
  }
}

// Files one after the other, each sorted by what tells its decisions apart. That the files come first saves most of the
// comparing, and lets threads sort side by side.
void ReportBuilder::sort_drafts() {
  std::vector<std::size_t> ends(files_.size() + 1, 0);
  for (const Draft& draft : drafts_) {
    ++ends[draft.file() + 1];
  }
  std::partial_sum(ends.begin(), ends.end(), ends.begin());
  std::vector<Draft> sorted(drafts_.size());
  std::vector<std::size_t> next(ends.begin(), ends.end() - 1);
  for (const Draft& draft : drafts_) {
    sorted[next[draft.file()]++] = draft;
  }
  drafts_ = std::move(sorted);
  for_each_in_parallel(files_.size(), threads_, [&](std::size_t file) {
    const auto at = [&](std::size_t index) { return drafts_.begin() + static_cast<std::ptrdiff_t>(index); };
    std::sort(at(ends[file]), at(ends[file + 1]), [&](const Draft& a, const Draft& b) { return comes_before(a, b); });
  });
}

bool ReportBuilder::comes_before(const Draft& a, const Draft& b) const {
  if (a.place != b.place) {
    return a.place < b.place;
  }
  if (a.decision != b.decision) {
    return a.decision < b.decision;
  }
  return std::tuple(text_of(a.diagnostic), order_of(a.diagnostic)) <
         std::tuple(text_of(b.diagnostic), order_of(b.diagnostic));
}

// One draft for one decision; the text is the smallest of those that differ in their shape types only, so that it does
// not depend on the order of the sections.
void ReportBuilder::merge_drafts() {
  sort_drafts();
  const std::vector<Draft> sorted = std::exchange(drafts_, {});
  drafts_.reserve(sorted.size());
  for (std::size_t begin = 0; begin < sorted.size();) {
    std::size_t end = begin + 1;
    while (end < sorted.size() && same_decision(sorted[end], sorted[begin])) {
      ++end;
    }
    merge_decision(sorted, begin, end);
    begin = end;
  }
}

// First those of one section, which is all that a shard may do; then these, where the origin of the first is the one
// that counts if it has any. compare/same_findings.h does the second when shards are put together.
void ReportBuilder::merge_decision(const std::vector<Draft>& sorted, std::size_t begin, std::size_t end) {
  const std::size_t first = drafts_.size();
  for (std::size_t at = begin; at < end; ++at) {
    const auto known = std::find_if(drafts_.begin() + static_cast<std::ptrdiff_t>(first), drafts_.end(),
                                    [&](const Draft& draft) { return section_of(draft) == section_of(sorted[at]); });
    if (known == drafts_.end()) {
      drafts_.push_back(sorted[at]);
    } else {
      known->occurrences += sorted[at].occurrences;
      known->copy = earlier(known->copy, sorted[at].copy);
    }
  }
  for (std::size_t at = first + 1; at < drafts_.size() && !per_section_; ++at) {
    drafts_[first].occurrences += drafts_[at].occurrences;
    others_[drafts_[first].diagnostic].push_back(drafts_[at]);
  }
  drafts_.resize(per_section_ ? drafts_.size() : first + 1);
}

void ReportBuilder::add_findings() {
  if (!collected_.flows.empty()) {
    names_.read_ahead(threads_);
  }
  const std::vector<std::uint32_t> flows = join_flows(collected_);
  const Origins origins(collected_);
  for (const Draft& draft : drafts_) {
    if (is_kept(collected_.diagnostics[draft.diagnostic].kind)) {
      report_.findings.push_back(finding_of(draft, flows[draft.diagnostic], origins));
    }
  }
}

Finding ReportBuilder::finding_of(const Draft& draft, std::uint32_t flow_index, const Origins& origins) {
  const CollectedDiagnostic& entry = collected_.diagnostics[draft.diagnostic];
  const ReportFile& file = files_[draft.file()];
  const std::string_view text = collected_.strings[entry.text];
  auto message = recognise_message(text);
  if (!message) {
    message = recognise_message_without_position(text);
  }
  const Message parts = message.value_or(Message{});
  Finding finding;
  finding.kind = entry.kind;
  finding.category = file.category;
  finding.package = file.package;
  finding.file = file.name;
  finding.line = entry.line;
  finding.column = entry.column;
  finding.occurrences = draft.occurrences;
  finding.message = entry.text;
  const CollectedFlow* const flow = flow_index == kNoFlow ? nullptr : &collected_.flows[flow_index];
  if (flow != nullptr) {
    add_flow(finding, *flow);
  }
  finding.expression = collected_.strings.intern(parts.expression);
  find_cause(finding);
  finding.origin = collected_.strings.intern(origin_of(draft, parts.expression, origins));
  name_function(finding);
  if (per_section_) {
    set_compiled_in(draft, finding);
  }
  return finding;
}

std::string ReportBuilder::origin_of(const Draft& draft, std::string_view expression, const Origins& origins) const {
  std::string origin = origins.origin_of(collected_.diagnostics[draft.diagnostic], expression);
  if (origin.empty() && draft.copy != kNoCopy) {
    origin = origins.origin_of(collected_.diagnostics[draft.copy], expression);
  }
  const auto others = others_.find(draft.diagnostic);
  if (!origin.empty() || others == others_.end()) {
    return origin;
  }
  for (const Draft& other : others->second) {
    if (std::string of_other = origin_of(other, expression, origins); !of_other.empty()) {
      return of_other;
    }
  }
  return {};
}

StringId ReportBuilder::section_of(const Draft& draft) const {
  const CollectedFile& file = collected_.files[static_cast<std::size_t>(collected_.diagnostics[draft.diagnostic].file)];
  return collected_.sections[static_cast<std::size_t>(file.section)].import_path;
}

void ReportBuilder::set_compiled_in(const Draft& draft, Finding& finding) const {
  const StringId section = section_of(draft);
  if (section != report_.packages[static_cast<std::size_t>(finding.package)].import_path) {
    finding.compiled_in = section;
  }
}

void ReportBuilder::add_flow(Finding& finding, const CollectedFlow& flow) {
  const CollectedFile& printed = collected_.files[static_cast<std::size_t>(flow.file)];
  finding.function = collected_.strings.intern(without_type_arguments(collected_.strings[flow.function]));
  finding.flow_begin = static_cast<std::uint32_t>(report_.flow_steps.size());
  finding.flow_count = flow.count;
  for (FlowStep step : std::span(collected_.steps).subspan(flow.begin, flow.count)) {
    if (step.type == FlowStep::Type::kReason) {
      step.file = file_of_step(printed.section, step.file);
    }
    report_.flow_steps.push_back(step);
  }
}

// Other kinds than decisions about storage and parameters have no cause.
void ReportBuilder::find_cause(Finding& finding) {
  if (!is_heap_decision(finding.kind) && finding.flow_count == 0) {
    return;
  }
  names_.enter(collected_.strings[report_.packages[static_cast<std::size_t>(finding.package)].import_path]);
  const std::span<const FlowStep> steps = std::span(report_.flow_steps).subspan(finding.flow_begin, finding.flow_count);
  const Cause cause = cause_of(finding.kind, collected_.strings[finding.expression], steps, collected_.strings, names_);
  finding.cause = collected_.strings.intern(info(cause).name);
}

// Thousands of flows lead through the same few files.
StringId ReportBuilder::file_of_step(SectionIndex section, StringId printed) {
  const auto known =
      files_of_steps_.try_emplace(packed(static_cast<std::uint32_t>(section), static_cast<std::uint32_t>(printed)));
  if (known.second) {
    const StringId path = collected_.sections[static_cast<std::size_t>(section)].import_path;
    const SourcePlace place = paths_.place(collected_.strings[path], collected_.strings[printed]);
    known.first->second = collected_.strings.intern(place.file);
  }
  return known.first->second;
}

void ReportBuilder::name_function(Finding& finding) {
  if (finding.function != StringId::kEmpty || finding.category == Category::kSynthetic) {
    return;
  }
  const std::string_view package =
      collected_.strings[report_.packages[static_cast<std::size_t>(finding.package)].import_path];
  finding.function = collected_.strings.intern(
      sources_.function_at(package, collected_.strings[finding.file], finding.line, finding.column));
}

// Types are named with the import paths of their packages as they are.
StringId ReportBuilder::readable(StringId symbol) {
  const std::string_view name = collected_.strings[symbol];
  return name.find('%') == std::string_view::npos ? symbol : collected_.strings.intern(unescaped_symbol(name));
}

void ReportBuilder::add_code() {
  GeneratedCode& code = report_.code;
  for (const CompiledFunction& compiled : sorted_functions(collected_)) {
    const std::string name = function_of_symbol(compiled.symbol);
    code.functions.push_back({package_of(compiled.import_path, true), collected_.strings.intern(name)});
    for (const CollectedCall& call : compiled.calls) {
      const ReportFile& file = files_[file_of_printed_[static_cast<std::size_t>(call.file)]];
      code.calls.push_back({static_cast<std::uint32_t>(code.functions.size() - 1), call.line, file.package, file.name,
                            file.category, call.kind, call.callee, readable(call.type), call.size});
    }
  }
  for (const auto& [type, size] : collected_.types) {
    code.types.emplace(readable(type), size);
  }
}

void ReportBuilder::count() {
  const Draft* last = nullptr;  // Those of one decision stand together.
  for (const Draft& draft : drafts_) {
    if (last != nullptr && same_decision(*last, draft)) {
      continue;
    }
    last = &draft;
    const ReportFile& file = files_[draft.file()];
    const Kind kind = collected_.diagnostics[draft.diagnostic].kind;
    add_to_counts(report_.packages[static_cast<std::size_t>(file.package)], kind, file.category);
  }
}

}  // namespace

Report build_report(Collected collected, const KindSet& kept, const BuildInfo& build, unsigned threads,
                    bool per_section) {
  return ReportBuilder(std::move(collected), kept, build, threads, per_section).build();
}

}  // namespace goescape
