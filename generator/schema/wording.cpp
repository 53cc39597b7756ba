// Names and lists as messages show them.
#include "schema/wording.h"

#include "base/diagnostic.h"

namespace minhbach::schema {

std::string name_of(const Field& field) {
  std::string out = quote(field.name);
  if (!field.label.empty() && field.label != field.name) out += " (" + field.label + ")";
  return out;
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
