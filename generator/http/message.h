// What comes in and what goes out: a request, a response.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace minhbach::http {

struct Header {
  std::string name, value;
};

/// One whole request; its body has been read. Nothing in it has been checked beyond its grammar.
struct Request {
  std::string method;           ///< As sent: "GET".
  std::string target;           ///< As sent: "/a/?x=1".
  std::vector<Header> headers;  ///< In the order sent; a name may stand twice.
  std::string body;
  std::size_t place = 0;         ///< Which of ServerOptions::places it came in by.
  std::uint16_t local_port = 0;  ///< 0 on a Unix socket.
  std::string peer = {};         ///< IP address of the other end; "" on a Unix socket.

  /// The value of the first header of that name (any case); "" when there is none.
  std::string_view header(std::string_view name) const;
  std::size_t header_count(std::string_view name) const;
  /// The values of all headers of that name, in order.
  std::vector<std::string_view> values(std::string_view name) const;

  /// The target up to '?', still percent-encoded.
  std::string_view path() const;
};

/// One whole response. Content-Length, Connection and Date are the server's to write.
struct Response {
  int status = 200;
  std::vector<Header> headers;
  std::string body;  ///< Not sent to HEAD, nor with 204 and 304.
  /// Before `headers`, where they are always the same and there is no time: whole lines, each with
  /// its CR LF, as a literal.
  std::string_view fixed_headers = {};
};

/// A short text response, for what people see only when something is off.
Response text_response(int status, std::string text);

/// The plain text of a request's path, ready to be looked up: percent escapes undone, one '/' in
/// front. Nothing for a path that no honest client sends: a broken escape, a part "." or "..", an
/// empty part inside, a backslash, a control character (NUL), text that is not UTF-8. The checks
/// see the text after decoding, so "%2e%2e" is "..".
std::optional<std::string> plain_path(std::string_view path);

}  // namespace minhbach::http
