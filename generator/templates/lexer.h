// Template text to tokens, with Jinja's whitespace control already done.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/source_text.h"
#include "value/value.h"

namespace minhbach::templates {

struct Token {
  enum class Kind : std::uint8_t {
    data,          ///< Literal text, ready to print (`text`).
    output_begin,  ///< {{
    output_end,    ///< }}
    block_begin,   ///< {%
    block_end,     ///< %}
    name,
    literal,  ///< A string or number; see `value`.
    symbol,   ///< An operator or bracket; `text` is it.
    end,
  };

  Kind kind = Kind::end;
  std::size_t offset = 0;  ///< Byte offset in the source.
  std::string_view text;   ///< As written; for data, after whitespace control.
  Value value;
};

/// The tokens of `source`, the last of kind `end`. `trim_blocks` and `lstrip_blocks` of Jinja are
/// on; CR LF becomes LF. Texts live in `source` or in `arena`. Fails at the first malformed token.
Result<std::vector<Token>> read_tokens(const SourceText& source, Arena& arena);

/// A token as messages name it.
std::string describe(const Token& token);

}  // namespace minhbach::templates
