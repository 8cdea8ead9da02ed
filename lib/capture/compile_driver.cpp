#include <fmt/core.h>

#include <set>
#include <unordered_map>

#include "capture/compile_inputs.h"
#include "capture/driver.h"
#include "capture/named_packages.h"
#include "capture/scratch_directory.h"

namespace goescape {
namespace {

// Calls the compiler for one package after the other.
class Compiler {
 public:
  Compiler(const DriverContext& context, const GoEnv& env, const ScratchDirectory& scratch,
           const std::vector<ListedPackage>& packages)
      : context_(context), env_(env), scratch_(scratch) {
    for (const auto& listed : packages) {
      exports_[listed.full_path] = listed.export_file;
    }
  }

  // Feeds what the compiler says to the watch, below a header as the go command writes it.
  Result<ExitStatus> compile(const ListedPackage& listed) {
    auto arguments = arguments_for(listed);
    if (!arguments) {
      return tl::unexpected(arguments.error());
    }
    bool header_is_due = true;
    const auto feed = [&](std::string_view bytes) {
      if (header_is_due) {
        context_.watch.feed(fmt::format("# {}\n", listed.full_path));
      }
      header_is_due = false;
      context_.watch.feed(bytes);
    };
    auto spec = context_.go.bare({});
    spec.arguments = std::move(*arguments);
    const auto id = context_.processes.start(spec, feed, feed);
    if (!id) {
      return tl::unexpected(id.error());
    }
    if (auto ran = context_.processes.run_until_end_of(*id); !ran) {
      return tl::unexpected(ran.error());
    }
    return context_.processes.status(*id);
  }

 private:
  Result<std::vector<std::string>> arguments_for(const ListedPackage& listed) const {
    const auto imports = scratch_.write("importcfg", import_config(listed, [this](std::string_view path) {
                                          const auto found = exports_.find(std::string(path));
                                          return found == exports_.end() ? std::string() : found->second;
                                        }));
    if (!imports) {
      return tl::unexpected(imports.error());
    }
    // A file of our own: the compiler removes its output when it fails, which no device would survive.
    std::vector<std::string> arguments{env_.tool_dir + "/compile", "-o", scratch_.path() + "/out.a", "-trimpath",
                                       trim_path(listed)};
    const auto add = [&](const std::vector<std::string>& more) {
      arguments.insert(arguments.end(), more.begin(), more.end());
    };
    add(package_flags(listed, env_));
    if (context_.go.flags.race) {
      add({"-race"});
    }
    add(context_.go.flags.compiler);
    add({"-importcfg", *imports});
    if (const std::string embeds = embed_config(listed); !embeds.empty()) {
      const auto file = scratch_.write("embedcfg", embeds);
      if (!file) {
        return tl::unexpected(file.error());
      }
      add({"-embedcfg", *file});
    }
    if (!listed.inputs.assembly_files.empty()) {
      if (auto found = find_symbol_abis(listed); !found) {
        return tl::unexpected(found.error());
      }
      add({"-symabis", scratch_.path() + "/symabis"});
    }
    add(file_arguments(listed, context_.go.run_directory()));
    return arguments;
  }

  Result<void> find_symbol_abis(const ListedPackage& listed) const {
    if (const auto header = scratch_.write("go_asm.h", ""); !header) {
      return tl::unexpected(header.error());
    }
    std::string said;
    for (const bool with_path : {true, false}) {
      auto spec = context_.go.bare({});
      spec.arguments = {env_.tool_dir + "/asm"};
      const auto flags = symbol_abi_flags(listed, env_, scratch_.path(), with_path);
      spec.arguments.insert(spec.arguments.end(), flags.begin(), flags.end());
      const auto output = run_process(spec);
      if (!output) {
        return tl::unexpected(output.error());
      }
      if (output->status.success()) {
        return {};
      }
      said = output->err + output->out;
    }
    return fail(Failure::kInput, fmt::format("go tool asm failed for {}: {}", listed.full_path, words_of_go(said)));
  }

  const DriverContext& context_;
  const GoEnv& env_;
  const ScratchDirectory& scratch_;
  std::unordered_map<std::string, std::string> exports_;
};

Result<ListOutcome> list_everything(const DriverContext& context) {
  ListRequest request{{"-export", "-deps", "-compiled"}, true};
  if (context.options.tests) {
    request.flags.emplace_back("-test");
  }
  return run_list(context.go, request, context.processes, context.started,
                  [&](std::string_view bytes) { context.unheard.feed(bytes); });
}

// The named packages, their variants, and named ones that were compiled again for the tests of another: those that
// `go list -gcflags=-m` would print diagnostics for.
std::vector<const ListedPackage*> to_compile(const std::vector<ListedPackage>& packages) {
  std::set<std::string_view> named;
  for (const auto& listed : packages) {
    if (!listed.dependency_only) {
      named.insert(listed.package.import_path);
    }
  }
  std::vector<const ListedPackage*> wanted;
  for (const auto& listed : packages) {
    const bool compiled = !listed.failed() && !listed.inputs.go_files.empty() && listed.full_path != "unsafe";
    if (compiled && named.contains(listed.package.import_path)) {
      wanted.push_back(&listed);
    }
  }
  return wanted;
}

}  // namespace

Result<DriverOutcome> run_compile_driver(const DriverContext& context) {
  auto listed = list_everything(context);
  if (!listed) {
    return tl::unexpected(listed.error());
  }
  if (auto ran = context.processes.run(); !ran) {
    return tl::unexpected(ran.error());
  }
  const auto env = context.env.result(context.go, context.processes);
  if (!env) {
    return tl::unexpected(env.error());
  }
  const auto scratch = ScratchDirectory::create();
  if (!scratch) {
    return tl::unexpected(scratch.error());
  }

  DriverOutcome outcome;
  outcome.status = listed->status;
  Compiler compiler(context, *env, *scratch, listed->packages);
  for (const ListedPackage* package : to_compile(listed->packages)) {
    const auto status = compiler.compile(*package);
    if (!status) {
      return tl::unexpected(status.error());
    }
    if (status->success()) {
      continue;
    }
    outcome.failures.push_back(
        {package->package.import_path, fmt::format("go tool compile failed with {}", describe(*status))});
  }
  divide_packages(std::move(listed->packages), context.options, outcome);
  return outcome;
}

}  // namespace goescape
