// Names the variables, and reads them.
#include "publish/password.h"

#include <cstdlib>

namespace minhbach::publish {
namespace {

std::string variable(std::string_view begins, const PublishPlace& place) {
  std::string out(begins);
  for (const char c : place.name)
    out += c == '-' ? '_' : c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return out;
}

std::string value_of(const std::string& name) {
  const char* value = std::getenv(name.c_str());
  return value == nullptr ? "" : value;
}

}  // namespace

std::string password_variable(const PublishPlace& place) {
  return variable("MINHBACH_MAT_KHAU_", place);
}

std::string password_of(const PublishPlace& place) { return value_of(password_variable(place)); }

std::string host_key_variable(const PublishPlace& place) {
  return variable("MINHBACH_KHOA_MAY_CHU_", place);
}

std::string session_variable(const PublishPlace& place) {
  return variable("MINHBACH_MA_PHIEN_", place);
}

std::string session_token_of(const PublishPlace& place) {
  return value_of(session_variable(place));
}

}  // namespace minhbach::publish
