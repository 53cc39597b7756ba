// What the parser has found, put where handlers look for it.
#include "http/request_parser.h"

#include <boost/beast/http/error.hpp>

namespace minhbach::http {
namespace {

constexpr std::size_t usual_headers = 16;
/// The version, spaces and line end; a colon and a line end.
constexpr std::size_t around_target = 12, around_value = 3;

}  // namespace

void RequestParser::count(std::size_t bytes, Error& error) {
  head_ += bytes;
  if (head_ > head_limit_) error = boost::beast::http::error::header_limit;
}

void RequestParser::on_request_impl(boost::beast::http::verb, Text method, Text target, int number,
                                    Error& error) {
  count(method.size() + target.size() + around_target, error);
  request.method.assign(method.data(), method.size());
  request.target.assign(target.data(), target.size());
  request.headers.reserve(usual_headers);
  version = static_cast<unsigned>(number);
}

void RequestParser::on_field_impl(Field field, Text name, Text value, Error& error) {
  count(name.size() + value.size() + around_value, error);
  if (is_header_done()) return;  // A trailer, which says nothing of the request (RFC 9110, 6.5.1).
  Header& header = request.headers.emplace_back();
  header.name.assign(name.data(), name.size());
  header.value.assign(value.data(), value.size());
  hosts += field == Field::host;
  if (field == Field::transfer_encoding && ++codings == 1) coding = header.value;
  if (field == Field::expect && expectation.empty()) expectation = header.value;
}

/// The limit of bodies has been looked at.
void RequestParser::on_body_init_impl(const boost::optional<std::uint64_t>& length, Error&) {
  if (length) request.body.reserve(*length);
}

std::size_t RequestParser::on_body_impl(Text bytes, Error&) {
  request.body.append(bytes.data(), bytes.size());
  return bytes.size();
}

std::size_t RequestParser::on_chunk_body_impl(std::uint64_t, Text bytes, Error&) {
  request.body.append(bytes.data(), bytes.size());
  return bytes.size();
}

}  // namespace minhbach::http
