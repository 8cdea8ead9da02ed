// Collector::merge: what two readers of two parts of one input gathered becomes one.
#include <algorithm>

#include "resolve/collector.h"

namespace goescape {

void Collector::merge(const Collected& later) {
  std::vector<SectionIndex> sections;
  merge_sections(later, sections);
  std::vector<FileIndex> files;
  merge_files(later, sections, files);
  // Flows stand in the order of their headers among the diagnostics.
  std::size_t next_flow = 0;
  for (std::uint32_t index = 0; index < later.diagnostics.size(); ++index) {
    const CollectedDiagnostic& diagnostic = later.diagnostics[index];
    const CollectedLine& line = later.lines[index];
    const bool has_flow = next_flow < later.flows.size() && later.flows[next_flow].header == index;
    if (CollectedLine* const known = find(line.hash)) {
      known->occurrences += line.occurrences;
    } else {
      CollectedDiagnostic entry = diagnostic;
      entry.file = files[static_cast<std::size_t>(diagnostic.file)];
      entry.text = collected_.strings.intern(later.strings[diagnostic.text]);
      entry.function = collected_.strings.intern(later.strings[diagnostic.function]);
      add(entry, line);
      if (has_flow) {
        merge_flow(later, later.flows[next_flow], entry.file);
      }
    }
    next_flow += has_flow ? 1 : 0;
  }
  merge_listing(later, sections, files);
  heap_decisions_ = static_cast<std::uint64_t>(
      std::count_if(collected_.diagnostics.begin(), collected_.diagnostics.end(),
                    [](const CollectedDiagnostic& entry) { return is_heap_decision(entry.kind); }));
}

void Collector::merge_sections(const Collected& later, std::vector<SectionIndex>& sections) {
  for (const CollectedSection& section : later.sections) {
    sections.push_back(section_of(later.strings[section.import_path]));
    CollectedSection& mine = collected_.sections[static_cast<std::size_t>(sections.back())];
    mine.compiled = mine.compiled || section.compiled;
    mine.failed = mine.failed || section.failed;
    mine.understood += section.understood;
    mine.not_understood += section.not_understood;
    mine.about_heap += section.about_heap;
    for (const std::string& line : section.unknown_lines) {
      if (mine.unknown_lines.size() < kMostUnknownLines) {
        mine.unknown_lines.push_back(line);
      }
    }
  }
}

void Collector::merge_files(const Collected& later, const std::vector<SectionIndex>& sections,
                            std::vector<FileIndex>& files) {
  for (const CollectedFile& file : later.files) {
    files.push_back(file_in(sections[static_cast<std::size_t>(file.section)], later.strings[file.name]));
  }
}

void Collector::merge_flow(const Collected& later, const CollectedFlow& flow, FileIndex file) {
  CollectedFlow mine = flow;
  mine.header = static_cast<std::uint32_t>(collected_.diagnostics.size() - 1);
  mine.file = file;
  mine.expression = collected_.strings.intern(later.strings[flow.expression]);
  mine.function = collected_.strings.intern(later.strings[flow.function]);
  mine.begin = static_cast<std::uint32_t>(collected_.steps.size());
  collected_.flows.push_back(mine);
  for (std::uint32_t index = flow.begin; index < flow.begin + flow.count; ++index) {
    FlowStep step = later.steps[index];
    step.to = collected_.strings.intern(later.strings[step.to]);
    step.from = collected_.strings.intern(later.strings[step.from]);
    step.file = collected_.strings.intern(later.strings[step.file]);
    collected_.steps.push_back(step);
  }
}

void Collector::merge_listing(const Collected& later, const std::vector<SectionIndex>& sections,
                              const std::vector<FileIndex>& files) {
  const auto before = static_cast<std::uint32_t>(collected_.functions.size());
  const auto mine = [&](StringId theirs) { return collected_.strings.intern(later.strings[theirs]); };
  for (const CollectedFunction& function : later.functions) {
    collected_.functions.push_back({sections[static_cast<std::size_t>(function.section)], mine(function.symbol)});
  }
  for (CollectedCall call : later.calls) {
    call.function += before;
    call.file = files[static_cast<std::size_t>(call.file)];
    call.callee = mine(call.callee);
    call.type = mine(call.type);
    collected_.calls.push_back(call);
  }
  for (const auto& [name, size] : later.types) {
    add_type(mine(name), size);
  }
}

}  // namespace goescape
