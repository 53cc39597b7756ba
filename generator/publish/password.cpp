// Names the variable, and reads it.
#include "publish/password.h"

#include <cstdlib>

namespace minhbach::publish {
namespace {

std::string variable(std::string out, const PublishPlace& place) {
  for (const char c : place.name)
    out += c == '-' ? '_' : c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return out;
}

}  // namespace

std::string password_variable(const PublishPlace& place) {
  return variable("MINHBACH_MAT_KHAU_", place);
}

std::string host_key_variable(const PublishPlace& place) {
  return variable("MINHBACH_KHOA_MAY_CHU_", place);
}

std::string password_of(const PublishPlace& place) {
  const char* password = std::getenv(password_variable(place).c_str());
  return password == nullptr ? "" : password;
}

}  // namespace minhbach::publish
