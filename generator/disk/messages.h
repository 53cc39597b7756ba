// What can be said about files (MB01xx).
#pragma once

#include "base/diagnostic.h"

namespace minhbach::messages {

inline constexpr Message file_missing{"MB0101",
                                      Severity::error,
                                      "không có tệp này",
                                      "there is no such file",
                                      "kiểm tra tên tệp; chữ hoa và chữ thường là khác nhau",
                                      "check the name; case matters"};
inline constexpr Message file_unreadable{"MB0102",
                                         Severity::error,
                                         "không đọc được tệp: {0}",
                                         "the file cannot be read: {0}",
                                         "kiểm tra quyền đọc của tệp và của thư mục chứa nó",
                                         "check that the file and its folder may be read"};
inline constexpr Message file_unwritable{
    "MB0103",
    Severity::error,
    "không ghi được tệp: {0}",
    "the file cannot be written: {0}",
    "kiểm tra quyền ghi và chỗ trống của ổ đĩa; bản đã công bố trước đó vẫn còn nguyên",
    "check the permissions and the free space; what was published before is untouched"};
inline constexpr Message link_leads_out{"MB0104",
                                        Severity::error,
                                        "liên kết tượng trưng dẫn ra ngoài thư mục của trang",
                                        "the symbolic link leads out of the site's folder",
                                        "chép tệp thật vào đây thay cho liên kết",
                                        "copy the real file here instead"};
inline constexpr Message file_vanished{"MB0105",
                                       Severity::error,
                                       "tệp biến mất trong khi đang đọc",
                                       "the file vanished while it was read",
                                       "chạy lại khi không ai đang chép hay xóa tệp",
                                       "run again when nobody is copying or deleting files"};
inline constexpr Message file_too_large{
    "MB0106",
    Severity::error,
    "tệp lớn {0} MB, quá giới hạn {1} MB",
    "the file has {0} MB, more than the limit of {1} MB",
    "chia nội dung thành nhiều trang, hoặc đăng thành tệp đính kèm",
    "split the content, or publish it as an attachment"};

inline constexpr Message disk_full{
    "MB0107",
    Severity::error,
    "không ghi được tệp: ổ đĩa đã đầy hoặc đã hết hạn mức",
    "the file cannot be written: the disk is full or the quota used up",
    "dọn bớt chỗ rồi chạy lại; bản đã công bố trước đó vẫn còn nguyên",
    "free some space and run again; what was published before is untouched"};
inline constexpr Message disk_read_only{"MB0108",
                                        Severity::error,
                                        "không ghi được tệp: ổ đĩa chỉ cho đọc",
                                        "the file cannot be written: the disk is read-only",
                                        "chọn nơi xuất khác, hoặc gắn lại ổ đĩa với quyền ghi",
                                        "choose another output folder, or mount the disk writable"};
inline constexpr Message write_forbidden{
    "MB0109",
    Severity::error,
    "không ghi được tệp: không có quyền ghi",
    "the file cannot be written: permission denied",
    "cấp quyền ghi vào thư mục này cho người chạy chương trình",
    "give the user who runs the program the right to write into this folder"};
inline constexpr Message file_in_the_way{
    "MB0110",
    Severity::error,
    "cần một thư mục ở đây, nhưng đang có một tệp cùng tên trên đường dẫn",
    "a folder is needed, but a file of that name stands in its way",
    "đổi tên hoặc xóa tệp đó",
    "rename or remove that file"};
inline constexpr Message folder_in_the_way{
    "MB0111",
    Severity::error,
    "cần một tệp ở đây, nhưng đang có một thư mục cùng tên",
    "a file is needed, but a folder of that name stands in its place",
    "đổi tên hoặc xóa thư mục đó",
    "rename or remove that folder"};
inline constexpr Message read_forbidden{
    "MB0112",
    Severity::error,
    "không đọc được: không có quyền đọc",
    "it cannot be read: permission denied",
    "cấp quyền đọc tệp và thư mục chứa nó cho người chạy chương trình",
    "give the user who runs the program the right to read the file and its folder"};
inline constexpr Message not_a_regular_file{
    "MB0113",
    Severity::error,
    "đây không phải một tệp thường",
    "this is not a regular file",
    "xóa hoặc chuyển đi nơi khác (ống dẫn, ổ cắm, thiết bị không đọc được như tệp)",
    "remove it, or move it elsewhere (pipes, sockets and devices cannot be read as files)"};
inline constexpr Message link_broken{"MB0114",
                                     Severity::error,
                                     "liên kết tượng trưng trỏ tới nơi không có",
                                     "the symbolic link leads nowhere",
                                     "xóa liên kết, hoặc chép tệp thật vào đây",
                                     "remove the link, or copy the real file here"};
inline constexpr Message link_loops{"MB0115",
                                    Severity::error,
                                    "liên kết tượng trưng dẫn trở lại chính thư mục chứa nó",
                                    "the symbolic link leads back to a folder it is in",
                                    "xóa liên kết này",
                                    "remove this link"};
inline constexpr Message path_leads_out{"MB0116",
                                        Severity::error,
                                        "đường dẫn dẫn ra ngoài thư mục của trang",
                                        "the path leads out of the site's folder",
                                        "bỏ \"..\" và dấu \"/\" ở đầu đường dẫn",
                                        "remove \"..\" and a leading \"/\" from the path"};

}  // namespace minhbach::messages
