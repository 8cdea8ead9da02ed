#include "run.h"

#include <fmt/core.h>

#include <exception>
#include <iostream>
#include <new>
#include <string>
#include <system_error>
#include <vector>

#include "build_info.h"
#include "command_words.h"
#include "general_help.h"
#include "output.h"
#include "util/interrupt.h"
#include "util/standard_streams.h"

namespace goescape {
namespace {

Result<ExitCode> print(const std::string& text) {
  const auto written = write_to_stdout([&](std::ostream& out) { out << text; });
  return written ? Result<ExitCode>(ExitCode::kFine) : tl::unexpected(written.error());
}

Result<ExitCode> answer(std::vector<std::string> args) {
  const auto request = find_request(std::move(args));
  if (!request) {
    return tl::unexpected(request.error());
  }
  switch (request->type) {
    case Request::Type::kHelp:
      return print(general_help());
    case Request::Type::kVersion:
      return print(version_text());
    case Request::Type::kCommand:
      break;
  }
  return request->command->run(request->args);
}

// Says so without allocating anything.
int lack_of(const char* what) {
  std::cerr << "goescape: " << what << '\n';
  return static_cast<int>(ExitCode::kInput);
}

int out_of_memory() {
  return lack_of("there is not enough memory: raise the limit (ulimit -v), name fewer packages, or lower --jobs");
}

int internal_error(const char* what) {
  say(fmt::format("goescape: internal error: {}; please report it", what));
  return static_cast<int>(ExitCode::kInternal);
}

// What the system has against a run that is in order.
int system_failure(const std::system_error& error) {
  if (error.code() == std::errc::too_many_files_open || error.code() == std::errc::too_many_files_open_in_system) {
    return lack_of("too many files are open: raise the limit (ulimit -n), or lower --jobs");
  }
  if (error.code() == std::errc::resource_unavailable_try_again) {
    return lack_of("the system gives no more threads: raise the limit (ulimit -u), or the memory for them (ulimit -v)");
  }
  return error.code() == std::errc::not_enough_memory ? out_of_memory() : internal_error(error.what());
}

}  // namespace

int run(int argc, char** argv) {
  try {
    reserve_standard_streams();
    std::ios::sync_with_stdio(false);
    install_interrupt_handlers();
    const Result<ExitCode> code = answer({argv + 1, argv + argc});
    if (!code) {
      say("goescape: " + code.error().message);
      return static_cast<int>(exit_code(code.error().failure));
    }
    return static_cast<int>(*code);
  } catch (const std::bad_alloc&) {
    return out_of_memory();
  } catch (const std::system_error& error) {
    return system_failure(error);
  } catch (const std::exception& error) {
    return internal_error(error.what());
  }
}

}  // namespace goescape
