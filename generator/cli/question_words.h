// What a page asked of the site, in words for the people who run it.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "schema/type.h"

namespace minhbach::cli {

/// What a question is about, in the order in which they are told.
enum class QuestionGroup : std::uint8_t {
  page,       ///< What the page is by itself.
  fields,     ///< Values of records' fields.
  facts,      ///< Titles, addresses and dates of records.
  lists,      ///< Lists of records, and records looked up by id.
  types,      ///< What a content type is called, and where its list is.
  portal,     ///< The portal's own data and its sections.
  strings,    ///< Words of the theme.
  assets,     ///< Addresses of the theme's files.
  templates,  ///< The text of a template.
  other,      ///< A name of no kind that this program knows.
};
inline constexpr std::size_t question_groups = static_cast<std::size_t>(QuestionGroup::other) + 1;

/// Reads the names of questions in the build log (docs/formats.md, "The build log"). Labels of
/// types and fields are the site's own and are not translated.
struct QuestionWords {
  Language language = Language::vi;
  std::span<const schema::Type> types = {};  ///< For labels; a type that is not here has its id.

  static QuestionGroup group(std::string_view name);

  /// "trường của các nội dung"
  std::string words(QuestionGroup group) const;

  /// `trường "Lệ phí" (le_phi) của 1.004222 (Thủ tục hành chính)`; the name itself when it is of no
  /// known kind.
  std::string words(std::string_view name) const;

  const char* say(const char* vi, const char* en) const {
    return language == Language::vi ? vi : en;
  }

 private:
  const schema::Type* find_type(std::string_view id) const;
  std::string type(std::string_view id) const;         ///< `"Tin bài" (tin_bai)`
  std::string record(std::string_view type_id) const;  ///< `lich-hop (Tin bài)`
  std::string field(std::string_view record_type, std::string_view name) const;
  std::string call(std::string_view text) const;
  std::string filled(const char* vi, const char* en, const std::string& first,
                     const std::string& second = {}) const;
};

}  // namespace minhbach::cli
