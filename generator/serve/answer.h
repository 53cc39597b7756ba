// A request for a file of the previewed site, answered.
#pragma once

#include "http/message.h"
#include "serve/shown.h"

namespace minhbach::serve {

/// The answer to a request that the guard let through, for portal number `portal`: files of the
/// site under its base path, its own 404 page for what is not there, script and style of the
/// preview.
http::Response answer(const http::Request& request, const Shown& shown, std::size_t portal);

}  // namespace minhbach::serve
