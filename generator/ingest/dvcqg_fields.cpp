// The mapping, one part of a procedure after the other, in the order of Decree 63/2010, article 8.
#include "ingest/dvcqg_fields.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "ingest/foreign_text.h"
#include "ingest/import_messages.h"
#include "ingest/record_node.h"
#include "schema/read_values.h"
#include "text/date.h"
#include "text/number.h"

namespace minhbach::ingest {
namespace {

constexpr std::string_view address_of_procedures = "https://dichvucong.gov.vn/thu-tuc-hanh-chinh/";

std::string without_end(std::string text, char end) {
  while (!text.empty() && (text.back() == end || text.back() == ' ')) text.pop_back();
  return text;
}

std::string joined(const std::vector<std::string>& names) {
  return fmt::format("{}", fmt::join(names, "; "));
}

/// The steps in a text whose paragraphs begin with "+ " or "- ": whatever stands between two of
/// them belongs to the first. One step when there are no such paragraphs.
std::vector<std::string> split_steps(const std::string& text) {
  const char mark = text.empty() ? '\0' : text[0];
  const bool has_marks = (mark == '+' || mark == '-') && text.size() > 1 && text[1] == ' ';
  if (!has_marks) return {text};
  std::vector<std::string> out;
  const std::string head{mark, ' '};
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t next = std::min(text.find("\n" + head, from), text.size());
    std::string step = text.substr(from + head.size(), next - from - head.size());
    while (step.ends_with('\n')) step.pop_back();
    if (!step.empty()) out.push_back(std::move(step));
    from = next + 1;
  }
  return out;
}

}  // namespace

Node DvcqgFields::read() {
  read_names();
  read_level();
  read_steps();
  read_methods();
  read_papers();
  read_time_limit();
  read_agencies();
  read_requirements();
  read_law();
  read_decision();
  read_service();
  read_provenance();
  declare_missing();
  return out_.take();
}

void DvcqgFields::add_names(std::string_view key, std::vector<std::string>& out) {
  for (const Node& item : document_.list(data_, key)) {
    const std::string name = document_.name(item, "name");
    if (!name.empty() && std::find(out.begin(), out.end(), name) == out.end()) out.push_back(name);
  }
}

void DvcqgFields::read_names() {
  out_.put("ma", document_.name(data_, "code"), data_.find("code"));
  out_.put("ten", document_.name(data_, "name"), data_.find("name"));
  if (const Node* category = document_.object(data_, "category"))
    out_.put("linh_vuc", document_.name(*category, "name"), category);
  std::vector<std::string> words;
  const std::string keywords = document_.name(data_, "keywords");
  for (std::size_t from = 0; from < keywords.size();) {
    const std::size_t end = std::min(keywords.find_first_of(",;", from), keywords.size());
    const std::string word = one_line(keywords.substr(from, end - from));
    if (!word.empty() && std::find(words.begin(), words.end(), word) == words.end())
      words.push_back(word);
    from = end + 1;
  }
  out_.put_list("tu_khoa", words, data_.find("keywords"));
}

void DvcqgFields::read_level() {
  constexpr std::pair<const char*, const char*> levels[] = {
      {"isWard", "xa"}, {"isProvince", "tinh"}, {"isMinistry", "trung_uong"}};
  std::string lowest;
  const Node* at = nullptr;
  int count = 0;
  for (const auto& [flag, level] : levels) {
    if (!document_.flag(data_, flag)) continue;
    if (lowest.empty()) at = data_.find(flag);
    if (lowest.empty()) lowest = level;
    ++count;
  }
  out_.put("cap_thuc_hien", lowest, at);
  if (count < 2) return;
  out_.put("pham_vi", "dung_chung", at);
  document_.report(messages::dvcqg_level_many, *at, {lowest});
}

void DvcqgFields::read_steps() {
  for (const Node& step : document_.list(data_, "executionSteps")) {
    const std::string name = document_.name(step, "name");
    const std::string description = document_.text(step, "description");
    // Where the portal has one step without a name, its paragraphs are the steps.
    const std::vector<std::string> parts =
        name.empty() ? split_steps(description) : std::vector<std::string>{description};
    for (const std::string& part : parts) {
      Node item = mapping();
      out_.put_in(item, "trinh_tu", "ten", part.empty() ? std::string_view() : name);
      out_.put_in(item, "trinh_tu", "noi_dung", part.empty() ? name : part);
      if (!item.members.empty()) out_.append("trinh_tu", std::move(item), step);
    }
  }
}

std::optional<DvcqgFields::Time> DvcqgFields::time_of(const Node& object, std::string_view count,
                                                      std::string_view unit) {
  struct Unit {
    std::string_view theirs, words, ours;
  };
  constexpr Unit units[] = {{"WORKING_DAY", "ngày làm việc", "ngay_lam_viec"},
                            {"DAY", "ngày", "ngay"},
                            {"HOUR", "giờ", "gio"}};
  const std::optional<double> number = document_.number(object, count);
  const std::string word = document_.name(object, unit);
  if (!number || *number <= 0 || word.empty() || word == "OTHER") return std::nullopt;
  for (const Unit& known : units) {
    if (known.theirs != word) continue;
    const bool is_digit = *number < 10 && *number == std::floor(*number);
    Time out;
    out.text =
        fmt::format("{}{} {}", is_digit ? "0" : "", text::format_number(*number), known.words);
    out.unit = known.ours;
    out.count = *number;
    return out;
  }
  document_.report(messages::dvcqg_unknown_value, *object.find(unit),
                   {std::string(unit), quote(word)});
  return std::nullopt;
}

void DvcqgFields::read_methods() {
  constexpr std::pair<std::string_view, const char*> ways[] = {{"DIRECT", "truc_tiep"},
                                                               {"ONLINE", "truc_tuyen"},
                                                               {"POST", "buu_chinh"},
                                                               {"POSTAL", "buu_chinh"}};
  for (const Node& method : document_.list(data_, "executionMethods")) {
    const std::string way = document_.name(method, "submissionMethod");
    const std::string description = without_end(document_.text(method, "description"), ';');
    const std::optional<Time> time = time_of(method, "processingTime", "processingTimeUnit");
    read_fees(method, description);
    const auto known = std::find_if(std::begin(ways), std::end(ways),
                                    [&](const auto& each) { return each.first == way; });
    if (known == std::end(ways)) {
      document_.report(messages::dvcqg_unknown_value, method, {"submissionMethod", quote(way)});
      continue;
    }
    Node item = mapping();
    out_.put_in(item, "cach_thuc", "hinh_thuc", known->second);
    if (time) out_.put_in(item, "cach_thuc", "thoi_han", time->text);
    out_.put_in(item, "cach_thuc", "noi_dung", description);
    out_.append("cach_thuc", std::move(item), method);
  }
  read_fees(data_, {});
}

void DvcqgFields::read_fees(const Node& method, const std::string& description) {
  for (const Node& fee : document_.list(method, "fees")) {
    const std::string kind = document_.name(fee, "type");
    const std::string currency = document_.name(fee, "currencyName");
    const std::optional<double> amount = document_.number(fee, "value");
    std::string each = document_.name(fee, "description");
    // Nought is what the portal writes for "see the text" as well: it does not say "free".
    if (!amount || *amount <= 0) continue;
    const bool is_dong = currency == "Việt Nam Đồng" || currency == "VND";
    if (kind != "FEE") {
      document_.report(messages::dvcqg_unknown_value, fee, {"fees.type", quote(kind)});
    } else if (!is_dong && currency != "USD") {
      document_.report(messages::dvcqg_unknown_value, fee, {"fees.currencyName", quote(currency)});
    } else {
      Node item = mapping();
      out_.put_in(item, "muc_thu", "loai", "phi");
      set_member(item, "so_tien", number_node(*amount));
      out_.put_in(item, "muc_thu", "tien_te", is_dong ? "VND" : "USD");
      if (each.starts_with('/')) each.erase(0, 1);
      out_.put_in(item, "muc_thu", "moi", each);
      out_.put_in(item, "muc_thu", "noi_dung", description);
      out_.append("muc_thu", std::move(item), fee);
      out_.put("phi_le_phi", "co_thu", &fee);
    }
  }
}

void DvcqgFields::read_papers() {
  for (const Node& occasion : document_.list(data_, "executionCases"))
    read_papers_of(occasion, document_.name(occasion, "name"));
  for (const Node& occasion : document_.list(data_, "cases"))
    read_papers_of(occasion, document_.name(occasion, "name"));
  read_papers_of(data_, {});
}

void DvcqgFields::read_papers_of(const Node& of, const std::string& occasion) {
  for (const Node& paper : document_.list(of, "profileComponents")) {
    const std::string name = document_.name(paper, "name");
    if (name.empty()) continue;
    Node item = mapping();
    out_.put_in(item, "thanh_phan_ho_so", "truong_hop", occasion);
    out_.put_in(item, "thanh_phan_ho_so", "ten", name);
    const auto put_count = [&](const char* theirs, const char* ours) {
      if (const auto count = document_.number(paper, theirs))
        set_member(item, ours, number_node(*count));
    };
    put_count("originalQty", "ban_chinh");
    put_count("copyQty", "ban_sao");
    out_.append("thanh_phan_ho_so", std::move(item), paper);
  }
}

void DvcqgFields::read_time_limit() {
  struct Limit {
    std::string occasion;
    Time time;
    const Node* at;
  };
  std::vector<Limit> limits;
  const auto add = [&](std::string occasion, std::optional<Time> time, const Node& at) {
    const bool is_new = time && std::none_of(limits.begin(), limits.end(), [&](const Limit& each) {
                          return each.time.text == time->text;
                        });
    if (is_new) limits.push_back({std::move(occasion), *time, &at});
  };
  for (const Node& occasion : document_.list(data_, "cases")) {
    if (const Node* time = document_.object(occasion, "processingDay"))
      add(document_.name(occasion, "name"), time_of(*time, "qty", "type"), *time);
  }
  if (limits.empty()) {
    for (const Node& method : document_.list(data_, "executionMethods"))
      add(document_.name(method, "submissionMethod") == "ONLINE" ? "Trực tuyến" : "Trực tiếp",
          time_of(method, "processingTime", "processingTimeUnit"), method);
  }
  if (limits.empty()) return;
  if (limits.size() == 1) {
    out_.put("thoi_han", limits[0].time.text, limits[0].at);
    out_.put("thoi_han_so", number_node(limits[0].time.count), limits[0].at);
    out_.put("thoi_han_don_vi", limits[0].time.unit, limits[0].at);
    return;
  }
  std::vector<std::string> texts;
  for (const Limit& limit : limits)
    texts.push_back(fmt::format("{}: {}", limit.occasion, limit.time.text));
  out_.put("thoi_han", joined(texts), limits[0].at);
}

void DvcqgFields::read_agencies() {
  const auto names = [&](const char* units, const char* departments) {
    std::vector<std::string> out;
    add_names(units, out);
    add_names(departments, out);
    return out;
  };
  std::vector<std::string> executing = names("unitGroupsExecuting", "departmentsExecuting");
  if (executing.empty()) {
    if (const std::string text = document_.name(data_, "executingAgencies"); !text.empty())
      executing.push_back(text);
  }
  out_.put("co_quan_giai_quyet", joined(executing));
  out_.put("co_quan_co_tham_quyen", joined(names("unitGroupsAuthority", "departmentsAuthority")));
  std::vector<std::string> coordinating =
      names("unitGroupsCoordinating", "departmentsCoordinating");
  const std::string written = document_.name(data_, "coordinatingAgencies");
  if (coordinating.empty() && !written.empty()) coordinating.push_back(written);
  out_.put("co_quan_phoi_hop", joined(coordinating));
  out_.put("dia_chi_tiep_nhan", document_.text(data_, "dossierReceivingAddresses"),
           data_.find("dossierReceivingAddresses"));
  std::vector<std::string> subjects, results;
  add_names("subjectTypesDetails", subjects);
  add_names("resultsDetails", results);
  out_.put_list("doi_tuong", subjects, data_.find("subjectTypesDetails"));
  out_.put_list("ket_qua", results, data_.find("resultsDetails"));
}

void DvcqgFields::read_requirements() {
  const std::string requirements = document_.text(data_, "requirementsAndConditions");
  // The portal shows its description under the same heading, sometimes with more of the text.
  const Node* described = data_.find("description");
  const bool is_text = described != nullptr && described->kind == Node::Kind::text;
  const std::string raw = is_text ? tidy_lines(text_of_html(described->text)) : std::string();
  const bool is_longer = raw.starts_with(requirements);
  if (is_longer) (void)document_.text(data_, "description");
  out_.put("yeu_cau_dieu_kien", is_longer ? raw : requirements,
           data_.find(is_longer ? "description" : "requirementsAndConditions"));
}

void DvcqgFields::read_law() {
  for (const Node& basis : document_.list(data_, "legalBasisesDetails")) {
    const std::string name = document_.name(basis, "name");
    const std::string number = document_.name(basis, "code");
    if (name.empty() && number.empty()) continue;
    Node item = mapping();
    out_.put_in(item, "can_cu_phap_ly", "so_ky_hieu", number.empty() ? name : number);
    // "Thông tư 01/2020/TT-BTP" says nothing beside its number.
    const bool says_more = !number.empty() && !name.ends_with(number);
    if (says_more) out_.put_in(item, "can_cu_phap_ly", "ten", name);
    out_.append("can_cu_phap_ly", std::move(item), basis);
  }
}

void DvcqgFields::read_decision() {
  const Node* proposal = document_.object(data_, "procedureProposal");
  std::string number = document_.name(data_, "decisionNo");
  if (proposal == nullptr) return out_.put("quyet_dinh_cong_bo", number, data_.find("decisionNo"));
  for (const char* key : {"decisionNumber", "proposalNumber"}) {
    const std::string other = document_.name(*proposal, key);
    if (number.empty()) number = other;
  }
  out_.put("quyet_dinh_cong_bo", number, proposal);
  out_.put("ngay_quyet_dinh", document_.day(*proposal, "decisionDate"), proposal);
  if (const Node* agency = document_.object(*proposal, "issuingAgency"))
    out_.put("co_quan_quyet_dinh", document_.name(*agency, "name"), agency);
}

void DvcqgFields::read_service() {
  // "Not full" may be "in part" or "not online at all": then it stays undisclosed.
  if (document_.flag(data_, "isFullProcess")) {
    out_.put("muc_do_dvc", "toan_trinh", data_.find("isFullProcess"));
  } else if (document_.flag(data_, "isOfflineOnly")) {
    out_.put("muc_do_dvc", "khong", data_.find("isOfflineOnly"));
  }
  if (const Node* node = data_.find("isNonTerritorial"))
    out_.put("phi_dia_gioi", flag_node(document_.flag(data_, "isNonTerritorial")), node);
}

void DvcqgFields::read_provenance() {
  const std::string id = document_.name(data_, "id");
  const bool is_plain = !id.empty() && std::all_of(id.begin(), id.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
  });
  if (is_plain) {
    const std::string address = std::string(address_of_procedures) + id;
    out_.put("ma_dvcqg", id, data_.find("id"));
    out_.put("url_dvcqg", address, data_.find("id"));
    out_.put("lien_ket_nguon", address, data_.find("id"));
  }
  out_.put("nguon", "Cổng Dịch vụ công quốc gia");
  out_.put("ngay_lay", text::to_iso(choices_.today));
  out_.put("co_quan_cong_bo", document_.name(data_, "departmentPromulgateName"),
           data_.find("departmentPromulgateName"));
  out_.put("ngay_cap_nhat", document_.day(data_, "updatedAt"), data_.find("updatedAt"));
  if (!choices_.is_own) out_.put("tham_khao", flag_node(true));
}

void DvcqgFields::declare_missing() {
  for (const schema::Field& field : type_.fields) {
    if (field.required && !out_.has(field.name) && field.name != "id")
      out_.put(field.name, schema::undisclosed_word);
  }
  // A reference has to name who published it.
  if (!choices_.is_own && type_.field("co_quan_cong_bo") && !out_.has("co_quan_cong_bo"))
    out_.put("co_quan_cong_bo", schema::undisclosed_word);
}

}  // namespace minhbach::ingest
