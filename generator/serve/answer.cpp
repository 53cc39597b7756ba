// Paths to files, files to responses.
#include "serve/answer.h"

#include <optional>

#include "base/digest.h"
#include "model/content_type.h"
#include "model/url.h"
#include "serve/browser_side.h"
#include "serve/page_additions.h"
#include "serve/problem_list.h"

namespace minhbach::serve {
namespace {

using http::Response;

/// Pages are never kept, so that "back" shows them as they are now. Of the rest the browser may
/// keep a copy, but asks each time whether it is still right.
Response file_response(int status, std::string_view type, std::string body, bool is_page,
                       const http::Request& request) {
  Response out{status,
               {{"Content-Type", std::string(type)},
                {"Cache-Control", is_page ? "no-store" : "no-cache"},
                {"X-Content-Type-Options", "nosniff"},
                {"Cross-Origin-Resource-Policy", "same-origin"},
                {"X-Frame-Options", "SAMEORIGIN"}},
               std::move(body)};
  if (is_page || status != 200) return out;
  const std::string tag = "\"" + sha256(out.body).hex().substr(0, 32) + "\"";
  out.headers.push_back({"ETag", tag});
  if (request.header("If-None-Match").find(tag) != std::string_view::npos) {
    out.status = 304;
    out.body.clear();
  }
  return out;
}

Response page_response(int status, std::string html, const http::Request& request) {
  return file_response(status, "text/html; charset=utf-8", std::move(html), true, request);
}

/// Pages come with the policy that hosts are told to send, so that an editor sees in the browser
/// what readers' browsers would refuse.
Response site_file(int status, const std::string& path, const std::string& bytes,
                   const ShownPortal& portal, const Shown& shown, const http::Request& request) {
  const std::string_view type = content_type(path);
  if (type.starts_with("text/html")) {
    Response out = page_response(status, add_preview(bytes, shown.version), request);
    if (!portal.policy.empty())
      out.headers.push_back({"Content-Security-Policy", widen_policy(portal.policy)});
    return out;
  }
  return file_response(status, type, bytes, false, request);
}

Response redirect(const std::string& path, const http::Request& request) {
  Response out = file_response(302, "text/plain; charset=utf-8", "", true, request);
  out.headers.push_back({"Location", encode_path(path)});
  return out;
}

Response not_found(const ShownPortal& portal, const Shown& shown, const http::Request& request) {
  if (const auto page = portal.files.find("404.html"); page != portal.files.end()) {
    return site_file(404, page->first, *page->second, portal, shown, request);
  }
  return http::text_response(404, "404\n");
}

}  // namespace

Response answer(const http::Request& request, const Shown& shown, std::size_t number) {
  if (request.method != "GET" && request.method != "HEAD") {
    Response out = http::text_response(405, "only GET and HEAD\n");
    out.headers.push_back({"Allow", "GET, HEAD"});
    return out;
  }
  const std::optional<std::string> path = http::plain_path(request.path());
  if (!path) return http::text_response(400, "no such path can be\n");
  if (*path == script_path)
    return file_response(200, content_type(*path), std::string(browser_script()), false, request);
  if (*path == style_path)
    return file_response(200, content_type(*path), std::string(browser_style()), false, request);
  if (!shown.built) {
    const int status = shown.problems.empty() ? 503 : 500;
    return page_response(status, stand_in_page(shown.problems, shown.version, shown.language),
                         request);
  }

  const ShownPortal& portal = shown.portals[number];
  const std::string& base = portal.base_path;
  if (*path == "/" && base != "/") return redirect(base, request);
  if (*path + "/" == base) return redirect(base, request);
  if (!path->starts_with(base)) return not_found(portal, shown, request);
  const std::string below = path->substr(base.size());
  if (is_own_note(below)) return not_found(portal, shown, request);
  const std::string file = below.empty() || below.ends_with('/') ? below + "index.html" : below;
  if (const auto found = portal.files.find(file); found != portal.files.end()) {
    return site_file(200, file, *found->second, portal, shown, request);
  }
  if (portal.files.contains(file + "/index.html")) return redirect(*path + "/", request);
  return not_found(portal, shown, request);
}

}  // namespace minhbach::serve
