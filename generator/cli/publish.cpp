// `minhbach publish` and `minhbach rollback`: a built portal to its host, and back.
#include <algorithm>
#include <chrono>

#include <fmt/format.h>

#include "cli/build_choices.h"
#include "cli/commands.h"
#include "cli/give_up_on_signals.h"
#include "cli/parse_failure.h"
#include "cli/print_report.h"
#include "cli/publish_choices.h"
#include "disk/real_disk.h"
#include "model/url.h"
#include "outputs/host_rules.h"
#include "pipeline/earlier_build.h"
#include "pipeline/write_outputs.h"
#include "publish/check_site.h"
#include "publish/messages.h"
#include "publish/open_target.h"

namespace minhbach::cli {
namespace {

struct PublishOptions {
  PublishChoices what;
  bool adopt = false;
  bool older = false;
  std::string number;  ///< `--cho-xoa`, or of a rollback how many versions.
};

/// The languages whose pages stand in folders of their own: "" first.
std::vector<std::string> language_folders(const Disk& disk) {
  std::vector<std::string> out{""};
  if (!disk.is_file(pipeline::languages_path)) return out;
  const Result<std::string> text = disk.read(pipeline::languages_path);
  if (!text) return out;
  for (std::size_t from = 0; from < text->size();) {
    const std::size_t end = std::min(text->find('\n', from), text->size());
    if (end > from) out.push_back(text->substr(from, end - from) + "/");
    from = end + 1;
  }
  return out;
}

/// The build's files; nothing with an error in the report.
std::optional<publish::SiteFiles> load_site(const pipeline::Context& ctx, const Destination& to,
                                            unsigned jobs) {
  const RealDisk disk(to.folder, no_file_limit);
  if (!disk.is_file(pipeline::list_path)) {
    ctx.report.add(without_place(messages::site_not_built, {to.output, to.folder}));
    return std::nullopt;
  }
  if (disk.is_file(pipeline::failed_mark_path))
    ctx.report.add(without_place(messages::site_build_failed, {to.output, to.folder}));
  std::vector<std::string> paths;
  for (const std::string& folder : language_folders(disk)) {
    if (disk.is_file(folder + std::string(pipeline::writing_mark_path)))
      ctx.report.add(without_place(messages::site_half_built, {to.output, to.folder}));
    for (const std::string& path : pipeline::listed_outputs(ctx, disk, folder))
      paths.push_back(folder + path);
  }
  if (ctx.report.has_errors()) return std::nullopt;
  publish::SiteFiles site =
      publish::read_site_files(to.folder, to.output, std::move(paths), jobs, ctx.report);
  if (ctx.report.has_errors()) return std::nullopt;
  return site;
}

/// Old addresses lead on where the host knows the build's rules.
publish::PublicSite public_site(const Destination& to) {
  publish::PublicSite out{to.place.public_address, to.policy, to.place.ca_file};
  const RealDisk disk(to.folder, no_file_limit);
  const Result<std::string> rules = disk.read(outputs::netlify_redirects_path);
  if (!rules) return out;  // There are none.
  for (const outputs::MovedPage& page : outputs::read_redirects(*rules, to.base_path))
    out.moved.emplace(output_path(page.from), page.to);
  return out;
}

/// Publishes to one place after the other: one that fails leaves the others theirs.
template <typename Work>
int for_each_place(const PublishOptions& options, const Surroundings& surroundings, Work work) {
  const RealDisk disk(surroundings.root);
  Report report;
  const pipeline::Context ctx{disk, report, {}};
  const unsigned jobs = read_jobs(options.what.jobs, report);
  const std::vector<Destination> all = choose_destinations(ctx, options.what, surroundings.root);
  if (report.has_errors()) {
    print_report(report, surroundings.language, true);
    return usage;
  }
  int code = ok;
  for (const Destination& to : all) {
    const auto begin = std::chrono::steady_clock::now();
    Report one;
    const pipeline::Context each{disk, one, {}};
    publish::Outcome outcome;
    {
      publish::Orders orders = orders_of(options.what, surroundings);
      const auto connect = [&] { return publish::target_of(to.place, surroundings.root, jobs); };
      const auto target = connect();
      GiveUpOnSignals signals(connect);
      orders.hold = [&](const publish::Lock& lock) { signals.hold(lock); };
      work(each, to, *target, orders, jobs, outcome);
      const bool is_news = outcome.is_done && outcome.plan.next.number > 0;
      if (is_news && !to.place.public_address.empty())
        outcome.checked = publish::check_site(public_site(to), outcome.plan, orders.wait, one);
    }
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
    print_report(one, surroundings.language, true);
    print_outcome(to, outcome, options.what, took.count(), one.has_errors(), surroundings);
    if (one.has_errors()) code = content_errors;
  }
  return code;
}

int run_publish(const PublishOptions& options, unsigned deletions,
                const Surroundings& surroundings) {
  return for_each_place(
      options, surroundings,
      [&](const pipeline::Context& ctx, const Destination& to, publish::Target& target,
          publish::Orders orders, unsigned jobs, publish::Outcome& outcome) {
        const auto site = load_site(ctx, to, jobs);
        if (!site) return;
        orders.adopt = options.adopt;
        orders.allowed = {options.older, deletions};
        outcome = publish::publish_site(*site, to.place, target, orders, ctx.report);
      });
}

int run_rollback(const PublishOptions& options, unsigned steps, const Surroundings& surroundings) {
  return for_each_place(
      options, surroundings,
      [&](const pipeline::Context& ctx, const Destination& to, publish::Target& target,
          const publish::Orders& orders, unsigned, publish::Outcome& outcome) {
        outcome = publish::roll_back(steps, to.output, to.place, target, orders, ctx.report);
      });
}

/// The last word, when it is a number and no portal is called so.
void take_versions(PublishOptions& options, const Surroundings& surroundings) {
  std::vector<std::string>& words = options.what.portals;
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (words.empty() || !std::all_of(words.back().begin(), words.back().end(), is_digit)) return;
  if (RealDisk(surroundings.root).is_folder("site/" + words.back())) return;
  options.number = std::move(words.back());
  words.pop_back();
}

/// As the "option" that says how many versions a rollback goes back: it has none.
constexpr std::string_view versions = "N";

/// Of the number that a command has of its own.
struct NumberRange {
  std::string_view option;  ///< `versions`: it stands behind the portals.
  unsigned default_value, least, most;
};
using Work = int (*)(const PublishOptions&, unsigned number, const Surroundings&);

/// The choices of both commands, and what is done when one was typed.
std::shared_ptr<PublishOptions> prepare(CLI::App& command, const NumberRange& range,
                                        const Surroundings& surroundings, Run& run, Work work) {
  auto options = std::make_shared<PublishOptions>();
  add_publish_choices(command, options->what, surroundings);
  command.callback([=, &surroundings, &run] {
    run = [=, &surroundings]() -> int {
      Report typed;
      if (range.option == versions) take_versions(*options, surroundings);
      const unsigned number = read_number(std::string(range.option), options->number,
                                          range.default_value, range.least, range.most, typed);
      if (!typed.has_errors()) return work(*options, number, surroundings);
      print_report(typed, surroundings.language, true);
      return usage;
    };
  });
  return options;
}

}  // namespace

void add_publish(CLI::App& app, const Surroundings& surroundings, Run& run) {
  const auto say = [&](const char* vi, const char* en) { return surroundings.say(vi, en); };
  CLI::App* command =
      app.add_subcommand("publish", say("Đưa bản đã dựng lên máy chủ; chỉ gửi những gì thay đổi",
                                        "Bring what was built to its host; only what has changed"));
  const auto options =
      prepare(*command, {"--cho-xoa", 0, 0, 1'000'000'000}, surroundings, run, run_publish);
  command
      ->add_option("--out", options->what.out,
                   say("Thư mục đã dựng vào (--out của build); mặc định site/<cổng>/public",
                       "Where it was built to (--out of build); default site/<portal>/public"))
      ->type_name(say("THƯ_MỤC", "FOLDER"));
  command->add_flag("--nhan", options->adopt,
                    say("Đọc lại những gì đang có ở đó, thay cho bản kê khai bị thiếu hoặc hỏng",
                        "Look at what is there, in place of a manifest that is missing or wrong"));
  command->add_flag("--cu-hon", options->older,
                    say("Cho phép bản dựng cũ hơn bản đang có ở đó",
                        "Even a build older than the one that is there"));
  command
      ->add_option("--cho-xoa", options->number,
                   say("Cho phép xóa đến từng này tệp", "Allow so many files to be deleted"))
      ->type_name(say("SỐ", "N"));
  command->footer(say("Ví dụ: minhbach publish luc-nam --to chinh --thu",
                      "Example: minhbach publish luc-nam --to chinh --thu"));
}

void add_rollback(CLI::App& app, const Surroundings& surroundings, Run& run) {
  const auto say = [&](const char* vi, const char* en) { return surroundings.say(vi, en); };
  CLI::App* command = app.add_subcommand(
      "rollback", say("Lùi nơi xuất bản về bản trước", "Take a place back to an earlier version"));
  prepare(*command, {versions, 1, 1, 100}, surroundings, run, run_rollback);
  command->footer(
      say("Ví dụ: minhbach rollback luc-nam --to chinh\n"
          "Lùi hai bản: minhbach rollback luc-nam --to chinh 2",
          "Example: minhbach rollback luc-nam --to chinh\n"
          "Two versions: minhbach rollback luc-nam --to chinh 2"));
}

}  // namespace minhbach::cli
