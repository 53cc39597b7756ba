// Writes redirect pages.
#include "outputs/redirects.h"

#include <fmt/format.h>

#include "text/xml_text.h"

namespace minhbach::outputs {

std::string redirect_page(std::string_view url, std::string_view absolute_url,
                          std::string_view title, std::string_view label, std::string_view language,
                          std::string_view title_language, std::string_view policy) {
  const std::string to = text::xml_text(url);
  const std::string name = text::xml_text(title);
  const std::string lang =
      title_language.empty() ? "" : " lang=\"" + text::xml_text(title_language) + "\"";
  return fmt::format(
      "<!doctype html>\n<html lang=\"{}\">\n<meta charset=\"utf-8\">\n"
      "{}\n<title>{}</title>\n"
      "<meta name=\"viewport\" content=\"width=device-width\">\n<meta name=\"robots\" "
      "content=\"noindex\">\n"
      "<link rel=\"canonical\" href=\"{}\">\n<meta http-equiv=\"refresh\" content=\"0; url={}\">\n"
      "<p>{} <a href=\"{}\"{}>{}</a></p>\n</html>\n",
      text::xml_text(language), policy, name, text::xml_text(absolute_url), to,
      text::xml_text(label), to, lang, name);
}

}  // namespace minhbach::outputs
