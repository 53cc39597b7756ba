// Reads each place key by key.
#include "pipeline/publish_places.h"

#include <algorithm>

#include "pipeline/messages.h"
#include "pipeline/portal_parts.h"
#include "publish/address.h"
#include "publish/settings_messages.h"

namespace minhbach::pipeline {
namespace {

struct KindName {
  std::string_view name;
  PlaceKind kind;
};
constexpr KindName kind_names[] = {{"thu_muc", PlaceKind::folder},
                                   {"sftp", PlaceKind::sftp},
                                   {"ftps", PlaceKind::ftps},
                                   {"webdav", PlaceKind::webdav},
                                   {"s3", PlaceKind::s3}};

std::string kinds() {
  std::string out;
  for (const KindName& one : kind_names) out += (out.empty() ? "" : ", ") + std::string(one.name);
  return out;
}

bool is_name(std::string_view name) {
  const auto is_good = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  };
  return !name.empty() && std::all_of(name.begin(), name.end(), is_good);
}

/// The members of one place.
class PlaceReader {
 public:
  PlaceReader(const SourceText& source, const Member& member, const Portal& portal, Report& report)
      : source_(source),
        member_(member),
        portal_(portal),
        report_(report),
        reader_(source, member.value, report) {}

  PublishPlace read() {
    PublishPlace out;
    out.name = member_.key;
    out.line = member_.line;
    out.column = member_.column;
    if (!is_name(out.name))
      refuse(messages::place_name_wrong, member_.line, member_.column, out.name);
    read_kind(out);
    out.may_be_plain = reader_.flag("khong_ma_hoa");
    read_address(out);
    out.is_live = reader_.flag("that");
    read_way(out);
    out.kept_versions = reader_.number("giu_ban", out.kept_versions, 0, 100);
    out.kept_asset_days = reader_.number("giu_tai_nguyen", out.kept_asset_days, 0, 3650);
    out.most_deletions = reader_.number("xoa_toi_da", out.most_deletions, 0, 10'000'000);
    out.most_deleted_share = reader_.number("xoa_toi_da_phan_tram", out.most_deleted_share, 0, 100);
    out.connections = reader_.number("ket_noi", out.connections, 1, 32);
    read_keys(out);
    read_bucket(out);
    read_public_address(out);
    read_placement(out);
    reader_.refuse_the_rest();
    return out;
  }

 private:
  void refuse(const Message& message, int line, int column, const std::string& text,
              std::string more = {}) {
    report_.add(source_.diagnostic(message, line, column, {quote(text), std::move(more)}));
  }

  void read_kind(PublishPlace& out) {
    const Node* node = reader_.find("loai", Node::Kind::text, true);
    if (node == nullptr) return;
    for (const KindName& one : kind_names) {
      if (one.name == node->text) {
        out.kind = one.kind;
        return;
      }
    }
    refuse(messages::place_kind_unknown, node->line, node->column, node->text, kinds());
  }

  void read_address(PublishPlace& out) {
    const Node* node = reader_.find("dia_chi", Node::Kind::text, true);
    if (node == nullptr) return;
    out.address = node->text;
    out.address_line = node->line;
    out.address_column = node->column;
    if (const Message* wrong = publish::address_problem(out))
      refuse(*wrong, node->line, node->column, node->text);
  }

  void read_way(PublishPlace& out) {
    const Node* node = reader_.find("cach", Node::Kind::text, false);
    if (node == nullptr) return;
    out.has_releases = node->text == "ban_phat_hanh";
    if (!out.has_releases && node->text != "tai_cho")
      refuse(messages::place_way_unknown, node->line, node->column, node->text);
  }

  void read_keys(PublishPlace& out) {
    const Node* node = reader_.find("khoa_may_chu", Node::Kind::text, false);
    out.key_file = reader_.text("tep_khoa");
    out.ca_file = reader_.text("tep_chung_thu");
    if (node == nullptr) return;
    out.host_key = node->text;
    if (!publish::is_host_key(out.host_key))
      refuse(messages::place_host_key_wrong, node->line, node->column, node->text);
  }

  void read_bucket(PublishPlace& out) {
    out.bucket = reader_.text("thung");
    out.account = reader_.text("tai_khoan");
    out.has_bucket_in_path = reader_.flag("thung_trong_duong_dan");
    out.region = reader_.text("vung");
    if (out.region.empty()) out.region = "us-east-1";  // What stores without regions expect.
    if (out.kind != PlaceKind::s3) return;
    for (const auto& [key, value] : {std::pair("thung", out.bucket), {"tai_khoan", out.account}}) {
      if (value.empty())
        refuse(messages::bucket_missing, member_.line, member_.column, out.name, quote(key));
    }
  }

  void read_public_address(PublishPlace& out) {
    const Node* node = reader_.find("kiem_tra", Node::Kind::text, false);
    if (node == nullptr) return;
    out.public_address = node->text;
    if (base_path_of(node->text).empty())
      refuse(messages::address_wrong, node->line, node->column, node->text);
  }

  void read_placement(PublishPlace& out) {
    const Node* node = reader_.find("vi_tri_dat", Node::Kind::text, false);
    if (node == nullptr) return;
    out.placement = node->text;
    const auto& all = portal_.placements;
    const bool is_there = std::any_of(
        all.begin(), all.end(), [&](const Placement& one) { return one.id == out.placement; });
    if (!is_there) refuse(messages::place_placement_unknown, node->line, node->column, node->text);
  }

  const SourceText& source_;
  const Member& member_;
  const Portal& portal_;
  Report& report_;
  ObjectReader reader_;
};

}  // namespace

void read_publish_places(const SourceText& source, ObjectReader& reader, Report& report,
                         Portal& portal) {
  const Node* all = reader.find("noi_xuat_ban", Node::Kind::mapping, false);
  if (all == nullptr) return;
  for (const Member& member : all->members) {
    if (member.value.kind == Node::Kind::mapping) {
      portal.publish_places.push_back(PlaceReader(source, member, portal, report).read());
    } else {
      reader.refuse_kind("noi_xuat_ban", member.value, Node::Kind::mapping);
    }
  }
}

}  // namespace minhbach::pipeline
