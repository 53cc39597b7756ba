// What can be said about the preview (MB102x).
#pragma once

#include "base/diagnostic.h"

namespace minhbach::messages {

inline constexpr Message watch_limit{
    "MB1021",
    Severity::warning,
    "không theo dõi được hết các thư mục: hệ thống chỉ cho theo dõi một số lượng có hạn",
    "not all folders can be watched: the system allows only so many",
    "nhờ quản trị máy tăng fs.inotify.max_user_watches; trong lúc chờ, chạy lại lệnh sau khi sửa ở "
    "thư mục này",
    "have the administrator raise fs.inotify.max_user_watches; until then, start again after edits "
    "in this folder"};
inline constexpr Message watch_failed{"MB1022",
                                      Severity::warning,
                                      "không theo dõi được thư mục này: {0}",
                                      "this folder cannot be watched: {0}",
                                      "sau khi sửa tệp trong thư mục này, hãy chạy lại lệnh",
                                      "start again after edits in this folder"};
inline constexpr Message ports_run_out{"MB1023",
                                       Severity::error,
                                       "không đủ số hiệu cổng mạng từ {0} trở lên cho {1} cổng",
                                       "there are not enough ports from {0} up for {1} portals",
                                       "chọn số nhỏ hơn bằng --port, hoặc --port 0",
                                       "choose a smaller one with --port, or --port 0"};
inline constexpr Message browser_not_opened{"MB1024",
                                            Severity::warning,
                                            "không mở được trình duyệt: {0}",
                                            "the browser could not be opened: {0}",
                                            "tự mở địa chỉ in ở trên",
                                            "open the address printed above yourself"};
inline constexpr Message placement_unshown{
    "MB1025",
    Severity::warning,
    "vị trí đặt {0} được thêm sau khi mở xem trước nên chưa xem được",
    "the placement {0} came after the preview was started and is not shown",
    "dừng lệnh bằng Ctrl-C rồi chạy lại minhbach serve",
    "stop with Ctrl-C and start minhbach serve again"};

}  // namespace minhbach::messages
