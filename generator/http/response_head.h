// The lines in front of a response's body. Only http/ includes this.
#pragma once

#include <string>

#include "http/message.h"

namespace minhbach::http {

/// "Date: ..." with its line end: of this second (RFC 9110, 6.6.1).
const std::string& date_line();

/// False for those that have no body by their status, and say no length.
bool has_length(const Response& response);

/// Status line and headers of `response`, with the empty line after them. `version`: 10 for
/// HTTP/1.0; `closes`: no request follows on the connection.
void append_head(std::string& out, const Response& response, unsigned version, bool closes);

}  // namespace minhbach::http
