// The starter that a new commune copies: nothing wrong with it, everything in it, all of it marked.
#include <algorithm>

#include "disk/memory_disk.h"
#include "pipeline/build_portal.h"
#include "portals/built_portal.h"
#include "support/borrowed_disk.h"

using namespace minhbach;

namespace {

constexpr std::string_view banner = "Trang ví dụ. Xã Ví Dụ không có thật.";
constexpr std::string_view english_banner = "Example site. There is no Ví Dụ commune.";

std::vector<std::string> type_ids() {
  std::vector<std::string> out;
  std::vector<Diagnostic> problems;
  constexpr std::string_view ending = ".schema.json";
  for (const FileEntry& file : repository().list("site/types", problems)) {
    const std::string name = file.path.substr(file.path.rfind('/') + 1);
    if (name.ends_with(ending)) out.push_back(name.substr(0, name.size() - ending.size()));
  }
  REQUIRE(out.size() > 20);
  return out;
}

/// The portal's own files of records.
std::vector<std::string> record_files() {
  std::vector<std::string> out;
  for (const char* folder : {"content/mau", "data/mau"}) {
    std::vector<Diagnostic> problems;
    for (const FileEntry& file : repository().list(folder, problems)) {
      if (file.path.ends_with(".md") || file.path.ends_with(".json")) out.push_back(file.path);
    }
  }
  return out;
}

/// The nearest folder above a file: "thu-tuc". A plan lies in a folder of its own.
std::string folder_of(const std::string& file) {
  const std::string above = file.substr(0, file.rfind('/'));
  return file.ends_with("/ke-hoach.json") ? "ke-hoach" : above.substr(above.rfind('/') + 1);
}

}  // namespace

TEST_CASE("the starter is built without anything to be said of it") {
  REQUIRE_FONTS();
  MemoryDisk output;
  Report report;
  const pipeline::Context ctx{repository(), report, {}};
  const std::vector<std::string> ids{"mau"};
  pipeline::build_portals(
      ctx, ids, [&](const std::string&) { return std::make_unique<BorrowedDisk>(output); });
  for (const Diagnostic& diagnostic : report.sorted())
    UNSCOPED_INFO(to_text(diagnostic, Language::vi));
  CHECK(report.sorted().empty());
}

TEST_CASE("the starter has a record of every type, and a section for every type that has lists") {
  const std::vector<std::string> files = record_files();
  const std::vector<Node> sections = items_of(read_node("site/mau/portal.json"), "muc");
  for (const std::string& id : type_ids()) {
    INFO(id << ": a new type needs a good record in content/mau/ or data/mau/");
    std::string folder = id;
    std::replace(folder.begin(), folder.end(), '_', '-');
    CHECK(std::any_of(files.begin(), files.end(),
                      [&](const std::string& file) { return folder_of(file) == folder; }));
    if (text_of(read_node("site/types/" + id + ".schema.json"), "x-mau-danh-sach").empty())
      continue;
    CHECK(std::any_of(sections.begin(), sections.end(),
                      [&](const Node& section) { return text_of(section, "loai") == id; }));
  }
}

TEST_CASE(
    "every record of the starter is marked as made up, and every page says it is an example") {
  REQUIRE_FONTS();
  for (const std::string& file : record_files()) {
    INFO(file);
    const std::string text = *repository().read(file);
    // What is laid over another's record marks itself, not that record.
    const bool is_layer = file.find(".ghi-de.") != std::string::npos;
    CHECK(((is_layer && text.find("(ví dụ") != std::string::npos) ||
           text.find("\nminh_hoa: true\n") != std::string::npos ||
           text.find("\"minh_hoa\": true") != std::string::npos));
  }
  for (const auto& [path, bytes] : portal("mau")) {
    if (!path.ends_with(".html") || bytes.find("http-equiv=\"refresh\"") != std::string::npos)
      continue;
    INFO(path);
    CHECK(words_of(bytes).find(path.starts_with("en/") ? english_banner : banner) !=
          std::string::npos);
  }
}

TEST_CASE("the starter shows what is free, what is not said, what is missing and why") {
  REQUIRE_FONTS();
  const Files& files = portal("mau");
  const auto says = [&](const std::string& path, const std::string& text) {
    INFO(path << ": " << text);
    CHECK(words_of(main_of(files, path)).find(text) != std::string::npos);
  };
  says("thu-tuc/9.000002/index.html", "Không thu phí");
  says("thu-tuc/9.000002/index.html", "Một phần Ảnh có xác nhận phải nộp bản chính");
  says("thu-tuc/9.000003/index.html", "Chưa công bố không có nghĩa là không thu.");
  says("quy-hoach/quy-hoach-chung-xay-dung-vi-du/index.html", "Lý do: Đang chờ phê duyệt.");
  says("quy-hoach/ke-hoach-su-dung-dat-2026-vi-du/index.html", "Tải bản đồ");
  says("cap-phep-xay-dung/nha-o-thon-1-vi-du/index.html", "Cá nhân, hộ gia đình (không nêu tên)");
  says("bao-cao/trung-tam-hcc-quy-3-2026/index.html", "07/10/2026 Nộp muộn");
  says("ke-hoach/minh-bach-2026/nhiem-vu/vd-5.1/index.html", "Chủ trì kế hoạch không nêu");
  says("tiep-can-thong-tin/index.html", "Đầu mối tiếp nhận Đầu mối cung cấp thông tin");
}

TEST_CASE("the starter shows by whom, when, how and for how long its items are made public") {
  REQUIRE_FONTS();
  const Files& files = portal("mau");
  const auto says = [&](const std::string& path, const std::string& text) {
    INFO(path << ": " << text);
    CHECK(words_of(main_of(files, path)).find(text) != std::string::npos);
  };
  const std::string plan = "quy-hoach/ke-hoach-su-dung-dat-2026-vi-du/index.html";
  says(plan, "Hình thức công khai: Đăng trên cổng; niêm yết tại trụ sở UBND xã.");
  says(plan, "Thời hạn công khai: Suốt kỳ quy hoạch, kế hoạch.");
  says(plan, "Cũng xem được tại: Bảng niêm yết tại trụ sở UBND xã Ví Dụ; nhà văn hóa các thôn.");
  says(plan, "Ngày tạo ra thông tin: 20/01/2026");
  says(plan, "Ngày đăng: 22/01/2026");
  const std::string poster = "poster/quyen-tiep-can-thong-tin/index.html";
  says(poster, "Người biên soạn: Phòng Văn hóa - Xã hội xã Ví Dụ.");
  says(poster, "Bản quyền: Được in lại và đăng lại, ghi rõ nguồn.");
  says("thu-tuc/9.000001/index.html",
       "Hình thức nộp: Chuyển khoản, hoặc tiền mặt khi nhận kết quả");
  says("thu-tuc/9.000001/index.html", "Căn cứ mức thu: Nghị quyết của HĐND xã");
  says("thu-tuc/9.000001/index.html", "Như nộp trực tiếp, thêm cước bưu chính");
  says("uu-dai-dau-tu/ho-tro-gian-hang-vi-du/index.html", "Áp dụng đến hết ngày 31/12/2026");
  // What a procedure's life says is found from its dates.
  says("thu-tuc/9.000002/index.html", "Chưa có hiệu lực Thủ tục được áp dụng từ 01/01/2027");
  // Structured data, for programs.
  const auto tells = [&](const std::string& path, const std::string& text) {
    INFO(path << ": " << text);
    CHECK(files.at(path).find(text) != std::string::npos);
  };
  tells(poster, R"("creator": {"@type": "Organization", "name": "Phòng Văn hóa - Xã hội)");
  tells(poster, R"("copyrightNotice": "Được in lại)");
  tells(plan, R"("dateCreated": "2026-01-20")");
  tells("van-ban-chi-dao/chi-thi-cap-nhat-trang/index.html",
        R"("creator": {"@type": "Organization", "name": "UBND xã Ví Dụ"})");
  tells("uu-dai-dau-tu/ho-tro-gian-hang-vi-du/index.html", R"("expires": "2026-12-31")");
  tells("thu-tuc/9.000001/index.html", R"("keywords": [)");
}

TEST_CASE("of another's real record only the field that is the portal's own is made up") {
  REQUIRE_FONTS();
  const std::string html = main_of(portal("mau"), "thu-tuc/2.000815/index.html");
  CHECK(html.find(
            "tự ghi: <strong>Địa chỉ tiếp nhận</strong>. Chỉ phần ghi riêng này là minh họa.") !=
        std::string::npos);
  CHECK(html.find("nhan-minh-hoa") == std::string::npos);
  CHECK(html.find("dichvucong.gov.vn") != std::string::npos);
}

TEST_CASE("the starter sits in a parent portal and shows a mounted catalogue, with a local value") {
  REQUIRE_FONTS();
  const Files& files = portal("mau");
  CHECK(files.at("index.html").find("<a href=\"https://tinh-mau.example\">") != std::string::npos);
  const std::string html = words_of(main_of(files, "thu-tuc/9.100003/index.html"));
  CHECK(html.find("UBND tỉnh Mẫu (ví dụ), cập nhật 05/10/2026") != std::string::npos);
  CHECK(html.find("Nhà văn hóa thôn 1, xã Ví Dụ") != std::string::npos);
  CHECK(html.find("Nội dung minh họa") != std::string::npos);
}

TEST_CASE("a made-up procedure does not lead to the real national portal") {
  REQUIRE_FONTS();
  const std::string html = main_of(portal("mau"), "thu-tuc/9.000001/index.html");
  CHECK(html.find("dichvucong.gov.vn") == std::string::npos);
  CHECK(html.find("Thủ tục minh họa") != std::string::npos);
}
