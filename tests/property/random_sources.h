// Random source files, random edits, and what the compiler would say of them: two revisions of which it is known which
// decision became which.
#pragma once

#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "compare/two_reports.h"

namespace goescape::test {

struct SourceLine {
  std::uint32_t id = 0;       // The same text in both revisions has the same id.
  std::uint32_t literal = 0;  // Which function literal it stands in; 0 = none.
  std::string expression;     // Of the decision on the line; empty = there is none.
};

struct SourceFunction {
  std::string name;
  std::uint32_t declaration = 0;  // The id of the line with the name.
  std::vector<SourceLine> body;
};

struct SourceFile {
  std::string folder;
  std::string path;
  std::vector<SourceFunction> functions;
};

// How lines are edited.
enum class Edit { kInsert, kDelete, kBoth };

class RandomSources {
 public:
  explicit RandomSources(std::uint32_t seed) : random_(seed) {}

  std::vector<SourceFile> files() {
    std::vector<SourceFile> result(1 + below(4));
    for (std::size_t index = 0; index < result.size(); ++index) {
      const std::string number = std::to_string(index);
      result[index].folder = "p" + std::to_string(index / 2);
      result[index].path = result[index].folder + "/" + number + ".go";
      for (std::uint32_t functions = 1 + below(4); functions > 0; --functions) {
        result[index].functions.push_back(function("F" + number + "_" + std::to_string(functions)));
      }
    }
    return result;
  }

  // Inserted decisions are like others of the function, or unlike all when `unlike`.
  std::vector<SourceFile> edited(std::vector<SourceFile> files, Edit edit, bool unlike) {
    std::map<std::string, std::string> folders;
    for (SourceFile& file : files) {
      if (const auto known = folders.find(file.folder); known == folders.end()) {
        folders[file.folder] = below(4) == 0 ? file.folder + "moved" : file.folder;
      }
      const std::string base = file.path.substr(file.path.rfind('/') + 1);
      file.folder = folders[file.folder];
      file.path = file.folder + "/" + (below(5) == 0 ? "renamed" : "") + base;
      for (SourceFunction& function : file.functions) {
        if (below(5) == 0) {
          function.name += "Renamed";
          function.declaration = next_id_++;
        }
        edit_body(function.body, edit, unlike);
      }
    }
    return files;
  }

 private:
  std::uint32_t below(std::uint32_t limit) { return static_cast<std::uint32_t>(random_() % limit); }

  SourceLine line(std::uint32_t literal, bool unlike) {
    SourceLine result{next_id_++, literal, ""};
    if (below(2) == 0) {
      result.expression = unlike ? "n" + std::to_string(result.id) : std::string(1, static_cast<char>('a' + below(3)));
    }
    return result;
  }

  SourceFunction function(std::string name) {
    SourceFunction result{std::move(name), next_id_++, {}};
    std::uint32_t literal = 0;
    for (std::uint32_t lines = below(12); lines > 0; --lines) {
      literal = below(4) == 0 ? next_id_ : below(3) == 0 ? 0 : literal;
      result.body.push_back(line(literal, false));
    }
    return result;
  }

  void edit_body(std::vector<SourceLine>& body, Edit edit, bool unlike) {
    std::vector<SourceLine> result;
    for (const SourceLine& old_line : body) {
      if (edit != Edit::kDelete && below(6) == 0) {
        result.push_back(line(below(2) == 0 ? next_id_ : 0, unlike));
      }
      if (edit == Edit::kInsert || below(6) != 0) {
        result.push_back(old_line);
      }
    }
    body = std::move(result);
  }

  std::mt19937 random_;
  std::uint32_t next_id_ = 1;
};

// The ids of the lines of a file, from line 1.
inline std::vector<std::uint32_t> line_ids(const SourceFile& file) {
  std::vector<std::uint32_t> result;
  for (const SourceFunction& function : file.functions) {
    result.push_back(function.declaration);
    for (const SourceLine& line : function.body) {
      result.push_back(line.id);
    }
  }
  return result;
}

// What the compiler says of the files.
inline Report compiled(const std::vector<SourceFile>& files, const std::vector<std::string>& packages) {
  std::vector<At> all;
  for (const SourceFile& file : files) {
    std::uint32_t number = 0;
    for (const SourceFunction& function : file.functions) {
      ++number;
      std::map<std::uint32_t, std::size_t> literals;
      for (const SourceLine& line : function.body) {
        ++number;
        std::string name = function.name;
        if (line.literal != 0) {
          name += ".func" + std::to_string(literals.try_emplace(line.literal, literals.size() + 1).first->second);
        }
        if (!line.expression.empty()) {
          all.push_back({file.path, number, name, line.expression, "example.com/m/" + file.folder});
        }
      }
    }
  }
  return report_of(std::move(all), packages);
}

// The packages of the files, with or without decisions.
inline std::vector<std::string> packages_of(const std::vector<SourceFile>& files) {
  std::set<std::string> result;
  for (const SourceFile& file : files) {
    result.insert("example.com/m/" + file.folder);
  }
  return {result.begin(), result.end()};
}

// The hunks of two versions of a file of which lines were inserted and deleted only.
inline std::vector<Hunk> hunks_between(const std::vector<std::uint32_t>& before,
                                       const std::vector<std::uint32_t>& after) {
  const std::set<std::uint32_t> in_before(before.begin(), before.end());
  const std::set<std::uint32_t> in_after(after.begin(), after.end());
  std::vector<Hunk> result;
  for (std::uint32_t o = 0, n = 0; o < before.size() || n < after.size(); ++o, ++n) {
    Hunk hunk{o + 1, 0, n + 1, 0};
    for (; o < before.size() && !in_after.contains(before[o]); ++o) {
      ++hunk.old_count;
    }
    for (; n < after.size() && !in_before.contains(after[n]); ++n) {
      ++hunk.new_count;
    }
    if (hunk.old_count + hunk.new_count > 0) {
      hunk.old_begin -= hunk.old_count == 0 ? 1 : 0;
      hunk.new_begin -= hunk.new_count == 0 ? 1 : 0;
      result.push_back(hunk);
    }
  }
  return result;
}

// What lies between two versions of the same files.
inline SourceChanges changes_between(const std::vector<SourceFile>& before, const std::vector<SourceFile>& after) {
  SourceChanges changes;
  changes.known = true;
  for (std::size_t index = 0; index < before.size(); ++index) {
    FileChange change{before[index].path, after[index].path,
                      hunks_between(line_ids(before[index]), line_ids(after[index]))};
    if (change.old_path != change.new_path || !change.hunks.empty()) {
      changes.files.push_back(std::move(change));
    }
  }
  return changes;
}

// The decisions on lines that `others` do not have, as "path:line".
inline std::multiset<std::string> only_in(const std::vector<SourceFile>& files, const std::vector<SourceFile>& others) {
  std::set<std::uint32_t> known;
  for (const SourceFile& file : others) {
    for (const std::uint32_t id : line_ids(file)) {
      known.insert(id);
    }
  }
  std::multiset<std::string> result;
  for (const SourceFile& file : files) {
    std::uint32_t number = 0;
    for (const SourceFunction& function : file.functions) {
      ++number;
      for (const SourceLine& line : function.body) {
        ++number;
        if (!line.expression.empty() && !known.contains(line.id)) {
          result.insert(file.path + ":" + std::to_string(number));
        }
      }
    }
  }
  return result;
}

}  // namespace goescape::test
