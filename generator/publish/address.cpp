// Takes addresses apart, and refuses what a program could misunderstand.
#include "publish/address.h"

#include <algorithm>

#include "publish/settings_messages.h"

namespace minhbach::publish {
namespace {

bool is_number(std::string_view text) {
  return !text.empty() && text.size() <= 5 &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// A name or number of a host or an account; never an option.
bool is_word(std::string_view text) {
  return !text.empty() && text.front() != '-' && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           std::string_view(".-_:%").find(c) != std::string_view::npos;
  });
}

bool has_control(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) == 0x7f;
  });
}

std::string remote_path(std::string_view path) {
  if (path == "/~" || path == "/~/") return ".";
  if (path.starts_with("/~/")) path.remove_prefix(3);
  while (path.size() > 1 && path.ends_with('/')) path.remove_suffix(1);
  return std::string(path);
}

/// "host", "host:22", "[::1]:22" into `out`.
bool split_host(std::string_view text, Address& out) {
  std::string_view rest = text;
  if (text.starts_with('[')) {
    const std::size_t end = text.find(']');
    if (end == std::string_view::npos) return false;
    out.host = text.substr(1, end - 1);
    rest = text.substr(end + 1);
  } else {
    const std::size_t colon = std::min(text.find(':'), text.size());
    out.host = text.substr(0, colon);
    rest = text.substr(colon);
  }
  if (rest.empty()) return is_word(out.host);
  if (!rest.starts_with(':') || !is_number(rest.substr(1))) return false;
  out.port = rest.substr(1);
  return is_word(out.host);
}

}  // namespace

std::optional<Address> parse_address(std::string_view address, std::string_view scheme) {
  if (!address.starts_with(scheme) || !address.substr(scheme.size()).starts_with("://"))
    return std::nullopt;
  address.remove_prefix(scheme.size() + 3);
  const std::size_t slash = address.find('/');
  if (slash == std::string_view::npos || has_control(address)) return std::nullopt;
  Address out;
  std::string_view host = address.substr(0, slash);
  if (const std::size_t at = host.rfind('@'); at != std::string_view::npos) {
    out.user = host.substr(0, at);
    // "user:password@" would put a secret into a file that many read.
    if (!is_word(out.user) || out.user.find(':') != std::string::npos) return std::nullopt;
    host.remove_prefix(at + 1);
  }
  if (!split_host(host, out)) return std::nullopt;
  out.path = remote_path(address.substr(slash));
  return out;
}

std::optional<Address> parse_web_address(std::string_view address) {
  std::optional<Address> out = parse_address(address, "https");
  if (!out) {
    out = parse_address(address, "http");
    const bool is_here =
        out && (out->host == "127.0.0.1" || out->host == "localhost" || out->host == "::1");
    if (!is_here) return std::nullopt;
  }
  return address.find_first_of("?#%") == std::string_view::npos ? out : std::nullopt;
}

const Message* address_problem(const PublishPlace& place) {
  if (place.kind == PlaceKind::folder) {
    const bool is_path = !place.address.empty() && !has_control(place.address) &&
                         place.address.find("://") == std::string::npos;
    return is_path ? nullptr : &messages::folder_address_wrong;
  }
  if (place.kind == PlaceKind::ftps) {
    const bool is_plain = parse_address(place.address, "ftp").has_value();
    if (is_plain && !place.may_be_plain) return &messages::ftp_not_encrypted;
    return is_plain || parse_address(place.address, "ftps") ? nullptr
                                                            : &messages::ftps_address_wrong;
  }
  if (place.kind == PlaceKind::webdav || place.kind == PlaceKind::s3)
    return parse_web_address(place.address) ? nullptr : &messages::web_address_wrong;
  return parse_address(place.address, "sftp") ? nullptr : &messages::sftp_address_wrong;
}

bool is_host_key(std::string_view key) {
  const std::size_t space = std::min(key.find(' '), key.size());
  const std::string_view kind = key.substr(0, std::min(space, key.find('@')));
  const std::string_view rest = key.substr(std::min(space + 1, key.size()));
  return is_word(kind) && rest.starts_with("AAAA") &&
         std::all_of(rest.begin(), rest.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                  c == '+' || c == '/' || c == '=';
         });
}

}  // namespace minhbach::publish
