#include "util/write_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "catch.h"
#include "util/descriptor.h"
#include "util/planted_folder.h"

namespace goescape::test {
namespace {

void put(const std::string& path, const std::string& text) { std::ofstream(path, std::ios::binary) << text; }

Result<void> write(const std::string& path, const std::string& text) {
  return write_to_file(path, [&](std::ostream& out) { out << text; });
}

std::string message(const Result<void>& result) { return result ? "" : result.error().message; }

}  // namespace

TEST_CASE("a file is written as a whole, and nothing is left beside it") {
  const PlantedFolder folder;
  const std::string path = folder.own("report");
  put(path, "old");
  const std::string text = GENERATE(as<std::string>(), "", "new", std::string(300000, 'x'));
  REQUIRE(write(path, text));
  CHECK(folder.content(path) == text);
  CHECK(folder.count_own() == 1);
}

TEST_CASE("a file that cannot be written leaves what was there") {
  const PlantedFolder folder;
  CHECK(message(write(folder.own("none/report"), "x")) ==
        "cannot write " + folder.own("none/report") + ": No such file or directory");
  CHECK(message(write("/dev/full", "x")) == "cannot write /dev/full: No space left on device");
  CHECK(folder.count_own() == 0);
}

TEST_CASE("a folder is not written over") {
  const PlantedFolder folder;
  fs::create_directory(folder.own("sub"));
  fs::create_symlink("sub", folder.own("link"));
  CHECK(message(write(folder.own("sub"), "x")) == "cannot write " + folder.own("sub") + ": Is a directory");
  CHECK(message(write(folder.own("link"), "x")) ==
        "cannot write " + folder.own("link") + ": it is a link to something that is no file");
  CHECK(fs::is_directory(folder.own("sub")));
  CHECK(fs::is_symlink(folder.own("link")));
}

TEST_CASE("a link is replaced and not followed") {
  const PlantedFolder folder;
  put(folder.own("target"), "kept");
  fs::create_symlink("target", folder.own("link"));
  fs::create_symlink("gone", folder.own("dangling"));
  REQUIRE(write(folder.own("link"), "new"));
  REQUIRE(write(folder.own("dangling"), "new"));
  CHECK(folder.content(folder.own("target")) == "kept");
  CHECK(folder.content(folder.own("link")) == "new");
  CHECK_FALSE(fs::is_symlink(folder.own("link")));
  CHECK_FALSE(fs::exists(folder.own("gone")));
}

TEST_CASE("a link to a device is refused") {
  const PlantedFolder folder;
  fs::create_symlink("/dev/null", folder.own("link"));
  CHECK(message(write(folder.own("link"), "x")).ends_with("it is a link to something that is no file"));
}

TEST_CASE("links to folders are followed in folders of one's own") {
  const PlantedFolder folder;
  fs::create_directory(folder.own("real"));
  fs::create_symlink("real", folder.own("link"));
  REQUIRE(write(folder.own("link/report"), "x"));
  CHECK(folder.content(folder.own("real/report")) == "x");
}

TEST_CASE("a pipe is written as it is") {
  const PlantedFolder folder;
  const std::string path = folder.own("pipe");
  REQUIRE(::mkfifo(path.c_str(), 0600) == 0);
  const Descriptor reader(::open(path.c_str(), O_RDONLY | O_NONBLOCK));
  REQUIRE(write(path, "text"));
  char bytes[8] = {};
  CHECK(::read(reader.get(), bytes, sizeof bytes) == 4);
  CHECK(std::string(bytes) == "text");
  CHECK(fs::is_fifo(path));
}

TEST_CASE("descriptors of the process are written as they are, files, too") {
  const PlantedFolder folder;
  const std::string path = folder.own("out");
  put(path, "");
  const Descriptor out(::open(path.c_str(), O_WRONLY | O_APPEND));
  const std::string name = "/dev/fd/" + std::to_string(out.get());
  REQUIRE(write(name, "one "));
  REQUIRE(append_to_file(name, "two"));
  CHECK(folder.content(path) == "one two");
  CHECK_FALSE(write("/dev/fd/999999", "x"));
}

TEST_CASE("appending keeps what is there, and makes the file where there is none") {
  const PlantedFolder folder;
  REQUIRE(append_to_file(folder.own("log"), "one "));
  REQUIRE(append_to_file(folder.own("log"), "two"));
  CHECK(folder.content(folder.own("log")) == "one two");
  fs::create_symlink("log", folder.own("link"));
  CHECK(message(append_to_file(folder.own("link"), "x")) == "cannot write " + folder.own("link") + ": it is a link");
  CHECK(message(append_to_file(folder.path(""), "x")).ends_with(": Is a directory"));
  CHECK(folder.content(folder.own("log")) == "one two");
}

TEST_CASE("nothing is written through what another user planted") {
  const PlantedFolder folder;
  if (!folder.can_plant()) {
    WARN("not run: only root can give files away");
    return;
  }
  fs::create_directory(folder.own("mine"));
  put(folder.own("mine/file"), "kept");
  const std::string link = folder.plant_link("link", folder.own("mine"));
  CHECK(message(write(link + "/file", "x")) == "cannot write " + link + "/file: " + link +
                                                   " belongs to another user, in a folder that everybody may write to; "
                                                   "name a file elsewhere");
  CHECK(message(append_to_file(link + "/file", "x")).find("belongs to another user") != std::string::npos);
  const std::string pipe = folder.shared("pipe");
  REQUIRE(::mkfifo(pipe.c_str(), 0666) == 0);
  folder.give_away(pipe);
  CHECK(message(write(pipe, "x")).find("it belongs to another user") != std::string::npos);
  const std::string file = folder.shared("file");
  put(file, "theirs");
  folder.give_away(file);
  CHECK(message(append_to_file(file, "x")).find("it belongs to another user") != std::string::npos);
  CHECK(folder.content(file) == "theirs");
  CHECK(folder.content(folder.own("mine/file")) == "kept");
}

}  // namespace goescape::test
