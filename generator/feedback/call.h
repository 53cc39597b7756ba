// One request on its way through the endpoint. Only feedback/ includes this.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "feedback/endpoint.h"
#include "http/message.h"

namespace minhbach::feedback {

struct Endpoint::Call {
  http::Request request;
  http::Reply reply;
  std::shared_ptr<const Facts> facts;  ///< What the pointers below point into.
  const PortalFacts* portal = nullptr;
  const schema::Form* form = nullptr;
  const PortalVersion* version = nullptr;
  bool json = false;  ///< The answer is to be JSON.
  std::string language = "vi";
  std::string page = {};  ///< Path on the portal.
  std::string group = {};
  std::vector<forms::Answer> answers = {};  ///< As sent, own names too.
  std::vector<forms::Answer> queried = {};  ///< The target's part behind '?'.

  PageSubject subject() const { return {portal, version, page, language}; }
  NonceSubject nonce_subject() const { return {portal->id, form->id, page}; }

  void read_query();
  /// The first value of that name; "" none.
  std::string_view query(std::string_view name) const { return forms::first_of(queried, name); }
  std::string_view given(std::string_view name) const { return forms::first_of(answers, name); }
  void set_language(std::string_view asked);

  /// Whose page `page` is; false when it is nobody's, or no plain path.
  bool find_version();
  /// Without parameters but charset=utf-8; "" for anything odd.
  std::string_view content_type() const;
  /// Sent by a page of the portal or by our own; also when the browser says nothing.
  bool is_origin_ours() const;
  void find_client(const Proxies& proxies);
  std::optional<Address> client = {};  ///< Once looked for.

  void answer(http::Response response);
  void answer_preflight();
  /// Lets scripts of the portal's own pages read the answer.
  void allow_origin(http::Response& response) const;
};

}  // namespace minhbach::feedback
