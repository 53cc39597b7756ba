// Patterns searched by ICU's regular expressions, with a limit on steps.
#include "schema/pattern.h"

#include <unicode/regex.h>

#include "schema/ecma_pattern.h"

namespace minhbach::schema {

struct Pattern::Compiled {
  std::unique_ptr<icu::RegexPattern> icu;
};

Pattern::Pattern(std::unique_ptr<Compiled> compiled) : compiled_(std::move(compiled)) {}
Pattern::~Pattern() = default;

std::shared_ptr<const Pattern> Pattern::compile(std::string_view expression, std::string& problem) {
  const std::optional<std::string> rewritten = ecma_to_icu(expression, problem);
  if (!rewritten) return nullptr;
  UErrorCode status = U_ZERO_ERROR;
  UParseError where;
  auto compiled = std::make_unique<Compiled>();
  compiled->icu.reset(
      icu::RegexPattern::compile(icu::UnicodeString::fromUTF8(*rewritten), 0, where, status));
  if (U_FAILURE(status)) {
    problem = u_errorName(status);
    return nullptr;
  }
  return std::shared_ptr<const Pattern>(new Pattern(std::move(compiled)));
}

Pattern::Match Pattern::search(std::string_view text) const {
  // ICU counts thousands of steps, not time, whatever the name of the function says.
  constexpr std::int32_t step_limit = 100;
  UErrorCode status = U_ZERO_ERROR;
  const icu::UnicodeString input =
      icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int>(text.size())));
  const std::unique_ptr<icu::RegexMatcher> matcher(compiled_->icu->matcher(input, status));
  if (U_FAILURE(status)) return Match::gave_up;
  matcher->setTimeLimit(step_limit, status);
  const bool found = matcher->find(status);
  if (U_FAILURE(status)) return Match::gave_up;
  return found ? Match::yes : Match::no;
}

}  // namespace minhbach::schema
