// Names and lists as messages show them.
#include "schema/wording.h"

#include "base/diagnostic.h"

namespace minhbach::schema {
namespace {

/// What base/diagnostic.cpp parts the languages of an argument by.
constexpr char language_mark = '\x1F';

/// Both, for the message to choose from; one alone when they are the same.
std::string in_both(std::string vi, const std::string& en) {
  return vi == en ? vi : vi + language_mark + en;
}

const Labels* english(const std::vector<Labels>& translations) {
  const Labels* found = find_labels(translations, "en");
  return found != nullptr && !found->title.empty() ? found : nullptr;
}

std::string named(const std::string& name, const std::string& label) {
  return label.empty() || label == name ? quote(name) : quote(name) + " (" + label + ")";
}

}  // namespace

std::string name_of(const Field& field) {
  const Labels* other = english(field.translations);
  return in_both(named(field.name, field.label),
                 named(field.name, other != nullptr ? other->title : field.label));
}

std::string title_of(const Type& type) {
  const Labels* other = english(type.translations);
  return in_both(quote(type.title), quote(other != nullptr ? other->title : type.title));
}

std::string list_of(const std::vector<std::string_view>& names) {
  constexpr std::size_t limit = 12;
  std::string out;
  for (std::size_t i = 0; i < std::min(names.size(), limit); ++i) {
    if (i > 0) out += ", ";
    out += names[i];
  }
  return names.size() > limit ? out + " …" : out;
}

std::vector<std::string_view> names_of(const std::vector<Field>& fields) {
  std::vector<std::string_view> out;
  for (const Field& field : fields) out.push_back(field.name);
  return out;
}

}  // namespace minhbach::schema
