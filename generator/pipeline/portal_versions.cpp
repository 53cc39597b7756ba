// Puts the words and addresses of each version in place of the portal's own.
#include "pipeline/portal_versions.h"

#include <algorithm>

#include "pipeline/portal_parts.h"

namespace minhbach::pipeline {
namespace {

void put(std::string& own, const std::string& other) {
  if (!other.empty()) own = other;
}

Portal placed(const Portal& portal, const Placement& placement) {
  Portal out = portal;
  out.placement = placement.id;
  out.output += "@" + placement.id;
  out.address = placement.address;
  out.base_path = out.files_path = base_path_of(placement.address);
  put(out.title, placement.title);
  put(out.description, placement.description);
  put(out.header, placement.header);
  put(out.footer, placement.footer);
  if (placement.parent) out.parent = placement.parent;
  return out;
}

void put_words(Portal& portal, const LanguageWords& words) {
  put(portal.title, words.title);
  put(portal.description, words.description);
  put(portal.header, words.header);
  put(portal.footer, words.footer);
  for (Section& section : portal.sections) {
    const auto other =
        std::find_if(words.sections.begin(), words.sections.end(),
                     [&](const Section& candidate) { return candidate.type == section.type; });
    if (other == words.sections.end()) continue;
    put(section.title, other->title);
    put(section.description, other->description);
  }
}

Portal in_language(const Portal& portal, const std::string& language) {
  Portal out = portal;
  out.language = language;
  out.output += "/" + language;
  out.address += "/" + language;
  out.canonical_address += "/" + language;
  out.base_path += language + "/";
  for (const LanguageWords& words : portal.words) {
    if (words.language == language) put_words(out, words);
  }
  return out;
}

}  // namespace

std::vector<Portal> portal_versions(const Portal& portal) {
  std::vector<Portal> out;
  const auto add_languages = [&](const Portal& one) {
    out.push_back(one);
    for (std::size_t i = 1; i < portal.languages.size(); ++i)
      out.push_back(in_language(one, portal.languages[i]));
  };
  add_languages(portal);
  for (const Placement& placement : portal.placements) add_languages(placed(portal, placement));
  return out;
}

}  // namespace minhbach::pipeline
