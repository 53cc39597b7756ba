// What can be said about tables (MB0250–MB0299).
#pragma once

#include "base/diagnostic.h"

namespace minhbach::messages {

inline constexpr Message table_empty{"MB0250",
                                     Severity::error,
                                     "bảng không có dòng tiêu đề",
                                     "the table has no header row",
                                     "dòng đầu tiên phải là tên các cột",
                                     "the first row must hold the names of the columns"};
inline constexpr Message unclosed_quote{
    "MB0251",
    Severity::error,
    "dấu nháy kép mở ở đây nhưng không đóng",
    "the double quote opened here is never closed",
    "thêm dấu nháy kép ở cuối ô; dấu nháy kép trong nội dung ghi hai lần (\"\")",
    "put a double quote at the end of the cell; one inside the text is written twice (\"\")"};
inline constexpr Message text_after_quote{
    "MB0252",
    Severity::error,
    "có chữ sau dấu nháy kép đóng ô: {0}",
    "there is text after the double quote that closes the cell: {0}",
    "dấu nháy kép trong nội dung ghi hai lần (\"\")",
    "a double quote inside the text is written twice (\"\")"};
inline constexpr Message too_many_cells{
    "MB0253",
    Severity::error,
    "dòng này có {0} ô, nhưng bảng chỉ có {1} cột",
    "this row has {0} cells, but the table has only {1} columns",
    "ô có dấu {2} trong nội dung phải đặt trong dấu nháy kép",
    "a cell whose text holds {2} must stand in double quotes"};
inline constexpr Message too_few_cells{"MB0254",
                                       Severity::error,
                                       "dòng này chỉ có {0} ô, nhưng bảng có {1} cột",
                                       "this row has only {0} cells, but the table has {1} columns",
                                       "ô trống vẫn cần dấu ngăn {2}",
                                       "an empty cell still needs its separator {2}"};
inline constexpr Message duplicate_column{"MB0255",
                                          Severity::error,
                                          "cột {0} có hai lần",
                                          "the column {0} stands twice",
                                          "đổi tên hoặc xóa một cột",
                                          "rename or remove one of the two"};
inline constexpr Message unnamed_column{"MB0256",
                                        Severity::error,
                                        "cột thứ {0} có dữ liệu nhưng không có tên",
                                        "column {0} holds data but has no name",
                                        "ghi tên cột vào dòng đầu, hoặc xóa cả cột",
                                        "write its name into the first row, or remove the column"};
inline constexpr Message too_many_rows{"MB0257",
                                       Severity::error,
                                       "bảng có hơn {0} dòng",
                                       "the table has more than {0} rows",
                                       "chia thành nhiều tệp",
                                       "split it into several files"};
inline constexpr Message cell_too_long{
    "MB0258",
    Severity::error,
    "ô dài hơn {0} byte",
    "the cell is longer than {0} bytes",
    "kiểm tra dấu nháy kép chưa đóng; nội dung dài nên là một trang riêng",
    "look for a double quote that is not closed; long text should be a page of its own"};
inline constexpr Message carriage_returns_only{"MB0259",
                                               Severity::error,
                                               "các dòng ngăn nhau bằng ký tự CR (kiểu máy Mac cũ)",
                                               "lines end in CR alone (as on old Macs)",
                                               "trong Excel chọn Save As, \"CSV UTF-8\"",
                                               "in Excel choose Save As, \"CSV UTF-8\""};
inline constexpr Message too_many_problems{
    "MB0260",
    Severity::error,
    "đã có {0} lỗi trong tệp này; phần sau chưa kiểm tra",
    "{0} errors in this file already; the rest was not checked",
    "sửa các lỗi trên rồi chạy lại; thường chúng có chung một nguyên nhân",
    "mend those and run again; mostly they have one cause"};

}  // namespace minhbach::messages
