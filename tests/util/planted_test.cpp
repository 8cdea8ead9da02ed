#include "util/planted.h"

#include "catch.h"
#include "util/planted_folder.h"

namespace goescape::test {

TEST_CASE("what one's own hands put into a shared folder is not planted") {
  const PlantedFolder folder;
  fs::create_symlink(folder.path("own"), folder.shared("link"));
  CHECK_FALSE(is_planted(folder.shared("link")));
  CHECK_FALSE(is_planted(folder.shared("nothing")));
  CHECK_FALSE(planted_link_to_folder(folder.shared("link/file")));
  CHECK_FALSE(planted_link_to_folder("file"));
  CHECK_FALSE(planted_link_to_folder("/dev/stdout"));
}

TEST_CASE("links that lead to each other are looked at to an end") {
  const PlantedFolder folder;
  fs::create_symlink("b/b", folder.own("a"));
  fs::create_symlink("a/a", folder.own("b"));
  CHECK_FALSE(planted_link_to_folder(folder.own("a/file")));
}

TEST_CASE("what another user put into a shared folder is planted") {
  const PlantedFolder folder;
  if (!PlantedFolder::can_plant()) {
    WARN("not run: only root can give files away");
    return;
  }
  const std::string link = folder.plant_link("link", folder.path("own"));
  CHECK(is_planted(link));
  CHECK(planted_link_to_folder(link + "/file") == link);
  CHECK_FALSE(planted_link_to_folder(link));  // The last part of a path is its user's business.
  fs::create_symlink(link, folder.own("mine"));
  CHECK(planted_link_to_folder(folder.own("mine/file")) == link);
  fs::create_symlink(folder.path("own"), folder.own("theirs"));
  PlantedFolder::give_away(folder.own("theirs"));
  CHECK_FALSE(is_planted(folder.own("theirs")));  // Nobody but us may write there, so we let it in.
}

TEST_CASE("the owner of a shared folder may put links into it") {
  const PlantedFolder folder;
  if (!PlantedFolder::can_plant()) {
    WARN("not run: only root can give files away");
    return;
  }
  PlantedFolder::give_away(folder.path("shared"));
  CHECK_FALSE(is_planted(folder.plant_link("link", folder.path("own"))));
}

}  // namespace goescape::test
