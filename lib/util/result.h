// Failures that a caller can meet travel as values: Result<T> holds either a T or an Error.
#pragma once

#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace goescape {

// What kind of failure it was. The command line turns it into its exit code.
enum class Failure {
  kUsage,        // The user asked for something that cannot be: bad flag, bad configuration. Exit 2.
  kInput,        // The toolchain failed or an input cannot be read. Exit 3.
  kInterrupted,  // A signal stopped the run. Exit 130.
};

// One failure, told in one sentence: what happened, where, and what to do about it.
struct Error {
  Failure failure = Failure::kInput;
  std::string message;
};

template <typename T>
using Result = tl::expected<T, Error>;

// Shorthand for `return fail(Failure::kInput, "…")` in a function that returns a Result.
inline tl::unexpected<Error> fail(Failure failure, std::string message) {
  return tl::unexpected<Error>(Error{failure, std::move(message)});
}

}  // namespace goescape
