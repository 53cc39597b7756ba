// Names the variable, and reads it.
#include "publish/password.h"

#include <cstdlib>

namespace minhbach::publish {

std::string password_variable(const PublishPlace& place) {
  std::string out = "MINHBACH_MAT_KHAU_";
  for (const char c : place.name)
    out += c == '-' ? '_' : c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return out;
}

std::string password_of(const PublishPlace& place) {
  const char* password = std::getenv(password_variable(place).c_str());
  return password == nullptr ? "" : password;
}

}  // namespace minhbach::publish
