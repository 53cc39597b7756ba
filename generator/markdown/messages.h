// What can be said about a Markdown body (MB06xx).
#pragma once

#include "base/diagnostic.h"

namespace minhbach::messages {

inline constexpr Message markdown_too_large{
    "MB0601",
    Severity::error,
    "nội dung dài {0} MB, quá mức {1} MB cho một trang",
    "the body is {0} MB, more than the {1} MB a page may have",
    "tách thành nhiều trang, hoặc đưa bảng lớn vào tệp CSV",
    "split it into several pages, or move a large table to a CSV file"};
inline constexpr Message markdown_too_deep{"MB0602",
                                           Severity::error,
                                           "nội dung lồng nhau quá {0} tầng",
                                           "content is nested deeper than {0} levels",
                                           "bớt dấu > hoặc bớt cấp danh sách ở dòng này",
                                           "use fewer > marks or list levels on this line"};
inline constexpr Message table_too_sparse{
    "MB0603",
    Severity::error,
    "bảng {0} cột này thiếu quá nhiều ô",
    "this table of {0} columns lacks too many cells",
    "kiểm tra dòng gạch ngang dưới tiêu đề bảng, hoặc đưa bảng vào tệp CSV",
    "check the dashed line under the table's heading, or move the table to a CSV file"};
inline constexpr Message html_tag_dropped{"MB0604",
                                          Severity::warning,
                                          "đã bỏ thẻ HTML {0}; chữ bên trong được giữ lại",
                                          "the HTML tag {0} was dropped; the text inside it stays",
                                          "dùng cách viết Markdown, ví dụ **chữ đậm**",
                                          "write Markdown, for example **bold**"};
inline constexpr Message html_block_dropped{"MB0605",
                                            Severity::warning,
                                            "đã bỏ cả khối HTML bắt đầu bằng {0}",
                                            "the whole HTML block that starts with {0} was dropped",
                                            "viết lại nội dung của khối này bằng Markdown",
                                            "write what this block says in Markdown"};
inline constexpr Message link_refused{
    "MB0606",
    Severity::warning,
    "đã bỏ liên kết {0} vì loại địa chỉ này không được phép; chữ được giữ lại",
    "the link {0} was dropped because this kind of address is not allowed; its text stays",
    "dùng địa chỉ https://, mailto:, tel: hoặc đường dẫn tới một trang của cổng",
    "use https://, mailto:, tel: or a path to a page of this site"};
inline constexpr Message link_without_scheme{
    "MB0607",
    Severity::warning,
    "đã bỏ liên kết {0} vì thiếu https: ở đầu; chữ được giữ lại",
    "the link {0} was dropped because it lacks https: in front; its text stays",
    "viết đủ, ví dụ https://ten-mien.vn/trang",
    "write it in full, for example https://example.vn/page"};
inline constexpr Message link_without_target{
    "MB0608",
    Severity::warning,
    "liên kết {0} không có địa chỉ",
    "the link {0} has no address",
    "điền địa chỉ vào trong ngoặc tròn, hoặc bỏ ngoặc vuông",
    "put the address into the round brackets, or remove the square ones"};
inline constexpr Message image_without_text{
    "MB0609",
    Severity::error,
    "thiếu mô tả cho ảnh {0}",
    "the image {0} has no description",
    "viết mô tả ngắn trong ngoặc vuông cho người không nhìn thấy ảnh: ![mô tả](ảnh); hình chỉ để "
    "trang trí thì viết ![](ảnh \"trang trí\")",
    "describe it in the square brackets for people who cannot see it: ![description](image); of one "
    "that is mere decoration write ![](image \"trang trí\")"};
inline constexpr Message image_from_elsewhere{
    "MB0610",
    Severity::error,
    "ảnh {0} không phải là tệp của cổng",
    "the image {0} is not a file of this site",
    "tải ảnh về, đặt cạnh trang này rồi ghi tên tệp",
    "download the image, put it beside this page and write its file name"};
inline constexpr Message heading_of_level_one{
    "MB0611",
    Severity::warning,
    "tiêu đề cấp 1 dành cho tên trang; đã chuyển {0} thành cấp 2",
    "level 1 is for the page's title; {0} became level 2",
    "dùng ## thay cho #",
    "write ## instead of #"};
inline constexpr Message heading_level_skipped{
    "MB0612",
    Severity::warning,
    "tiêu đề {0} ở cấp {1} ngay sau cấp {2}, bỏ qua cấp ở giữa",
    "the heading {0} of level {1} follows level {2} and skips what is between",
    "giảm bớt dấu # cho tiêu đề này",
    "use fewer # marks for this heading"};
inline constexpr Message heading_without_text{"MB0613",
                                              Severity::warning,
                                              "tiêu đề không có chữ",
                                              "the heading has no text",
                                              "viết chữ sau dấu #, hoặc xóa dòng này",
                                              "write text after the # marks, or remove the line"};
inline constexpr Message link_without_text{"MB0614",
                                           Severity::warning,
                                           "liên kết tới {0} không có chữ để bấm",
                                           "the link to {0} has no text to click",
                                           "viết tên trang đích trong ngoặc vuông",
                                           "write the target's name in the square brackets"};
inline constexpr Message footnote_unknown{
    "MB0615",
    Severity::warning,
    "chú thích {0} không có nội dung",
    "the footnote {0} has no text",
    "thêm một dòng bắt đầu bằng {0}: rồi đến nội dung chú thích",
    "add a line that starts with {0}: followed by the text"};
inline constexpr Message footnote_unused{
    "MB0616",
    Severity::warning,
    "nội dung chú thích này không hiện trên trang, vì không chỗ nào nhắc tới hoặc đã ghi hai lần",
    "this footnote does not show, because nothing refers to it or it stands twice",
    "thêm dấu chú thích vào câu cần chú thích, hoặc xóa dòng này",
    "put its mark into the sentence it belongs to, or remove the line"};
inline constexpr Message more_problems{
    "MB0617",
    Severity::warning,
    "còn {0} chỗ khác cần sửa trong nội dung này, chưa hiện ở đây",
    "{0} more places in this body need mending and are not shown here",
    "sửa các chỗ đã hiện rồi chạy lại",
    "mend those shown, then run again"};

inline constexpr Message too_many_marks{
    "MB0618",
    Severity::error,
    "có quá nhiều dấu {1} (mức cho phép ở một chỗ: {0})",
    "there are too many marks {1} (allowed in one place: {0})",
    "chèn dòng trống để tách thành nhiều đoạn, hoặc tách thành nhiều trang",
    "part it with blank lines, or split the page"};
inline constexpr Message definition_too_long{
    "MB0619",
    Severity::error,
    "địa chỉ ghi sẵn này dài {0} byte và được nhắc lại quá nhiều lần",
    "this link definition has {0} bytes and is referred to too often",
    "rút ngắn địa chỉ hoặc tên của nó; sau dòng này để một dòng trống",
    "shorten its address or title; leave a blank line after it"};

}  // namespace minhbach::messages
