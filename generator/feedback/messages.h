// What can go wrong with what is kept of submissions (MB1300 to MB1329).
#pragma once

#include "base/diagnostic.h"

namespace minhbach::messages {

inline constexpr Message store_not_opened{"MB1300",
                                          Severity::error,
                                          "không mở được kho ý kiến {0}: {1}",
                                          "cannot open the store {0}: {1}",
                                          "xem lại đường dẫn và quyền ghi của thư mục",
                                          "check the path, and that its folder may be written"};
inline constexpr Message store_damaged{
    "MB1301",
    Severity::error,
    "kho ý kiến {0} bị hỏng: {1}",
    "the store {0} is damaged: {1}",
    "không ghi thêm vào tệp này: cất nó đi, chép bản sao lưu gần nhất vào chỗ đó rồi chạy lại",
    "write nothing more to it: move it away, put the last backup in its place, start again"};
inline constexpr Message store_from_later{
    "MB1302",
    Severity::error,
    "kho ý kiến {0} do phiên bản mới hơn ghi (bậc {1}, chương trình này biết đến bậc {2})",
    "the store {0} was written by a later version (schema {1}, this program knows {2})",
    "dùng phiên bản mới hơn của minhbach",
    "use a later version of minhbach"};
inline constexpr Message store_write_failed{
    "MB1303",
    Severity::error,
    "không ghi được vào kho ý kiến: {0}",
    "cannot write to the store: {0}",
    "xem chỗ trống trên ổ đĩa và quyền ghi",
    "check the free space of the disk, and the right to write"};
inline constexpr Message store_read_failed{"MB1304",
                                           Severity::error,
                                           "không đọc được kho ý kiến: {0}",
                                           "cannot read the store: {0}",
                                           "chạy minhbach feedback check",
                                           "run minhbach feedback check"};
inline constexpr Message store_not_reached{
    "MB1305",
    Severity::error,
    "không nối được PostgreSQL: {0}",
    "cannot reach PostgreSQL: {0}",
    "xem lại PGHOST, PGDATABASE, PGUSER và tệp mật khẩu pgpass",
    "check PGHOST, PGDATABASE, PGUSER and the password file"};
inline constexpr Message postgres_library_missing{
    "MB1312",
    Severity::error,
    "máy này không có thư viện libpq (libpq.so.5, từ bản 14), cần để nối PostgreSQL",
    "this machine does not have the library libpq (libpq.so.5, version 14 or later), which "
    "PostgreSQL needs",
    "cài hoặc nâng cấp gói libpq5, rồi chạy lại",
    "install or upgrade the package libpq5, then run this again"};
inline constexpr Message store_not_safe{
    "MB1308",
    Severity::error,
    "máy chủ PostgreSQL này không giữ dữ liệu qua mất điện: {0}",
    "this PostgreSQL server does not keep data through a power cut: {0}",
    "bật lại thiết lập đó trên máy chủ: biên nhận chỉ được cấp khi dữ liệu đã nằm trên đĩa",
    "switch it on at the server: a receipt is given only when the data is on disk"};
inline constexpr Message backup_failed{
    "MB1306", Severity::error, "không sao lưu được vào {0}: {1}", "cannot back up to {0}: {1}", "",
    ""};
inline constexpr Message backup_onto_itself{
    "MB1309",
    Severity::error,
    "{0} chính là kho ý kiến đang dùng",
    "{0} is the very store that is in use",
    "chọn một tệp khác cho bản sao lưu, ví dụ sao-luu/y-kien.db",
    "choose another file for the backup, e.g. backup/y-kien.db"};
inline constexpr Message log_not_emptied{
    "MB1310",
    Severity::error,
    "đã xóa khỏi kho, nhưng nhật ký của SQLite còn giữ phần đã xóa: {0}",
    "removed from the store, but SQLite's log still holds what was removed: {0}",
    "chương trình khác đang đọc kho: chạy lại minhbach feedback purge khi nó xong",
    "another program is reading the store: run minhbach feedback purge again when it has ended"};
inline constexpr Message order_not_hidden{
    "MB1311",
    Severity::error,
    "đã xóa khỏi kho, nhưng tệp kho còn cho biết ý kiến nào đến trước: {0}",
    "removed from the store, but its file still tells which submission came first: {0}",
    "xem chỗ trống trên ổ đĩa, rồi chạy lại minhbach feedback purge",
    "check the free space of the disk, then run minhbach feedback purge again"};
inline constexpr Message backup_elsewhere{"MB1307",
                                          Severity::error,
                                          "kho PostgreSQL không sao lưu bằng lệnh này",
                                          "a PostgreSQL store is not backed up by this command",
                                          "dùng pg_dump hoặc cách sao lưu sẵn có của máy chủ đó",
                                          "use pg_dump, or what that server is backed up by"};

}  // namespace minhbach::messages
