// Ports are opened, on several addresses under one number.
#include "http/listening.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <memory>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "http/messages.h"

namespace minhbach::http {
namespace {

constexpr int tries_for_a_free_port = 20;

std::string shown(const std::string& address, std::uint16_t port) {
  const bool v6 = address.find(':') != std::string::npos;
  return fmt::format("{}{}{}:{}", v6 ? "[" : "", address, v6 ? "]" : "", port);
}

Diagnostic why_not(const std::string& address, std::uint16_t port, int error) {
  Diagnostic out;
  out.arguments = {shown(address, port), std::to_string(port)};
  switch (error) {
    case EADDRINUSE: out.message = &messages::port_taken; break;
    case EACCES: out.message = &messages::port_forbidden; break;
    case EADDRNOTAVAIL:
    case EINVAL: out.message = &messages::address_not_here; break;
    default:
      out.message = &messages::cannot_listen;
      out.arguments[1] = std::generic_category().message(error);
  }
  return out;
}

bool machine_lacks(int error) {
  return error == EADDRNOTAVAIL || error == EAFNOSUPPORT || error == EPROTONOSUPPORT;
}

/// An address of any kind, as the system wants it.
struct Address {
  sockaddr_storage bytes{};
  socklen_t size = sizeof(sockaddr_storage);

  int family() const { return bytes.ss_family; }
  sockaddr* get() { return reinterpret_cast<sockaddr*>(&bytes); }
  const sockaddr* get() const { return reinterpret_cast<const sockaddr*>(&bytes); }
};

/// Returns 0 or an errno. Reads "fe80::1%eth0" too; but not "0" or "010.0.0.1", which the system
/// takes for other addresses than people do.
int read_address(const std::string& text, std::uint16_t port, Address& out) {
  if (text.find(':') == std::string::npos) {
    auto& v4 = *reinterpret_cast<sockaddr_in*>(out.get());
    v4.sin_family = AF_INET;
    v4.sin_port = htons(port);
    out.size = sizeof v4;
    return inet_pton(AF_INET, text.c_str(), &v4.sin_addr) == 1 ? 0 : EINVAL;
  }
  addrinfo hints{};
  hints.ai_family = AF_INET6;
  hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV;
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  if (getaddrinfo(text.c_str(), std::to_string(port).c_str(), &hints, &found) != 0) return EINVAL;
  const std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> held(found, freeaddrinfo);
  std::memcpy(&out.bytes, found->ai_addr, found->ai_addrlen);
  out.size = found->ai_addrlen;
  return 0;
}

/// The text of an IP address; "" for a Unix socket.
std::string text_of(const Address& address) {
  char text[INET6_ADDRSTRLEN] = {};
  if (address.family() == AF_INET) {
    inet_ntop(AF_INET, &reinterpret_cast<const sockaddr_in*>(address.get())->sin_addr, text,
              sizeof text);
  } else if (address.family() == AF_INET6) {
    inet_ntop(AF_INET6, &reinterpret_cast<const sockaddr_in6*>(address.get())->sin6_addr, text,
              sizeof text);
  }
  return text;
}

/// 0 for a Unix socket.
std::uint16_t port_of(const FileDescriptor& socket) {
  Address here;
  if (getsockname(socket.get(), here.get(), &here.size) != 0) return 0;
  if (here.family() == AF_INET)
    return ntohs(reinterpret_cast<const sockaddr_in*>(here.get())->sin_port);
  if (here.family() == AF_INET6)
    return ntohs(reinterpret_cast<const sockaddr_in6*>(here.get())->sin6_port);
  return 0;
}

// The functions below return 0, or an errno.

int listen_on(const Address& address, FileDescriptor& out) {
  const int family = address.family();
  FileDescriptor opened(socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  const auto set = [&](int level, int option) {
    const int on = 1;
    return setsockopt(opened.get(), level, option, &on, sizeof on) == 0;
  };
  if (!opened || (family != AF_UNIX && !set(SOL_SOCKET, SO_REUSEADDR)) ||
      (family == AF_INET6 && !set(IPPROTO_IPV6, IPV6_V6ONLY)) ||
      bind(opened.get(), address.get(), address.size) != 0 || listen(opened.get(), SOMAXCONN) != 0)
    return errno;
  out = std::move(opened);
  return 0;
}

/// EADDRINUSE when somebody answers there, or is too busy to: a file alone may be what a dead
/// server left.
int is_taken(const Address& address) {
  const FileDescriptor probe(socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  if (!probe) return errno;
  if (connect(probe.get(), address.get(), address.size) == 0 || errno == EAGAIN) return EADDRINUSE;
  return errno == ECONNREFUSED || errno == ENOENT ? 0 : errno;
}

int listen_at_path(const std::string& path, FileDescriptor& out) {
  Address address;
  auto& name = *reinterpret_cast<sockaddr_un*>(address.get());
  if (path.size() >= sizeof name.sun_path) return ENAMETOOLONG;
  name.sun_family = AF_UNIX;
  std::memcpy(name.sun_path, path.c_str(), path.size() + 1);
  address.size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + path.size() + 1);
  if (const int taken = is_taken(address); taken != 0) return taken;
  std::error_code ignored;
  if (std::filesystem::is_socket(path, ignored)) std::filesystem::remove(path, ignored);
  if (const int error = listen_on(address, out); error != 0) return error;
  if (chmod(path.c_str(), 0660) == 0) return 0;
  const int error = errno;
  std::filesystem::remove(path, ignored);
  return error;
}

/// What a service manager has handed down is made like our own.
int take_over(int descriptor) {
  Address here;
  if (getsockname(descriptor, here.get(), &here.size) != 0) return errno;
  const int flags = fcntl(descriptor, F_GETFL);
  const bool done = flags >= 0 && fcntl(descriptor, F_SETFL, flags | O_NONBLOCK) == 0 &&
                    fcntl(descriptor, F_SETFD, FD_CLOEXEC) == 0;
  return done ? 0 : errno;
}

}  // namespace

void Listening::close() {
  std::error_code ignored;
  for (const std::string& path : paths_) std::filesystem::remove(path, ignored);
  paths_.clear();
  listeners.clear();
}

Result<Done> Listening::try_addresses(const ListenPlace& place, bool& again) {
  const std::size_t before = listeners.size();
  std::uint16_t port = place.port;
  for (const std::string& text : place.addresses) {
    Address address;
    FileDescriptor socket(-1);
    int error = read_address(text, port, address);
    if (error == 0) error = listen_on(address, socket);
    const bool is_first = listeners.size() == before;
    if (error != 0) {
      if (!is_first && machine_lacks(error)) continue;
      // A number that the system gave us may be taken on the other address: it gives another.
      again = place.port == 0 && !is_first && error == EADDRINUSE;
      listeners.erase(listeners.begin() + static_cast<std::ptrdiff_t>(before), listeners.end());
      return why_not(text, port, error);
    }
    if (port == 0) port = port_of(socket);
    listeners.push_back({std::move(socket), ports.size(), port});
  }
  ports.push_back(port);
  return Done{};
}

Diagnostic cannot_listen(const ListenPlace& place, int error) {
  const bool by_number = place.path.empty();
  const std::string number = std::to_string(place.descriptor);
  Diagnostic out;
  out.message = error == EADDRINUSE ? &messages::socket_taken : &messages::cannot_listen;
  out.arguments = {by_number ? number : place.path, std::generic_category().message(error)};
  return out;
}

Result<Done> Listening::open_socket(const ListenPlace& place) {
  FileDescriptor socket(-1);
  int error = 0;
  if (place.descriptor < 0) {
    error = listen_at_path(place.path, socket);
  } else if (std::any_of(listeners.begin(), listeners.end(), [&](const Listener& each) {
               return each.socket.get() == place.descriptor;
             })) {
    error = EEXIST;  // Not closed twice.
  } else {
    error = take_over(place.descriptor);
  }
  if (error != 0) return cannot_listen(place, error);
  if (place.descriptor >= 0) socket = FileDescriptor(place.descriptor);
  if (!place.path.empty()) paths_.push_back(place.path);
  const std::uint16_t port = port_of(socket);
  listeners.push_back({std::move(socket), ports.size(), port});
  ports.push_back(port);
  return Done{};
}

Result<Done> Listening::open(const ListenPlace& place) {
  if (place.descriptor >= 0 || !place.path.empty()) return open_socket(place);
  for (int tries = 1;; ++tries) {
    bool again = false;
    Result<Done> opened = try_addresses(place, again);
    if (opened || !again || tries == tries_for_a_free_port) return opened;
  }
}

int accept_from(const Listener& listener, FileDescriptor& out, std::string& peer) {
  Address from;
  FileDescriptor taken(
      accept4(listener.socket.get(), from.get(), &from.size, SOCK_NONBLOCK | SOCK_CLOEXEC));
  if (!taken) return errno;
  if (from.family() != AF_UNIX) {
    const int on = 1;
    setsockopt(taken.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  }
  peer = text_of(from);
  out = std::move(taken);
  return 0;
}

}  // namespace minhbach::http
