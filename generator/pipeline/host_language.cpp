// Filters for dates, numbers and Vietnamese text; tests for records and undisclosed values.
#include "pipeline/host_language.h"

#include <cmath>

#include "pipeline/messages.h"
#include "pipeline/number_order.h"
#include "pipeline/record_view.h"
#include "pipeline/words.h"
#include "text/date.h"
#include "text/fold.h"
#include "text/number.h"
#include "text/slug.h"
#include "text/typography.h"

namespace minhbach::pipeline {
namespace {

using templates::HostFilter;
using templates::HostTest;

Diagnostic wrong_input(std::string_view filter) {
  Diagnostic out;
  out.message = &messages::filter_wrong;
  out.arguments = {std::string(filter)};
  return out;
}

/// "Chưa công bố" goes through every filter as it is: a record may say so of any field it must
/// have.
bool is_undisclosed(const Value& input) {
  return input.kind() == Value::Kind::object &&
         dynamic_cast<const UndisclosedView*>(&input.as_object()) != nullptr;
}

/// A filter of text; markup is text here and comes out as text, so it is escaped again.
HostFilter text_filter(std::string name, std::string (*change)(std::string_view)) {
  return {name,
          [name, change](const Value& input, const Arguments&, Arena& arena) -> Result<Value> {
            if (is_undisclosed(input)) return input;
            if (!input.is_text()) return wrong_input(name);
            return Value::text(arena.copy(change(input.as_text())));
          }};
}

/// A filter of dates. What is not a date is the record's own words ("chưa công bố") and passes.
HostFilter date_filter(std::string name, std::string (*format)(text::Date, text::Style),
                       text::Style style) {
  return {
      name,
      [name, format, style](const Value& input, const Arguments&, Arena& arena) -> Result<Value> {
        if (input.kind() == Value::Kind::object) return input;
        if (!input.is_text()) return wrong_input(name);
        const Result<text::Date> date = text::parse_date(input.as_text());
        return date ? Value::text(arena.copy(format(*date, style))) : input;
      }};
}

HostFilter number_filter(text::Style style) {
  return {"so",
          [style](const Value& input, const Arguments& arguments, Arena& arena) -> Result<Value> {
            if (is_undisclosed(input)) return input;
            if (!input.is_number()) return wrong_input("so");
            int decimals = -1;
            if (!arguments.positional.empty() &&
                arguments.positional[0].kind() == Value::Kind::integer) {
              decimals = static_cast<int>(arguments.positional[0].as_integer());
            }
            return Value::text(arena.copy(text::format_number(input.as_number(), decimals, style)));
          }};
}

HostFilter money_filter(text::Style style) {
  return {
      "tien", [style](const Value& input, const Arguments&, Arena& arena) -> Result<Value> {
        if (is_undisclosed(input)) return input;
        if (!input.is_number()) return wrong_input("tien");
        return Value::text(arena.copy(text::format_dong(std::llround(input.as_number()), style)));
      }};
}

/// `{{ n | so }}{{ "%" | sau_so }}`: what follows the number.
HostFilter unit_filter(text::Style style) {
  return {"sau_so", [style](const Value& input, const Arguments&, Arena& arena) -> Result<Value> {
            if (is_undisclosed(input)) return input;
            if (!input.is_text()) return wrong_input("sau_so");
            return Value::text(arena.copy(text::unit_after_number(input.as_text(), style)));
          }};
}

/// `day | ngay_thang(month)`, of every year.
HostFilter day_month_filter(text::Style style) {
  return {"ngay_thang",
          [style](const Value& input, const Arguments& arguments, Arena& arena) -> Result<Value> {
            const bool has_month = arguments.positional.size() == 1 &&
                                   arguments.positional[0].kind() == Value::Kind::integer;
            if (input.kind() != Value::Kind::integer || !has_month)
              return wrong_input("ngay_thang");
            return Value::text(arena.copy(text::format_day_month(
                static_cast<int>(input.as_integer()),
                static_cast<int>(arguments.positional[0].as_integer()), style)));
          }};
}

HostFilter size_filter(text::Style style) {
  return {
      "kich_thuoc", [style](const Value& input, const Arguments&, Arena& arena) -> Result<Value> {
        if (is_undisclosed(input)) return input;
        if (input.kind() != Value::Kind::integer) return wrong_input("kich_thuoc");
        return Value::text(
            arena.copy(text::format_size(static_cast<std::uint64_t>(input.as_integer()), style)));
      }};
}

/// `n | dem("{n} item|{n} items")`: the number in its words, those before '|' for one.
HostFilter count_filter(text::Style style) {
  return {
      "dem",
      [style](const Value& input, const Arguments& arguments, Arena& arena) -> Result<Value> {
        const bool has_words =
            arguments.positional.size() == 1 && arguments.positional[0].is_text();
        if (input.kind() != Value::Kind::integer || !has_words) return wrong_input("dem");
        std::string out(counted_words(arguments.positional[0].as_text(), input.as_integer() == 1));
        if (const std::size_t at = out.find("{n}"); at != std::string::npos)
          out.replace(at, 3, text::format_integer(input.as_integer(), style));
        return Value::text(arena.copy(out));
      }};
}

/// The language of a text that is not in the page's own, for a `lang` beside an attribute; "" else.
HostFilter language_filter() {
  return {"tieng", [](const Value& input, const Arguments&, Arena& arena) -> Result<Value> {
            const Value words =
                input.kind() == Value::Kind::object ? input.as_object().printed(arena) : input;
            return Value::text(arena.copy(words.language()));
          }};
}

}  // namespace

templates::Environment host_language(text::Style style) {
  templates::Environment out;
  out.filters.push_back(date_filter("ngay", text::format_date, style));
  out.filters.push_back(date_filter("ngay_dai", text::format_date_long, style));
  out.filters.push_back(day_month_filter(style));
  out.filters.push_back(number_filter(style));
  out.filters.push_back(unit_filter(style));
  out.filters.push_back(money_filter(style));
  out.filters.push_back(size_filter(style));
  out.filters.push_back(count_filter(style));
  out.filters.push_back(language_filter());
  out.filters.push_back(text_filter("bo_dau", text::fold));
  out.filters.push_back(
      text_filter("duong_dan", [](std::string_view text) { return text::slug(text); }));
  out.filters.push_back(text_filter("giu_cum", text::keep_together));
  out.filters.push_back(number_order_filter());
  out.tests.push_back(
      {"chua_cong_bo", [](const Value& input, const Arguments&, Arena&) -> Result<bool> {
         return is_undisclosed(input);
       }});
  out.tests.push_back({"ban_ghi", [](const Value& input, const Arguments&, Arena&) -> Result<bool> {
                         return input.kind() == Value::Kind::object &&
                                dynamic_cast<const RecordView*>(&input.as_object()) != nullptr;
                       }});
  out.globals = {"cong",         "chu",         "trang",    "ban_ghi",  "danh_sach",
                 "bang_chu_cai", "cac_ban_ghi", "moi_nhat", "tro_den",  "lien_quan",
                 "so_luong",     "loai",        "theo_id",  "bieu_mau", "cac_bieu_mau",
                 "thong_ke",     "tai_nguyen",  "lien_ket"};
  return out;
}

}  // namespace minhbach::pipeline
