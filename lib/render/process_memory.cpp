#include "render/process_memory.h"

#include <fmt/core.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "render/profile_words.h"
#include "render/sink.h"
#include "render/style.h"
#include "render/table.h"
#include "render/wording.h"
#include "util/display.h"

namespace goescape {
namespace {

std::string bytes(std::uint64_t number) { return byte_size(static_cast<double>(number)); }

std::string addresses(std::uint64_t begin, std::uint64_t end) { return fmt::format("{:x}-{:x}", begin, end); }

// Cells of size, and where it is known of what is resident and dirty.
void add_use(std::vector<std::string>& cells, const KindSum& sum, bool use_known) {
  cells.push_back(bytes(sum.size));
  if (use_known) {
    cells.push_back(bytes(sum.use.resident));
    cells.push_back(bytes(sum.use.dirty));
  }
}

void add_use_columns(Table& table, bool use_known) {
  table.columns.push_back({"size", true});
  if (use_known) {
    table.columns.push_back({"resident", true});
    table.columns.push_back({"dirty", true});
  }
}

std::string words(const Region& region) {
  std::string text(info(region.kind).title);
  text += region.what.empty() ? "" : ": " + escaped(region.what);
  text += region.mapping.deleted ? " (deleted)" : "";
  for (std::size_t at = 0; at < region.sections.size(); ++at) {
    text += (at == 0 ? " (" : ", ") + escaped(region.sections[at]);
  }
  return text + (region.sections.empty() ? "" : ")");
}

KindSum sum_of(const Region& region) { return {1, region.mapping.size(), region.mapping.use.value_or(MappingUse{})}; }

std::string arenas(std::uint64_t begin, std::uint64_t end, std::uint64_t arena) {
  return fmt::format("{} of {}", counted((end - begin) / arena, "arena"), bytes(arena));
}

// Writes the parts of the page one behind the other.
class Page {
 public:
  Page(const ShownMemory& shown, const MemoryLook& look, std::string& out)
      : shown_(shown),
        memory_(shown.memory),
        use_known_(memory_.use_known()),
        sums_(sums_by_kind(memory_)),
        look_(look),
        paint_(look.color),
        out_(out) {}

  void write();

 private:
  using Rows = std::vector<Region>::const_iterator;

  void write_head();
  void write_regions();
  void write_summary();
  void write_program();
  void write_fit(const ProcessFit& fit);
  void write_functions(const ProcessFit& fit);
  void line(Style style, const std::string& text);
  [[nodiscard]] TableRow row(const Region& region, std::string_view indent) const;
  [[nodiscard]] TableRow subtotal(Rows begin, Rows end) const;
  [[nodiscard]] std::string growth(std::size_t kind) const;
  [[nodiscard]] bool has(RegionKind kind) const { return sums_[static_cast<std::size_t>(kind)].regions != 0; }

  const ShownMemory& shown_;
  const ProcessMemory& memory_;
  bool use_known_;
  KindSums sums_;
  const MemoryLook& look_;
  Painter paint_;
  std::string& out_;
};

void Page::line(Style style, const std::string& text) {
  paint_.append(out_, style, text);
  out_ += '\n';
}

void Page::write_head() {
  const KindSum all = total(sums_);
  std::string text = escaped(memory_.name);
  text += memory_.pid == 0 ? "" : fmt::format(", process {}", memory_.pid);
  text += fmt::format(": {}, {} of addresses", counted(all.regions, "region"), bytes(all.size));
  if (use_known_) {
    text += fmt::format(", {} resident, {} dirty", bytes(all.use.resident), bytes(all.use.dirty));
    text += all.use.swapped == 0 ? "" : fmt::format(", {} in swap", bytes(all.use.swapped));
  } else {
    text += "; what of them is resident is not known, smaps tells it";
  }
  line(Style::kPlain, text);
}

TableRow Page::row(const Region& region, std::string_view indent) const {
  TableRow made;
  made.cells.push_back(std::string(indent) + addresses(region.mapping.begin, region.mapping.end));
  add_use(made.cells, sum_of(region), use_known_);
  made.cells.push_back(permissions(region.mapping));
  made.cells.push_back(std::string(indent) + words(region));
  const bool nothing = region.mapping.reserved();
  made.style = nothing ? Style::kHint : Style::kPlain;
  return made;
}

// Of the regions of adjacent arenas together.
TableRow Page::subtotal(Rows begin, Rows end) const {
  KindSum sum;
  std::for_each(begin, end, [&](const Region& region) {
    sum.size += region.mapping.size();
    sum.use.resident += region.mapping.use.value_or(MappingUse{}).resident;
    sum.use.dirty += region.mapping.use.value_or(MappingUse{}).dirty;
  });
  TableRow made;
  made.cells.push_back(addresses(begin->arenas_begin, begin->arenas_end));
  add_use(made.cells, sum, use_known_);
  made.cells.emplace_back();
  made.cells.push_back("Go heap: " + arenas(begin->arenas_begin, begin->arenas_end, memory_.arena_size));
  made.style = Style::kPlace;
  return made;
}

void Page::write_regions() {
  Table table;
  table.columns.push_back({"addresses"});
  add_use_columns(table, use_known_);
  table.columns.push_back({"perm"});
  table.columns.push_back({"what"});
  for (auto at = memory_.regions.begin(); at != memory_.regions.end();) {
    const auto end = at->arenas_end == 0 ? at + 1 : std::find_if(at, memory_.regions.end(), [&](const Region& each) {
      return each.arenas_begin != at->arenas_begin || each.arenas_end != at->arenas_end;
    });
    const bool heap = at->arenas_end != 0;
    if (heap) {
      table.rows.push_back(subtotal(at, end));
    }
    for (; at != end; ++at) {
      table.rows.push_back(row(*at, heap ? "  " : ""));
    }
  }
  append_table(out_, table, look_.width, paint_);
}

// "+1.0 MiB" since the round before, of what is resident, or of the size where that is not known.
std::string Page::growth(std::size_t kind) const {
  const auto value = [&](const KindSum& sum) { return use_known_ ? sum.use.resident : sum.size; };
  const std::uint64_t now = value(sums_[kind]);
  const std::uint64_t before = value((*shown_.before)[kind]);
  if (now == before) {
    return "";
  }
  return (now > before ? "+" : "-") + bytes(now > before ? now - before : before - now);
}

void Page::write_summary() {
  Table table;
  table.columns.push_back({"kind"});
  table.columns.push_back({"regions", true});
  add_use_columns(table, use_known_);
  if (shown_.before != nullptr) {
    table.columns.push_back({"growth", true});
  }
  for (const RegionKindInfo& kind : kRegionKinds) {
    const auto index = static_cast<std::size_t>(kind.kind);
    if (sums_[index].regions == 0 && (shown_.before == nullptr || (*shown_.before)[index].regions == 0)) {
      continue;
    }
    TableRow made;
    made.cells = {std::string(kind.title), grouped(sums_[index].regions)};
    add_use(made.cells, sums_[index], use_known_);
    if (shown_.before != nullptr) {
      made.cells.push_back(growth(index));
    }
    table.rows.push_back(std::move(made));
  }
  append_table(out_, table, look_.width, paint_);
}

// "built by go1.26.8 from example.com/m v1.2.0, revision 1234567 with changes, for linux/amd64, -gcflags=-N"
std::string words(const GoBuildInfo& build) {
  std::string text = "built by " + build.go_version;
  const auto add = [&](std::string_view before, std::string_view value) {
    text += value.empty() ? "" : std::string(before).append(value);
  };
  add(" from ", build.main.path);
  add(" ", build.main.version);
  add(", package ", build.package == build.main.path ? std::string_view() : std::string_view(build.package));
  add(", revision ", build.setting("vcs.revision"));
  text += build.setting("vcs.modified") == "true" ? " with changes" : "";
  add(", for ", build.setting("GOOS"));
  add("/", build.setting("GOARCH"));
  for (const std::string_view flag : {"-gcflags", "-tags", "-race", "-buildmode"}) {
    const std::string_view value = build.setting(flag);
    const bool usual = value.empty() || value == "exe";
    text += usual ? "" : fmt::format(", {}={}", flag, value);
  }
  return escaped(text);
}

void Page::write_program() {
  if (memory_.build) {
    line(Style::kPlain, words(*memory_.build));
  } else {
    line(Style::kWarning, "Nothing is known of how the program was built: " + escaped(memory_.no_build));
  }
  if (has(RegionKind::kHeap) || has(RegionKind::kHeapReserved)) {
    line(Style::kHint,
         "Stacks of goroutines are in the Go heap: the runtime takes them out of it, and no mapping tells them apart.");
  } else if (memory_.build) {
    line(Style::kWarning,
         "No region could be told to be the Go heap: none is named so, and none lies where this release asks for it.");
  }
}

void Page::write_fit(const ProcessFit& fit) {
  for (const FitPoint& point : fit.points) {
    const auto said = [](const std::string& text) { return text.empty() ? std::string("not said") : escaped(text); };
    const std::string_view title = point.what == "go_version" ? "Go version" : point.what;
    const std::string verdict =
        point.agreement == Agreement::kSame
            ? fmt::format("the report agrees in the {}, {}", title, said(point.process))
            : fmt::format("the report {} in the {}: the process {}, the report {}",
                          point.agreement == Agreement::kDiffers ? "differs" : "cannot be compared", title,
                          said(point.process), said(point.report));
    line(point.agreement == Agreement::kDiffers ? Style::kWarning : Style::kPlain, verdict);
  }
  write_functions(fit);
}

void Page::write_functions(const ProcessFit& fit) {
  if (!fit.agrees() || fit.functions.empty()) {
    line(Style::kPlain, fit.agrees() ? "the report has no heap decision in code of the module"
                                     : "the report is about another program; its heap decisions are not shown");
    return;
  }
  Table table;
  table.columns = {{fit.verified ? "allocates" : "heap", true}, {"function"}, {"package"}};
  for (const HeapFunction& each : fit.functions) {
    table.rows.push_back(
        {{grouped(each.decisions), escaped(each.function.empty() ? "?" : each.function), escaped(each.package)}});
  }
  out_ += '\n';
  append_table(out_, table, look_.width, paint_);
  if (!fit.verified) {
    line(Style::kHint, "A heap decision need not allocate: report --verify -f json saves which do.");
  }
}

void Page::write() {
  write_head();
  out_ += '\n';
  if (!look_.summary_first) {
    write_regions();
    out_ += '\n';
  }
  write_summary();
  out_ += '\n';
  write_program();
  if (shown_.fit != nullptr) {
    write_fit(*shown_.fit);
  }
  if (look_.summary_first) {
    out_ += '\n';
    write_regions();
  }
}

}  // namespace

void write_process_memory(const ShownMemory& shown, const MemoryLook& look, std::ostream& out) {
  Sink sink(out);
  Page(shown, look, sink.text()).write();
}

}  // namespace goescape
