// Chooses the message, and with it the hint.
#include "publish/failures.h"

#include <fmt/format.h>

#include "net/http_client.h"
#include "publish/messages.h"

namespace minhbach::publish {
namespace {

/// Servers may answer with whole pages; the longest that has to be told whole is a key of a host.
constexpr std::size_t most_letters = 1000;

void shorten(std::string& text) {
  if (text.size() <= most_letters) return;
  std::size_t end = most_letters;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  text.resize(end);
  text += "…";
}

}  // namespace

Diagnostic failure(const Message& message, std::vector<std::string> arguments) {
  Diagnostic out;
  out.message = &message;
  out.arguments = std::move(arguments);
  for (std::string& each : out.arguments) shorten(each);
  return out;
}

Diagnostic file_refused(std::string_view place, std::string_view path, std::string answer,
                        bool is_full, bool is_forbidden) {
  const Message& message = is_full        ? messages::place_full
                           : is_forbidden ? messages::place_forbids
                                          : messages::place_refused;
  return failure(message,
                 {quote(path.empty() ? "/" : path), std::string(place), std::move(answer)});
}

Diagnostic too_large_there(std::string_view place, std::string_view path) {
  return failure(messages::too_large_there, {quote(path.empty() ? "/" : path), std::string(place),
                                             std::to_string(net::most_held >> 20)});
}

std::optional<Diagnostic> listing_without_end(std::string_view place, std::string_view folder,
                                              std::size_t count) {
  constexpr std::size_t most = 5'000'000, longest_path = 8192;
  if (count <= most && folder.size() <= longest_path) return std::nullopt;
  return failure(messages::listing_not_understood,
                 {std::string(place), quote(folder), fmt::format("> {}", count)});
}

Diagnostic changed_source(const std::string& path) {
  return failure(messages::site_file_changed, {quote(path)});
}

}  // namespace minhbach::publish
