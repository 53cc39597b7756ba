// Chooses the message, and with it the hint.
#include "publish/failures.h"

#include "publish/messages.h"

namespace minhbach::publish {

Diagnostic failure(const Message& message, std::vector<std::string> arguments) {
  Diagnostic out;
  out.message = &message;
  out.arguments = std::move(arguments);
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

Diagnostic changed_source(const std::string& path) {
  return failure(messages::site_file_changed, {quote(path)});
}

}  // namespace minhbach::publish
