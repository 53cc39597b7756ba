// What can be said about ports and addresses (MB100x).
#pragma once

#include "base/diagnostic.h"

namespace minhbach::messages {

inline constexpr Message port_taken{
    "MB1001",
    Severity::error,
    "không mở được {0}: đang có chương trình khác dùng số hiệu cổng mạng {1}",
    "cannot listen on {0}: another program uses port {1}",
    "dừng chương trình kia, hoặc chọn số khác bằng --port; --port 0 tự chọn số còn trống",
    "stop the other program, or choose another with --port; --port 0 takes a free one"};
inline constexpr Message port_forbidden{
    "MB1002",
    Severity::error,
    "không mở được {0}: số hiệu cổng mạng {1} dành cho quản trị máy",
    "cannot listen on {0}: port {1} is kept for the machine's administrator",
    "chọn số từ 1024 trở lên bằng --port",
    "choose one from 1024 up with --port"};
inline constexpr Message address_not_here{
    "MB1003",
    Severity::error,
    "không mở được {0}: máy này không có địa chỉ đó",
    "cannot listen on {0}: this machine does not have that address",
    "bỏ --nghe để chỉ mở trên máy này, hoặc ghi một địa chỉ IP của máy này, ví dụ 192.168.1.20",
    "leave out --nghe to listen on this machine only, or give an IP address of it, e.g. "
    "192.168.1.20"};
inline constexpr Message cannot_listen{
    "MB1004", Severity::error, "không mở được {0}: {1}", "cannot listen on {0}: {1}", "", ""};
inline constexpr Message socket_taken{"MB1005",
                                      Severity::error,
                                      "không mở được ổ cắm {0}: đang có chương trình khác dùng",
                                      "cannot listen on the socket {0}: another program uses it",
                                      "dừng chương trình kia, hoặc ghi đường dẫn khác",
                                      "stop the other program, or give another path"};

}  // namespace minhbach::messages
