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

void put_section(Section& section, const Section& other, const std::string& language) {
  put(section.title, other.title);
  put(section.description, other.description);
  if (!other.title.empty()) section.title_language = language;
  if (!other.description.empty()) section.description_language = language;
}

void put_words(Portal& portal, const LanguageWords& words) {
  const auto put_word = [&](std::string_view key, std::string& own, const std::string& other) {
    put(own, other);
    if (!other.empty()) portal.translated.push_back(key);
  };
  put_word("ten", portal.title, words.title);
  put_word("mo_ta", portal.description, words.description);
  put_word("dau_trang", portal.header, words.header);
  put_word("chan_trang", portal.footer, words.footer);
  if (portal.parent) put_word("cong_cha", portal.parent->title, words.parent_title);
  if (portal.archive && words.archive) {
    portal.archive->title = words.archive->title;
    portal.archive->text = words.archive->text;
    portal.archive->source = words.archive->source;
    portal.translated.push_back("luu_tru");
  }
  if (portal.example && words.example) {
    portal.example = words.example;
    portal.translated.push_back("vi_du");
  }
  for (Section& section : portal.sections) {
    const auto other =
        std::find_if(words.sections.begin(), words.sections.end(),
                     [&](const Section& candidate) { return candidate.type == section.type; });
    if (other != words.sections.end()) put_section(section, *other, words.language);
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
