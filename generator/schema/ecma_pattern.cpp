// A scanner over an ECMA 262 pattern that writes the ICU pattern as it goes.
#include "schema/ecma_pattern.h"

#include <fmt/format.h>

#include "text/utf8.h"

namespace minhbach::schema {
namespace {

// What \d, \w and \s mean in ECMA 262; ICU's are wider.
constexpr std::string_view digits = "0-9";
constexpr std::string_view word = "A-Za-z0-9_";
constexpr std::string_view space =
    "\\t\\n\\u000B\\f\\r\\u0020\\u00A0\\u1680\\u2000-"
    "\\u200A\\u2028\\u2029\\u202F\\u205F\\u3000\\uFEFF";
constexpr std::string_view word_edge =
    "(?:(?<=[A-Za-z0-9_])(?![A-Za-z0-9_])|(?<![A-Za-z0-9_])(?=[A-Za-z0-9_]))";
constexpr std::string_view no_word_edge =
    "(?:(?<=[A-Za-z0-9_])(?=[A-Za-z0-9_])|(?<![A-Za-z0-9_])(?![A-Za-z0-9_]))";

/// An escape after its backslash: one letter, or a class of them.
struct Escape {
  char32_t letter = 0;
  std::string set;  ///< The inside of [ ], when it is a class.
  bool negated = false;
  bool is_class() const { return !set.empty(); }
};

class Rewriter {
 public:
  Rewriter(std::string_view pattern, std::string& problem) : pattern_(pattern), problem_(problem) {}

  std::optional<std::string> rewrite() {
    while (at_ < pattern_.size()) {
      if (!token()) return std::nullopt;
    }
    if (depth_ != 0) return fail("( … ?"), std::nullopt;
    return std::move(out_);
  }

 private:
  bool fail(std::string_view what) {
    problem_ = fmt::format("{} ({})", what, at_ + 1);
    return false;
  }
  bool next_is(std::string_view text) const { return pattern_.substr(at_, text.size()) == text; }
  bool take(std::string_view text) {
    if (!next_is(text)) return false;
    at_ += text.size();
    return true;
  }

  void literal(char32_t letter) {
    out_ += fmt::format("\\x{{{:X}}}", static_cast<unsigned>(letter));
  }

  bool token() {
    switch (pattern_[at_]) {
      case '(': return group();
      case ')':
        if (depth_ == 0) return fail(")");
        --depth_;
        ++at_;
        out_ += ')';
        // A lookaround may not be repeated with the "u" flag; ICU would, so nobody needs to tell.
        repeatable_ = true;
        return true;
      case '|': return plain("|", false);
      case '^': return plain("^", false);
      case '$': return ++at_, out_ += "\\z", repeatable_ = false, true;
      case '.': return ++at_, out_ += "[^\\n\\r\\u2028\\u2029]", repeatable_ = true;
      case '[': return set();
      case '*':
      case '+':
      case '?':
      case '{': return quantifier();
      case '}':
      case ']': return fail(pattern_.substr(at_, 1));
      case '\\': return escape_token();
      default: literal(text::next_code_point(pattern_, at_)); return repeatable_ = true;
    }
  }

  bool plain(std::string_view text, bool repeatable) {
    at_ += text.size();
    out_ += text;
    repeatable_ = repeatable;
    return true;
  }

  bool group() {
    repeatable_ = false;
    ++depth_;
    for (const std::string_view opening : {"(?:", "(?=", "(?!", "(?<=", "(?<!"}) {
      if (take(opening)) return out_ += opening, true;
    }
    if (next_is("(?")) return fail(pattern_.substr(at_, 3));
    ++at_;
    out_ += "(?:";
    return true;
  }

  bool quantifier() {
    if (!repeatable_) return fail(pattern_.substr(at_, 1));
    const std::size_t from = at_;
    if (pattern_[at_] == '{') {
      ++at_;
      const std::size_t low = at_;
      skip_digits();
      if (at_ == low) return fail("{");
      if (take(",")) skip_digits();
      if (!take("}")) return fail("{");
    } else {
      ++at_;
    }
    take("?");
    out_ += pattern_.substr(from, at_ - from);
    repeatable_ = false;
    return true;
  }

  void skip_digits() {
    while (at_ < pattern_.size() && pattern_[at_] >= '0' && pattern_[at_] <= '9') ++at_;
  }

  bool escape_token() {
    if (next_is("\\b")) return at_ += 2, out_ += word_edge, repeatable_ = false, true;
    if (next_is("\\B")) return at_ += 2, out_ += no_word_edge, repeatable_ = false, true;
    const std::optional<Escape> found = escape(false);
    if (!found) return false;
    if (found->is_class()) {
      out_ += fmt::format("[{}{}]", found->negated ? "^" : "", found->set);
    } else {
      literal(found->letter);
    }
    return repeatable_ = true;
  }

  std::optional<Escape> escape(bool in_set) {
    ++at_;
    if (at_ >= pattern_.size()) return fail("\\"), std::nullopt;
    const char letter = pattern_[at_++];
    switch (letter) {
      case 'd': return Escape{0, std::string(digits), false};
      case 'D': return Escape{0, std::string(digits), true};
      case 'w': return Escape{0, std::string(word), false};
      case 'W': return Escape{0, std::string(word), true};
      case 's': return Escape{0, std::string(space), false};
      case 'S': return Escape{0, std::string(space), true};
      case 't': return Escape{U'\t', {}, false};
      case 'n': return Escape{U'\n', {}, false};
      case 'r': return Escape{U'\r', {}, false};
      case 'f': return Escape{U'\f', {}, false};
      case 'v': return Escape{U'\v', {}, false};
      case 'x': return hexadecimal(2, 2);
      case 'u': return take("{") ? hexadecimal(1, 6, true) : hexadecimal(4, 4);
      case 'p':
      case 'P': return property(letter == 'P');
      case 'b':
        if (in_set) return Escape{U'\b', {}, false};
        break;
      case '-':
        if (in_set) return Escape{U'-', {}, false};
        break;
      default:
        if (std::string_view("^$\\.*+?()[]{}|/").find(letter) != std::string_view::npos) {
          return Escape{static_cast<char32_t>(letter), {}, false};
        }
    }
    --at_;
    return fail(fmt::format("\\{}", letter)), std::nullopt;
  }

  std::optional<Escape> hexadecimal(std::size_t least, std::size_t most, bool braced = false) {
    unsigned code = 0;
    std::size_t count = 0;
    for (; count < most && at_ < pattern_.size(); ++count, ++at_) {
      const char c = pattern_[at_];
      const unsigned digit = c >= '0' && c <= '9'   ? static_cast<unsigned>(c - '0')
                             : c >= 'a' && c <= 'f' ? static_cast<unsigned>(c - 'a' + 10)
                             : c >= 'A' && c <= 'F' ? static_cast<unsigned>(c - 'A' + 10)
                                                    : 16u;
      if (digit == 16) break;
      code = code * 16 + digit;
    }
    if (count < least || (braced && !take("}")) || code > 0x10FFFF)
      return fail("\\u"), std::nullopt;
    return Escape{code, {}, false};
  }

  std::optional<Escape> property(bool negated) {
    const std::size_t end = pattern_.find('}', at_);
    if (!take("{") || end == std::string_view::npos) return fail("\\p"), std::nullopt;
    const std::string_view name = pattern_.substr(at_, end - at_);
    for (const char c : name) {
      const bool good = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '=';
      if (!good) return fail("\\p"), std::nullopt;
    }
    at_ = end + 1;
    return Escape{0, fmt::format("\\p{{{}}}", name), negated};
  }

  bool set() {
    ++at_;
    const bool negated = take("^");
    std::string inside;
    while (at_ < pattern_.size() && pattern_[at_] != ']') {
      if (!set_item(inside)) return false;
    }
    if (!take("]")) return fail("[ … ?");
    if (!inside.empty()) {
      out_ += fmt::format("[{}{}]", negated ? "^" : "", inside);
    } else {
      out_ += negated ? "[\\x{0}-\\x{10FFFF}]" : "(?!)";  // ICU has no empty set
    }
    return repeatable_ = true;
  }

  std::optional<Escape> set_atom() {
    if (pattern_[at_] == '\\') return escape(true);
    return Escape{text::next_code_point(pattern_, at_), {}, false};
  }

  bool set_item(std::string& inside) {
    const std::optional<Escape> low = set_atom();
    if (!low) return false;
    const bool range = next_is("-") && at_ + 1 < pattern_.size() && pattern_[at_ + 1] != ']';
    if (!range) {
      if (low->is_class()) {
        inside += low->negated ? fmt::format("[^{}]", low->set) : low->set;
      } else {
        inside += fmt::format("\\x{{{:X}}}", static_cast<unsigned>(low->letter));
      }
      return true;
    }
    ++at_;
    const std::optional<Escape> high = set_atom();
    if (!high) return false;
    if (low->is_class() || high->is_class() || high->letter < low->letter) return fail("[ - ]");
    inside += fmt::format("\\x{{{:X}}}-\\x{{{:X}}}", static_cast<unsigned>(low->letter),
                          static_cast<unsigned>(high->letter));
    return true;
  }

  std::string_view pattern_;
  std::string& problem_;
  std::string out_;
  std::size_t at_ = 0;
  int depth_ = 0;
  bool repeatable_ = false;  // whether a quantifier may follow
};

}  // namespace

std::optional<std::string> ecma_to_icu(std::string_view expression, std::string& problem) {
  return Rewriter(expression, problem).rewrite();
}

}  // namespace minhbach::schema
