#include "util/log.h"

#include <fmt/core.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <memory>

#include "util/display.h"

namespace goescape {
namespace {

// Nothing until the log is switched on: a logger costs time that `--version` does not have.
std::shared_ptr<spdlog::logger>& logger() {
  static std::shared_ptr<spdlog::logger> instance;
  return instance;
}

bool needs_no_quotes(std::string_view word) {
  return !word.empty() && std::all_of(word.begin(), word.end(), [](unsigned char c) {
    return std::isalnum(c) != 0 || std::string_view("-_./=:,@%+").find(static_cast<char>(c)) != std::string_view::npos;
  });
}

// As a shell would take it back.
std::string shell_word(std::string_view word) {
  if (needs_no_quotes(word)) {
    return std::string(word);
  }
  std::string text = "'";
  for (const char c : word) {
    text += c == '\'' ? std::string("'\\''") : std::string(1, c);
  }
  return text + "'";
}

}  // namespace

void enable_log() {
  auto made = std::make_shared<spdlog::logger>("goescape", std::make_shared<spdlog::sinks::stderr_sink_mt>());
  made->set_pattern("goescape: %v");
  logger() = std::move(made);
}

void log_start(pid_t process, const std::vector<std::string>& arguments, std::string_view directory) {
  if (!logger()) {
    return;
  }
  std::string line;
  for (const std::string& word : arguments) {
    line += (line.empty() ? "" : " ") + shell_word(word);
  }
  const std::string where = directory.empty() ? std::string() : " in " + escaped(directory);
  log_remark(fmt::format("[{}] runs{}: {}", process, where, escaped(line)));
}

void log_end(pid_t process, std::string_view how, std::chrono::steady_clock::duration took) {
  if (logger()) {
    log_remark(fmt::format("[{}] {} after {:.3f} s", process, how, std::chrono::duration<double>(took).count()));
  }
}

void log_remark(std::string_view sentence) {
  if (logger()) {
    logger()->info("{}", escaped(sentence));
  }
}

}  // namespace goescape
