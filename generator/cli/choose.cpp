// Names typed by people to types and portals.
#include "cli/choose.h"

#include <algorithm>

#include "cli/messages.h"
#include "cli/parse_failure.h"
#include "ingest/scan.h"
#include "pipeline/messages.h"
#include "pipeline/read_site.h"
#include "text/slug.h"

namespace minhbach::cli {

std::vector<schema::Type> read_types_or_tell(const pipeline::Context& ctx,
                                             const std::string& root) {
  if (!ctx.disk.is_folder("site")) {
    ctx.report.add(without_place(messages::no_site_here, {quote(root)}));
    return {};
  }
  std::vector<schema::Type> types = pipeline::read_types(ctx);
  if (ctx.report.has_errors()) return {};
  if (types.empty()) ctx.report.add(without_place(messages::no_types, {}));
  return types;
}

const schema::Type* choose_type(const std::vector<schema::Type>& types, const std::string& typed,
                                Report& report) {
  // Not the id as it is: folders, titles and capitals are how people remember a type.
  const std::string folder = text::slug(typed);
  std::vector<std::string> ids;
  for (const schema::Type& type : types) {
    if (type.id == typed || type.folder == folder || text::slug(type.title) == folder) return &type;
    ids.push_back(type.id);
  }
  report.add(without_place(messages::type_unknown, {quote(typed), joined(ids)},
                           nearest_typed(typed, ids)));
  return nullptr;
}

void add_portal_option(CLI::App& command, std::string& portal, const Surroundings& surroundings) {
  command
      .add_option(
          "--cong", portal,
          surroundings.say(
              "Cổng; không cần ghi khi chỉ có một. \"chung\" là dùng cho mọi cổng",
              "The portal; not needed when there is one only. \"chung\" is for all portals"))
      ->type_name(surroundings.say("CỔNG", "PORTAL"));
}

std::string choose_portal(const pipeline::Context& ctx, const std::string& named) {
  const std::vector<std::string> all = pipeline::portal_ids(ctx);
  if (all.empty()) {
    ctx.report.add(without_place(messages::no_portals, {}));
  } else if (named.empty()) {
    if (all.size() == 1) return all.front();
    ctx.report.add(without_place(messages::portal_not_named, {joined(all)}));
  } else if (named == ingest::shared_portal ||
             std::find(all.begin(), all.end(), named) != all.end()) {
    return named;
  } else {
    ctx.report.add(
        without_place(messages::portal_unknown, {quote(named), named}, nearest_typed(named, all)));
  }
  return {};
}

ExitCode refusal(const Report& report) {
  for (const Diagnostic& diagnostic : report.sorted()) {
    if (diagnostic.message->severity == Severity::error && !diagnostic.place.file.empty())
      return content_errors;
  }
  return usage;
}

}  // namespace minhbach::cli
