// What can be said about the command line (MB08xx).
#pragma once

#include "base/diagnostic.h"

namespace minhbach::messages {

inline constexpr Message no_site_here{
    "MB0801", Severity::error, "không thấy thư mục site/ trong {0}", "there is no folder site/ in {0}",
    "chạy lệnh trong thư mục gốc của trang, hoặc chỉ ra bằng --goc", "run this in the site's root folder, or name it with --goc"};
inline constexpr Message bad_date{
    "MB0802", Severity::error, "ngày {0} không hợp lệ: cần một ngày đầy đủ", "the date {0} is not valid: a full date is needed",
    "viết 2024-05-17 hoặc 17/05/2024", "write 2024-05-17 or 17/05/2024"};
inline constexpr Message no_portals{
    "MB0803", Severity::error, "chưa có cổng nào: không có tệp site/<cổng>/portal.json",
    "there is no portal: no file site/<portal>/portal.json", "", ""};

}  // namespace minhbach::messages
