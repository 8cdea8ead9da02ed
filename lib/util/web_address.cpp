#include "util/web_address.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "util/uri.h"

namespace goescape {
namespace {

bool is_alphanumeric(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9');
}

bool is_one_of(char byte, std::string_view set) { return set.find(byte) != std::string_view::npos; }

// A host and the path of a repository on it.
struct Place {
  std::string_view scheme;  // "https" or "http".
  std::string_view host;    // With a port, where the scheme leads to it.
  std::string_view path;    // "owner/name".
};

// Only what is safe in any text and certain to be an address.
bool is_plain(const Place& place) {
  const auto all = [](std::string_view text, std::string_view extra) {
    return !text.empty() && std::all_of(text.begin(), text.end(),
                                        [&](char byte) { return is_alphanumeric(byte) || is_one_of(byte, extra); });
  };
  return all(place.host, ".-:") && all(place.path, "._~-/+") && place.path.find("..") == std::string_view::npos;
}

std::string_view trimmed_path(std::string_view path) {
  while (path.starts_with('/')) {
    path.remove_prefix(1);
  }
  while (path.ends_with('/')) {
    path.remove_suffix(1);
  }
  if (path.ends_with(".git")) {
    path.remove_suffix(4);
  }
  return path;
}

std::string_view without_user(std::string_view authority) {
  const std::size_t at = authority.rfind('@');
  return at == std::string_view::npos ? authority : authority.substr(at + 1);
}

std::optional<Place> place_of(std::string_view address) {
  Place place{"https", {}, {}};
  const std::size_t scheme_end = address.find("://");
  if (scheme_end == std::string_view::npos) {
    // user@host:path; a path of a folder may hold a colon as well, but behind a slash.
    const std::size_t colon = address.find(':');
    if (colon == std::string_view::npos || address.substr(0, colon).find('/') != std::string_view::npos) {
      return std::nullopt;
    }
    place.host = without_user(address.substr(0, colon));
    place.path = trimmed_path(address.substr(colon + 1));
  } else {
    const std::string_view scheme = address.substr(0, scheme_end);
    const std::string_view rest = address.substr(scheme_end + 3);
    const std::size_t slash = std::min(rest.find('/'), rest.size());
    place.host = without_user(rest.substr(0, slash));
    place.path = trimmed_path(rest.substr(slash));
    if (scheme == "http") {
      place.scheme = scheme;
    } else if (scheme == "ssh" || scheme == "git") {
      place.host = place.host.substr(0, place.host.find(':'));  // Another port than that of the web.
    } else if (scheme != "https") {
      return std::nullopt;
    }
  }
  return is_plain(place) ? std::optional(place) : std::nullopt;
}

// What a repository is, and where its files are below its address; empty = nobody knows.
struct Forge {
  std::optional<Place> place;
  std::string_view files;
};

constexpr std::string_view kOnGithub = "/blob/";
constexpr std::string_view kOnGitlab = "/-/blob/";

Forge forge_of_remote(std::string_view remote) {
  Forge forge{place_of(remote), {}};
  if (forge.place && forge.place->host.find("github") != std::string_view::npos) {
    forge.files = kOnGithub;
  } else if (forge.place && forge.place->host.find("gitlab") != std::string_view::npos) {
    forge.files = kOnGitlab;
  }
  return forge;
}

std::string address_of(const Place& place) { return fmt::format("{}://{}/{}", place.scheme, place.host, place.path); }

// Calls `handle` with what is said; views in it are valid during the call.
template <typename Handle>
std::string with_forge(const ForgeVariables& variables, std::string_view remote, Handle&& handle) {
  if (!variables.github_server.empty() && !variables.github_repository.empty()) {
    const std::string address = fmt::format("{}/{}", variables.github_server, variables.github_repository);
    return handle(Forge{place_of(address), kOnGithub});
  }
  if (!variables.gitlab_project.empty()) {
    return handle(Forge{place_of(variables.gitlab_project), kOnGitlab});
  }
  return handle(forge_of_remote(remote));
}

}  // namespace

std::string repository_address(const ForgeVariables& variables, std::string_view remote) {
  return with_forge(variables, remote,
                    [](const Forge& forge) { return forge.place ? address_of(*forge.place) : std::string(); });
}

std::string file_address(const ForgeVariables& variables, std::string_view remote) {
  return with_forge(variables, remote, [](const Forge& forge) {
    return forge.place && !forge.files.empty() ? fmt::format("{}{}", address_of(*forge.place), forge.files) : "";
  });
}

std::string percent_encoded_path(std::string_view path) {
  // Less than a URI lets stand: parentheses end an address in Markdown.
  return percent_encoded(path, "-._~/");
}

}  // namespace goescape
