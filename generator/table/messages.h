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

// XLSX.
inline constexpr Message not_xlsx{
    "MB0261",
    Severity::error,
    "đây không phải sổ tính XLSX",
    "this is no XLSX workbook",
    "mở tệp bằng Excel hoặc LibreOffice, chọn Save As, kiểu \"Excel Workbook (.xlsx)\"",
    "open it in Excel or LibreOffice and save it as \"Excel Workbook (.xlsx)\""};
inline constexpr Message old_xls{
    "MB0262",
    Severity::error,
    "đây là sổ tính kiểu cũ (.xls) hoặc kiểu nhị phân (.xlsb), không phải XLSX",
    "this is an old (.xls) or binary (.xlsb) workbook, not XLSX",
    "mở tệp bằng Excel hoặc LibreOffice, chọn Save As, kiểu \"Excel Workbook (.xlsx)\"",
    "open it in Excel or LibreOffice and save it as \"Excel Workbook (.xlsx)\""};
inline constexpr Message xlsx_password{
    "MB0263",
    Severity::error,
    "sổ tính có mật khẩu nên không đọc được",
    "the workbook is under a password and cannot be read",
    "mở bằng Excel, bỏ mật khẩu (File, Info, Protect Workbook) rồi lưu lại",
    "open it in Excel, take the password off (File, Info, Protect Workbook) and save it"};
inline constexpr Message xlsx_damaged{
    "MB0264",
    Severity::error,
    "sổ tính bị hỏng hoặc bị cắt cụt, ở {0}",
    "the workbook is damaged or cut off, at {0}",
    "lấy lại tệp gốc; hoặc mở bằng Excel, cho sửa chữa rồi lưu lại",
    "get the file again; or open it in Excel, have it repaired and save it"};
inline constexpr Message xlsx_cut_off{
    "MB0275",
    Severity::error,
    "tệp bị cắt cụt hoặc hỏng nên không mở được sổ tính",
    "the file is cut off or damaged, so that the workbook cannot be opened",
    "tải hoặc chép lại tệp; nếu Excel vẫn mở được thì chọn Save As để lưu thành tệp mới",
    "download or copy the file again; if Excel can open it, save it as a new file"};
inline constexpr Message xlsx_part_missing{"MB0265",
                                           Severity::error,
                                           "sổ tính thiếu phần {0}",
                                           "the workbook lacks its part {0}",
                                           "mở bằng Excel hoặc LibreOffice rồi lưu lại",
                                           "open it in Excel or LibreOffice and save it again"};
inline constexpr Message xlsx_too_large{
    "MB0266",
    Severity::error,
    "sổ tính bung ra quá lớn ({0})",
    "the workbook unpacks to too much ({0})",
    "chia thành nhiều tệp; nếu bảng thực ra nhỏ thì chép riêng bảng sang một sổ tính mới",
    "split it; if the table is small in truth, copy it alone into a new workbook"};
inline constexpr Message xlsx_doctype{
    "MB0267",
    Severity::error,
    "sổ tính khai thực thể XML (DOCTYPE) ở {0}; không phần mềm văn phòng nào ghi như vậy",
    "the workbook declares XML entities (DOCTYPE) at {0}, which no office program does",
    "không mở tệp này; hỏi lại nơi gửi",
    "do not open this file; ask whoever sent it"};
inline constexpr Message no_such_sheet{"MB0268",
                                       Severity::error,
                                       "sổ tính không có trang tính {0}",
                                       "the workbook has no sheet {0}",
                                       "các trang tính: {1}",
                                       "its sheets: {1}"};
inline constexpr Message cells_merged{
    "MB0269",
    Severity::error,
    "các ô {0} bị gộp làm một, nên không biết giá trị thuộc dòng và cột nào",
    "the cells {0} are merged, so that it is not known whose value it is",
    "chọn vùng đó, bấm Merge & Center để bỏ gộp, rồi ghi giá trị vào từng ô",
    "select them, press Merge & Center to part them, and write the value into each cell"};
inline constexpr Message formula_used{
    "MB0270",
    Severity::note,
    "cột này có {0} ô là công thức, từ ô này; lấy kết quả đã tính sẵn trong tệp",
    "{0} cells of this column are formulas, from here on; their stored results are taken",
    "nếu kết quả có thể đã cũ thì mở bằng Excel, bấm F9, lưu lại",
    "if the results may be old, open it in Excel, press F9 and save it"};
inline constexpr Message formula_without_value{
    "MB0271",
    Severity::error,
    "ô này là công thức chưa có kết quả",
    "this cell is a formula that was never calculated",
    "mở bằng Excel hoặc LibreOffice rồi lưu lại, hoặc ghi thẳng giá trị vào ô",
    "open it in Excel or LibreOffice and save it, or write the value itself"};
inline constexpr Message cell_error_value{"MB0272",
                                          Severity::error,
                                          "ô này báo lỗi {0}",
                                          "this cell holds the error {0}",
                                          "sửa công thức, hoặc ghi thẳng giá trị vào ô",
                                          "mend the formula, or write the value itself"};
inline constexpr Message number_no_date{
    "MB0273",
    Severity::error,
    "ô định dạng ngày nhưng số {0} không phải một ngày nào",
    "the cell has the format of a date, but its number {0} is none",
    "ghi lại ngày, ví dụ 17/05/2024, hoặc đổi định dạng của ô",
    "write the date again, for example 17/05/2024, or change the cell's format"};
inline constexpr Message xlsx_not_made{"MB0274",
                                       Severity::error,
                                       "không tạo được sổ tính: {0}",
                                       "the workbook could not be made: {0}",
                                       "kiểm tra chỗ trống trong thư mục tạm (TMPDIR)",
                                       "see whether the temporary folder (TMPDIR) has room"};

}  // namespace minhbach::messages
