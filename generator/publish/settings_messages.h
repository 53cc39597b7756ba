// What the diagnostics about settings of places (`noi_xuat_ban`) say.
#pragma once

#include "base/diagnostic.h"

namespace minhbach::messages {

inline constexpr Message place_name_wrong{
    "MB1400",
    Severity::error,
    "{0} không thể là tên của một nơi xuất bản",
    "{0} cannot be the name of a place to publish to",
    "chỉ dùng chữ thường không dấu, chữ số, gạch nối, gạch dưới, ví dụ chinh",
    "use lower-case letters, digits, hyphens and underscores, e.g. chinh"};
inline constexpr Message place_kind_unknown{"MB1401",
                                            Severity::error,
                                            "không xuất bản được đến loại nơi {0}",
                                            "there is no kind of place {0} to publish to",
                                            "các loại: {1}",
                                            "the kinds: {1}"};
inline constexpr Message folder_address_wrong{
    "MB1402",
    Severity::error,
    "{0} không phải là đường dẫn của một thư mục",
    "{0} is not the path of a folder",
    "viết ví dụ /srv/www/ddci, hoặc đường dẫn tính từ thư mục gốc của trang",
    "write e.g. /srv/www/ddci, or a path from the site's root folder"};
inline constexpr Message sftp_address_wrong{
    "MB1403",
    Severity::error,
    "{0} không phải là địa chỉ SFTP dùng được",
    "{0} is not a usable SFTP address",
    "viết ví dụ sftp://tai-khoan@may-chu.example:22/srv/www/ddci, hoặc /~/ddci cho thư mục trong "
    "nhà của tài khoản; không ghi mật khẩu ở đây",
    "write e.g. sftp://account@host.example:22/srv/www/ddci, or /~/ddci for a folder in the "
    "account's home; never a password"};
inline constexpr Message web_address_wrong{
    "MB1408",
    Severity::error,
    "{0} không phải là địa chỉ WebDAV dùng được",
    "{0} is not a usable WebDAV address",
    "viết ví dụ https://tai-khoan@may-chu.example/dav/ddci (http chỉ cho máy này); chữ có dấu viết "
    "nguyên, không dùng %, ?, #; không ghi mật khẩu ở đây",
    "write e.g. https://account@host.example/dav/ddci (http for this machine only); letters as "
    "they are, without %, ?, #; never a password"};
inline constexpr Message ftps_address_wrong{
    "MB1409",
    Severity::error,
    "{0} không phải là địa chỉ FTPS dùng được",
    "{0} is not a usable FTPS address",
    "viết ví dụ ftps://tai-khoan@may-chu.example/public_html; không ghi mật khẩu ở đây",
    "write e.g. ftps://account@host.example/public_html; never a password"};
inline constexpr Message ftp_not_encrypted{
    "MB1445",
    Severity::error,
    "{0} gửi mật khẩu và tệp không mã hóa",
    "{0} sends password and files unencrypted",
    "viết ftps:// thay cho ftp://; nếu máy chủ không có TLS và mạng là của riêng đơn vị, thêm "
    "\"khong_ma_hoa\": true",
    "write ftps:// for ftp://; if the server has no TLS and the network is your own, add "
    "\"khong_ma_hoa\": true"};
inline constexpr Message bucket_missing{
    "MB1446",
    Severity::error,
    "nơi xuất bản S3 {0} cần khóa {1}",
    "the S3 place {0} needs the key {1}",
    "thung là tên thùng chứa, tai_khoan là mã khóa truy cập (access key)",
    "thung is the bucket, tai_khoan the id of the access key"};
inline constexpr Message place_way_unknown{
    "MB1404",
    Severity::error,
    "không có cách xuất bản {0}",
    "there is no way of publishing {0}",
    "viết tai_cho (thay từng tệp) hoặc ban_phat_hanh (mỗi bản một thư mục, rồi chuyển liên kết)",
    "write tai_cho (file by file) or ban_phat_hanh (a folder for each version, then the link)"};
inline constexpr Message place_number_wrong{
    "MB1405",
    Severity::error,
    "khóa {0} phải là số nguyên từ {2} đến {3}, không phải {1}",
    "the key {0} must be a whole number from {2} to {3}, not {1}",
    "",
    ""};
inline constexpr Message place_host_key_wrong{
    "MB1406",
    Severity::error,
    "{0} không phải là khóa của một máy chủ SSH",
    "{0} is not the key of an SSH server",
    "viết như trong known_hosts mà bỏ tên máy, ví dụ ssh-ed25519 AAAA…",
    "write it as in known_hosts without the host's name, e.g. ssh-ed25519 AAAA…"};
inline constexpr Message place_placement_unknown{"MB1407",
                                                 Severity::error,
                                                 "không có vị trí đặt {0} trong vi_tri_dat",
                                                 "there is no placement {0} in vi_tri_dat",
                                                 "",
                                                 ""};

}  // namespace minhbach::messages
