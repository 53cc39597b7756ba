// What can be said about imports (MB0450–MB0489).
#pragma once

#include "base/diagnostic.h"

namespace minhbach::messages {

inline constexpr Message imported_twice{"MB0450",
                                        Severity::error,
                                        "mã {0} có hai lần trong lần nhập này; lần đầu ở {1}",
                                        "the id {0} stands twice in this import, first in {1}",
                                        "xóa một trong hai, hoặc sửa mã",
                                        "remove one of the two, or change its id"};
inline constexpr Message import_id_elsewhere{
    "MB0451",
    Severity::error,
    "mã {0} đã có ở {1}, là tệp mà lệnh nhập không sửa",
    "the id {0} is already in {1}, a file that an import does not change",
    "sửa tệp đó bằng tay; hoặc xóa mục đó ở tệp cũ rồi nhập lại; nội dung dùng chung thì ghi riêng "
    "vài trường ở <mã>.ghi-de.json",
    "edit that file; or remove the record from it and import again; of a shared record state "
    "single fields in <id>.ghi-de.json"};
inline constexpr Message import_over_table{
    "MB0452",
    Severity::error,
    "tệp đã có này không phải một bản ghi, nên không nhập đè lên được",
    "the file that is there is not a single record and cannot be brought up to date",
    "đổi tên tệp này, hoặc tách thành mỗi mục một tệp",
    "rename it, or split it into one file for each record"};
inline constexpr Message import_conflict{
    "MB0453",
    Severity::warning,
    "trường {0} đã sửa tại chỗ và cũng đã đổi ở nguồn; giữ bản tại chỗ {1}, nguồn ghi {2}",
    "the field {0} was edited here and changed in the source; kept {1}, the source has {2}",
    "xem lại, và nếu nguồn đúng thì sửa tệp này theo nguồn",
    "look at both, and if the source is right, edit this file"};

// The national portal's files.
inline constexpr Message dvcqg_not_procedure{
    "MB0454",
    Severity::error,
    "tệp không có dạng thủ tục của Cổng Dịch vụ công quốc gia: {0}",
    "the file does not have the form of a procedure of the National Public Service Portal: {0}",
    "tệp đúng dạng là {\"code\":\"OK\",\"data\":{\"code\":\"2.000815\",\"name\":…}}",
    "the right form is {\"code\":\"OK\",\"data\":{\"code\":\"2.000815\",\"name\":…}}"};
inline constexpr Message dvcqg_wrong_kind{
    "MB0455",
    Severity::error,
    "{0} phải là {1}",
    "{0} must be {2}",
    "tải lại tệp; nếu Cổng đã đổi dạng thì báo cho người làm phần mềm",
    "get the file again; if the portal changed its form, "
    "tell the makers of this program"};
inline constexpr Message dvcqg_unknown_value{
    "MB0456",
    Severity::warning,
    "{0}: chưa biết giá trị {1} nên không nhập mục này",
    "{0}: the value {1} is not known, so that this item is not imported",
    "ghi thêm bằng tay vào bản ghi; bản sửa tại chỗ được giữ khi nhập lại",
    "add it to the record by hand; such edits are kept by later imports"};
inline constexpr Message dvcqg_not_taken{
    "MB0457",
    Severity::note,
    "{0} trường có nội dung mà loại này không có chỗ chứa, không nhập: {1}",
    "{0} fields hold something that the type has no place for, not imported: {1}",
    "",
    ""};
inline constexpr Message dvcqg_no_files{"MB0458",
                                        Severity::error,
                                        "thư mục không có tệp .json nào",
                                        "the folder has no .json file",
                                        "ghi tên một tệp, hoặc thư mục chứa các tệp .json",
                                        "name a file, or a folder with .json files"};
inline constexpr Message dvcqg_html{"MB0459",
                                    Severity::note,
                                    "{0} có thẻ HTML; chỉ lấy phần chữ",
                                    "{0} holds HTML; only its text is taken",
                                    "",
                                    ""};
inline constexpr Message import_no_procedures{
    "MB0460",
    Severity::error,
    "trang này không có loại nội dung nào mang vai trò procedure",
    "this site has no content type with the role procedure",
    "thêm site/types/thu_tuc.schema.json với \"x-vai-tro\": \"procedure\"",
    "add site/types/thu_tuc.schema.json with \"x-vai-tro\": \"procedure\""};
inline constexpr Message dvcqg_level_many{
    "MB0461",
    Severity::warning,
    "nguồn ghi thủ tục thực hiện ở nhiều cấp; ghi cấp thấp nhất ({0}) và phạm vi dùng chung",
    "the source names several levels; the lowest ({0}) is taken, and the scope is shared",
    "xem lại hai trường cap_thuc_hien và pham_vi",
    "look at the fields cap_thuc_hien and pham_vi"};

// Tables.
inline constexpr Message column_unknown{
    "MB0470",
    Severity::error,
    "cột {0} không ứng với trường nào của loại {1}",
    "the column {0} fits no field of the type {1}",
    "đổi tên cột thành mã hoặc tên trường (xem minhbach types {1}), hoặc khai trong tệp --anh-xa; "
    "cột không cần nhập thì khai null",
    "name it like a field (see minhbach types {1}), or map it in the file of --anh-xa; null there "
    "leaves a column out"};
inline constexpr Message column_ambiguous{
    "MB0471",
    Severity::error,
    "cột {0} có thể là {1}",
    "the column {0} may be {1}",
    "dùng mã của trường làm tên cột, hoặc khai trong tệp --anh-xa",
    "name the column by the field's id, or map it in the file of --anh-xa"};
inline constexpr Message column_field_twice{"MB0472",
                                            Severity::error,
                                            "cột {0} và cột {1} cùng ứng với trường {2}",
                                            "the columns {0} and {1} both fit the field {2}",
                                            "bỏ một cột, hoặc khai trong tệp --anh-xa",
                                            "remove one, or map them in the file of --anh-xa"};
inline constexpr Message no_known_column{
    "MB0473",
    Severity::error,
    "không tìm thấy dòng tiêu đề: trong {0} dòng đầu không dòng nào có tên trường của loại {1}",
    "no header found: none of the first {0} rows names fields of the type {1}",
    "dòng tiêu đề phải ghi mã hoặc tên các trường; mẫu trống: minhbach types {1} --sheet --out "
    "FILE.xlsx",
    "the header must name fields; for a blank sheet: minhbach types {1} --sheet --out FILE.xlsx"};
inline constexpr Message key_missing{
    "MB0474",
    Severity::error,
    "bảng không có cột mã (id, ma) để lần nhập sau nhận ra cùng một dòng",
    "the table has no column (id, ma) by which a later import knows a row again",
    "thêm cột \"Mã nội dung\" (id), mỗi dòng một mã; hoặc chỉ ra trường dùng làm mã bằng --khoa",
    "add a column \"id\", or name the field that is the key with --khoa"};
inline constexpr Message key_no_column{"MB0475",
                                       Severity::error,
                                       "trường khóa {0} không có cột nào trong bảng",
                                       "the key field {0} has no column in the table",
                                       "các cột có: {1}",
                                       "the columns: {1}"};
inline constexpr Message key_empty{"MB0476",
                                   Severity::error,
                                   "dòng này để trống ô mã {0}",
                                   "this row's key {0} is empty",
                                   "mỗi dòng cần một mã riêng, không đổi về sau",
                                   "each row needs a key of its own that never changes"};
inline constexpr Message key_unusable{"MB0477",
                                      Severity::error,
                                      "không lấy được mã từ {0}",
                                      "no id can be made of {0}",
                                      "mã cần có chữ không dấu hoặc số",
                                      "it needs plain letters or digits"};
inline constexpr Message cell_not_text_of_list{
    "MB0478",
    Severity::error,
    "mục {0} của trường {1} có {2} phần, nhưng nhóm chỉ có {3}",
    "the item {0} of the field {1} has {2} parts, but the group only has {3}",
    "các phần cách nhau bằng dấu |, theo thứ tự: {4}",
    "the parts are separated by |, in this order: {4}"};
inline constexpr Message field_not_for_tables{
    "MB0479",
    Severity::error,
    "trường {0} lồng nhiều tầng nên không ghi được trong một ô",
    "the field {0} is nested too deeply for a cell",
    "bỏ cột này; ghi trường đó trong tệp .json hoặc .md của từng mục",
    "remove the column; write that field into the record's own .json or .md file"};
inline constexpr Message number_shown_otherwise{
    "MB0480",
    Severity::warning,
    "ô này là số {0}, không phải chữ: Excel có thể đã bỏ số 0 ở đầu hoặc cuối",
    "this cell is the number {0} and no text: Excel may have dropped zeros at an end",
    "định dạng cột là Text rồi gõ lại",
    "give the column the format Text and type it again"};
inline constexpr Message serial_taken_for_date{
    "MB0481",
    Severity::warning,
    "ô này là số {0}, không định dạng ngày; hiểu là ngày {1}",
    "this cell is the number {0} without the format of a date; it is taken for {1}",
    "xem lại; nên ghi ngày dạng 17/05/2024",
    "check it; write dates as 17/05/2024"};
inline constexpr Message date_long_ago{
    "MB0482",
    Severity::warning,
    "ô này là ngày {0}; nếu định ghi một năm (ví dụ 2024) thì Excel đã hiểu thành số ngày",
    "this cell is the date {0}; if a year was meant (2024), Excel took it for a count of days",
    "chỉ biết năm thì định dạng ô là Text rồi ghi năm",
    "for a year alone, give the cell the format Text and write it"};
inline constexpr Message mapping_wrong{
    "MB0483",
    Severity::error,
    "tệp ánh xạ: {0}",
    "the mapping: {0}",
    "dạng đúng: {\"cot\": {\"Tên cột\": \"ma_truong\", \"Cột bỏ\": null}, \"mac_dinh\": {…}, "
    "\"khoa\": \"ma\"}",
    "its form: {\"cot\": {\"Column\": \"field\", \"Left out\": null}, \"mac_dinh\": {…}, "
    "\"khoa\": \"ma\"}"};
inline constexpr Message mapping_column_missing{
    "MB0484",       Severity::error,   "bảng không có cột {0}", "the table has no column {0}",
    "các cột: {1}", "its columns: {1}"};
inline constexpr Message no_rows{"MB0485",
                                 Severity::error,
                                 "bảng chỉ có dòng tiêu đề, chưa có dòng nào",
                                 "the table has a header and no row",
                                 "",
                                 ""};

inline constexpr Message required_no_column{
    "MB0486",
    Severity::error,
    "bảng thiếu cột của {0} trường bắt buộc: {1}",
    "the table lacks columns for {0} required fields: {1}",
    "thêm các cột này; giá trị chung cho mọi dòng (kể cả chua_cong_bo) khai trong \"mac_dinh\" của "
    "tệp "
    "--anh-xa",
    "add them; what holds for all rows (chua_cong_bo too) goes into \"mac_dinh\" of --anh-xa"};

// Names, files and values that others have.
inline constexpr Message import_reference_unknown{
    "MB0463",
    Severity::error,
    "{0}: không có {2} nào mang mã hay tên {1}",
    "{0}: there is no {2} with the id or the name {1}",
    "ghi mã hoặc tên đúng như ở cổng này; hiện có: {3}",
    "write an id or a name as this portal has it; there are: {3}"};
inline constexpr Message import_name_of_many{"MB0464",
                                             Severity::error,
                                             "{0}: có {3} {2} cùng tên {1}",
                                             "{0}: {3} records of {2} have the name {1}",
                                             "ghi mã thay cho tên; các mã: {4}",
                                             "write the id in place of the name; the ids: {4}"};
inline constexpr Message import_file_missing{
    "MB0465",
    Severity::error,
    "{0}: không có tệp {1} trong thư mục {2}",
    "{0}: there is no file {1} in the folder {2}",
    "đặt tệp vào thư mục đó trước khi nhập và ghi đúng tên, cả phần đuôi, chữ hoa chữ thường",
    "put it there before the import and spell its name exactly, with its ending"};
inline constexpr Message import_value_taken{
    "MB0466",
    Severity::error,
    "{0} {1} đã có ở {2}",
    "{0}: {1} is already in {2}",
    "mỗi giá trị ở trường này chỉ của một mục: xóa một trong hai; nếu là cập nhật mục đã có thì "
    "thêm cột \"id\" ghi {3}",
    "only one record may have it: remove one of the two; to update the record that is there, add a "
    "column \"id\" with {3}"};
inline constexpr Message import_case_alone{
    "MB0467",
    Severity::error,
    "mã {0} chỉ khác mã {1} ở {2} về chữ hoa, chữ thường",
    "the id {0} differs from {1} in {2} by capitals alone",
    "xóa một trong hai, hoặc đổi hẳn mã: nhiều máy chủ web coi hai địa chỉ đó là một",
    "remove one of the two, or choose another id: to many web servers both are one address"};
inline constexpr Message csv_is_workbook{
    "MB0468",
    Severity::error,
    "đây là sổ tính Excel, không phải CSV",
    "this is an Excel workbook and no CSV",
    "dùng lệnh import xlsx: minhbach import xlsx {0} --type {1}",
    "use import xlsx: minhbach import xlsx {0} --type {1}"};
inline constexpr Message dvcqg_web_page{
    "MB0469",
    Severity::error,
    "đây là một trang web (HTML), không phải tệp JSON",
    "this is a web page (HTML) and no JSON",
    "Cổng có thể đã trả về trang báo lỗi hoặc trang đăng nhập; mở tệp bằng trình duyệt để xem, rồi "
    "tải lại đúng tệp JSON",
    "the portal may have answered with an error or a login page; look at it in a browser, then get "
    "the JSON again"};

}  // namespace minhbach::messages
