// Boost.Beast's reading of HTTP/1 (RFC 9112), straight into a Request. Only http/ includes this.
#pragma once

#include <boost/beast/http/basic_parser.hpp>

#include "http/message.h"

namespace minhbach::http {

/// Reads one request.
class RequestParser : public boost::beast::http::basic_parser<true> {
 public:
  /// `head_limit`: bytes of all before the body, in however many pieces they come; what chunks are
  /// followed by counts too. Beyond it: error::header_limit.
  explicit RequestParser(std::uint32_t head_limit) : head_limit_(head_limit) {
    header_limit(head_limit);  // Of one piece.
  }

  Request request;
  unsigned version = 11;  ///< 10 for HTTP/1.0.
  // Of the headers that decide how the request is read:
  std::size_t hosts = 0, codings = 0;
  std::string coding, expectation;  ///< The first of each.

 private:
  using Error = boost::system::error_code;
  using Text = boost::beast::string_view;
  using Field = boost::beast::http::field;

  void on_request_impl(boost::beast::http::verb, Text method, Text target, int number,
                       Error& error) override;
  void on_response_impl(int, Text, int, Error&) override {}
  void on_field_impl(Field field, Text name, Text value, Error& error) override;
  void on_header_impl(Error&) override {}
  void on_body_init_impl(const boost::optional<std::uint64_t>& length, Error&) override;
  std::size_t on_body_impl(Text bytes, Error&) override;
  void on_chunk_header_impl(std::uint64_t, Text, Error&) override {}
  std::size_t on_chunk_body_impl(std::uint64_t, Text bytes, Error&) override;
  void on_finish_impl(Error&) override {}

  void count(std::size_t bytes, Error& error);

  const std::size_t head_limit_;
  std::size_t head_ = 0;
};

}  // namespace minhbach::http
