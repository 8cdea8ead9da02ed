#include "man_page.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "build_info.h"
#include "commands.h"
#include "options/flag_info.h"
#include "render/formats.h"
#include "store/settings.h"
#include "util/utf8.h"
#include "util/version.h"

namespace goescape {
namespace {

// Text for roff: a backslash and a dash that mean themselves, no line that is taken for a request.
std::string roff(std::string_view text) {
  std::string out;
  for (std::string_view rest = text; !rest.empty();) {
    const CodePoint point = decode_utf8(rest);
    const char byte = rest.front();
    if (point.length > 1) {
      out += fmt::format("\\[u{:04X}]", static_cast<std::uint32_t>(point.value));
    } else if (byte == '\\') {
      out += "\\e";
    } else if (byte == '-') {
      out += "\\-";
    } else if ((byte == '.' || byte == '\'') && (out.empty() || out.back() == '\n')) {
      out += fmt::format("\\&{}", byte);
    } else {
      out += byte;
    }
    rest.remove_prefix(point.length);
  }
  return out;
}

void section(std::string& out, std::string_view title) { out += fmt::format(".SH {}\n", title); }

// A term in bold, and what it is below.
void item(std::string& out, std::string_view term, std::string_view text) {
  out += fmt::format(".TP\n\\fB{}\\fR\n{}\n", roff(term), roff(text));
}

// The names in bold, the value in italics.
std::string term_of(const FlagInfo& flag) {
  const std::string all = synopsis(flag);
  const std::string names = all.substr(0, all.size() - flag.value.size());
  return flag.value.empty()
             ? fmt::format(R"(\fB{}\fR)", roff(names))
             : fmt::format(R"(\fB{}\fR \fI{}\fR)", roff(names.substr(0, names.size() - 1)), roff(flag.value));
}

void append_flag(std::string& out, const FlagInfo& flag) {
  out += fmt::format(".TP\n{}\n{}\n", term_of(flag), roff(flag.description));
  const bool told = std::all_of(flag.words.begin(), flag.words.end(), [&](const std::string& word) {
    return flag.description.find(word) != std::string::npos;
  });
  if (!told) {
    out += ".br\nOne of";
    for (std::size_t index = 0; index < flag.words.size(); ++index) {
      out += fmt::format(" {}{}", roff(flag.words[index]), index + 1 == flag.words.size() ? ".\n" : ",");
    }
  }
}

void append_command(std::string& out, const Command& command) {
  const auto line = command.line();
  out += fmt::format(".SS goescape {}\n{}\n.PP\n{}\n", command.name, roff(line->app().get_description()),
                     roff(usage(*line)));
  for (const FlagInfo& argument : arguments_of(*line)) {
    item(out, argument.value, argument.description);
  }
  const std::vector<FlagInfo> flags = flags_of(*line);
  for (const std::string& group : groups_of(flags)) {
    out += fmt::format(".PP\n\\fI{}\\fR\n", roff(group));
    for (const FlagInfo& flag : flags) {
      if (flag.group == group) {
        append_flag(out, flag);
      }
    }
  }
  out += fmt::format(".PP\n.nf\n{}\n.fi\n", roff(line->app().get_footer()));
}

void append_settings(std::string& out) {
  section(out, "CONFIGURATION");
  out += roff(
      "Settings come from the nearest .goescape.json, which may hold comments, from environment variables, which win "
      "over the file, and from flags, which win over both. goescape config shows each value and where it comes from.");
  out += '\n';
  for (const Setting& setting : kSettingTable) {
    item(out, fmt::format("{}, {}", setting.key, variable_of(setting)),
         fmt::format("{} ({})", setting.meaning, setting.flag));
  }
}

constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kExitCodes{
    {{"0", "fine: the report is complete, the gate holds"},
     {"1", "check: the gate failed; diff --exit-code: something was introduced"},
     {"2", "a wrong flag, variable or configuration file"},
     {"3",
      "the toolchain or the input failed: a package did not compile, shards are missing, or a line about the heap was "
      "not understood"},
     {"4", "an error in goescape itself"},
     {"130", "interrupted"}}};

constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kVariables{
    {{"GOESCAPE_CACHE", "the folder of the cache; without it goescape in XDG_CACHE_HOME or ~/.cache"},
     {"GITHUB_STEP_SUMMARY", "the file to which -f github appends the job summary, as Markdown"},
     {"NO_COLOR, FORCE_COLOR", "switch colours off and on where --color says auto"},
     {"GO*", "are those of the go command, which runs with the environment that goescape got"}}};

constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kFiles{
    {{".goescape.json", "the configuration, from the working folder upwards to the root of the repository"},
     {".goescape.baseline", "the accepted heap decisions, made by goescape baseline write"},
     {".goescape/history.sqlite", "the reports of commits, made by goescape history record"}}};

template <std::size_t Size>
void append_table(std::string& out, std::string_view title,
                  const std::array<std::pair<std::string_view, std::string_view>, Size>& rows) {
  section(out, title);
  for (const auto& [term, text] : rows) {
    item(out, term, text);
  }
}

}  // namespace

std::string man_page() {
  std::string out = fmt::format(
      ".\\\" Written by: goescape man\n.TH GOESCAPE 1 \"{}\" \"goescape {}\" \"User Commands\"\n"
      ".SH NAME\ngoescape \\- tell what a Go program puts on the heap, and why\n"
      ".SH SYNOPSIS\n\\fBgoescape\\fR [\\fICOMMAND\\fR] [\\fIFLAGS\\fR] [\\fIPACKAGES\\fR]\n",
      kBuildInformation.date, kVersion);
  section(out, "DESCRIPTION");
  out += roff(
      "goescape compiles a Go module with the compiler's escape analysis switched on, or reads a log of it, and tells "
      "package by package what the program puts on the heap, what a change did to that, and whether a change is let "
      "pass. Without a command it is report, without packages ./... . Flags may stand in front of the command. "
      "--version "
      "tells the version of the program, --help and goescape help the commands.");
  out += '\n';
  section(out, "COMMANDS");
  for (const Command& command : kCommands) {
    append_command(out, command);
  }
  section(out, "FORMATS");
  for (const Format& format : kFormats) {
    item(out, format.name, format.description);
  }
  append_settings(out);
  append_table(out, "EXIT STATUS", kExitCodes);
  append_table(out, "ENVIRONMENT", kVariables);
  append_table(out, "FILES", kFiles);
  section(out, "SEE ALSO");
  return out + roff("go(1), git(1)") + '\n';
}

}  // namespace goescape
