#include "history_place.h"

#include <fmt/core.h>

#include <algorithm>
#include <unordered_map>

#include "capture/go_mod.h"
#include "capture/revision.h"
#include "default_file.h"
#include "output.h"

namespace goescape {
namespace {

// The runs in the order of the line, which comes with the newest first.
HistoryLine in_order_of(const std::vector<CommitFacts>& line, std::vector<HistoryRun> runs) {
  std::unordered_map<std::string, std::size_t> age;
  for (std::size_t index = 0; index < line.size(); ++index) {
    age[line[index].hash] = index;
  }
  HistoryLine found;
  const auto is_other = [&](const HistoryRun& run) { return !age.contains(run.commit.hash); };
  found.others = static_cast<std::size_t>(std::count_if(runs.begin(), runs.end(), is_other));
  std::erase_if(runs, is_other);
  std::sort(runs.begin(), runs.end(),
            [&](const HistoryRun& a, const HistoryRun& b) { return age.at(a.commit.hash) > age.at(b.commit.hash); });
  found.runs = std::move(runs);
  return found;
}

Result<HistoryLine> line_in_repository(std::vector<HistoryRun> runs, const HistoryRange& range,
                                       const std::string& directory) {
  const auto tip = resolve_revision(directory, range.tip.empty() ? "HEAD" : range.tip);
  if (!tip) {
    return tl::unexpected(tip.error());
  }
  std::string without;
  if (!range.since.empty()) {
    const auto since = resolve_revision(directory, range.since);
    if (!since) {
      return tl::unexpected(since.error());
    }
    without = since->hash;
  }
  const auto line = first_parents(directory, tip->hash, without);
  return line ? in_order_of(*line, std::move(runs)) : Result<HistoryLine>(tl::unexpected(line.error()));
}

// "1: ./... of example.com/m, linux/amd64".
std::string listed_setups(const std::vector<HistorySetup>& setups) {
  std::string text;
  for (const HistorySetup& setup : setups) {
    text += fmt::format("{}{}: {}", text.empty() ? "" : "; ", setup.id, describe(setup));
  }
  return text;
}

}  // namespace

std::string short_hash(const std::string& hash) { return describe(Revision{hash, {}}); }

HistoryCommit to_history(const CommitFacts& facts) {
  return {facts.hash, facts.parent, facts.author_time, facts.commit_time, facts.subject};
}

std::string default_history_file(const std::string& directory) { return default_file(directory, kHistoryFileName); }

std::string platform_of(const HistorySetup& setup) {
  std::string text = setup.goos.empty() ? "platform unknown" : fmt::format("{}/{}", setup.goos, setup.goarch);
  text += setup.race ? " race" : "";
  text += setup.tests ? " with tests" : "";
  text += setup.tags.empty() ? "" : " tags " + setup.tags;
  text += setup.gcflags.empty() ? "" : " gcflags " + setup.gcflags;
  return text;
}

std::string describe(const HistorySetup& setup) {
  const std::string folder = setup.folder.empty() ? "" : fmt::format(" in {}", setup.folder);
  return fmt::format("{}{} of {}, {}", setup.packages, folder,
                     setup.module.empty() ? "an unknown module" : setup.module, platform_of(setup));
}

Result<HistorySetup> choose_setup(HistoryDatabase& database, std::int64_t number, const std::string& directory,
                                  bool quiet) {
  const auto setups = database.setups();
  if (!setups) {
    return tl::unexpected(setups.error());
  }
  if (setups->empty()) {
    return fail(Failure::kUsage, fmt::format("nothing is recorded in {} yet; record something with goescape history "
                                             "record",
                                             database.path()));
  }
  if (number != 0) {
    const auto found =
        std::find_if(setups->begin(), setups->end(), [&](const HistorySetup& setup) { return setup.id == number; });
    return found != setups->end() ? Result<HistorySetup>(*found)
                                  : fail(Failure::kUsage, fmt::format("--setup {}: there is none with this number; {}",
                                                                      number, listed_setups(*setups)));
  }
  const auto module = find_go_mod(directory);
  const auto rank = [&](const HistorySetup& setup) {
    return std::pair(module && setup.module == module->path, setup.last_run);
  };
  const HistorySetup& chosen = *std::max_element(setups->begin(), setups->end(),
                                                 [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
  if (setups->size() > 1 && !quiet) {
    say(fmt::format("goescape: this is setup {} ({}); {} are recorded, --setup chooses another one", chosen.id,
                    describe(chosen), setups->size()));
  }
  return chosen;
}

Result<HistoryLine> runs_on_line(std::vector<HistoryRun> runs, const HistoryRange& range,
                                 const std::string& directory) {
  const bool named = !range.tip.empty() || !range.since.empty();
  auto line = line_in_repository(runs, range, directory);
  if (!line && (named || line.error().failure == Failure::kInterrupted)) {
    return line;
  }
  if (!line) {
    line = HistoryLine{std::move(runs), 0};  // A database without its repository: the time has to do.
  }
  if (range.last != 0 && line->runs.size() > range.last) {
    line->runs.erase(line->runs.begin(), line->runs.end() - static_cast<std::ptrdiff_t>(range.last));
  }
  return line;
}

}  // namespace goescape
