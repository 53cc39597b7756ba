// `minhbach explain`: why an output was made, or left as it was.
#include <algorithm>
#include <map>
#include <memory>
#include <optional>

#include <fmt/format.h>

#include "cli/build_choices.h"
#include "cli/choose.h"
#include "cli/commands.h"
#include "cli/explain_output.h"
#include "cli/meant_outputs.h"
#include "cli/messages.h"
#include "cli/parse_failure.h"
#include "cli/print_report.h"
#include "disk/real_disk.h"
#include "pipeline/earlier_build.h"
#include "pipeline/read_site.h"
#include "pipeline/write_outputs.h"

namespace minhbach::cli {
namespace {

/// As given; empty text is "not given".
struct ExplainOptions {
  std::vector<std::string> paths;
  std::string portal;
  std::string out;
  bool in_full = false;
};

/// What the last build of a portal left.
struct LastBuild {
  std::unique_ptr<Disk> out;
  graph::BuildLog log;
  std::vector<std::string> listed;  ///< All outputs, sorted; the log has pages only.
};

/// Where `output` (Portal::output) was built to. With `--out` a build of one portal takes the
/// folder itself, a build of several one folder each in it: what was built there tells which it
/// was.
std::string folder_built_to(const ExplainOptions& options, const std::string& root,
                            const std::string& output) {
  const std::string in_it = output_folder(options.out, root, output, true);
  const bool is_each = options.out.empty() || RealDisk(in_it).is_folder(".minhbach");
  return is_each ? in_it : output_folder(options.out, root, output, false);
}

/// Nothing, with an error in the report, when there is no log to go by.
std::optional<LastBuild> read_last_build(const pipeline::Context& ctx,
                                         const BuiltPortalFolder& built) {
  LastBuild last;
  last.out = std::make_unique<RealDisk>(built.path, no_file_limit);
  const std::string shown = built.path.starts_with("./") ? built.path.substr(2) : built.path;
  const std::vector<std::string> arguments{shown, built.portal->id};
  if (last.out->is_file(pipeline::writing_mark_path)) {
    ctx.report.add(without_place(messages::build_cut_off, arguments));
    return std::nullopt;
  }
  if (!last.out->is_file(pipeline::build_log_path)) {
    ctx.report.add(without_place(messages::never_built, arguments));
    return std::nullopt;
  }
  Result<std::string> bytes = last.out->read(pipeline::build_log_path);
  std::optional<graph::BuildLog> log;
  if (bytes) log = graph::read_build_log(std::move(*bytes));
  if (!log) {
    ctx.report.add(without_place(messages::log_unreadable, arguments));
    return std::nullopt;
  }
  last.log = std::move(*log);
  last.listed = pipeline::listed_outputs(ctx, *last.out);
  return last;
}

/// Of one portal in several placements and languages, the first that `typed` can be of: the one
/// whose path it begins with, and of two such the longer.
const BuiltPortalFolder* likely_version(const std::vector<BuiltPortalFolder>& versions,
                                        const std::string& typed) {
  const BuiltPortalFolder* found = &versions.front();
  for (const BuiltPortalFolder& built : versions) {
    const Portal& portal = *built.portal;
    const bool is_below =
        typed.starts_with(portal.base_path) || ("/" + typed).starts_with(portal.base_path);
    if (is_below && portal.base_path.size() > found->portal->base_path.size() &&
        portal.placement == found->portal->placement)
      found = &built;
  }
  return found;
}

/// The portal that `typed` is of: the only one, or the one that its place or address tells. Null
/// when nothing tells, or when two might have been built to the same folder.
const BuiltPortalFolder* owner(const std::vector<BuiltPortalFolder>& portals,
                               const std::string& typed, const std::string& root) {
  if (portals.size() == 1) return &portals.front();
  const BuiltPortalFolder* found = nullptr;
  std::size_t best = 0;
  for (const BuiltPortalFolder& built : portals) {
    const std::size_t sure = belongs(typed, built, root);
    if (sure < best || sure == 0) continue;
    // Files of a further language lie in the folder of the first.
    const bool is_inside = found != nullptr && built.path.starts_with(found->path + "/");
    found = sure > best || is_inside ? &built : nullptr;
    best = sure;
  }
  const bool is_one = std::all_of(portals.begin(), portals.end(), [&](const auto& built) {
    return built.portal->id == portals.front().portal->id;
  });
  return best == 0 && is_one ? likely_version(portals, typed) : found;
}

Diagnostic nobody_made(const LastBuild& last, const std::string& typed, const std::string& portal,
                       const std::vector<std::string>& meant) {
  std::vector<std::string_view> names(last.listed.begin(), last.listed.end());
  for (const graph::LoggedOutput& output : last.log.outputs) names.push_back(output.path);
  std::string nearest;
  for (std::size_t i = 0; i < meant.size() && nearest.empty(); ++i)
    nearest = nearest_name(meant[i], names);
  return without_place(messages::output_unknown, {quote(typed), portal}, nearest);
}

/// "" with an error in the report when no build made what was typed.
std::string explain_one(const pipeline::Context& ctx, const LastBuild& last,
                        const BuiltPortalFolder& built, const std::string& typed,
                        const QuestionWords& words, const ExplainOptions& options,
                        const std::string& root) {
  const std::vector<std::string> meant = meant_outputs(typed, built, root);
  for (const std::string& path : meant) {
    OutputFacts facts{path, last.out->is_file(path), {}};
    if (const graph::LoggedOutput* page = last.log.find(path))
      return explain_page(last.log, *page, facts, words, options.in_full);
    if (!std::binary_search(last.listed.begin(), last.listed.end(), path)) continue;
    const std::string static_file = fmt::format("site/{}/static/{}", built.portal->id, path);
    if (ctx.disk.is_file(static_file)) facts.static_file = static_file;
    return explain_file(facts, words);
  }
  ctx.report.add(nobody_made(last, typed, built.portal->id, meant));
  return {};
}

/// All explanations that there are; what cannot be explained is in the report.
std::string explain_all(const pipeline::Context& ctx, const pipeline::Site& site,
                        const ExplainOptions& options, const Surroundings& surroundings) {
  const std::string& root = surroundings.root;
  const QuestionWords words{surroundings.language, site.types};
  std::vector<BuiltPortalFolder> portals;
  std::vector<std::string> ids;
  for (const Portal& portal : site.portals) {
    portals.push_back({&portal, folder_built_to(options, root, portal.output)});
    if (portal.output == portal.id) ids.push_back(portal.id);
  }
  std::map<const BuiltPortalFolder*, std::optional<LastBuild>> builds;
  std::string out;
  for (const std::string& typed : options.paths) {
    const BuiltPortalFolder* built = owner(portals, typed, root);
    if (built == nullptr) {
      ctx.report.add(without_place(messages::portal_not_named, {joined(ids)}));
      continue;
    }
    const auto [at, is_new] = builds.try_emplace(built);
    if (is_new) at->second = read_last_build(ctx, *built);
    if (!at->second) continue;
    const std::string text = explain_one(ctx, *at->second, *built, typed, words, options, root);
    if (!text.empty() && !out.empty()) out += '\n';
    out += text;
  }
  return out;
}

int run_explain(const ExplainOptions& options, const Surroundings& surroundings) {
  Report report;
  const RealDisk disk(surroundings.root);
  const pipeline::Context ctx{disk, report, {}};
  const std::vector<std::string> named =
      options.portal.empty() ? std::vector<std::string>() : std::vector{options.portal};
  const std::vector<std::string> portals = choose_portals(ctx, named, surroundings.root);
  std::string text;
  if (!report.has_errors()) {
    const pipeline::Site site = pipeline::read_frame(ctx, portals);
    if (!report.has_errors()) text = explain_all(ctx, site, options, surroundings);
  }
  fmt::print("{}", text);
  if (!report.has_errors()) return ok;
  std::fflush(stdout);
  print_report(report, surroundings.language, true);  // No word on writing: it never does.
  return refusal(report);
}

}  // namespace

void add_explain(CLI::App& app, const Surroundings& surroundings, Run& run) {
  const auto say = [&](const char* vi, const char* en) { return surroundings.say(vi, en); };
  CLI::App* command =
      app.add_subcommand("explain", say("Cho biết vì sao một trang được làm lại hoặc giữ nguyên",
                                        "Tell why a page was made again, or left as it was"));
  auto options = std::make_shared<ExplainOptions>();
  command
      ->add_option("TEP", options->paths,
                   say("Các tệp kết quả: đường dẫn, địa chỉ trang, hoặc tệp trên đĩa",
                       "Outputs: their paths, addresses, or files on disk"))
      ->required();
  command
      ->add_option("--cong", options->portal,
                   say("Cổng; không cần ghi khi chỉ có một, hoặc khi địa chỉ đã cho biết",
                       "The portal; not needed when there is one only, or the address tells"))
      ->type_name(say("CỔNG", "PORTAL"));
  command
      ->add_option("--out", options->out,
                   say("Thư mục kết quả, như khi dựng; mặc định site/<cổng>/public",
                       "Where it was built to; default site/<portal>/public"))
      ->type_name(say("THƯ_MỤC", "FOLDER"));
  command->add_flag("--day-du", options->in_full,
                    say("Kể từng điều trang đã hỏi", "List each question that the page asked"));
  command->footer(say("Ví dụ: minhbach explain /thu-tuc/1.004222/ --day-du",
                      "Example: minhbach explain /thu-tuc/1.004222/ --day-du"));
  command->callback([=, &surroundings, &run] {
    run = [=, &surroundings] { return run_explain(*options, surroundings); };
  });
}

}  // namespace minhbach::cli
