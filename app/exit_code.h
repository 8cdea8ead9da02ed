// The exit codes of the program, as contract.md fixes them.
#pragma once

#include "util/result.h"

namespace goescape {

enum class ExitCode : int {
  kFine = 0,
  kGateFailed = 1,
  kUsage = 2,
  kInput = 3,
  kInternal = 4,
  kInterrupted = 130,
};

constexpr ExitCode exit_code(Failure failure) {
  switch (failure) {
    case Failure::kUsage:
      return ExitCode::kUsage;
    case Failure::kInterrupted:
      return ExitCode::kInterrupted;
    case Failure::kInput:
      break;
  }
  return ExitCode::kInput;
}

}  // namespace goescape
