// Gathers the diagnostics of a log, each distinct one once, in memory that follows what is distinct and not the size of
// the log.
#pragma once

#include <bitset>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/kind.h"
#include "model/report.h"
#include "parse/listing_parser.h"
#include "parse/log_parser.h"
#include "resolve/passages.h"
#include "util/string_pool.h"

namespace goescape {

using KindSet = std::bitset<kKindCount>;

// The two kinds of heap decisions.
KindSet heap_kinds();
// The three kinds of leaking parameters.
KindSet leaking_kinds();

// The hash by which messages are compared: of the text with its shape types left out (parse/shape.h).
std::uint32_t hash_of_message(std::string_view text);

// Indexes into Collected::sections and Collected::files.
enum class SectionIndex : std::uint32_t {};
enum class FileIndex : std::uint32_t {};

// Enough to show what is wrong with a package; a build that fails can print without end.
inline constexpr std::size_t kMostUnknownLines = 20;

// What was said of one package, all of its variants together.
struct CollectedSection {
  StringId import_path{};
  bool compiled = false;         // A header or an event named it.
  bool failed = false;           // Something said that it did not build, or reads as an error of the compiler.
  std::uint64_t understood = 0;  // Distinct diagnostics.
  std::uint64_t not_understood = 0;
  std::uint64_t about_heap = 0;            // Of the ones not understood.
  std::vector<std::string> unknown_lines;  // The first of the ones not understood, and what follows them.
};

// A file name as printed in one section; what it means depends on the section.
struct CollectedFile {
  SectionIndex section{};
  StringId name{};
};

// A distinct line of a section: what recognising it again needs. Apart from the rest of the diagnostic it takes a third
// of the memory, and memory is what recognising a line waits for.
struct CollectedLine {
  std::uint64_t hash = 0;  // Of the line and its section.
  std::uint32_t occurrences = 1;
  Kind kind = Kind::kEscapesToHeap;
};

// What such a line says.
struct CollectedDiagnostic {
  FileIndex file{};
  std::uint32_t line = 0;
  std::uint16_t column = 0;
  Kind kind = Kind::kEscapesToHeap;
  std::uint32_t text_hash = 0;  // hash_of_message() of the message.
  StringId text{};              // The message; empty for kinds that are not kept.
  StringId function{};          // Message::function of calls that are inlined; else empty for kinds that are not kept.
};

// The explanation of a decision, to be joined to it by place and expression.
struct CollectedFlow {
  std::uint32_t header = 0;  // Index of the diagnostic that is its header; flows stand in the order of their headers.
  FileIndex file{};
  std::uint32_t line = 0;
  std::uint16_t column = 0;
  Kind kind = Kind::kEscapeFlow;
  StringId expression{};
  StringId function{};
  std::uint32_t begin = 0;  // Its steps are Collected::steps[begin, begin + count); files are as printed.
  std::uint32_t count = 0;
};

// A function of the assembly listing.
struct CollectedFunction {
  SectionIndex section{};
  StringId symbol{};
};

// A call in it.
struct CollectedCall {
  std::uint32_t function = 0;  // Index into Collected::functions.
  FileIndex file{};
  std::uint32_t line = 0;
  CallKind kind = CallKind::kObject;
  StringId callee{};
  StringId type{};
  std::uint64_t size = 0;
};

struct Collected {
  StringPool strings;
  std::vector<CollectedSection> sections;
  std::vector<CollectedFile> files;
  std::vector<CollectedDiagnostic> diagnostics;
  std::vector<CollectedLine> lines;  // Of the diagnostics, in the same order.
  std::vector<CollectedFlow> flows;
  std::vector<FlowStep> steps;
  std::vector<CollectedFunction> functions;
  std::vector<CollectedCall> calls;
  std::unordered_map<StringId, TypeSize> types;
};

struct CollectorOptions {
  KindSet keep = heap_kinds();  // The kinds whose text is kept; of the others it is known that and where they are.
  // Seeds the hash by which lines are recognised. Everything that is to be merged needs the same seed; a seed that
  // nobody can foresee keeps text in the log from being made to collide.
  std::uint64_t seed = 0;
  bool listing = false;  // The log may hold assembly (-S=2); see ListingParser.
};

class Collector final : public LogHandler, public ListingHandler {
 public:
  explicit Collector(const CollectorOptions& options);

  void section(const Section& section) override;
  const Kind* repeated(std::string_view line) override;
  void begin_passage() override { passages_.begin(); }
  void end_passage(std::string_view bytes) override { passages_.end(bytes); }
  std::size_t repeated_passage(std::string_view bytes) override;
  void diagnostic(const Diagnostic& diagnostic, std::string_view line) override;
  [[nodiscard]] bool wants_flow() const override { return wants_flow_; }
  void flow(const FlowLine& line) override;
  void not_understood(std::string_view line) override;
  void other(std::string_view line) override;
  void build_failed(const Section& section) override;
  void broken(std::string_view package, std::string_view line) override;
  void damaged_event(std::string_view line) override;

  void function(std::string_view symbol) override;
  void call(const ListedCall& call) override;
  void type(std::string_view name, const ListedType& type) override;

  // Adds what `later` has, as if its input had followed. Both must have been made with the same options.
  void merge(const Collected& later);

  // Heap decisions seen so far, for a progress line.
  [[nodiscard]] std::uint64_t heap_decisions() const { return heap_decisions_; }
  // Sections begun so far, for a progress line.
  [[nodiscard]] std::size_t sections() const { return collected_.sections.size(); }

  const Collected& collected() {
    settle();
    return collected_;
  }
  // Hands everything over; the collector is empty afterwards and must not be used again.
  Collected take() {
    settle();
    return std::move(collected_);
  }

 private:
  CollectedSection& current() { return collected_.sections[static_cast<std::size_t>(section_)]; }
  SectionIndex section_of(std::string_view import_path);
  void enter(SectionIndex section);
  FileIndex file_of(std::string_view name);
  FileIndex file_in(SectionIndex section, std::string_view name);
  CollectedLine* find(std::uint64_t hash);
  CollectedLine* foresee(std::uint64_t hash);
  void settle();
  void add(const CollectedDiagnostic& entry, const CollectedLine& line);
  void occupy_slot(std::uint64_t hash, std::uint32_t value);
  void begin_flow(const Diagnostic& diagnostic);
  void merge_sections(const Collected& later, std::vector<SectionIndex>& sections);
  void merge_files(const Collected& later, const std::vector<SectionIndex>& sections, std::vector<FileIndex>& files);
  void merge_flow(const Collected& later, const CollectedFlow& flow, FileIndex file);
  StringId intern_type(std::string_view type);
  void add_type(StringId name, const TypeSize& size);
  void merge_listing(const Collected& later, const std::vector<SectionIndex>& sections,
                     const std::vector<FileIndex>& files);

  KindSet keep_;
  std::uint64_t seed_;
  Collected collected_;  // Its lines do not have all of their occurrences before settle().
  Passages passages_;
  std::vector<std::uint32_t> slots_;  // Open addressing over the lines: index plus one, 0 = free.
  std::unordered_map<StringId, SectionIndex> sections_by_path_;
  std::unordered_map<std::uint64_t, FileIndex> files_by_name_;  // By section and name.
  SectionIndex section_{};
  std::uint64_t section_seed_ = 0;
  FileIndex last_file_{};       // The file of the last new diagnostic: the next is often of the same.
  std::size_t foreseen_ = 0;    // Index of the diagnostic that is expected to repeat next.
  int misses_ = 0;              // How often in a row another one came.
  bool wants_flow_ = false;     // Steps that come now belong to the last of Collected::flows.
  bool vetting_ = false;        // The lines that come are findings of go vet.
  bool after_unknown_ = false;  // The last line of this section was not understood.
  std::uint64_t heap_decisions_ = 0;
};

}  // namespace goescape
