#include "store/baseline_file.h"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "catch.h"

namespace goescape::test {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kLine =
    "go1.26 linux/amd64\tv1:0123456789abcdef\texample.com/m\t(*T).F\tmoved_to_heap\tx y\n";

Baseline sample() {
  Baseline baseline;
  baseline.sections.push_back({{"go1.26", "linux", "amd64", {}},
                               {{0x0123456789abcdef, "example.com/m", "(*T).F", "moved_to_heap", "x y"},
                                {0xfedcba9876543210, "example.com/m", "", "escapes_to_heap", ""}}});
  baseline.sections.push_back({{"go1.27", "linux", "amd64", {"a", "b"}}, {}});
  baseline.sections.push_back({{"", "", "", {}}, {{1, "", "", "escapes_to_heap", "#"}}});
  std::sort(baseline.sections.begin(), baseline.sections.end(),
            [](const BaselineSection& a, const BaselineSection& b) { return a.key < b.key; });
  return baseline;
}

Baseline parsed(std::string_view text) {
  const Result<Baseline> baseline = parse_baseline(text, "B");
  REQUIRE(baseline);
  return *baseline;
}

std::string complaint(std::string_view text) {
  const Result<Baseline> baseline = parse_baseline(text, "B");
  REQUIRE_FALSE(baseline);
  CHECK(baseline.error().failure == Failure::kUsage);
  return baseline.error().message;
}

// A folder of its own, gone at the end.
struct Folder {
  Folder() {
    std::string pattern = (fs::temp_directory_path() / "goescape-baseline-XXXXXX").string();
    REQUIRE(::mkdtemp(pattern.data()) != nullptr);
    path = pattern;
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { fs::remove_all(path); }
  fs::path path;
};

}  // namespace

TEST_CASE("a baseline file reads back as it was written") {
  CHECK(parsed(baseline_text(sample())) == sample());
  CHECK(parsed(baseline_text({})) == Baseline{});
}

TEST_CASE("a baseline file explains itself and names the build in every line") {
  Baseline baseline = sample();
  baseline.sections.erase(baseline.sections.begin());
  const std::string text = baseline_text(baseline);
  CHECK(text.starts_with("# The heap decisions that `goescape check` accepts"));
  CHECK(text.substr(text.find("\ngo1") + 1) ==
        "go1.26 linux/amd64\n" + std::string(kLine) +
            "go1.26 linux/amd64\tv1:fedcba9876543210\texample.com/m\t\tescapes_to_heap\t\n"
            "go1.27 linux/amd64 tags=a,b\n");
}

TEST_CASE("lines may stand in any order, be there twice and end as on Windows") {
  const std::string second = "go1.26 linux/amd64\tv1:0000000000000001\tp\tF\tescapes_to_heap\te\n";
  const std::string line(kLine);
  const Baseline expected = parsed("go1.26 linux/amd64\n" + second + line);
  CHECK(parsed(line + second + line) == expected);
  CHECK(parsed(line + "# note\n\n" + second) == expected);
  std::string windows = line + second;
  for (std::size_t at = windows.find('\n'); at != std::string::npos; at = windows.find('\n', at + 2)) {
    windows.insert(at, "\r");
  }
  CHECK(parsed(windows) == expected);
}

TEST_CASE("tags may stand in any order and be there twice") {
  CHECK(parsed("go1.26 linux/amd64 tags=b,a,b\n") == parsed("go1.26 linux/amd64 tags=a,b\n"));
}

TEST_CASE("a last line without a newline is a line") {
  CHECK(parsed(kLine.substr(0, kLine.size() - 1)) == parsed(kLine));
}

TEST_CASE("damaged lines are named by file and number") {
  CHECK(complaint("# x\n\nnonsense\n") ==
        "B:3: the line does not begin with a build as `go1.26 linux/amd64`; take it out, or make the file anew with "
        "goescape baseline write");
  const std::string key = "go1.26 linux/amd64";
  for (const std::string& line : {
           std::string("go1.26.1 linux/amd64"),
           std::string("go1.26"),
           std::string("go1.26 linux"),
           std::string("go1.26 linux/"),
           std::string("go1.26 /amd64"),
           std::string("go1.26 linux/amd64/x"),
           key + " tags=",
           key + " tags=a,",
           key + " tags=a,,b",
           key + " tags=a b",
           key + " labels=a",
           " " + key,
           key + "\t",
           key + "\tv1:0123456789abcdef",
           key + "\tv1:0123456789abcdef\tp\tF\tmoved_to_heap",
           key + "\tv1:0123456789abcdef\tp\tF\tmoved_to_heap\tx\ty",
           key + "\tv1:0123456789abcde\tp\tF\tmoved_to_heap\tx",
           key + "\tv1:0123456789abcdeF\tp\tF\tmoved_to_heap\tx",
           key + "\tv2:0123456789abcdef\tp\tF\tmoved_to_heap\tx",
           key + "\tv1:0123456789abcdef\tp\tF\tmoved\tx",
           key + "\tv1:0123456789abcdef\tp\tF\tmoved_to_heap\tx\r\r",
           key + "\tv1:0123456789abcdef\tp\x1b\tF\tmoved_to_heap\tx",
           key + "\x7f",
           key + std::string(1, '\0'),
       }) {
    CAPTURE(line);
    CHECK(complaint(std::string(kLine) + line + "\n").starts_with("B:2: the line "));
  }
}

TEST_CASE("an unfinished merge is called that") {
  const std::string line(kLine);
  for (const std::string& text :
       {"<<<<<<< HEAD\n" + line, std::string("=======\n"), std::string(">>>>>>> b\n"), std::string("||||||| base\n")}) {
    CAPTURE(text);
    CHECK(complaint(text) ==
          "B:1: the merge of this file is not finished: take the lines with <<<<<<<, ======= and >>>>>>> out and keep "
          "those between");
  }
}

TEST_CASE("a baseline is saved and loaded") {
  const Folder folder;
  const std::string path = (folder.path / ".goescape.baseline").string();
  REQUIRE(save_baseline(sample(), path));
  const Result<Baseline> loaded = load_baseline(path);
  REQUIRE(loaded);
  CHECK(*loaded == sample());
  REQUIRE(save_baseline({}, path));
  CHECK(load_baseline(path)->sections.empty());
  CHECK(std::distance(fs::directory_iterator(folder.path), fs::directory_iterator()) == 1);
}

TEST_CASE("a baseline that is not there is empty") {
  const Folder folder;
  const Result<Baseline> loaded = load_baseline((folder.path / "none").string());
  REQUIRE(loaded);
  CHECK(loaded->sections.empty());
}

TEST_CASE("a baseline that cannot be read or written is an error") {
  const Folder folder;
  CHECK_FALSE(load_baseline(folder.path.string()));
  const std::string nowhere = (folder.path / "none" / "b").string();
  const Result<void> saved = save_baseline(sample(), nowhere);
  REQUIRE_FALSE(saved);
  CHECK(saved.error().failure == Failure::kInput);
  CHECK(saved.error().message == "cannot write " + nowhere + ": No such file or directory");
  const fs::path taken = folder.path / "taken";
  fs::create_directory(taken);
  CHECK_FALSE(save_baseline(sample(), taken.string()));
  CHECK(std::distance(fs::directory_iterator(folder.path), fs::directory_iterator()) == 1);
}

TEST_CASE("saving through a link replaces what the link leads to") {
  const Folder folder;
  const fs::path target = folder.path / "real";
  std::ofstream(target) << "# old\n";
  fs::create_symlink(target, folder.path / "link");
  REQUIRE(save_baseline(sample(), (folder.path / "link").string()));
  CHECK(fs::is_symlink(folder.path / "link"));
  CHECK(*load_baseline(target.string()) == sample());
}

TEST_CASE("saving through a link that leads nowhere makes no file there") {
  const Folder folder;
  const fs::path target = folder.path / "nowhere";
  fs::create_symlink(target, folder.path / "link");
  const Result<void> saved = save_baseline(sample(), (folder.path / "link").string());
  REQUIRE_FALSE(saved);
  CHECK(saved.error().message.find("it is a link, and not to a file that is there") != std::string::npos);
  CHECK_FALSE(fs::exists(target));
}

}  // namespace goescape::test
