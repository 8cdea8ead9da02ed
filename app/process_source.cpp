#include "process_source.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>

#include "parse/memory_map.h"
#include "resolve/memory_regions.h"
#include "util/input.h"
#include "util/suggest.h"

namespace goescape {
namespace {

constexpr std::string_view kStandardInput = "-";

std::optional<std::int64_t> process_number(const std::string& text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() && number > 0 ? std::optional(number) : std::nullopt;
}

// A program beside the user has the name of the process it runs as, and is no map.
Result<bool> is_map_file(const std::string& text) {
  std::error_code none;
  const auto status = std::filesystem::status(text, none);
  if (text == kStandardInput) {
    return true;
  }
  if (!std::filesystem::exists(status) || std::filesystem::is_directory(status)) {
    return false;
  }
  if (!std::filesystem::is_regular_file(status)) {
    return true;
  }
  const auto input = Input::open(text);
  return input ? Result<bool>(!is_elf(input->first_bytes())) : tl::unexpected(input.error());
}

std::string known_as(const ProcessName& process) {
  return fmt::format("{} ({})", process.pid, process.command.empty() ? process.name : process.command);
}

Result<ProcessSource> open_process(std::int64_t pid) {
  auto process = Process::open(pid);
  return process ? Result<ProcessSource>(ProcessSource{*std::move(process), {}}) : tl::unexpected(process.error());
}

Result<ProcessSource> find_by_name(const std::string& name) {
  constexpr std::size_t kListed = 20;
  std::vector<std::string> names;
  std::vector<ProcessName> found;
  for (const ProcessName& process : running_processes()) {
    names.insert(names.end(), {process.name, process.command});
    if (process.name == name || process.command == name) {
      found.push_back(process);
    }
  }
  if (found.size() == 1) {
    return open_process(found.front().pid);
  }
  if (found.empty()) {
    return fail(Failure::kUsage,
                fmt::format("there is no process and no saved map called {}{}", name, suggestion(name, names)));
  }
  std::vector<std::string> listing;
  for (std::size_t at = 0; at < std::min(found.size(), kListed); ++at) {
    listing.push_back(known_as(found[at]));
  }
  if (found.size() > kListed) {
    listing.push_back(fmt::format("{} more", found.size() - kListed));
  }
  return fail(Failure::kUsage, fmt::format("{} processes are called {}; name one by its number: {}", found.size(), name,
                                           listed(listing)));
}

Result<std::vector<Mapping>> read_map(const std::string& path) {
  auto input = Input::open(path);
  if (!input) {
    return tl::unexpected(input.error());
  }
  MemoryMapParser parser;
  std::array<char, std::size_t{64} << 10U> piece{};
  while (true) {
    const auto got = input->read(piece);
    if (!got) {
      return tl::unexpected(got.error());
    }
    if (*got == 0) {
      break;
    }
    parser.feed({piece.data(), *got});
  }
  auto mappings = parser.finish();
  return mappings ? std::move(mappings)
                  : fail(Failure::kInput, fmt::format("{} is no saved memory map, or is damaged: {}", input->name(),
                                                      mappings.error().message));
}

// What is known of the program; where it was named by the user, all of it must fit.
Result<ProgramFile> named_program(const std::string& binary, std::string path, const std::vector<Mapping>& mappings,
                                  std::string& no_build) {
  auto read = read_binary(binary);
  if (!read) {
    return tl::unexpected(read.error());
  }
  path = path.empty() ? guessed_program(mappings) : std::move(path);
  if (!fits(mappings, path, read->elf)) {
    return fail(Failure::kInput, fmt::format("{} is not the program of this map: {} there has other code", binary,
                                             path.empty() ? "what is run" : path));
  }
  no_build = read->no_build;
  return ProgramFile{std::move(path), std::move(read->elf), std::move(read->build)};
}

ProgramFile program_of(const Process& process, std::string& no_build) {
  auto read = process.binary();
  if (!read) {
    no_build = read.error().message;
    return {process.program(), std::nullopt, std::nullopt};
  }
  no_build = read->no_build;
  return {process.program(), std::move(read->elf), std::move(read->build)};
}

Result<std::optional<std::vector<Mapping>>> mappings_of(const ProcessSource& source) {
  if (source.process) {
    return source.process->mappings();
  }
  return read_map(source.file).map([](std::vector<Mapping> mappings) { return std::optional(std::move(mappings)); });
}

// `source` names the memory: the process, else the file.
ProcessMemory memory_of(std::vector<Mapping> mappings, const ProgramFile& program, const ProcessSource& source,
                        std::string no_build) {
  ProcessMemory memory = tell_regions(std::move(mappings), program);
  memory.pid = source.process ? source.process->pid() : 0;
  memory.name = source.process ? source.process->name() : source.file;
  memory.name = memory.name == kStandardInput ? "standard input" : memory.name;
  memory.no_build = std::move(no_build);
  return memory;
}

}  // namespace

Result<ProcessSource> find_process_source(const std::string& text) {
  if (text.empty()) {  // Threads of the kernel have no command, which is no name to find them by.
    return fail(Failure::kUsage, "an empty name is neither a process nor a saved map");
  }
  const auto is_file = is_map_file(text);
  if (!is_file) {
    return tl::unexpected(is_file.error());
  }
  if (*is_file) {
    return ProcessSource{std::nullopt, text};
  }
  const auto number = process_number(text);
  return number ? open_process(*number) : find_by_name(text);
}

Result<std::optional<ProcessMemory>> read_memory(const ProcessSource& source, const std::string& binary) {
  auto mappings = mappings_of(source);
  if (!mappings) {
    return tl::unexpected(mappings.error());
  }
  if (!*mappings) {
    return std::nullopt;
  }
  std::string no_build = "no binary was named; --binary names one";
  ProgramFile program;
  if (!binary.empty()) {
    auto named = named_program(binary, source.process ? source.process->program() : "", **mappings, no_build);
    if (!named) {
      return tl::unexpected(named.error());
    }
    program = *std::move(named);
  } else if (source.process) {
    program = program_of(*source.process, no_build);
  }
  return memory_of(**std::move(mappings), program, source, std::move(no_build));
}

Result<ProcessMemory> read_earlier_memory(const std::string& file, const ProcessSource& source,
                                          const std::string& binary) {
  auto mappings = read_map(file);
  if (!mappings) {
    return tl::unexpected(mappings.error());
  }
  std::string no_build;
  ProgramFile program;
  if (!binary.empty()) {
    auto named = named_program(binary, source.process ? source.process->program() : "", *mappings, no_build);
    if (!named) {
      return tl::unexpected(named.error());
    }
    program = *std::move(named);
  } else if (source.process) {
    program = program_of(*source.process, no_build);
    if (program.elf && !fits(*mappings, program.path, *program.elf)) {
      return fail(Failure::kInput, fmt::format("{} is no earlier map of {}: it is of another program, or of another "
                                               "build of it",
                                               file, source.process->name()));
    }
  }
  return memory_of(*std::move(mappings), program, {std::nullopt, file}, std::move(no_build));
}

}  // namespace goescape
