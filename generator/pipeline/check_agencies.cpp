// Compares dates of records with the times of those they name.
#include "pipeline/check_agencies.h"

#include "pipeline/messages.h"
#include "text/calendar.h"
#include "text/date.h"

namespace minhbach::pipeline {
namespace {

/// The fields that say whose a record is.
constexpr std::string_view owner_fields[] = {"co_quan", "don_vi"};

void report(const Context& ctx, const Site& site, std::uint32_t record, const Message& message,
            const text::Date& made, std::uint32_t owner, const text::Date& limit) {
  const std::optional<std::size_t> field = site.common_of(record).date;
  const FieldValue& date = site.records()[record].fields[*field];
  ctx.report.add(site.diagnostic(
      message, {std::string(site.field_file(record, *field)), static_cast<int>(date.line), date.column},
      {text::format_date(made), quote(site.title(owner)), text::format_date(limit)}));
}

void check_owner(const Context& ctx, const Site& site, std::uint32_t record, std::uint32_t owner) {
  const Result<text::Date> made = text::parse_date(site.date(record));
  const CommonFields& common = site.common_of(owner);
  const Result<text::Date> from = text::parse_date(site.text(owner, common.force_from));
  const Result<text::Date> to = text::parse_date(site.text(owner, common.force_to));
  // Dates that are not full are given the benefit of the doubt.
  if (made && from && text::last_day(*made) < text::first_day(*from))
    report(ctx, site, record, messages::agency_not_yet, *made, owner, *from);
  if (made && to && text::first_day(*made) > text::last_day(*to))
    report(ctx, site, record, messages::agency_no_longer, *made, owner, *to);
}

bool is_owner(const Site& site, std::uint32_t record) {
  const std::string& role = site.type_of(record).role;
  return role == "agency" || role == "unit";
}

}  // namespace

void check_agencies(const Context& ctx, const Assembly& assembly) {
  const Site& site = *assembly.site;
  for (const std::uint32_t owner : assembly.members) {
    if (!is_owner(site, owner)) continue;
    for (const Incoming& incoming : assembly.references.incoming(owner)) {
      const bool is_its = incoming.path == owner_fields[0] || incoming.path == owner_fields[1];
      if (!is_its || site.date(incoming.from).empty()) continue;
      check_owner(ctx, site, incoming.from, owner);
      for (const std::uint32_t unit : assembly.references.outgoing(owner)) {
        if (site.type_of(unit).role == "unit") check_owner(ctx, site, incoming.from, unit);
      }
    }
  }
}

}  // namespace minhbach::pipeline
