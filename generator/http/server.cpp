// Ports, threads, and the order in which a server ends.
#include "http/server.h"

#include <algorithm>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include <fmt/format.h>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ip/v6_only.hpp>
#include <boost/asio/strand.hpp>

#include "http/messages.h"
#include "http/session.h"

namespace minhbach::http {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
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

Error open_port(tcp::acceptor& acceptor, const std::string& text, std::uint16_t port) {
  Error error;
  const auto address = asio::ip::make_address(text, error);
  if (error) return error;
  const tcp::endpoint endpoint(address, port);
  acceptor.open(endpoint.protocol(), error);
  if (!error) acceptor.set_option(asio::socket_base::reuse_address(true), error);
  if (!error && address.is_v6()) acceptor.set_option(asio::ip::v6_only(true), error);
  if (!error) acceptor.bind(endpoint, error);
  if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
  return error;
}

}  // namespace

struct Server::Parts {
  explicit Parts(const ServerOptions& options)
      : core(std::make_shared<Core>(options)), guard(core->io.get_executor()) {}

  struct Door {
    Door(asio::io_context& io, std::size_t number)
        : place(number), acceptor(asio::make_strand(io)), pause(acceptor.get_executor()) {}
    const std::size_t place;
    tcp::acceptor acceptor;
    asio::steady_timer pause;
  };

  Result<Done> open(const ListenPlace& place);
  std::optional<Diagnostic> try_open(const ListenPlace& place, bool& again);
  void accept(Door& door);
  void welcome(tcp::socket socket, std::size_t place);

  std::shared_ptr<Core> core;
  asio::executor_work_guard<asio::io_context::executor_type> guard;
  std::vector<std::unique_ptr<Door>> doors;
  std::vector<std::uint16_t> ports;
  std::vector<std::thread> threads;
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
    if (port == 0) port = door->acceptor.local_endpoint().port();
    doors.push_back(std::move(door));
  }
  ports.push_back(port);
  return std::nullopt;
}

Result<Done> Server::Parts::open(const ListenPlace& place) {
  for (int tries = 1;; ++tries) {
    bool again = false;
    std::optional<Diagnostic> problem = try_open(place, again);
    if (!problem) return Done{};
    if (!again || tries == tries_for_a_free_port) return std::move(*problem);
  }
}

void Server::Parts::accept(Door& door) {
  // By value, so that each connection has a strand of its own.
  door.acceptor.async_accept(asio::make_strand(core->io),
                             [this, &door](Error error, tcp::socket socket) {
                               if (!door.acceptor.is_open()) return;
                               if (!error) {
                                 welcome(std::move(socket), door.place);
                                 return accept(door);
                               }
                               // Most likely out of descriptors: connections that end give some
                               // back.
                               door.pause.expires_after(accept_pause);
                               door.pause.async_wait([this, &door](Error cancelled) {
                                 if (!cancelled && door.acceptor.is_open()) accept(door);
                               });
                             });
}

void Server::Parts::welcome(tcp::socket socket, std::size_t place) {
  auto session =
      std::make_shared<Session>(core, boost::beast::tcp_stream(std::move(socket)), place);
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
  for (unsigned i = 0; i < std::max(1u, options.threads); ++i) {
    parts->threads.emplace_back([core = parts->core] { core->io.run(); });
  }
  return std::unique_ptr<Server>(new Server(std::move(parts)));
}

Server::~Server() { stop(); }

const std::vector<std::uint16_t>& Server::ports() const { return parts_->ports; }

std::size_t Server::connections() const {
  const std::lock_guard lock(parts_->core->mutex);
  return parts_->core->sessions.size();
}

void Server::stop() {
  if (parts_->stopped) return;
  parts_->stopped = true;
  Core& core = *parts_->core;
  {
    const std::lock_guard lock(core.mutex);
    core.stopping = true;
  }
  for (auto& door : parts_->doors) {
    asio::post(door->acceptor.get_executor(), [&door] {
      Error ignored;
      door->acceptor.close(ignored);
      door->pause.cancel();
    });
  }
  for (const auto& session : core.all()) session->stop();
  {
    std::unique_lock lock(core.mutex);
    core.changed.wait_for(lock, core.limits.stop_time, [&] { return core.sessions.empty(); });
  }
  for (const auto& session : core.all()) session->abort();
  // All that is left is cancelled, so the threads run out of work by themselves.
  parts_->guard.reset();
  for (std::thread& thread : parts_->threads) thread.join();
  core.over = true;
  core.handler = nullptr;
}

}  // namespace minhbach::http
