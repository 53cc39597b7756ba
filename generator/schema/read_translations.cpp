// Labels in further languages (x-ban-dich): the keywords that readers see, language by language.
#include <algorithm>

#include "schema/messages.h"
#include "schema/schema_reader.h"
#include "schema/wording.h"

namespace minhbach::schema {
namespace {

constexpr std::string_view names[] = {"title",    "x-so-nhieu", "description", "x-nhan-lua-chon",
                                      "x-don-vi", "x-nut",      "x-cam-on"};

bool is_language(std::string_view code) {
  return code.size() == 2 && code != label_language &&
         std::all_of(code.begin(), code.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

}  // namespace

const Labels* find_labels(const std::vector<Labels>& translations, std::string_view language) {
  const auto at = std::find_if(translations.begin(), translations.end(),
                               [&](const Labels& one) { return one.language == language; });
  return at != translations.end() ? &*at : nullptr;
}

std::vector<Labels> SchemaReader::read_translations(const Node& schema,
                                                    const std::vector<std::string>& choices) {
  std::vector<Labels> out;
  const Node* all = schema.find("x-ban-dich");
  if (all == nullptr || all->kind != Node::Kind::mapping) return out;
  for (const Member& language : all->members) {
    if (!is_language(language.key)) {
      error(messages::unknown_schema_name, language.value,
            {quote(language.key), quote("x-ban-dich"), "\"en\""});
      continue;
    }
    Labels labels;
    labels.language = language.key;
    for (const Member& word : language.value.members) {
      if (word.key == "x-nhan-lua-chon" && !choices.empty()) {
        labels.choices = read_labels(word.value, choices);
        continue;
      }
      std::string* const to = word.key == "title"         ? &labels.title
                              : word.key == "description" ? &labels.help
                              : word.key == "x-so-nhieu"  ? &labels.plural
                              : word.key == "x-don-vi"    ? &labels.unit
                              : word.key == "x-nut"       ? &labels.button
                              : word.key == "x-cam-on"    ? &labels.thanks
                                                          : nullptr;
      if (to == nullptr) {
        error(messages::unknown_schema_name, word.value,
              {quote(word.key), quote("x-ban-dich"), list_of({std::begin(names), std::end(names)})},
              nearest_name(word.key, {std::begin(names), std::end(names)}));
      } else if (word.value.kind != Node::Kind::text || word.value.text.empty()) {
        error(messages::bad_keyword_value, word.value, {quote(word.key), "\"…\""});
      } else {
        *to = word.value.text;
      }
    }
    out.push_back(std::move(labels));
  }
  return out;
}

}  // namespace minhbach::schema
