// The endpoint's own pages: to confirm, to mend, to thank, to look up, to say no.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "feedback/facts.h"
#include "feedback/store.h"
#include "http/message.h"

namespace minhbach::feedback {

/// Where a reader comes from and goes back to. All refers to what outlives the page.
struct PageSubject {
  const PortalFacts* portal = nullptr;
  const PortalVersion* version = nullptr;
  std::string_view page;      ///< Path on the portal; "" its home page.
  std::string_view language;  ///< "vi" or "en".
};

/// What they look like; a file of its own, so that a page that says no stays small.
inline constexpr std::string_view style_name = "kieu.css";
http::Response style_sheet();

/// The form with what was answered, to be confirmed or mended, and sent with `nonce`.
http::Response form_page(int status, const PageSubject& subject, const schema::Form& form,
                         const forms::Filled& filled, std::string_view nonce, bool is_slow);

/// `receipt`: as text, "" for none.
http::Response thanks_page(const PageSubject& subject, const schema::Form* form,
                           std::string_view receipt);

/// The form for a receipt, and what was found. `asked`: whether one was looked for.
http::Response look_up_page(const PageSubject& subject, bool asked,
                            const std::optional<Stored>& found, const schema::Form* form);

/// Why something cannot be done now or at all. A fault of ours or a matter of time gives back what
/// was written, so that nothing is lost.
enum class Refusal : std::uint8_t {
  malformed,
  not_found,
  wrong_method,
  foreign_origin,
  wrong_type,
  too_many,  ///< From this client.
  overloaded,
  not_stored,
};
int status_of(Refusal refusal);
/// The form as it came, with why it was not taken, to be sent again as it is. `nonce`: that which
/// it came with, so that it stays the same submission; "" when it has to be confirmed first.
http::Response refused_form_page(Refusal refusal, const PageSubject& subject,
                                 const schema::Form& form, std::vector<forms::Answer> given,
                                 std::string_view nonce, int retry_after);
http::Response refusal_page(Refusal refusal, const PageSubject& subject,
                            const std::vector<forms::Answer>& given, int retry_after);

/// The least that still gives back what was written, for who is refused again and again: `form` as
/// it came, not taken apart any further.
http::Response flood_page(std::string_view form, int retry_after);

/// RFC 9457. `type` is a short name, in the address of which there is nothing to fetch.
http::Response problem(int status, std::string_view language, std::string_view title,
                       const std::vector<forms::Fault>& faults, int retry_after = 0);
http::Response refusal_problem(Refusal refusal, std::string_view language, int retry_after);
/// Puts one more member into the object that a problem is: `json` is its value.
void add_member(http::Response& problem, std::string_view name, std::string_view json);

/// As problem() for what is right.
http::Response json_response(int status, std::string body);

}  // namespace minhbach::feedback
