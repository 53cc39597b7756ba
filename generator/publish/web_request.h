// What places that speak HTTP have in common.
#pragma once

#include "net/http_client.h"
#include "publish/target.h"

namespace minhbach::publish {

/// Gives a request the bytes of a file of the site; false when it is no longer the one that it was.
bool attach(const Upload& upload, net::HttpRequest& request);

/// Asks for the last `size` bytes alone (RFC 9110, 14.1.2); of an empty file there are none, which
/// is no_such_range.
std::string range_of_end(std::size_t size);
inline constexpr int no_such_range = 416;

/// What a busy server, a proxy before it or a line that broke answer: the same may go well later.
bool is_busy(const net::HttpAnswer& answer);

}  // namespace minhbach::publish
