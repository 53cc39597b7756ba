// Written by hand, into one text: most of what a short answer costs is here.
#include "http/response_head.h"

#include <algorithm>
#include <ctime>
#include <iterator>
#include <string_view>

#include <fmt/format.h>
#include <boost/beast/http/status.hpp>

namespace minhbach::http {
namespace {

namespace beast = boost::beast;

/// RFC 9110, 5.6.7; not by strftime, whose names follow the locale.
std::string http_date(std::time_t now) {
  constexpr const char* days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr const char* months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                    "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  std::tm at{};
  gmtime_r(&now, &at);
  return fmt::format("{}, {:02} {} {} {:02}:{:02}:{:02} GMT", days[at.tm_wday], at.tm_mday,
                     months[at.tm_mon], at.tm_year + 1900, at.tm_hour, at.tm_min, at.tm_sec);
}

/// A line end in a value would start a header, or a response, of the reader's making.
void append_line(std::string& out, std::string_view name, std::string_view value) {
  const auto is_odd = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; };
  bool has_odd = false;  // Without an early end the loop takes many bytes at once.
  for (const char c : value) has_odd |= is_odd(c);
  out.append(name).append(": ");
  if (has_odd) {
    std::remove_copy_if(value.begin(), value.end(), std::back_inserter(out), is_odd);
  } else {
    out += value;
  }
  out += "\r\n";
}

void append_status(std::string& out, unsigned version, int status) {
  const auto reason = beast::http::obsolete_reason(static_cast<beast::http::status>(status));
  const fmt::format_int number(status);
  out.append(version == 10 ? "HTTP/1.0 " : "HTTP/1.1 ", 9).append(number.data(), number.size());
  (out += ' ').append(reason.data(), reason.size()).append("\r\n", 2);
}

}  // namespace

const std::string& date_line() {
  thread_local std::time_t made_at = -1;
  thread_local std::string made;
  const std::time_t now = std::time(nullptr);
  if (now != made_at) {
    made = "Date: " + http_date(now) + "\r\n";
    made_at = now;
  }
  return made;
}

bool has_length(const Response& response) {
  return response.status != 204 && response.status != 304;
}

void append_head(std::string& out, const Response& response, unsigned version, bool closes) {
  append_status(out, version, response.status);
  out += date_line();
  out += response.fixed_headers;
  for (const Header& header : response.headers) append_line(out, header.name, header.value);
  if (has_length(response)) {
    const fmt::format_int length(response.body.size());
    out.append("Content-Length: ").append(length.data(), length.size()).append("\r\n");
  }
  if (closes) {
    out += "Connection: close\r\n";
  } else if (version == 10) {
    out += "Connection: keep-alive\r\n";
  }
  out += "\r\n";
}

}  // namespace minhbach::http
