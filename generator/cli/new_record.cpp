// `minhbach new`: a file to begin a record with, or a portal copied from the sample.
#include <memory>

#include <fmt/format.h>

#include "cli/begin_portal.h"
#include "cli/begin_record.h"
#include "cli/choose.h"
#include "cli/commands.h"
#include "cli/messages.h"
#include "cli/parse_failure.h"
#include "cli/print_report.h"
#include "disk/real_disk.h"
#include "ingest/scan.h"

namespace minhbach::cli {
namespace {

/// In place of a type: a portal.
constexpr std::string_view portal_word = "portal";

struct NewOptions {
  std::string type;
  std::string new_portal;  ///< Its id.
  std::string portal;
  RecordNames names;
};

int run_new_portal(const NewOptions& options, const Surroundings& surroundings) {
  Report report;
  RealDisk disk(surroundings.root);
  const pipeline::Context ctx{disk, report, {}};
  const std::string& id = options.new_portal.empty() ? options.names.id : options.new_portal;
  std::vector<std::string> made;
  if (id.empty()) {
    report.add(without_place(messages::portal_id_missing, {}));
  } else {
    made = begin_portal(ctx, disk, id, options.names.title);
  }
  print_report(report, surroundings.language, false);
  if (report.has_errors()) return refusal(report);
  fmt::print(
      fmt::runtime(surroundings.say(
          "đã tạo cổng {0}: {1} tệp trong site/{0}, content/{0} và data/{0}, chép từ cổng {2}\n"
          "sửa site/{0}/portal.json (ten, dia_chi; cổng nằm trong cổng tỉnh thì thêm cong_cha, "
          "dùng "
          "danh mục của tỉnh thì thêm gan), rồi xem thử bằng \"minhbach serve {0}\"; nội dung mang "
          "minh_hoa: true là của mẫu, cần thay dần\n",
          "made the portal {0}: {1} files in site/{0}, content/{0} and data/{0}, copied from {2}\n"
          "edit site/{0}/portal.json (ten, dia_chi; add cong_cha when it sits inside a province's "
          "portal, gan to show its catalogue), then preview it with \"minhbach serve {0}\"; what "
          "is "
          "marked minh_hoa: true is the sample's and is to be replaced\n")),
      id, made.size(), sample_portal);
  if (options.names.title.empty())
    fmt::print(fmt::runtime(surroundings.say(
                   "cổng vẫn mang tên của mẫu: xóa ba thư mục trên rồi chạy lại với --ten để có "
                   "tên đúng, ví dụ: minhbach new portal {0} --ten \"xã Bình Minh\"\n",
                   "the portal still bears the sample's name: delete the three folders above and "
                   "run it again with --ten, as in: minhbach new portal {0} --ten \"xã Bình "
                   "Minh\"\n")),
               id);
  return ok;
}

int run_new(const NewOptions& options, const Surroundings& surroundings) {
  if (options.type == portal_word) return run_new_portal(options, surroundings);
  Report report;
  RealDisk disk(surroundings.root);
  pipeline::Options build_options;
  build_options.today = surroundings.today();
  const pipeline::Context ctx{disk, report, build_options};
  if (!options.new_portal.empty())
    report.add(
        without_place(messages::argument_unexpected, {quote(options.new_portal), "minhbach new"}));
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
      ->add_option(
          "LOAI", options->type,
          say("Loại nội dung, xem minhbach types; portal là tạo cổng mới từ cổng mẫu",
              "The content type, see minhbach types; portal: a new portal, from the sample"))
      ->required();
  command->add_option("MA", options->new_portal,
                      say("Mã của cổng mới, ví dụ xa-binh-minh; chỉ dùng với portal",
                          "The id of the new portal, e.g. xa-binh-minh; only with portal"));
  add_portal_option(*command, options->portal, surroundings);
  command
      ->add_option("--ten", options->names.title,
                   say("Tiêu đề, hoặc tên đơn vị của cổng mới, trong dấu nháy kép",
                       "The title, or the name of the new portal's unit, in double quotes"))
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
