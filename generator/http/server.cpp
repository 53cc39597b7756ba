// Ports, threads, and the order in which a server ends.
#include "http/server.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

#include <algorithm>
#include <filesystem>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include <fmt/format.h>
#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ip/v6_only.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/post.hpp>

#include "http/messages.h"
#include "http/session.h"

namespace minhbach::http {
namespace {

namespace asio = boost::asio;
using Acceptor =
    asio::basic_socket_acceptor<asio::generic::stream_protocol, asio::io_context::executor_type>;
using Error = boost::system::error_code;

constexpr int tries_for_a_free_port = 20;
constexpr std::chrono::milliseconds accept_pause{100};

std::string shown(const std::string& address, std::uint16_t port) {
  const bool v6 = address.find(':') != std::string::npos;
  return fmt::format("{}{}{}:{}", v6 ? "[" : "", address, v6 ? "]" : "", port);
}

Diagnostic why_not(const std::string& address, std::uint16_t port, const Error& error) {
  Diagnostic out;
  out.arguments = {shown(address, port), std::to_string(port)};
  if (error == asio::error::address_in_use) {
    out.message = &messages::port_taken;
  } else if (error == asio::error::access_denied) {
    out.message = &messages::port_forbidden;
  } else if (error == boost::system::errc::address_not_available ||
             error == asio::error::invalid_argument) {
    out.message = &messages::address_not_here;
  } else {
    out.message = &messages::cannot_listen;
    out.arguments[1] = error.message();
  }
  return out;
}

bool machine_lacks(const Error& error) {
  return error == boost::system::errc::address_not_available ||
         error == asio::error::address_family_not_supported ||
         error == boost::system::errc::protocol_not_supported;
}

Error listen_on(Acceptor& acceptor, const asio::generic::stream_protocol::endpoint& endpoint,
                const asio::generic::stream_protocol& protocol, bool is_v6) {
  Error error;
  acceptor.open(protocol, error);
  if (!error && protocol.family() != AF_UNIX)
    acceptor.set_option(asio::socket_base::reuse_address(true), error);
  if (!error && is_v6) acceptor.set_option(asio::ip::v6_only(true), error);
  if (!error) acceptor.bind(endpoint, error);
  if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
  return error;
}

Error open_port(Acceptor& acceptor, const std::string& text, std::uint16_t port) {
  Error error;
  const auto address = asio::ip::make_address(text, error);
  if (error) return error;
  const asio::ip::tcp::endpoint endpoint(address, port);
  return listen_on(acceptor, endpoint, endpoint.protocol(), address.is_v6());
}

/// True when somebody answers there: a file alone may be what a dead server left.
bool is_answered(asio::io_context& io, const std::string& path) {
  asio::local::stream_protocol::socket probe(io);
  Error error;
  probe.connect(path, error);
  return !error;
}

Error open_path(Acceptor& acceptor, asio::io_context& io, const std::string& path) {
  constexpr std::size_t longest = sizeof(sockaddr_un::sun_path) - 1;
  if (path.size() > longest) return asio::error::name_too_long;
  if (is_answered(io, path)) return asio::error::address_in_use;
  std::error_code ignored;
  if (std::filesystem::is_socket(path, ignored)) std::filesystem::remove(path, ignored);
  const asio::local::stream_protocol::endpoint endpoint(path);
  const Error error = listen_on(acceptor, endpoint, endpoint.protocol(), false);
  if (!error && ::chmod(path.c_str(), 0660) != 0)
    return Error(errno, boost::system::system_category());
  return error;
}

/// The text of an IP address; "" for a Unix socket.
std::string address_of(const sockaddr* address) {
  char text[INET6_ADDRSTRLEN] = {};
  if (address->sa_family == AF_INET) {
    inet_ntop(AF_INET, &reinterpret_cast<const sockaddr_in*>(address)->sin_addr, text, sizeof text);
  } else if (address->sa_family == AF_INET6) {
    const auto& v6 = *reinterpret_cast<const sockaddr_in6*>(address);
    inet_ntop(AF_INET6, &v6.sin6_addr, text, sizeof text);
  }
  return text;
}

std::uint16_t port_of(const sockaddr* address) {
  if (address->sa_family == AF_INET)
    return ntohs(reinterpret_cast<const sockaddr_in*>(address)->sin_port);
  if (address->sa_family == AF_INET6)
    return ntohs(reinterpret_cast<const sockaddr_in6*>(address)->sin6_port);
  return 0;
}

}  // namespace

struct Server::Parts {
  explicit Parts(const ServerOptions& options)
      : core(std::make_shared<Core>(options)), guard(core->io.get_executor()) {}

  struct Door {
    Door(asio::io_context& io, std::size_t number) : place(number), acceptor(io), pause(io) {}
    const std::size_t place;
    Acceptor acceptor;
    std::optional<Socket> coming;
    asio::generic::stream_protocol::endpoint from;
    asio::steady_timer pause;
  };

  Result<Done> open(const ListenPlace& place);
  std::optional<Diagnostic> open_socket(const ListenPlace& place);
  std::optional<Diagnostic> try_open(const ListenPlace& place, bool& again);
  void accept(Door& door);
  void welcome(Door& door);

  std::shared_ptr<Core> core;
  asio::executor_work_guard<asio::io_context::executor_type> guard;
  std::vector<std::unique_ptr<Door>> doors;
  std::vector<std::uint16_t> ports;
  std::vector<std::string> paths;  ///< Unix sockets, to be removed at the end.
  std::thread thread;
  bool stopped = false;
};

std::optional<Diagnostic> Server::Parts::try_open(const ListenPlace& place, bool& again) {
  const std::size_t before = doors.size();
  std::uint16_t port = place.port;
  for (const std::string& address : place.addresses) {
    auto door = std::make_unique<Door>(core->io, ports.size());
    const Error error = open_port(door->acceptor, address, port);
    const bool is_first = doors.size() == before;
    if (error) {
      if (!is_first && machine_lacks(error)) continue;
      // A number that the system gave us may be taken on the other address: it gives another.
      again = place.port == 0 && !is_first && error == asio::error::address_in_use;
      doors.resize(before);
      return why_not(address, port, error);
    }
    if (port == 0) port = port_of(door->acceptor.local_endpoint().data());
    doors.push_back(std::move(door));
  }
  ports.push_back(port);
  return std::nullopt;
}

std::optional<Diagnostic> Server::Parts::open_socket(const ListenPlace& place) {
  auto door = std::make_unique<Door>(core->io, ports.size());
  Error error;
  if (place.descriptor >= 0) {
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    if (getsockname(place.descriptor, reinterpret_cast<sockaddr*>(&address), &size) != 0)
      error = Error(errno, boost::system::system_category());
    if (!error) door->acceptor.assign({address.ss_family, 0}, place.descriptor, error);
  } else {
    error = open_path(door->acceptor, core->io, place.path);
  }
  if (error) {
    Diagnostic out;
    const bool taken = error == asio::error::address_in_use;
    out.message = taken ? &messages::socket_taken : &messages::cannot_listen;
    out.arguments = {place.path, error.message()};
    return out;
  }
  if (!place.path.empty()) paths.push_back(place.path);
  ports.push_back(port_of(door->acceptor.local_endpoint().data()));
  doors.push_back(std::move(door));
  return std::nullopt;
}

Result<Done> Server::Parts::open(const ListenPlace& place) {
  if (place.descriptor >= 0 || !place.path.empty()) {
    if (std::optional<Diagnostic> problem = open_socket(place)) return std::move(*problem);
    return Done{};
  }
  for (int tries = 1;; ++tries) {
    bool again = false;
    std::optional<Diagnostic> problem = try_open(place, again);
    if (!problem) return Done{};
    if (!again || tries == tries_for_a_free_port) return std::move(*problem);
  }
}

void Server::Parts::accept(Door& door) {
  door.coming.emplace(core->io);
  door.acceptor.async_accept(*door.coming, door.from, [this, &door](Error error) {
    if (!door.acceptor.is_open()) return;
    if (!error) {
      welcome(door);
      return accept(door);
    }
    // Most likely out of descriptors: connections that end give some back.
    door.pause.expires_after(accept_pause);
    door.pause.async_wait([this, &door](Error cancelled) {
      if (!cancelled && door.acceptor.is_open()) accept(door);
    });
  });
}

void Server::Parts::welcome(Door& door) {
  Socket socket = std::move(*door.coming);
  Error error;
  socket.non_blocking(true, error);
  if (error) return;
  Ends ends{door.place, 0, {}};
  const auto here = socket.local_endpoint(error);
  if (error) return;
  if (here.data()->sa_family != AF_UNIX) {
    ends.local_port = port_of(here.data());
    ends.peer = address_of(door.from.data());
    const int on = 1;
    setsockopt(socket.native_handle(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  }
  auto session = std::make_shared<Session>(core, std::move(socket), std::move(ends));
  bool full = false;
  {
    const std::lock_guard lock(core->mutex);
    full = core->sessions.size() >= core->limits.connections;
  }
  if (!core->add(session)) return;
  full ? session->refuse() : session->start();
}

Server::Server(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

Result<std::unique_ptr<Server>> Server::start(const ServerOptions& options, Handler handler) {
  auto parts = std::make_unique<Parts>(options);
  parts->core->handler = std::move(handler);
  for (const ListenPlace& place : options.places) {
    if (Result<Done> opened = parts->open(place); !opened) return opened.error();
  }
  for (auto& door : parts->doors) parts->accept(*door);
  parts->thread = std::thread([core = parts->core] { core->io.run(); });
  return std::unique_ptr<Server>(new Server(std::move(parts)));
}

Server::~Server() { stop(); }

const std::vector<std::uint16_t>& Server::ports() const { return parts_->ports; }

std::size_t Server::connections() const {
  const std::lock_guard lock(parts_->core->mutex);
  return parts_->core->sessions.size();
}

void Server::run(std::function<void()> work) { asio::post(parts_->core->io, std::move(work)); }

void Server::stop() {
  if (parts_->stopped) return;
  parts_->stopped = true;
  Core& core = *parts_->core;
  {
    const std::lock_guard lock(core.mutex);
    core.stopping = true;
  }
  asio::post(core.io, [this] {
    Error ignored;
    for (auto& door : parts_->doors) {
      door->acceptor.close(ignored);
      door->pause.cancel();
    }
  });
  for (const auto& session : core.all()) session->stop();
  {
    std::unique_lock lock(core.mutex);
    core.changed.wait_for(lock, core.limits.stop_time, [&] { return core.sessions.empty(); });
  }
  for (const auto& session : core.all()) session->abort();
  // All that is left is cancelled, so the thread runs out of work by itself.
  asio::post(core.io, [&core] { core.sweep_timer.cancel(); });
  parts_->guard.reset();
  if (parts_->thread.joinable()) parts_->thread.join();
  std::error_code ignored;
  for (const std::string& path : parts_->paths) std::filesystem::remove(path, ignored);
  core.over = true;
  core.handler = nullptr;
}

}  // namespace minhbach::http
