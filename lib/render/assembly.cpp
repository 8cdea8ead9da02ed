#include "render/assembly.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <vector>

#include "model/runtime_call.h"
#include "parse/listing_line.h"
#include "render/allocation_wording.h"
#include "render/sink.h"
#include "render/style.h"
#include "render/wording.h"
#include "resolve/path_text.h"
#include "util/display.h"

namespace goescape {
namespace {

constexpr std::string_view kMark = ">>";

// Where an instruction stands.
struct Place {
  std::string_view file;  // As the listing has it.
  std::uint32_t line = 0;

  bool operator==(const Place&) const = default;
};

Place place_of(const ListedInstruction& instruction) {
  const std::string_view position = instruction.position;
  const std::size_t colon = std::min(position.rfind(':'), position.size());
  Place place{position.substr(0, colon), 0};
  const std::string_view line = position.substr(std::min(colon + 1, position.size()));
  std::from_chars(line.data(), line.data() + line.size(), place.line);
  return place;
}

bool is_pseudo(std::string_view operation) {
  return operation == "PCDATA" || operation == "FUNCDATA" || operation == "TEXT";
}

// The lines of a text, numbered from 1.
std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines{""};
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

class Assembly {
 public:
  Assembly(const Report& report, const ShownFunction& function, const SourceFiles& sources,
           const AssemblyOptions& options, std::ostream& out)
      : report_(report), function_(function), sources_(sources), all_(options.all), paint_(options.color), sink_(out) {}

  void write() {
    write_head();
    for (const ListedInstruction& instruction : function_.listed->instructions) {
      if (all_ || !is_pseudo(instruction.operation)) {
        write_source(place_of(instruction));
        write_instruction(instruction);
        sink_.relieve();
      }
    }
  }

 private:
  void line(Style style, std::string_view text) {
    paint_.append(sink_.text(), style, text);
    sink_.text() += '\n';
  }
  void write_head();
  void write_source(const Place& place);
  void write_instruction(const ListedInstruction& instruction);
  [[nodiscard]] std::string report_file(std::string_view listed) const;
  const std::vector<std::string>& source(const std::string& file);
  [[nodiscard]] std::string note_on(const ListedInstruction& instruction) const;
  [[nodiscard]] bool belongs(const Finding& finding, const Place& place, std::string_view callee) const;

  const Report& report_;
  const ShownFunction& function_;
  const SourceFiles& sources_;
  const bool all_;
  const Painter paint_;
  Sink sink_;
  std::optional<Place> last_;
  std::map<std::string, std::vector<std::string>> texts_;  // By file; empty: not at hand.
};

void Assembly::write_head() {
  line(Style::kTitle, escaped(function_.listed->symbol));
  line(Style::kHint, escaped(function_.listed->facts));
}

// The file of the report that a place of the listing is in: below the folder of the package that its path names, or of
// the function's own.
std::string Assembly::report_file(std::string_view listed) const {
  const std::size_t slash = listed.rfind('/');
  const std::string_view folder = slash == std::string_view::npos ? std::string_view() : listed.substr(0, slash);
  const Package* package = &report_.packages[static_cast<std::size_t>(function_.package)];
  for (const Package& each : report_.packages) {
    if (report_.text(each.import_path) == folder) {
      package = &each;
    }
  }
  const std::string_view dir = report_.text(package->dir);
  return dir.empty() || dir == "." ? std::string(base_name(listed)) : fmt::format("{}/{}", dir, base_name(listed));
}

const std::vector<std::string>& Assembly::source(const std::string& file) {
  const auto known = texts_.try_emplace(file);
  if (known.second && sources_.read) {
    if (const auto text = sources_.read(file)) {
      known.first->second = lines_of(*text);
    }
  }
  return known.first->second;
}

void Assembly::write_source(const Place& place) {
  if (last_ == place) {
    return;
  }
  last_ = place;
  const std::string file = report_file(place.file);
  const std::vector<std::string>& lines = source(file);
  const std::string text = place.line < lines.size() ? laid_out(lines[place.line]) : std::string();
  const std::string where = place.file.starts_with('<') ? std::string(place.file) : file;
  line(Style::kPlace, fmt::format("{}:{}{}{}", escaped(where), place.line, text.empty() ? "" : "  ", text));
}

void Assembly::write_instruction(const ListedInstruction& instruction) {
  const std::string note = note_on(instruction);
  const std::string text = fmt::format("  {:2}  {:>8}  {:<8} {}", note.empty() ? "" : kMark, instruction.address,
                                       escaped(instruction.operation), escaped(instruction.operands));
  line(note.empty() ? Style::kPlain : Style::kWarning, text.substr(0, text.find_last_not_of(' ') + 1));
  if (!note.empty()) {
    line(Style::kWarning, "                " + note);
  }
}

bool Assembly::belongs(const Finding& finding, const Place& place, std::string_view callee) const {
  const Allocation* const allocation = report_.allocation_of(finding);
  if (allocation == nullptr || finding.line != place.line || finding.function != function_.name ||
      base_name(report_.text(finding.file)) != base_name(place.file)) {
    return false;
  }
  const auto calls = report_.calls_of(*allocation);
  return std::any_of(calls.begin(), calls.end(), [&](StringId each) { return report_.text(each) == callee; });
}

// What is to be said of a call that allocates; empty for everything else.
std::string Assembly::note_on(const ListedInstruction& instruction) const {
  const std::string_view callee = is_call(instruction.operation) ? symbol_of(instruction.operands) : std::string_view();
  if (find_runtime_call(callee) == nullptr) {
    return "";
  }
  std::string note;
  for (const Finding& finding : report_.findings) {
    if (belongs(finding, place_of(instruction), callee)) {
      note += fmt::format("{}{}: {} ({})", note.empty() ? "" : "; or ", allocation_remark(report_, finding),
                          escaped(report_.text(finding.message)), finding_id(finding));
    }
  }
  return note.empty() ? "may allocate: its finding is not certain" : note;
}

}  // namespace

void write_assembly(const Report& report, const ShownFunction& function, const SourceFiles& sources,
                    const AssemblyOptions& options, std::ostream& out) {
  Assembly(report, function, sources, options, out).write();
}

}  // namespace goescape
