// Reads the sample, renames in memory, and writes the portal's description last.
#include "cli/begin_portal.h"

#include <algorithm>

#include "cli/json_value.h"
#include "cli/messages.h"
#include "cli/parse_failure.h"
#include "ingest/load_text.h"
#include "ingest/scan.h"
#include "pipeline/read_portal.h"
#include "text/letter_case.h"
#include "text/normal_form.h"
#include "text/slug.h"
#include "text/utf8.h"
#include "value/from_json.h"

namespace minhbach::cli {
namespace {

constexpr std::string_view trees[] = {"content", "data", "site"};

/// The sample's page on itself, in all its languages.
constexpr std::string_view about_sample = "trang/ve-trang-nay.";

/// What the notice of the sample ("is not real") becomes: the copy is of a real body, and most of
/// what it shows is not yet.
constexpr std::string_view notice =
    "{\n    \"ten\": \"Trang đang được chuẩn bị\",\n    \"noi_dung\": \"Nội dung có nhãn “Nội dung "
    "minh họa” là của trang mẫu và sẽ được thay dần; không phải thông tin chính thức.\"\n  }";
/// Of the new unit nobody has verified anything yet.
constexpr std::string_view unverified = "\"chua_cong_bo\"";
constexpr std::string_view english_notice =
    "{\n        \"ten\": \"Site in preparation\",\n        \"noi_dung\": \"Content labelled as "
    "illustrative is that of the sample and will be replaced; it is not official "
    "information.\"\n      }";
constexpr std::string_view unit_note =
    "\"Cần thay bằng thông tin thật của đơn vị, ghi nguồn, rồi bỏ dòng minh_hoa.\"";

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  if (from.empty() || from == to) return text;
  for (std::size_t at = text.find(from); at != std::string::npos;
       at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
  return text;
}

/// `name` with its first letter capital or small.
std::string with_first(const std::string& name, bool capital) {
  std::size_t end = 0;
  if (name.empty()) return name;
  text::next_code_point(name, end);
  const std::string first = name.substr(0, end);
  return (capital ? text::to_upper(first) : text::to_lower(first)) + name.substr(end);
}

/// "xã Bình Minh" to "Bình Minh".
std::string bare(const std::string& name) {
  static constexpr std::string_view kinds[] = {"xã ", "phường ", "đặc khu "};
  const std::string small = with_first(name, false);
  for (const std::string_view kind : kinds) {
    if (small.starts_with(kind)) return name.substr(kind.size());
  }
  return name;
}

bool is_text_file(std::string_view path) {
  static constexpr std::string_view endings[] = {"md",  "json", "yaml", "yml", "csv",
                                                 "svg", "txt",  "vtt",  "srt", "xml"};
  const std::string ending = ingest::ending_of(path);
  return std::find(std::begin(endings), std::end(endings), ending) != std::end(endings);
}

class PortalCopy {
 public:
  PortalCopy(const pipeline::Context& ctx, std::string id, std::string name)
      : ctx_(ctx), id_(std::move(id)), name_(std::move(name)) {}

  /// All files of the copy by their paths, portal.json last; none with an error in the report.
  std::vector<std::pair<std::string, std::string>> make() {
    check_id();
    if (!ctx_.report.has_errors()) read_sample();
    if (ctx_.report.has_errors()) return {};
    for (const std::string_view tree : trees) copy_tree(tree);
    const std::string last = "site/" + id_ + "/portal.json";
    std::stable_partition(files_.begin(), files_.end(),
                          [&](const auto& file) { return file.first != last; });
    if (ctx_.report.has_errors()) return {};
    return std::move(files_);
  }

 private:
  void refuse(const Message& message, std::vector<std::string> arguments,
              std::string nearest = {}) {
    ctx_.report.add(without_place(message, std::move(arguments), std::move(nearest)));
  }

  void check_id() {
    const bool is_good = !id_.empty() && id_.size() <= 64 && id_ == text::slug(id_);
    if (!is_good) return refuse(messages::portal_id_unusable, {quote(id_)}, text::slug(id_));
    if (id_ == ingest::shared_portal || id_ == "types" || id_ == "forms")
      return refuse(messages::portal_id_unusable, {quote(id_)});
    for (const std::string_view tree : trees) {
      const std::string folder = std::string(tree) + "/" + id_;
      if (ctx_.disk.is_folder(folder) || ctx_.disk.is_file(folder))
        return refuse(messages::portal_is_there, {quote(id_), folder});
    }
  }

  /// What the sample's unit is called, which the copy's is called otherwise.
  void read_sample() {
    const std::string path = "site/" + std::string(sample_portal) + "/portal.json";
    if (!ctx_.disk.is_file(path)) return refuse(messages::sample_missing, {path});
    const auto source = ingest::load_text(ctx_.disk, path, 0, ingest::data_limit, ctx_.report);
    const auto portal =
        source ? pipeline::read_portal(std::string(sample_portal), *source, ctx_.report)
               : std::nullopt;
    if (!portal) return;
    sample_unit_ = portal->unit;
    for (const Mount& mount : portal->mounts) list_mounted(mount.from);
    unit_file_ = "data/" + std::string(sample_portal) + "/don-vi/" + sample_unit_ + ".json";
    Report ignored;  // Without a name of its unit only ids are changed.
    const auto unit = ingest::load_text(ctx_.disk, unit_file_, 0, ingest::data_limit, ignored);
    const Result<Node> document = unit ? read_json(*unit) : Result<Node>(Node());
    const Node* title = document ? document->find("ten") : nullptr;
    if (title != nullptr) sample_name_ = title->text;
    const std::string shared = "data/" + std::string(ingest::shared_portal) + "/don-vi/" + id_;
    if (!sample_unit_.empty() && ctx_.disk.is_file(shared + ".json"))
      refuse(messages::unit_is_shared, {quote(id_), shared + ".json"});
  }

  void list_mounted(const std::string& folder) {
    std::vector<Diagnostic> ignored;  // Told by `check`.
    for (const std::string_view tree : {"content", "data"}) {
      for (const FileEntry& file : ctx_.disk.list(std::string(tree) + "/" + folder, ignored))
        mounted_.push_back(file.path.substr(tree.size() + 1));
    }
  }

  void copy_tree(std::string_view tree) {
    std::vector<Diagnostic> problems;
    const std::string folder = std::string(tree) + "/" + std::string(sample_portal);
    for (const FileEntry& file : ctx_.disk.list(folder, problems)) {
      const std::string below = file.path.substr(folder.size() + 1);
      if (tree == "site" && below.starts_with("public")) continue;  // What was built.
      if (below.starts_with(about_sample)) continue;  // It says that the commune is not real.
      if (is_of_mounted(below)) continue;
      Result<std::string> bytes = read_listed(ctx_.disk, file.path);
      if (!bytes) {
        ctx_.report.add(bytes.error());
        continue;
      }
      files_.emplace_back(
          std::string(tree) + "/" + id_ + "/" + replaced(below, sample_unit_, id_),
          is_text_file(file.path) ? renamed(file.path, std::move(*bytes)) : std::move(*bytes));
    }
    ctx_.report.add(std::move(problems));
  }

  /// What the sample writes over a record of a catalogue that it mounts, and the copy does not.
  bool is_of_mounted(std::string_view below) const {
    const std::size_t mark = below.find(".ghi-de.");
    if (mark == std::string_view::npos) return false;
    const std::string record = std::string(below.substr(0, mark)) + ".";
    return std::any_of(mounted_.begin(), mounted_.end(), [&](const std::string& path) {
      return std::string_view(path).substr(path.find('/') + 1).starts_with(record);
    });
  }

  std::string renamed(const std::string& path, std::string text) const {
    if (path == unit_file_) {
      text = with_value(text, "ghi_chu", unit_note);
      text = with_value(text, "do_tin_cay", unverified);
    }
    if (path.ends_with("/portal.json")) {
      // Whom the sample sits inside of, and whose catalogue it shows, is made up too; where it is
      // published to is its own.
      for (const std::string_view key : {"cong_cha", "gan", "noi_xuat_ban", "ban_dich.en.cong_cha"})
        text = without_value(text, key);
      text = with_value(text, "vi_du", notice);
      text = with_value(text, "ban_dich.en.vi_du", english_notice);
    }
    for (const std::string_view tree : trees) {
      text = replaced(std::move(text), fmt::format("{}/{}/", tree, sample_portal),
                      fmt::format("{}/{}/", tree, id_));
    }
    text = replaced(std::move(text), sample_unit_, id_);
    if (name_.empty() || sample_name_.empty()) return text;
    for (const bool capital : {true, false})
      text =
          replaced(std::move(text), with_first(sample_name_, capital), with_first(name_, capital));
    text = replaced(std::move(text), text::to_upper(sample_name_), text::to_upper(name_));
    // As other languages write it: "Ví Dụ commune".
    return replaced(std::move(text), bare(sample_name_), bare(name_));
  }

  const pipeline::Context& ctx_;
  const std::string id_;
  const std::string name_;
  std::string sample_unit_, sample_name_, unit_file_;
  std::vector<std::string> mounted_;  ///< Files of mounted folders: `<folder>/<type>/<name>`.
  std::vector<std::pair<std::string, std::string>> files_;
};

}  // namespace

std::vector<std::string> begin_portal(const pipeline::Context& ctx, Disk& disk,
                                      const std::string& id, const std::string& name) {
  const std::string normal = text::is_utf8(name) ? text::to_nfc(name) : std::string();
  std::vector<std::string> written;
  for (const auto& [path, bytes] : PortalCopy(ctx, id, normal).make()) {
    const Result<Written> done = disk.write(path, bytes);
    if (done) {
      written.push_back(path);
      continue;
    }
    ctx.report.add(done.error());
    for (const std::string& made : written) (void)disk.remove(made);  // Nothing half.
    return {};
  }
  return written;
}

}  // namespace minhbach::cli
