#include "capture/list_run.h"

#include <fmt/core.h>

#include <algorithm>
#include <optional>

#include "capture/first_line_gate.h"
#include "capture/json_stream.h"

namespace goescape {
namespace {

// The words of package flag of Go's standard library, unchanged since Go 1.0.
constexpr const char* kFieldsRefused = " for -json: ";
constexpr const char* kTrimpathRefused = "flag provided but not defined: -trimpath";

// One attempt.
class ListProcess {
 public:
  ListProcess(const GoCommand& go, const OutputHandler& err)
      : go_(go), discard_err_(!err), gate_(err, {kFieldsRefused, kTrimpathRefused}) {}

  Result<void> start(const ListRequest& request, bool choose_fields, ProcessSet& processes) {
    std::vector<std::string> arguments{"list", "-e"};
    arguments.push_back(choose_fields ? "-json=" + list_fields(request.with_inputs) : "-json");
    arguments.insert(arguments.end(), request.flags.begin(), request.flags.end());
    ProcessSpec spec = go_.build_command(arguments, go_.patterns);
    spec.discard_err = discard_err_;
    const auto id = processes.start(
        spec, [this](std::string_view bytes) { take_json(bytes); },
        [this](std::string_view bytes) { gate_.feed(bytes); });
    if (!id) {
      return tl::unexpected(id.error());
    }
    id_ = *id;
    return {};
  }

  Result<void> finish(ProcessSet& processes) {
    if (auto ran = processes.run_until_end_of(id_); !ran) {
      return ran;
    }
    gate_.finish();
    outcome_.status = processes.status(id_);
    return check();
  }

  [[nodiscard]] bool refuses_fields() const { return gate_.refusal() == kFieldsRefused; }
  ListOutcome take_outcome() { return std::move(outcome_); }

 private:
  void take_json(std::string_view bytes) {
    if (garbage_) {
      return;
    }
    const auto taken = cutter_.feed(bytes, [this](std::string_view object) -> Result<void> {
      auto listed = parse_listed_package(object);
      if (!listed) {
        return tl::unexpected(listed.error());
      }
      outcome_.packages.push_back(std::move(*listed));
      return {};
    });
    if (!taken) {
      garbage_ = taken.error();
    }
  }

  [[nodiscard]] Result<void> check() const {
    const ExitStatus& status = outcome_.status;
    if (status.signal != 0) {
      return fail(Failure::kInput,
                  fmt::format("{} list was ended by {}: its output is incomplete", go_.program, describe(status)));
    }
    if (gate_.refusal() == kTrimpathRefused) {
      return fail(Failure::kInput, fmt::format("{} does not know -trimpath: Go 1.13 or newer is needed", go_.program));
    }
    if (garbage_) {
      return tl::unexpected(*garbage_);
    }
    if (cutter_.incomplete()) {
      return fail(Failure::kInput,
                  fmt::format("{} list stopped in the middle of a package with {}", go_.program, describe(status)));
    }
    return {};
  }

  const GoCommand& go_;
  const bool discard_err_;
  FirstLineGate gate_;
  JsonObjectCutter cutter_;
  std::optional<Error> garbage_;
  ListOutcome outcome_;
  ProcessSet::Id id_ = 0;
};

}  // namespace

Result<ListOutcome> run_list(const GoCommand& go, const ListRequest& request, ProcessSet& processes,
                             const std::function<Result<void>()>& started, const OutputHandler& err) {
  ListProcess chosen(go, err);
  if (auto begun = chosen.start(request, true, processes); !begun) {
    return tl::unexpected(begun.error());
  }
  if (auto begun = started(); !begun) {
    return tl::unexpected(begun.error());
  }
  const auto finished = chosen.finish(processes);
  if (finished && !chosen.refuses_fields()) {
    return chosen.take_outcome();
  }
  if (!finished) {
    return tl::unexpected(finished.error());
  }
  ListProcess plain(go, err);
  if (auto begun = plain.start(request, false, processes); !begun) {
    return tl::unexpected(begun.error());
  }
  if (auto ended = plain.finish(processes); !ended) {
    return tl::unexpected(ended.error());
  }
  return plain.take_outcome();
}

}  // namespace goescape
