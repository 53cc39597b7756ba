// Counts the working days from the notice to the interruption.
#include "pipeline/check_notices.h"

#include "pipeline/messages.h"
#include "text/calendar.h"

namespace minhbach::pipeline {

namespace {

constexpr int days_before = 7;
constexpr std::string_view begin_field = "tam_ngung_tu";
constexpr std::string_view reason_field = "ly_do_gap";

void check_notice(const Context& ctx, const Site& site, std::uint32_t record) {
  const schema::Type& type = site.type_of(record);
  const Result<text::Date> said = text::parse_date(site.date(record));
  const Result<text::Date> begin = text::parse_date(site.text(record, type.field(begin_field)));
  if (!said || !begin || !site.text(record, type.field(reason_field)).empty()) return;
  // The day of the interruption itself is no day of notice.
  const int days = text::count_working_days(text::first_day(*said),
                                            text::add_days(text::first_day(*begin), -1), {});
  if (days >= days_before) return;
  Diagnostic diagnostic;
  diagnostic.message = &messages::notice_too_late;
  diagnostic.place = {std::string(site.records()[record].file), site.records()[record].line, 0};
  diagnostic.arguments = {text::format_date(*said), text::format_date(*begin),
                          std::to_string(days)};
  ctx.report.add(std::move(diagnostic));
}

}  // namespace

void check_notices(const Context& ctx, const Assembly& assembly) {
  for (const std::uint32_t member : assembly.members) {
    if (assembly.site->type_of(member).role == "notice") check_notice(ctx, *assembly.site, member);
  }
}

}  // namespace minhbach::pipeline
