// What can be said about the commands of the endpoint (MB1340 to MB1346, from MB1350).
#pragma once

#include "base/diagnostic.h"

namespace minhbach::messages {

inline constexpr Message nobody_takes_feedback{
    "MB1340",
    Severity::error,
    "không có cổng nào tiếp nhận ý kiến",
    "no portal takes feedback",
    "trong portal.json của cổng ghi \"tiep_nhan\": true và \"dia_chi_tiep_nhan\"",
    "write \"tiep_nhan\": true and \"dia_chi_tiep_nhan\" in a portal's portal.json"};
inline constexpr Message portal_takes_none{
    "MB1341",
    Severity::error,
    "cổng {0} không tiếp nhận ý kiến",
    "the portal {0} takes no feedback",
    "trong portal.json của cổng ghi \"tiep_nhan\": true và \"dia_chi_tiep_nhan\"",
    "write \"tiep_nhan\": true and \"dia_chi_tiep_nhan\" in its portal.json"};
inline constexpr Message trial_address_wrong{
    "MB1342",
    Severity::error,
    "--tai: {0} không phải là cổng và địa chỉ trên máy này",
    "--tai: {0} is no portal with an address on this machine",
    "viết ví dụ mau=http://localhost:8000",
    "write e.g. mau=http://localhost:8000"};
inline constexpr Message receipt_unknown{
    "MB1343", Severity::error, "không có ý kiến nào mang mã {0}", "there is no submission {0}", "",
    ""};
inline constexpr Message result_not_written{
    "MB1344", Severity::error, "không ghi được {0}: {1}", "cannot write {0}: {1}", "", ""};
inline constexpr Message form_not_there{
    "MB1345", Severity::error, "không có biểu mẫu {0}", "there is no form {0}", "", ""};
inline constexpr Message not_kept_apart{"MB1350",
                                        Severity::error,
                                        "không có ý kiến nào mang mã {0} đang bị để riêng",
                                        "nothing that is kept apart has the receipt {0}",
                                        "xem danh sách bằng: minhbach feedback review",
                                        "list them with: minhbach feedback review"};
inline constexpr Message no_question{
    "MB1346",
    Severity::error,
    "ý kiến {0} không phải là câu hỏi nên không soạn thành bài hỏi đáp được",
    "{0} is no question, so no answer can be drafted",
    "thêm --khong-soan để chỉ ghi tình trạng",
    "add --khong-soan to record its state only"};

}  // namespace minhbach::messages
