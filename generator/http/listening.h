// Ports and Unix sockets that take connections. Only http/ includes this.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "disk/file_descriptor.h"
#include "http/server.h"

namespace minhbach::http {

/// A socket that connections come to.
struct Listener {
  FileDescriptor socket;   ///< Does not block.
  std::size_t place = 0;   ///< Which of ServerOptions::places it is of.
  std::uint16_t port = 0;  ///< 0 for a Unix socket.
};

/// What a server listens on. The paths of its Unix sockets go when it closes.
class Listening {
 public:
  Listening() = default;
  ~Listening() { close(); }
  Listening(const Listening&) = delete;
  Listening& operator=(const Listening&) = delete;

  /// Opens all of the next place, or none of it and says why.
  Result<Done> open(const ListenPlace& place);
  void close();

  std::vector<Listener> listeners;
  std::vector<std::uint16_t> ports;  ///< Of each place.

 private:
  Result<Done> open_socket(const ListenPlace& place);
  Result<Done> try_addresses(const ListenPlace& place, bool& again);

  std::vector<std::string> paths_;
};

/// Why `place`, a Unix socket or one that was handed down, cannot be listened on.
Diagnostic cannot_listen(const ListenPlace& place, int error);

/// Takes the next connection, not blocking; `peer` becomes the IP address of its other end, "" on a
/// Unix socket. Returns 0, or an errno: EAGAIN when there is none.
int accept_from(const Listener& listener, FileDescriptor& out, std::string& peer);

}  // namespace minhbach::http
