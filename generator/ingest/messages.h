// What can be said about front matter, YAML, tables and folders of content (MB04xx).
#pragma once

#include "base/diagnostic.h"

namespace minhbach::messages {

inline constexpr Message front_matter_missing{
    "MB0401",
    Severity::error,
    "tệp phải bắt đầu bằng dòng ---",
    "the file must start with a line ---",
    "ghi các trường (tieu_de, …) giữa hai dòng chỉ có ba dấu gạch ---, rồi mới đến nội dung",
    "write the fields (tieu_de, …) between two lines of three dashes ---, then the content"};
inline constexpr Message front_matter_open{
    "MB0402",
    Severity::error,
    "thiếu dòng --- kết thúc phần khai báo ở đầu tệp",
    "the line --- that ends the fields at the top is missing",
    "thêm một dòng chỉ có --- sau trường cuối cùng, không thụt vào",
    "add a line of only --- after the last field, not indented"};
inline constexpr Message yaml_tab{"MB0403",
                                  Severity::error,
                                  "dòng này có phím Tab ở chỗ phải dùng dấu cách",
                                  "this line has a tab where only spaces may stand",
                                  "xóa Tab, thụt vào bằng dấu cách (hai dấu cho mỗi cấp)",
                                  "delete the tab; indent with spaces, two a level"};
inline constexpr Message yaml_open_quote{
    "MB0404",
    Severity::error,
    "dấu nháy mở ở đây không có dấu nháy đóng",
    "the quote opened here is never closed",
    "thêm dấu nháy ở cuối; nếu trong câu có dấu \" thì đặt cả câu trong dấu '…'",
    "close it; put text that holds \" between '…'"};
inline constexpr Message yaml_key_twice{"MB0405",
                                        Severity::error,
                                        "trường {0} ghi hai lần, lần trước ở dòng {1}",
                                        "the field {0} stands twice, first on line {1}",
                                        "xóa một trong hai, hoặc gộp thành danh sách",
                                        "remove one of the two, or make them one list"};
inline constexpr Message yaml_indent{"MB0406",
                                     Severity::error,
                                     "dòng này thụt vào không thẳng hàng với các dòng cùng cấp",
                                     "this line is not indented like its neighbours",
                                     "các trường cùng cấp phải bắt đầu ở cùng một cột",
                                     "fields of one level must start in one column"};
inline constexpr Message yaml_no_colon{
    "MB0407",
    Severity::error,
    "dòng này không có dạng \"trường: giá trị\"",
    "this line does not have the form \"field: value\"",
    "thêm dấu hai chấm sau tên trường; phần tiếp của dòng trên thì thụt vào; mục của danh sách thì "
    "bắt đầu bằng \"- \"",
    "put a colon after the field's name; indent what goes on from the line above; start an item of "
    "a list with \"- \""};
inline constexpr Message yaml_no_space{"MB0408",
                                       Severity::error,
                                       "thiếu dấu cách sau dấu hai chấm trong {0}",
                                       "a space is missing after the colon in {0}",
                                       "viết \"{1}: {2}\"",
                                       "write \"{1}: {2}\""};
inline constexpr Message yaml_colon_in_text{
    "MB0409",
    Severity::error,
    "giá trị có dấu hai chấm bên trong nên phải đặt trong dấu nháy",
    "the value holds a colon, so it must stand in quotes",
    "đặt cả giá trị trong dấu nháy thẳng \"…\" (không phải dấu nháy cong “…” của Word)",
    "put straight quotes \"…\" around the whole value (not the curly “…” of Word)"};
inline constexpr Message yaml_bad_start{"MB0410",
                                        Severity::error,
                                        "giá trị không được bắt đầu bằng ký tự {0}",
                                        "a value may not start with {0}",
                                        "đặt cả giá trị trong dấu nháy kép",
                                        "put the whole value in double quotes"};
inline constexpr Message yaml_escape{"MB0411",
                                     Severity::error,
                                     "dấu \\ trong \"…\" mở đầu một mã không có",
                                     "the \\ inside \"…\" starts no known escape",
                                     "đặt giá trị trong dấu '…' thay cho \"…\"",
                                     "put the value between '…' in place of \"…\""};
inline constexpr Message yaml_open_bracket{
    "MB0412",
    Severity::error,
    "danh sách hay nhóm viết trong ngoặc thiếu dấu phẩy hoặc ngoặc đóng",
    "a list or group in brackets lacks a comma or its closing bracket",
    "đóng ngoặc, hoặc ghi mỗi mục trên một dòng bắt đầu bằng \"- \"",
    "close it, or write each item on a line starting with \"- \""};
inline constexpr Message yaml_list_place{
    "MB0413",
    Severity::error,
    "danh sách phải bắt đầu ở dòng riêng",
    "a list must start on a line of its own",
    "xuống dòng trước dấu \"- \" đầu tiên; nếu đó là chữ thì đặt cả giá trị trong dấu nháy kép",
    "start a new line before the first \"- \"; put the value in double quotes if it is text"};
inline constexpr Message yaml_refused{"MB0414",
                                      Severity::error,
                                      "{0} là cú pháp YAML không dùng ở đây",
                                      "{0} is YAML that is not used here",
                                      "nếu đó là chữ thì đặt cả giá trị trong dấu nháy kép",
                                      "put the whole value in double quotes if it is text"};
inline constexpr Message yaml_two_documents{"MB0415",
                                            Severity::error,
                                            "tệp có hơn một tài liệu YAML",
                                            "the file holds more than one YAML document",
                                            "xóa dòng --- ở giữa; mỗi tệp một bản ghi",
                                            "delete the line --- in the middle; one record a file"};
inline constexpr Message yaml_too_deep{"MB0416",
                                       Severity::error,
                                       "lồng nhau quá {0} cấp",
                                       "nested deeper than {0} levels",
                                       "viết lại cho phẳng hơn",
                                       "write it flatter"};
inline constexpr Message yaml_key_form{"MB0417",
                                       Severity::error,
                                       "tên trường phải là một từ",
                                       "a field's name must be one word",
                                       "viết \"trường: giá trị\"",
                                       "write \"field: value\""};
inline constexpr Message yaml_control{"MB0418",
                                      Severity::error,
                                      "có ký tự điều khiển không nhìn thấy (mã {0})",
                                      "there is an invisible control character (code {0})",
                                      "xóa và gõ lại đoạn này; thường do dán từ Word hoặc PDF",
                                      "delete and retype it; it often comes from pasting"};
inline constexpr Message yaml_other{
    "MB0419",
    Severity::error,
    "sai cú pháp YAML: {0}",
    "invalid YAML: {0}",
    "so với một tệp đang dùng được; đặt giá trị trong dấu nháy kép",
    "compare with a file that works; put the value in double quotes"};

inline constexpr Message yaml_hash{
    "MB0420",
    Severity::error,
    "phần từ {0} sẽ bị mất, vì dấu # sau dấu cách mở đầu một ghi chú",
    "what starts at {0} would be lost, because # after a space starts a comment",
    "đặt cả giá trị trong dấu nháy kép; nếu đúng là ghi chú thì thêm dấu cách sau dấu #",
    "put the whole value in double quotes; put a space after # if it is a comment"};
inline constexpr Message yaml_odd_space{
    "MB0421",
    Severity::error,
    "chỗ này có dấu cách đặc biệt (mã {0}), trông giống nhưng không phải dấu cách thường",
    "this is a special space (code {0}), which looks like a plain one but is not",
    "xóa rồi gõ lại bằng phím cách; thường do dán từ Word hoặc trang web",
    "delete it and press the space bar; it often comes from pasting"};
inline constexpr Message yaml_text_after{
    "MB0422",
    Severity::error,
    "có chữ thừa sau dấu nháy đóng hoặc ngoặc đóng",
    "text follows a closing quote or bracket",
    "đặt cả giá trị trong dấu '…', ví dụ: '\"Một cửa\" liên thông'",
    "put the whole value between '…', for example: '\"One door\" for all'"};

inline constexpr Message folder_unknown{"MB0430",
                                        Severity::error,
                                        "tệp không nằm trong thư mục của kiểu nội dung nào",
                                        "the file lies in no content type's folder",
                                        "chuyển vào một trong các thư mục: {0}",
                                        "move it into one of: {0}"};
inline constexpr Message file_odd{
    "MB0431",
    Severity::warning,
    "tệp có đuôi {0} không được dùng đến",
    "a file ending in {0} is not used",
    "nội dung là .md; dữ liệu là .json, .yaml, .csv; tệp đính kèm là pdf, docx, xlsx, png, jpg …",
    "content is .md; data .json, .yaml, .csv; attachments pdf, docx, xlsx, png, jpg …"};
inline constexpr Message sidecar_alone{"MB0432",
                                       Severity::warning,
                                       "tệp nguồn gốc không đi kèm bảng nào",
                                       "this provenance file belongs to no table",
                                       "đặt tên như tệp dữ liệu: {0}.csv hoặc {0}.json",
                                       "name it like its data file: {0}.csv or {0}.json"};
inline constexpr Message bad_id{"MB0433",
                                Severity::error,
                                "mã nội dung {0} không dùng được trong địa chỉ trang",
                                "the id {0} cannot be used in an address",
                                "chỉ dùng chữ không dấu, chữ số, dấu chấm, \"-\" và \"_\"",
                                "use only plain letters, digits, full stop, \"-\" and \"_\""};
inline constexpr Message id_missing{"MB0434",
                                    Severity::error,
                                    "hàng này không có mã: thiếu cột \"id\"",
                                    "this row has no id: the column \"id\" is missing",
                                    "thêm cột \"id\" (hoặc \"ma\"), mỗi hàng một mã riêng",
                                    "add a column \"id\" (or \"ma\"), different in each row"};
inline constexpr Message id_twice{"MB0435",
                                  Severity::error,
                                  "mã nội dung {0} đã dùng ở {1}",
                                  "the id {0} is already used in {1}",
                                  "đổi trường id, hoặc đổi tên tệp",
                                  "change the field id, or rename the file"};
inline constexpr Message code_twice{
    "MB0441",
    Severity::error,
    "{3} {0} đã có ở {1}",
    "{3}: {0} is already in {1}",
    "trong một danh mục, mỗi nội dung có một giá trị riêng ở trường này: xóa một trong hai",
    "in one catalogue each record has a value of its own here: remove one of the two"};
inline constexpr Message layer_twice{"MB0440",
                                     Severity::error,
                                     "{0} đã được ghi đè hoặc dịch ở {1}",
                                     "{0} has local values or a translation in {1} already",
                                     "gộp các trường vào một tệp {2}, rồi xóa tệp này",
                                     "put all fields into one file, {2}, and remove this one"};
inline constexpr Message row_not_object{"MB0436",
                                        Severity::error,
                                        "mỗi mục của danh sách phải là một đối tượng {…}",
                                        "each item of the list must be an object {…}",
                                        "viết {0}",
                                        "write {0}"};
inline constexpr Message file_name_odd{
    "MB0437",
    Severity::error,
    "tên tệp hoặc thư mục có ký tự không dùng được trong địa chỉ trang",
    "the name of the file or its folder holds a character that no address may have",
    "đổi tên, chỉ dùng chữ không dấu, chữ số, dấu chấm, \"-\" và \"_\"",
    "rename it with plain letters, digits, full stop, \"-\" and \"_\""};

inline constexpr Message file_changed{
    "MB0438",
    Severity::error,
    "tệp thay đổi trong khi đang được đọc",
    "the file changed while it was being read",
    "hãy chạy lại lệnh; nội dung mới sẽ được đọc lại từ đầu",
    "run the command again: the new content will be read from the start"};
inline constexpr Message body_missing{
    "MB0439",
    Severity::error,
    "{0} phải có toàn văn, mà dưới phần khai báo không có gì",
    "a record of {0} must have its full text, and nothing stands below its fields",
    "chép toàn văn vào dưới dòng --- thứ hai của tệp .md; bản chụp (scan) chỉ là tệp đính kèm",
    "put the full text below the second line --- of the .md file; a scan is only an attachment"};
inline constexpr Message body_short{
    "MB0442",
    Severity::warning,
    "{0} phải có toàn văn, mà dưới phần khai báo mới có {1} tiếng",
    "a record of {0} must have its full text, and only {1} words stand below its fields",
    "chép hết văn bản vào đây; một câu dẫn tới bản chụp (scan) không thay được toàn văn",
    "put the whole document there; a sentence that points at a scan does not stand for it"};

}  // namespace minhbach::messages
