// `cong` and `chu`: what every page sees of its portal, read member by member.
#pragma once

#include "pipeline/page_reader.h"

namespace minhbach::pipeline {

/// `cong`, whose members are read, and written down, one by one: a page that prints the portal's
/// name must not be made again when a section grows.
class PortalMembers : public Object {
 public:
  explicit PortalMembers(const PageReader& page) : page_(page) {}
  Value member(std::string_view name, Arena& arena) const override;
  std::vector<std::string_view> names() const override;

 private:
  const PageReader& page_;
};

/// One of `cong.muc`.
class SectionMembers : public Object {
 public:
  SectionMembers(const PageReader& page, std::uint32_t section) : page_(page), section_(section) {}
  std::uint32_t section() const { return section_; }
  Value member(std::string_view name, Arena& arena) const override;
  std::vector<std::string_view> names() const override;

 private:
  const PageReader& page_;
  std::uint32_t section_;
};

/// `chu`.
class StringMembers : public Object {
 public:
  explicit StringMembers(const PageReader& page) : page_(page) {}
  Value member(std::string_view name, Arena& arena) const override;
  std::vector<std::string_view> names() const override;

 private:
  const PageReader& page_;
};

std::span<const std::string_view> portal_members();
std::span<const std::string_view> section_members();
Value portal_member(const PageReader& page, std::size_t index, Arena& arena);
Value section_member(const PageReader& page, std::uint32_t section, std::size_t index,
                     Arena& arena);

}  // namespace minhbach::pipeline
