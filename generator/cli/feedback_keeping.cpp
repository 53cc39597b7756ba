// `minhbach feedback purge`, `backup` and `check`: what is no longer kept, and what must not be
// lost.
#include <algorithm>
#include <filesystem>
#include <map>

#include <fmt/format.h>

#include "cli/feedback_commands.h"
#include "cli/feedback_facts.h"
#include "cli/print_report.h"
#include "disk/real_disk.h"
#include "pipeline/read_site.h"
#include "text/calendar.h"

namespace minhbach::cli {
namespace {

struct KeepingOptions {
  FeedbackChoices choices;
  std::string path;
};

/// Opens the store and does the work; what went wrong is in the report.
template <typename Work>
int with_store(const KeepingOptions& options, const Surroundings& surroundings, Work work) {
  Report report;
  const RealDisk disk(surroundings.root);
  const pipeline::Context ctx{disk, report, {}};
  if (const auto settings = load_settings(ctx, options.choices)) {
    const auto store = load_store(ctx, surroundings.root, *settings, false);
    if (store) work(ctx, *settings, *store);
  }
  print_report(report, surroundings.language, true);
  return report.has_errors() ? content_errors : ok;
}

int purge(const KeepingOptions& options, const Surroundings& surroundings) {
  return with_store(
      options, surroundings,
      [&](const pipeline::Context& ctx, const feedback::Settings&, feedback::Store& store) {
        // Also of portals that take nothing any more, or are gone: the promise outlives them.
        const std::vector<schema::Form> forms = pipeline::read_forms(ctx);
        if (ctx.report.has_errors()) return;
        const auto day = [&](int kept) {
          return text::to_iso(text::add_days(surroundings.today(), -kept));
        };
        int longest = 0;
        std::map<std::string, std::string, std::less<>> before;  // By form.
        for (const schema::Form& form : forms) {
          longest = std::max(longest, form.keep_days);
          before[form.id] = day(form.keep_days);
        }
        // What a form promised that is gone cannot be read any more: the longest there is.
        const std::string others = day(longest);
        const auto limit = [&](std::string_view form) -> const std::string& {
          const auto at = before.find(form);
          return at == before.end() ? others : at->second;
        };
        const auto done =
            store.purge([&](std::string_view, std::string_view form, std::string_view sent) {
              return !forms.empty() && sent < limit(form);
            });
        if (!done) return ctx.report.add(done.error());
        for (const auto& [of, count] : *done)
          fmt::print(fmt::runtime(surroundings.say("{}, {}: đã xóa {} ý kiến trước ngày {}\n",
                                                   "{}, {}: removed {} of before {}\n")),
                     of.first, of.second, count, limit(of.second));
        if (done->empty())
          fmt::print("{}\n", surroundings.say("không có gì phải xóa", "nothing to remove"));
      });
}

int back_up(const KeepingOptions& options, const Surroundings& surroundings) {
  return with_store(
      options, surroundings,
      [&](const pipeline::Context& ctx, const feedback::Settings&, feedback::Store& store) {
        const auto done = store.back_up(options.path);
        if (!done) return ctx.report.add(done.error());
        std::error_code unknown;
        fmt::print(fmt::runtime(surroundings.say("đã sao lưu: {} ({} byte)\n",
                                                 "backed up: {} ({} bytes)\n")),
                   options.path, std::filesystem::file_size(options.path, unknown));
      });
}

int check(const KeepingOptions& options, const Surroundings& surroundings) {
  return with_store(
      options, surroundings,
      [&](const pipeline::Context& ctx, const feedback::Settings&, feedback::Store& store) {
        const auto sound = store.check();
        if (!sound) return ctx.report.add(sound.error());
        std::size_t counts[2] = {};
        for (const bool suspicious : {false, true}) {
          feedback::Selection all;
          all.suspicious = suspicious;
          const auto read = store.each(all, [&](const feedback::Stored&) { ++counts[suspicious]; });
          if (!read) return ctx.report.add(read.error());
        }
        fmt::print(
            fmt::runtime(surroundings.say("kho nguyên vẹn: {} ý kiến, {} để riêng\n",
                                          "the store is sound: {} submissions, {} kept apart\n")),
            counts[0], counts[1]);
      });
}

}  // namespace

void add_feedback_keeping(CLI::App& parent, const Surroundings& surroundings, Run& run) {
  const auto say = [&](const char* vi, const char* en) { return surroundings.say(vi, en); };
  const auto finish = [&](CLI::App* command, const std::shared_ptr<KeepingOptions>& options,
                          int (*work)(const KeepingOptions&, const Surroundings&)) {
    add_feedback_choices(*command, options->choices, surroundings);
    command->callback([=, &surroundings, &run] {
      run = [=, &surroundings] { return work(*options, surroundings); };
    });
  };
  CLI::App* purging =
      parent.add_subcommand("purge", say("Xóa ý kiến đã quá thời hạn lưu của biểu mẫu (x-luu-giu)",
                                         "Remove what is older than its form says (x-luu-giu)"));
  purging->footer(say("Ví dụ, chạy hằng ngày: minhbach feedback purge",
                      "Example, to be run daily: minhbach feedback purge"));
  finish(purging, std::make_shared<KeepingOptions>(), purge);

  const auto backup = std::make_shared<KeepingOptions>();
  CLI::App* backing_up = parent.add_subcommand(
      "backup", say("Sao lưu kho SQLite ra một tệp, khi nơi tiếp nhận vẫn chạy",
                    "Copy the SQLite store into a file, while the endpoint runs"));
  backing_up->add_option("TEP", backup->path, say("Tệp sao lưu", "The copy"))
      ->required()
      ->type_name(" ");
  backing_up->footer(say("Ví dụ: minhbach feedback backup /var/backups/y-kien.db",
                         "Example: minhbach feedback backup /var/backups/y-kien.db"));
  finish(backing_up, backup, back_up);

  CLI::App* checking = parent.add_subcommand(
      "check", say("Kiểm tra kho có bị hỏng không", "Look the store over for damage"));
  checking->footer(say("Ví dụ: minhbach feedback check", "Example: minhbach feedback check"));
  finish(checking, std::make_shared<KeepingOptions>(), check);
}

}  // namespace minhbach::cli
