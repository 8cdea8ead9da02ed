#include <fmt/core.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <set>

#include "commands.h"
#include "make_report.h"
#include "matrix.h"
#include "options/build_options.h"
#include "options/output_options.h"
#include "output.h"
#include "parse/function_listing.h"
#include "parse/shape.h"
#include "render/assembly.h"
#include "resolve/call_name.h"
#include "resolve/symbol_name.h"
#include "shown_sources.h"
#include "util/suggest.h"
#include "util/terminal.h"
#include "verdict.h"

namespace goescape {
namespace {

struct AsmOptions {
  BuildOptions build;
  OutputOptions output;
  std::string function;
  bool all = false;
};

struct AsmLine : CommandLine {
  AsmOptions options;

  AsmLine()
      : CommandLine("asm",
                    "Shows the assembly that the compiler made of a function, its source in between, with every call "
                    "that allocates tied to its finding.",
                    "Examples:\n  goescape asm '(*Store).Load'\n  goescape asm codec.Decode ./internal/...\n"
                    "  goescape asm strings.Fields strings") {
    app()
        .add_option("function", options.function, "Name, (*T).Name, pkg.Name or example.com/m/pkg.Name")
        ->required()
        ->type_name("FUNCTION");
    add_packages_option(*this, options.build);
    app().option_defaults()->group("Output");
    app().add_flag("--all", options.all, "also what is no instruction: PCDATA, FUNCDATA, TEXT");
    add_color_option(*this, options.output);
    add_talk_options(*this, options.output);
    add_directory_option(*this, options.build.capture.directory);
    add_build_options(*this, options.build);
  }
};

std::string without_brackets(std::string name) {
  constexpr std::string_view kArguments = "[...]";
  for (std::size_t at = name.find(kArguments); at != std::string::npos; at = name.find(kArguments)) {
    name.erase(at, kArguments.size());
  }
  return name;
}

// Whether a user who types `name` can mean the function of this package: its name alone, or behind the name of its
// package, or behind its import path. Type arguments may be left out.
bool is_meant(std::string_view path, std::string_view function, std::string_view name) {
  const std::string own = without_brackets(without_type_arguments(function));
  const std::string wanted = without_brackets(without_type_arguments(name));
  return wanted == own || wanted == fmt::format("{}.{}", path, own) ||
         wanted == fmt::format("{}.{}", usual_package_name(path), own);
}

bool is_meant_symbol(std::string_view symbol, std::string_view name) {
  return is_meant(package_of_symbol(without_brackets(without_type_arguments(symbol))), function_of_symbol(symbol),
                  name);
}

// Whether a function as the compiler prints it in code of `package` can be the one that `name` means: those of other
// packages have the name of theirs in front. `F.func1` may be read either way.
bool is_meant_call(const Report& report, std::string_view package, std::string_view printed, std::string_view name) {
  const auto foreign = function_name(printed);
  return is_meant(package, printed, name) ||
         (foreign && std::any_of(report.packages.begin(), report.packages.end(), [&](const Package& each) {
            const std::string_view path = report.text(each.import_path);
            return usual_package_name(path) == foreign->package && is_meant(path, foreign->function, name);
          }));
}

// How often calls of the function were replaced by its body.
std::size_t inlined_calls(const Report& report, const std::string& name) {
  constexpr std::string_view kCall = "inlining call to ";
  return static_cast<std::size_t>(
      std::count_if(report.findings.begin(), report.findings.end(), [&](const Finding& each) {
        const std::string_view message = report.text(each.message);
        return each.kind == Kind::kInliningCall && message.starts_with(kCall) &&
               is_meant_call(report, report.text(report.package_of(each).import_path), message.substr(kCall.size()),
                             name);
      }));
}

// `; did you mean "(*Store).Add"?` for Add, else for the name that is nearest.
std::string suggested_function(const Report& report, const std::string& name) {
  std::set<std::string> names;
  for (const GeneratedFunction& function : report.code.functions) {
    names.emplace(report.text(function.name));
  }
  const auto method =
      std::find_if(names.begin(), names.end(), [&](const std::string& each) { return each.ends_with("." + name); });
  return method != names.end() ? fmt::format("; did you mean \"{}\"?", *method)
                               : suggestion(name, std::vector<std::string>(names.begin(), names.end()));
}

Error no_such_function(const Report& report, const std::string& name) {
  if (const std::size_t calls = inlined_calls(report, name); calls != 0) {
    return {Failure::kInput,
            fmt::format("{} has no code of its own: {} inlined, and its code is in the callers; //go:noinline above it "
                        "makes the compiler keep it",
                        name, calls == 1 ? "its only call is" : fmt::format("its {} calls are", calls))};
  }
  return {Failure::kInput,
          fmt::format("no function {} was compiled in these packages{}", name, suggested_function(report, name))};
}

// The functions that were found, each once, though a package was compiled for its tests, too. Of one that is inlined
// wherever it is used the listing has a name and no code.
std::vector<ShownFunction> shown_functions(const Report& report, const std::vector<ListedFunction>& listed) {
  std::vector<ShownFunction> shown;
  std::set<std::string> symbols;
  for (const ListedFunction& each : listed) {
    const auto name = report.strings.find(function_of_symbol(each.symbol));
    const auto function = std::find_if(report.code.functions.begin(), report.code.functions.end(),
                                       [&](const GeneratedFunction& one) { return name && one.name == *name; });
    if (!each.instructions.empty() && function != report.code.functions.end() && symbols.insert(each.symbol).second) {
      shown.push_back({&each, *name, function->package});
    }
  }
  return shown;
}

void write_functions(const MadeReport& made, const std::vector<ShownFunction>& functions, const AsmOptions& options,
                     std::ostream& out) {
  const SourceFiles sources = shown_sources(made, options.build.capture.directory);
  const bool color = use_color(options.output.color, is_terminal(STDOUT_FILENO), color_environment());
  bool first = true;
  for (const ShownFunction& each : functions) {
    out << (first ? "" : "\n");
    first = false;
    write_assembly(made.report, each, sources, {color, options.all}, out);
  }
  if (const std::size_t calls = inlined_calls(made.report, options.function); calls != 0) {
    out << fmt::format("\n{} of it {} inlined: the code is in the callers; //go:noinline above it keeps the calls\n",
                       calls == 1 ? "1 call" : fmt::format("{} calls", calls), calls == 1 ? "is" : "are");
  }
}

}  // namespace

std::unique_ptr<CommandLine> asm_line() { return std::make_unique<AsmLine>(); }

Result<ExitCode> asm_command(const std::vector<std::string>& args) {
  AsmLine line;
  AsmOptions& options = line.options;
  const auto parsed = line.parse(args, options.build.capture.directory);
  if (!parsed) {
    return tl::unexpected(parsed.error());
  }
  if (!*parsed) {
    return ExitCode::kFine;
  }
  if (auto settled = settle_builds(options.build, Builds::kOne, options.output.quiet); !settled) {
    return tl::unexpected(settled.error());
  }
  FunctionListing listing([&](std::string_view symbol) { return is_meant_symbol(symbol, options.function); });
  options.build.capture.listing = true;
  ReportRequest request{options.build.capture, "", KindSet().set(), options.build.jobs, !options.output.quiet};
  request.output = &listing;
  const auto made = make_report(request);
  if (!made) {
    return tl::unexpected(made.error());
  }
  const std::vector<ListedFunction> listed = listing.take();
  const std::vector<ShownFunction> functions = shown_functions(made->report, listed);
  if (functions.empty()) {
    const ExitCode incomplete = verdict(made->report);
    return incomplete != ExitCode::kFine ? Result<ExitCode>(incomplete)
                                         : tl::unexpected(no_such_function(made->report, options.function));
  }
  const auto written = write_to_stdout([&](std::ostream& out) { write_functions(*made, functions, options, out); });
  return written ? Result<ExitCode>(verdict(made->report)) : tl::unexpected(written.error());
}

}  // namespace goescape
