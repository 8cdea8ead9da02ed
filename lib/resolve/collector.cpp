#include "resolve/collector.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <unordered_map>

#include "parse/message.h"
#include "parse/position.h"
#include "parse/shape.h"
#include "util/hash.h"

namespace goescape {
namespace {

constexpr std::size_t kFirstSlots = std::size_t{1} << 12U;
constexpr std::size_t kLongestUnknownLine = 2000;

std::uint16_t narrow_column(std::uint32_t column) {
  return static_cast<std::uint16_t>(std::min<std::uint32_t>(column, std::numeric_limits<std::uint16_t>::max()));
}

void remember(CollectedSection& section, std::string_view line) {
  if (section.unknown_lines.size() < kMostUnknownLines) {
    section.unknown_lines.emplace_back(line.substr(0, kLongestUnknownLine));
  }
}

// A test indents what it says of a line of its own: "    a_test.go:10: cannot use it".
bool is_compile_error(std::string_view line) {
  const auto cut = split_position(line);
  return cut && !line.starts_with("    ") && looks_like_compile_error(cut->text);
}

// "vet: a.go:3:5: undefined: x": go vet stops where a package does not compile.
bool stops_vet(std::string_view line) { return line.starts_with("vet: ") && is_compile_error(line); }

}  // namespace

std::uint32_t hash_of_message(std::string_view text) {
  return static_cast<std::uint32_t>(names_shape(text) ? hash_bytes(without_shapes(text)) : hash_bytes(text));
}

KindSet heap_kinds() {
  KindSet kinds;
  for (const KindInfo& row : kKinds) {
    kinds.set(static_cast<std::size_t>(row.kind), is_heap_decision(row.kind));
  }
  return kinds;
}

KindSet leaking_kinds() {
  KindSet kinds;
  for (const Kind kind : {Kind::kLeakingParam, Kind::kLeakingParamContent, Kind::kLeakingParamToResult}) {
    kinds.set(static_cast<std::size_t>(kind));
  }
  return kinds;
}

Collector::Collector(const CollectorOptions& options)
    : keep_(options.keep), seed_(options.seed), slots_(kFirstSlots, 0) {
  enter(section_of(""));
}

void Collector::section(const Section& section) {
  enter(section_of(section.import_path));
  current().compiled = current().compiled || !section.vet;
  vetting_ = section.vet;
}

void Collector::build_failed(const Section& section) {
  collected_.sections[static_cast<std::size_t>(section_of(section.import_path))].failed = true;
}

// The errors of a package say more than that it has some.
void Collector::broken(std::string_view package, std::string_view line) {
  CollectedSection& section =
      package.empty() ? current() : collected_.sections[static_cast<std::size_t>(section_of(package))];
  section.failed = true;
  if (package.empty() || section.unknown_lines.empty()) {
    remember(section, line);
  }
}

void Collector::damaged_event(std::string_view line) {
  constexpr std::size_t kShown = 60;
  CollectedSection& run = collected_.sections.front();
  run.failed = true;
  remember(run, fmt::format("an event of the log is no JSON, so what it said is lost; write the log again, whole: {}{}",
                            line.substr(0, kShown), line.size() > kShown ? "..." : ""));
}

SectionIndex Collector::section_of(std::string_view import_path) {
  const StringId id = collected_.strings.intern(import_path);
  const auto found = sections_by_path_.try_emplace(id, static_cast<SectionIndex>(collected_.sections.size()));
  if (found.second) {
    collected_.sections.emplace_back().import_path = id;
  }
  return found.first->second;
}

void Collector::enter(SectionIndex section) {
  section_ = section;
  section_seed_ = hash_bytes(collected_.strings[current().import_path], seed_);
  passages_.enter(static_cast<std::uint32_t>(section), section_seed_);
  last_file_ = FileIndex{std::numeric_limits<std::uint32_t>::max()};
  wants_flow_ = false;
  after_unknown_ = false;
  misses_ = std::numeric_limits<int>::max() - 1;
}

FileIndex Collector::file_of(std::string_view name) {
  const auto last = static_cast<std::size_t>(last_file_);
  if (last < collected_.files.size() && collected_.strings[collected_.files[last].name] == name) {
    return last_file_;
  }
  last_file_ = file_in(section_, name);
  return last_file_;
}

FileIndex Collector::file_in(SectionIndex section, std::string_view name) {
  const StringId id = collected_.strings.intern(name);
  const std::uint64_t key = static_cast<std::uint64_t>(section) << 32U | static_cast<std::uint32_t>(id);
  const auto found = files_by_name_.try_emplace(key, static_cast<FileIndex>(collected_.files.size()));
  if (found.second) {
    collected_.files.push_back({section, id});
  }
  return found.first->second;
}

// What repeats mostly repeats in the order in which it came first, so the line after the last one foreseen is tried
// before the table: its cache line is at hand, those of the table are not.
CollectedLine* Collector::foresee(std::uint64_t hash) {
  constexpr int kPatience = 4;
  std::vector<CollectedLine>& lines = collected_.lines;
  if (foreseen_ < lines.size() && lines[foreseen_].hash == hash) {
    misses_ = 0;
    return &lines[foreseen_++];
  }
  CollectedLine* const known = find(hash);
  if (known != nullptr && ++misses_ > kPatience) {
    misses_ = 0;
    foreseen_ = static_cast<std::size_t>(known - lines.data()) + 1;
  }
  return known;
}

CollectedLine* Collector::find(std::uint64_t hash) {
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t slot = hash & mask; slots_[slot] != 0; slot = (slot + 1) & mask) {
    CollectedLine& candidate = collected_.lines[slots_[slot] - 1];
    if (candidate.hash == hash) {
      return &candidate;
    }
  }
  return nullptr;
}

void Collector::settle() {
  passages_.settle([this](std::uint32_t index, std::uint32_t times) { collected_.lines[index].occurrences += times; });
}

const Kind* Collector::repeated(std::string_view line) {
  CollectedLine* const known = foresee(hash_bytes(line, section_seed_));
  if (known == nullptr) {
    return nullptr;
  }
  ++known->occurrences;
  after_unknown_ = false;
  passages_.add_repeated_line(static_cast<std::uint32_t>(known - collected_.lines.data()));
  return &known->kind;
}

std::size_t Collector::repeated_passage(std::string_view bytes) {
  const std::size_t length = passages_.repeated(bytes);
  if (length != 0) {
    after_unknown_ = false;
    foreseen_ = passages_.last_line() + std::size_t{1};
  }
  return length;
}

void Collector::diagnostic(const Diagnostic& diagnostic, std::string_view line) {
  const Message& message = diagnostic.message;
  CollectedDiagnostic entry;
  entry.file = file_of(diagnostic.position.file);
  entry.line = diagnostic.position.line;
  entry.column = narrow_column(diagnostic.position.column);
  entry.kind = message.kind;
  entry.text_hash = hash_of_message(diagnostic.text);
  const bool kept = keep_.test(static_cast<std::size_t>(message.kind));
  if (kept) {
    entry.text = collected_.strings.intern(diagnostic.text);
  }
  if (kept || message.kind == Kind::kInliningCall) {
    entry.function = collected_.strings.intern(message.function);
  }
  ++current().understood;
  after_unknown_ = false;
  heap_decisions_ += is_heap_decision(message.kind) ? 1 : 0;
  add(entry, {hash_bytes(line, section_seed_), 1, message.kind});
  passages_.add_new_line(static_cast<std::uint32_t>(collected_.lines.size() - 1));
  if (message.kind == Kind::kEscapeFlow || message.kind == Kind::kParameterFlow) {
    begin_flow(diagnostic);
  }
}

void Collector::begin_flow(const Diagnostic& diagnostic) {
  const Message& message = diagnostic.message;
  const KindSet about = message.kind == Kind::kEscapeFlow ? heap_kinds() : leaking_kinds();
  wants_flow_ = (keep_ & about).any();
  if (!wants_flow_) {
    return;
  }
  const CollectedDiagnostic& header = collected_.diagnostics.back();
  CollectedFlow flow;
  flow.header = static_cast<std::uint32_t>(collected_.diagnostics.size() - 1);
  flow.file = header.file;
  flow.line = header.line;
  flow.column = header.column;
  flow.kind = header.kind;
  flow.expression = collected_.strings.intern(message.expression);
  flow.function = collected_.strings.intern(message.function);
  flow.begin = static_cast<std::uint32_t>(collected_.steps.size());
  collected_.flows.push_back(flow);
}

void Collector::flow(const FlowLine& line) {
  if (!wants_flow_ || line.type == FlowLine::Type::kTruncated) {
    return;
  }
  FlowStep step;
  if (line.type == FlowLine::Type::kAssign) {
    step.derefs = static_cast<std::int8_t>(std::min<int>(line.derefs, std::numeric_limits<std::int8_t>::max()));
    step.to = collected_.strings.intern(line.to);
    step.from = collected_.strings.intern(line.from);
  } else {
    step.type = FlowStep::Type::kReason;
    step.to = collected_.strings.intern(line.expression);
    step.from = collected_.strings.intern(line.reason);
    step.file = collected_.strings.intern(line.position.file);
    step.line = line.position.line;
    step.column = line.position.column;
  }
  collected_.steps.push_back(step);
  ++collected_.flows.back().count;
}

void Collector::not_understood(std::string_view line) {
  if (vetting_) {
    if (stops_vet(line)) {
      broken({}, line);
    }
    return;
  }
  ++current().not_understood;
  current().about_heap += speaks_of_heap(line) ? 1 : 0;
  current().failed = current().failed || is_compile_error(line);
  remember(current(), line);
  after_unknown_ = true;
}

void Collector::other(std::string_view line) {
  // The compiler goes on below an error: "\thave (int)", "\twant (string)".
  if (after_unknown_) {
    remember(current(), line);
  }
}

void Collector::add(const CollectedDiagnostic& entry, const CollectedLine& line) {
  collected_.diagnostics.push_back(entry);
  std::vector<CollectedLine>& lines = collected_.lines;
  lines.push_back(line);
  if (lines.size() * 2 > slots_.size()) {
    slots_.assign(slots_.size() * 2, 0);
    for (std::size_t index = 0; index < lines.size(); ++index) {
      occupy_slot(lines[index].hash, static_cast<std::uint32_t>(index + 1));
    }
  } else {
    occupy_slot(line.hash, static_cast<std::uint32_t>(lines.size()));
  }
}

void Collector::occupy_slot(std::uint64_t hash, std::uint32_t value) {
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = hash & mask;
  while (slots_[slot] != 0) {
    slot = (slot + 1) & mask;
  }
  slots_[slot] = value;
}

}  // namespace goescape
