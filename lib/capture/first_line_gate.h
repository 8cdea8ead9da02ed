// Holds a stream back until its first line tells whether the program refused to run.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "util/subprocess.h"

namespace goescape {

// A probe that needs no second process when it succeeds: the command is run as if the toolchain knew it; when the
// first line says that it does not, nothing of the stream goes on.
class FirstLineGate {
 public:
  // A refusal is a first line that holds one of `refusals`.
  FirstLineGate(OutputHandler behind, std::vector<std::string> refusals)
      : behind_(std::move(behind)), refusals_(std::move(refusals)) {}

  void feed(std::string_view bytes);

  // To be called once, after the last feed().
  void finish();

  // The refusal that the first line held; empty = none.
  [[nodiscard]] const std::string& refusal() const { return refusal_; }

 private:
  void decide();

  OutputHandler behind_;
  std::vector<std::string> refusals_;
  std::string held_;
  std::string refusal_;
  bool decided_ = false;
};

}  // namespace goescape
