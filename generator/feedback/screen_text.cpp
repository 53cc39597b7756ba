// One pass for addresses, one for runs of digits.
#include "feedback/screen_text.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "text/fold.h"
#include "text/utf8.h"

namespace minhbach::feedback {
namespace {

constexpr std::string_view masked_card = "[đã che số giấy tờ]";
constexpr std::string_view masked_phone = "[đã che số điện thoại]";
constexpr std::string_view masked_mail = "[đã che thư điện tử]";
constexpr std::string_view masked_account = "[đã che số tài khoản]";

/// A letter of the text as ASCII, where it is or looks like one; 0 for all others.
struct Sign {
  char ascii = 0;
  std::size_t from = 0, to = 0;  ///< Bytes.
};

char as_ascii(char32_t c) {
  if (c < 0x80) return static_cast<char>(c);
  if (c >= 0xFF01 && c <= 0xFF5E) return static_cast<char>(c - 0xFF01 + '!');
  if (c == 0x00A0 || c == 0x3000 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F) return ' ';
  if ((c >= 0x2010 && c <= 0x2015) || c == 0x2212) return '-';
  if (c == 0x00B7 || c == 0x2022 || c == 0x3002) return '.';
  return 0;
}

std::vector<Sign> signs_of(std::string_view text) {
  std::vector<Sign> out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t from = at;
    const char32_t c = text::next_code_point(text, at);
    out.push_back({as_ascii(c), from, at});
  }
  return out;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// What is to be masked, in signs.
struct Hit {
  std::size_t from = 0, to = 0;
  std::string_view words;
};

class Screen {
 public:
  explicit Screen(std::string_view text) : text_(text), signs_(signs_of(text)) {}

  std::string run() {
    find_mail();
    find_numbers();
    if (hits_.empty()) return std::string(text_);
    std::sort(hits_.begin(), hits_.end(),
              [](const Hit& a, const Hit& b) { return a.from < b.from; });
    std::string out;
    std::size_t at = 0;
    for (const Hit& hit : hits_) {
      const std::size_t from = signs_[hit.from].from;
      if (from < at) continue;
      out += text_.substr(at, from - at);
      out += hit.words;
      at = signs_[hit.to - 1].to;
    }
    return out + std::string(text_.substr(at));
  }

 private:
  char at(std::size_t i) const { return i < signs_.size() ? signs_[i].ascii : '\0'; }

  // Addresses of mail.

  void find_mail() {
    for (std::size_t i = 0; i < signs_.size(); ++i) {
      if (at(i) != '@') continue;
      std::size_t from = i, to = i + 1;
      if (from > 0 && at(from - 1) == ' ') --from;
      const std::size_t end_of_name = from;
      while (from > 0 && is_name_sign(at(from - 1))) --from;
      if (from == end_of_name) continue;
      if (at(to) == ' ') ++to;
      const std::size_t start = to;
      while (is_letter(at(to)) || is_digit(at(to)) || at(to) == '-' || at(to) == '.') ++to;
      while (to > start && !is_letter(at(to - 1)) && !is_digit(at(to - 1))) --to;
      std::size_t dot = to;
      while (dot > start && at(dot - 1) != '.') --dot;
      // A domain has a dot, and after the last one at least two letters.
      if (dot <= start + 1 || to - dot < 2) continue;
      hits_.push_back({from, to, masked_mail});
      i = to;
    }
  }

  static bool is_name_sign(char c) {
    return is_letter(c) || is_digit(c) || c == '.' || c == '_' || c == '%' || c == '+' || c == '-';
  }

  // Numbers.

  /// Digits that stand together.
  struct Group {
    std::size_t from = 0, to = 0;
    char before = 0;  ///< The sign that parts it from the group before; 0 for the first of a run.
  };

  void find_numbers() {
    for (std::size_t i = 0; i < signs_.size();) {
      if (!is_digit(at(i))) {
        ++i;
        continue;
      }
      const std::vector<Group> run = read_run(i);
      i = run.back().to;
      mask_run(run);
    }
  }

  /// Groups with one to three spaces, dots, hyphens, brackets between them.
  std::vector<Group> read_run(std::size_t i) const {
    std::vector<Group> out;
    char before = 0;
    for (;;) {
      Group group{i, i, before};
      while (is_digit(at(group.to))) ++group.to;
      out.push_back(group);
      std::size_t next = group.to;
      while (next < group.to + 3 && is_separator(at(next))) ++next;
      if (next == group.to || !is_digit(at(next))) return out;
      before = at(group.to) == ' ' && next > group.to + 1 ? at(group.to + 1) : at(group.to);
      i = next;
    }
  }

  /// Signs that part dates and documents' numbers as well.
  static bool is_hard(char c) { return c == '/' || c == ':' || c == '\n' || c == '\r'; }

  /// Hard signs part one number only when the same one stands between all of its groups.
  static bool has_hard(const std::vector<Group>& run, std::size_t first, std::size_t count) {
    for (std::size_t i = first + 1; i < first + count; ++i) {
      if (is_hard(run[i].before)) return true;
    }
    return false;
  }
  static bool is_even(const std::vector<Group>& run, std::size_t first, std::size_t count) {
    for (std::size_t i = first + 2; i < first + count; ++i) {
      if (run[i].before != run[first + 1].before) return false;
    }
    return true;
  }

  static bool is_separator(char c) {
    return c == ' ' || c == '.' || c == '-' || c == '(' || c == ')' || c == '_' || c == ',' ||
           is_hard(c);
  }

  void mask_run(const std::vector<Group>& run) {
    for (std::size_t first = 0; first < run.size();) {
      std::size_t length = skipped(run, first);
      if (length == 0) length = mask_at(run, first);
      first += std::max<std::size_t>(1, length);
    }
  }

  /// How many groups from `first` on are a date, a sum of money, a year and the like.
  std::size_t skipped(const std::vector<Group>& run, std::size_t first) const {
    const auto width = [&](std::size_t i) { return run[i].to - run[i].from; };
    const auto joined = [&](std::size_t i, char by) {
      return i < run.size() && run[i].before == by;
    };
    for (const char by : {'.', '-', '/'}) {
      if (width(first) <= 2 && joined(first + 1, by) && joined(first + 2, by) &&
          width(first + 1) <= 2 && width(first + 2) == 4)
        return 3;
      if (width(first) == 4 && joined(first + 1, by) && joined(first + 2, by) &&
          width(first + 1) <= 2 && width(first + 2) <= 2)
        return 3;
    }
    // 1.500.000.000: thousands, which never begin with 0.
    for (const char by : {'.', ','}) {
      if (width(first) > 3 || at(run[first].from) == '0') continue;
      std::size_t count = 1;
      while (joined(first + count, by) && width(first + count) == 3) ++count;
      if (count > 1 && !is_named(run, first, count)) return count;
    }
    return 0;
  }

  /// Groups of three that are no sum: after '+', of a phone, or called something else.
  bool is_named(const std::vector<Group>& run, std::size_t first, std::size_t count) const {
    const std::size_t from = run[first].from;
    if (from > 0 && at(from - 1) == '+') return true;
    if (is_money(run[first + count - 1])) return false;
    if (is_phone(digits_of(run, first, count), false)) return true;
    const std::string before = folded_before(from);
    for (const std::string_view word :
         {"stk", "so tk", "tai khoan", "account", "ngan hang", "bank", "cccd", "cmnd", "cmtnd",
          "can cuoc", "chung minh", "ho chieu", "dinh danh", "dien thoai", "sdt", "zalo",
          "phone"}) {
      if (before.find(word) != std::string::npos) return true;
    }
    return false;
  }

  std::string digits_of(const std::vector<Group>& run, std::size_t first, std::size_t count) const {
    std::string out;
    for (std::size_t i = first; i < first + count; ++i) {
      for (std::size_t k = run[i].from; k < run[i].to; ++k) out += at(k);
    }
    return out;
  }

  /// Masks the longest number that begins with this group; how many groups that took.
  std::size_t mask_at(const std::vector<Group>& run, std::size_t first) {
    constexpr std::size_t most_digits = 24;
    std::size_t longest = 0;
    std::string_view words;
    for (std::size_t count = 1; first + count <= run.size(); ++count) {
      const std::string digits = digits_of(run, first, count);
      if (digits.size() > most_digits && count > 1) break;
      const std::string_view found = judge(run, first, count, digits);
      if (found.empty()) continue;
      longest = count;
      words = found;
    }
    if (longest == 0) return 0;
    std::size_t from = run[first].from;
    while (from > 0 && (at(from - 1) == '+' || at(from - 1) == '(')) --from;
    hits_.push_back({from, run[first + longest - 1].to, words});
    return longest;
  }

  /// What that number is; "" for none that has to go.
  std::string_view judge(const std::vector<Group>& run, std::size_t first, std::size_t count,
                         const std::string& digits) const {
    const std::size_t n = digits.size();
    const bool is_hard_run = has_hard(run, first, count);
    if (is_hard_run && !is_even(run, first, count)) return {};
    const bool is_whole = count == 1;
    const Group& start = run[first];
    const Group& end = run[first + count - 1];
    // Part of a code or of a document's number: 01/2024/NĐ-CP, H12, 1.004220.
    if (is_part_of_code(start, end)) return {};
    const std::string before = is_whole || n >= 6 ? folded_before(start.from) : std::string();
    const auto called = [&](std::string_view word) {
      return before.find(word) != std::string::npos;
    };
    const bool is_tax_code =
        called("mst") || called("ma so thue") || called("ma so doanh nghiep") || called("tax");
    if (is_tax_code && (n == 10 || n == 13)) return {};
    if (n == 12 && digits[0] == '0') return masked_card;
    if (is_phone(digits, at(start.from - 1) == '+' && start.from > 0)) return masked_phone;
    if (is_hard_run) return {};
    if (is_card(run, first, count, digits)) return masked_account;
    const bool is_account = called("stk") || called("so tk") || called("tai khoan") ||
                            called("account") || called("ngan hang") || called("bank");
    if (is_account && n >= 6 && n <= 19) return masked_account;
    const bool is_id = called("cccd") || called("cmnd") || called("cmtnd") || called("can cuoc") ||
                       called("chung minh") || called("ho chieu") || called("dinh danh");
    if (is_id && n >= 7 && n <= 12) return masked_card;
    const bool is_called_phone = called("dien thoai") || called("sdt") || called("dt:") ||
                                 called("hotline") || called("zalo") || called("phone");
    if (is_called_phone && n >= 9 && n <= 11 && !is_hotline(digits)) return masked_phone;
    if (!is_whole || is_money(end)) return {};
    if (n == 9 && !digits.ends_with("000")) return masked_card;
    if (n >= 10 && !digits.ends_with("00000")) return masked_account;
    return {};
  }

  static bool is_hotline(const std::string& digits) {
    return digits.starts_with("1800") || digits.starts_with("1900");
  }

  /// Mobile and fixed numbers of Vietnam, at home and from abroad.
  static bool is_phone(std::string digits, bool has_plus) {
    if (digits.starts_with("0084")) digits = digits.substr(2);
    if (digits.starts_with("84") && (digits.size() == 11 || digits.size() == 12) &&
        digits[2] != '0')
      digits = "0" + digits.substr(2);
    else if (digits.starts_with("840") && (digits.size() == 12 || digits.size() == 13))
      digits = digits.substr(2);
    else if (has_plus && digits.size() >= 8)
      return true;
    if (digits.size() < 10 || digits.size() > 11 || digits[0] != '0') return false;
    if (digits.size() == 11) return digits[1] == '2' || digits[1] == '1';
    return digits[1] == '2' || digits[1] == '3' || digits[1] == '5' || digits[1] == '7' ||
           digits[1] == '8' || digits[1] == '9';
  }

  /// A bank card: 16 or 19 digits in fours, with its check digit or Vietnam's own prefix.
  bool is_card(const std::vector<Group>& run, std::size_t first, std::size_t count,
               const std::string& digits) const {
    if (digits.size() != 16 && digits.size() != 19) return false;
    for (std::size_t i = first; i + 1 < first + count; ++i) {
      if (run[i].to - run[i].from != 4) return false;
    }
    if (digits.starts_with("9704")) return true;
    int sum = 0;
    for (std::size_t i = 0; i < digits.size(); ++i) {
      int value = digits[digits.size() - 1 - i] - '0';
      if (i % 2 == 1) value = value * 2 > 9 ? value * 2 - 9 : value * 2;
      sum += value;
    }
    return sum % 10 == 0;
  }

  bool is_part_of_code(const Group& start, const Group& end) const {
    const char before = start.from > 0 ? at(start.from - 1) : '\0';
    const char after = at(end.to);
    if (after == '/' && !is_letter(before)) {
      // 0912345678/0987654321 are two phones: a document's number is short.
      return end.to - start.from <= 8;
    }
    return before == '/' && end.to - start.from <= 4;
  }

  bool is_money(const Group& end) const {
    std::string after;
    std::size_t i = end.to;
    if (at(i) == ' ') ++i;
    const std::size_t from = i < signs_.size() ? signs_[i].from : text_.size();
    after = text::fold(text_.substr(from, std::min<std::size_t>(16, text_.size() - from)));
    for (const std::string_view unit : {"dong", "vnd", "trieu", "ty", "usd", "m2", "ha", "kwh"}) {
      if (after.starts_with(unit)) return true;
    }
    return after == "d" || after.starts_with("d ") || after.starts_with("d,") ||
           after.starts_with("d.") || after.starts_with("\xE2\x82\xAB");
  }

  /// The letters right before, folded: what the number is called.
  std::string folded_before(std::size_t sign) const {
    constexpr std::size_t reach = 28;
    const std::size_t from = sign > reach ? sign - reach : 0;
    const std::size_t byte = signs_[from].from;
    return text::fold(text_.substr(byte, signs_[sign].from - byte));
  }

  const std::string_view text_;
  const std::vector<Sign> signs_;
  std::vector<Hit> hits_;
};

}  // namespace

std::string screen_text(std::string_view text) {
  // Most texts hold nothing of the kind.
  std::size_t digits = 0;
  bool is_odd = false;
  for (const char c : text) {
    if (is_digit(c)) ++digits;
    if (c == '@' || static_cast<unsigned char>(c) >= 0xEF) is_odd = true;
  }
  if (digits < 6 && !is_odd) return std::string(text);
  return Screen(text).run();
}

}  // namespace minhbach::feedback
