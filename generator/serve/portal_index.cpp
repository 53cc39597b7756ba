// Writes the list of portals.
#include "serve/portal_index.h"

#include <fmt/format.h>

#include "text/xml_text.h"
#include "serve/browser_side.h"

namespace minhbach::serve {
namespace {

/// "[::1]:8000" to "[::1]".
std::string_view without_port(std::string_view host) {
  const std::size_t colon = host.rfind(':');
  const bool is_port = colon != host.npos && host.find(']', colon) == host.npos;
  return is_port ? host.substr(0, colon) : host;
}

}  // namespace

std::string portal_index(const Shown& shown, const std::vector<std::uint16_t>& ports,
                         std::string_view host) {
  const bool vi = shown.language == Language::vi;
  std::string list;
  for (std::size_t i = 0; i < shown.portals.size(); ++i) {
    const ShownPortal& portal = shown.portals[i];
    const std::string url =
        fmt::format("http://{}:{}{}", without_port(host), ports[i], portal.base_path);
    list +=
        fmt::format("<li><p><a href=\"{}\">{}</a></p>\n<p>{}</p></li>\n", text::xml_text(url),
                    text::xml_text(portal.title), text::xml_text(portal.description));
  }
  const std::string_view title = vi ? "Chọn cổng để xem" : "Choose a portal";
  return fmt::format(
      "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<title>{}</title>\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<link rel=\"stylesheet\" href=\"{}\">\n<link rel=\"icon\" href=\"data:,\">\n</head>\n"
      "<body>\n<h1>{}</h1>\n<main id=\"minhbach-muc-luc\">\n<ul>\n{}</ul>\n</main>\n</body>\n"
      "</html>\n",
      vi ? "vi" : "en", title, style_path, title, list);
}

}  // namespace minhbach::serve
