// What can be said about files (MB01xx).
#pragma once

#include "base/diagnostic.h"

namespace minhbach::messages {

inline constexpr Message file_missing{
    "MB0101", Severity::error, "không có tệp này", "there is no such file",
    "kiểm tra tên tệp; chữ hoa và chữ thường là khác nhau", "check the name; case matters"};
inline constexpr Message file_unreadable{
    "MB0102", Severity::error, "không đọc được tệp: {0}", "the file cannot be read: {0}",
    "kiểm tra quyền đọc của tệp và của thư mục chứa nó", "check that the file and its folder may be read"};
inline constexpr Message file_unwritable{
    "MB0103", Severity::error, "không ghi được tệp: {0}", "the file cannot be written: {0}",
    "kiểm tra quyền ghi và chỗ trống của ổ đĩa; bản đã công bố trước đó vẫn còn nguyên",
    "check the permissions and the free space; what was published before is untouched"};
inline constexpr Message link_leads_out{
    "MB0104", Severity::error, "liên kết tượng trưng dẫn ra ngoài thư mục của trang",
    "the symbolic link leads out of the site's folder", "chép tệp thật vào đây thay cho liên kết",
    "copy the real file here instead"};
inline constexpr Message file_vanished{
    "MB0105", Severity::error, "tệp biến mất trong khi đang đọc", "the file vanished while it was read",
    "chạy lại khi không ai đang chép hay xóa tệp", "run again when nobody is copying or deleting files"};
inline constexpr Message file_too_large{
    "MB0106", Severity::error, "tệp lớn {0} MB, quá giới hạn {1} MB", "the file has {0} MB, more than the limit of {1} MB",
    "chia nội dung thành nhiều trang, hoặc đăng thành tệp đính kèm", "split the content, or publish it as an attachment"};

}  // namespace minhbach::messages
