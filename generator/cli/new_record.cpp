// `minhbach new`: a file to begin a record with.
#include <memory>

#include <fmt/format.h>

#include "cli/begin_record.h"
#include "cli/choose.h"
#include "cli/commands.h"
#include "cli/print_report.h"
#include "disk/real_disk.h"
#include "ingest/scan.h"

namespace minhbach::cli {
namespace {

struct NewOptions {
  std::string type;
  std::string portal;
  RecordNames names;
};

int run_new(const NewOptions& options, const Surroundings& surroundings) {
  Report report;
  RealDisk disk(surroundings.root);
  pipeline::Options build_options;
  build_options.today = surroundings.today();
  const pipeline::Context ctx{disk, report, build_options};
  const std::vector<schema::Type> types = read_types_or_tell(ctx, surroundings.root);
  const schema::Type* type = types.empty() ? nullptr : choose_type(types, options.type, report);
  const std::string portal = types.empty() ? std::string() : choose_portal(ctx, options.portal);
  std::string path;
  if (!report.has_errors()) {
    path = begin_record(ctx, disk, types, *type, portal, options.names, surroundings.language);
  }
  print_report(report, surroundings.language, false);
  if (report.has_errors()) return refusal(report);
  fmt::print(fmt::runtime(surroundings.say("đã tạo {}\n", "made {}\n")), path);
  if (type->field("nhap")) {
    // Not `build --nhap`, which would leave drafts among the pages that are published.
    fmt::print(
        fmt::runtime(surroundings.say("đây là bản nháp: xem thử bằng \"minhbach serve{} --nhap\"; "
                                      "viết xong thì xóa dòng \"nhap: true\" để đăng\n",
                                      "it is a draft: preview it with \"minhbach serve{} "
                                      "--nhap\"; delete the line \"nhap: true\" to publish it\n")),
        portal == ingest::shared_portal ? "" : " " + portal);
  }
  return ok;
}

}  // namespace

void add_new(CLI::App& app, const Surroundings& surroundings, Run& run) {
  const auto say = [&](const char* vi, const char* en) { return surroundings.say(vi, en); };
  CLI::App* command = app.add_subcommand(
      "new", say("Tạo tệp mẫu cho một nội dung mới", "Make a file to begin a record with"));
  auto options = std::make_shared<NewOptions>();
  command
      ->add_option("LOAI", options->type,
                   say("Loại nội dung, xem minhbach types", "The content type, see minhbach types"))
      ->required();
  command
      ->add_option(
          "--cong", options->portal,
          say("Cổng; không cần ghi khi chỉ có một. \"chung\" là dùng cho mọi cổng",
              "The portal; not needed when there is one only. \"chung\" is for all portals"))
      ->type_name(say("CỔNG", "PORTAL"));
  command
      ->add_option("--ten", options->names.title,
                   say("Tiêu đề, đặt trong dấu nháy kép", "The title, in double quotes"))
      ->type_name(say("\"TIÊU ĐỀ\"", "\"TITLE\""));
  command
      ->add_option("--ma", options->names.id,
                   say("Mã nội dung, cũng là tên tệp; mặc định lấy từ tiêu đề",
                       "The id, also the file's name; default: from the title"))
      ->type_name(say("MÃ", "ID"));
  command->footer(
      say("Ví dụ: minhbach new tin_bai --cong luc-nam --ten \"Lịch tiếp công dân tháng 5\"",
          "Example: minhbach new tin_bai --cong luc-nam --ten \"Lịch tiếp công dân tháng 5\""));
  command->callback([=, &surroundings, &run] {
    run = [=, &surroundings] { return run_new(*options, surroundings); };
  });
}

}  // namespace minhbach::cli
