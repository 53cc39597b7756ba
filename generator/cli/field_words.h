// Fields of a content type in an editor's words.
#pragma once

#include <string>

#include "schema/type.h"

namespace minhbach::cli {

/// The language of what is told about types. Labels and help come from the type's file and are not
/// translated.
struct FieldWords {
  Language language = Language::vi;

  /// "ngày", "danh sách nhóm trường", "mã của don_vi" …
  std::string kind(const schema::Field& field) const;

  /// `nghi_quyet (Nghị quyết), quyet_dinh (Quyết định)`; "" when it has no choices.
  std::string choices(const schema::Field& field) const;

  /// What else a value must keep to: "từ 3 đến 500 chữ", "ít nhất 1 mục"; "" when nothing.
  std::string limits(const schema::Field& field) const;

  const char* say(const char* vi, const char* en) const {
    return language == Language::vi ? vi : en;
  }
};

}  // namespace minhbach::cli
