#include "run.h"

#include <fmt/core.h>

#include <exception>
#include <iostream>
#include <string>
#include <vector>

#include "build_info.h"
#include "command_words.h"
#include "general_help.h"
#include "output.h"
#include "util/interrupt.h"

namespace goescape {
namespace {

Result<ExitCode> answer(std::vector<std::string> args) {
  const auto request = find_request(std::move(args));
  if (!request) {
    return tl::unexpected(request.error());
  }
  switch (request->type) {
    case Request::Type::kHelp:
      std::cout << general_help();
      return ExitCode::kFine;
    case Request::Type::kVersion:
      std::cout << version_text();
      return ExitCode::kFine;
    case Request::Type::kCommand:
      break;
  }
  install_interrupt_handlers();
  return request->command->run(request->args);
}

}  // namespace

int run(int argc, char** argv) {
  try {
    std::ios::sync_with_stdio(false);
    const Result<ExitCode> code = answer({argv + 1, argv + argc});
    if (!code) {
      say("goescape: " + code.error().message);
      return static_cast<int>(exit_code(code.error().failure));
    }
    return static_cast<int>(*code);
  } catch (const std::exception& error) {
    say(fmt::format("goescape: internal error: {}; please report it", error.what()));
    return static_cast<int>(ExitCode::kInternal);
  }
}

}  // namespace goescape
