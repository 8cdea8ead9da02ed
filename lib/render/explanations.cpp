#include "render/explanations.h"

#include <fmt/core.h>

#include <algorithm>
#include <map>

#include "compare/function_facts.h"
#include "render/explanation.h"
#include "render/json_parts.h"
#include "render/text_page.h"
#include "resolve/collector.h"
#include "util/display.h"

namespace goescape {
namespace {

// The lines of sources; each file is read once.
class Excerpts {
 public:
  explicit Excerpts(const SourceFiles& sources) : sources_(sources) {}

  // Empty where it is not at hand.
  std::string_view line(std::string_view file, std::uint32_t number) {
    const auto known = files_.try_emplace(std::string(file));
    if (known.second && sources_.read && !file.empty()) {
      known.first->second = sources_.read(file).value_or("");
    }
    std::string_view rest = known.first->second;
    for (std::uint32_t at = 1; at < number && !rest.empty(); ++at) {
      rest.remove_prefix(std::min(rest.find('\n'), rest.size() - 1) + 1);
    }
    return number == 0 ? std::string_view() : rest.substr(0, rest.find('\n'));
  }

 private:
  const SourceFiles& sources_;
  std::map<std::string, std::string, std::less<>> files_;
};

class Writer {
 public:
  Writer(const Report& report, const RenderOptions& options, Sink& sink)
      : report_(report),
        facts_(report),
        page_{options, common_root(report), Painter(options.color), sink},
        excerpts_(options.sources) {}

  void write(const Finding& finding);

 private:
  void write_way(const Explanation& told);
  void write_code(const ExplainedPlace& code, const char* indent);
  void write_excerpt(const ExplainedPlace& code, const char* indent);
  void plain(const std::string& text) const { page_.line(Style::kPlain, text); }
  void title(std::string_view text) const {
    page_.blank_line();
    page_.line(Style::kTitle, text);
  }

  const Report& report_;
  const ReportFacts facts_;
  const TextPage page_;
  Excerpts excerpts_;
  std::string_view shown_file_;  // The place of the last excerpt: it is not shown twice in a row.
  std::uint32_t shown_line_ = 0;
};

void Writer::write(const Finding& finding) {
  page_.finding(report_, finding, remarks(report_, finding));
  shown_line_ = 0;
  const ExplainedPlace here{"", report_.text(finding.file), finding.line, finding.column};
  if (finding.function != StringId::kEmpty) {
    page_.line(Style::kHint, fmt::format("  in {}, {}", escaped(report_.text(finding.function)), finding_id(finding)));
  }
  write_excerpt(here, "  ");
  const Explanation told = explain(report_, facts_, finding);
  page_.blank_line();
  plain(fmt::format("  {}.", told.why));
  write_way(told);
  for (const ExplainedPlace& note : told.notes) {
    write_code(note, "  ");
  }
  if (!told.change.empty()) {
    title("  What would change it");
    plain("  " + told.change);
  }
  page_.sink.relieve();
}

void Writer::write_way(const Explanation& told) {
  if (!told.way.empty()) {
    title("  The way to the heap");
  }
  for (const ExplainedPart& part : told.way) {
    plain("  " + (part.sentence.empty() ? std::string("it escapes") : part.sentence));
    for (const ExplainedPlace& code : part.code) {
      write_code(code, "    ");
    }
  }
  if (!told.notes.empty()) {
    title("  What is known on the way");
  }
}

void Writer::write_code(const ExplainedPlace& code, const char* indent) {
  std::string where;
  if (!code.file.empty()) {
    where = fmt::format("  {}:{}", escaped(code.file), code.line);
  }
  std::string& out = page_.sink.text();
  out += indent + code.sentence;
  page_.paint.append(out, Style::kPlace, where);
  out += '\n';
  write_excerpt(code, indent);
}

void Writer::write_excerpt(const ExplainedPlace& code, const char* indent) {
  if (code.file == shown_file_ && code.line == shown_line_) {
    return;
  }
  std::string_view line = excerpts_.line(code.file, code.line);
  line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
  if (line.empty()) {
    return;
  }
  shown_file_ = code.file;
  shown_line_ = code.line;
  const std::string text = fmt::format("{}  {} | {}", indent, code.line, laid_out(line));
  page_.line(Style::kHint, shorten_middle(text, page_.options.width));
}

std::vector<const Finding*> findings_of(const Explained& explained, const KindSet& kinds) {
  std::vector<const Finding*> found;
  std::copy_if(explained.findings.begin(), explained.findings.end(), std::back_inserter(found),
               [&](const Finding* each) { return kinds.test(static_cast<std::size_t>(each->kind)); });
  return found;
}

// Where nothing goes to the heap: what is said of storage and parameters.
std::vector<const Finding*> quiet_findings(const Explained& explained) {
  KindSet telling = leaking_kinds();
  telling.set(static_cast<std::size_t>(Kind::kDoesNotEscape));
  return findings_of(explained, telling);
}

void write_quiet(const Explained& explained, const TextPage& page) {
  page.line(Style::kTitle, fmt::format("Nothing escapes at {}.", escaped(explained.location)));
  for (const Finding* const finding : quiet_findings(explained)) {
    page.finding(explained.report, *finding, remarks(explained.report, *finding));
  }
}

void write_place(JsonWriter& json, const ExplainedPlace& place) {
  json.begin_object();
  json.member("sentence", place.sentence);
  json.member("file", place.file);
  json.member("line", std::uint64_t{place.line});
  json.member("column", std::uint64_t{place.column});
  json.end_object();
}

void write_places(JsonWriter& json, std::string_view key, const std::vector<ExplainedPlace>& places) {
  json.key(key);
  json.begin_array();
  for (const ExplainedPlace& place : places) {
    write_place(json, place);
  }
  json.end_array();
}

void write_explanation(JsonWriter& json, const Explanation& told) {
  json.member("why", told.why);
  json.key("way");
  json.begin_array();
  for (const ExplainedPart& part : told.way) {
    json.begin_object();
    json.member("sentence", part.sentence);
    write_places(json, "code", part.code);
    json.end_object();
  }
  json.end_array();
  write_places(json, "notes", told.notes);
  json.member("change", told.change);
}

}  // namespace

void write_explanations(const Explained& explained, const RenderOptions& options, std::ostream& out) {
  Sink sink(out);
  const TextPage page{options, common_root(explained.report), Painter(options.color), sink};
  const std::vector<const Finding*> decisions = findings_of(explained, heap_kinds());
  if (decisions.empty()) {
    return write_quiet(explained, page);
  }
  Writer writer(explained.report, options, sink);
  for (const Finding* const finding : decisions) {
    sink.text() += finding == decisions.front() ? "" : "\n";
    writer.write(*finding);
  }
  if (!options.sources.certain) {
    page.blank_line();
    page.line(Style::kWarning, "The code is that of the files as they are now, which may not be what was compiled.");
  }
}

void write_explanations_json(const Explained& explained, const RenderOptions& /*options*/, std::ostream& out) {
  Sink sink(out);
  JsonWriter json(sink.text());
  const ReportFacts facts(explained.report);
  json.begin_object();
  top_key(json, "schema");
  json.value("goescape.explanation/1");
  top_key(json, "location");
  json.value(explained.location);
  top_key(json, "findings");
  const std::vector<const Finding*> decisions = findings_of(explained, heap_kinds());
  write_lines(json, sink, decisions.empty() ? quiet_findings(explained) : decisions, [&](const Finding* finding) {
    json.begin_object();
    write_finding_members(json, explained.report, *finding);
    write_explanation(json, explain(explained.report, facts, *finding));
    json.end_object();
  });
  json.new_end_line(0);
  json.end_object();
  sink.text() += '\n';
}

}  // namespace goescape
