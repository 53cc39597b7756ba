// What can be said about drawn pictures (MB1101–MB1119).
#pragma once

#include "base/diagnostic.h"

namespace minhbach::messages {

inline constexpr Message drawn_text_too_long{
    "MB1101",
    Severity::error,
    "chữ quá dài cho {0}: thừa {1} ký tự",
    "the text is too long for {0} by {1} characters",
    "viết ngắn lại, hoặc bỏ hình nếu poster có hình: poster không cắt bớt chữ và không thu chữ nhỏ "
    "hơn mức đọc được",
    "shorten it, or leave out the picture where there is one: posters neither cut a text nor "
    "shrink "
    "it below what can be read"};
inline constexpr Message glyph_missing{"MB1102",
                                       Severity::error,
                                       "phông chữ {1} không có ký tự {0}",
                                       "the font {1} has no character {0}",
                                       "bỏ hoặc thay ký tự đó",
                                       "leave the character out or use another"};
inline constexpr Message qr_too_long{
    "MB1103",
    Severity::error,
    "địa chỉ dài {0} ký tự, mã QR trên poster chỉ chứa được {1}",
    "the address has {0} characters; the QR code on posters holds {1}",
    "dẫn tới một trang có địa chỉ ngắn hơn của cổng này, hoặc dùng địa chỉ rút gọn của cơ quan",
    "link to a page of this portal with a shorter address, or use a short address of the body"};
inline constexpr Message drawing_libraries_missing{
    "MB1105",
    Severity::error,
    "máy này thiếu thư viện để vẽ hình (Pango, Cairo, libqrencode)",
    "this machine lacks the libraries for drawing (Pango, Cairo, libqrencode)",
    "cài gói libpangocairo-1.0-0, libqrencode4 (hoặc chạy ./dev setup); cổng không có poster thì "
    "có thể ghi "
    "\"anh_chia_se\": false",
    "install the packages libpangocairo-1.0-0, libqrencode4 (or run ./dev setup)"};
inline constexpr Message font_unusable{
    "MB1104",
    Severity::error,
    "tệp phông chữ không dùng được để vẽ: không phải phông {0}",
    "the font file cannot be used for drawing: it is not a font of the family {0}",
    "chạy ./dev setup (hoặc npm ci trong thư mục giao diện); kiểm tra ve_hinh trong theme.json",
    "run ./dev setup (or npm ci in the theme's folder); check ve_hinh in theme.json"};
inline constexpr Message poster_picture_unreadable{
    "MB1107",
    Severity::error,
    "không ghép được hình vào poster: hình bị thiếu dữ liệu hoặc hỏng",
    "the picture cannot be put on the poster: it is cut off or damaged",
    "mở hình bằng chương trình xem ảnh rồi lưu lại, hoặc dùng hình khác",
    "open the picture in a viewer and save it again, or use another"};
inline constexpr Message not_kept{
    "MB1106",
    Severity::warning,
    "không giữ lại được hình đã làm trong {0}; lần dựng sau phải làm lại",
    "what was made could not be kept in {0}; the next build has to make it again",
    "cấp quyền ghi vào thư mục đó; kiểm tra đĩa còn chỗ, và không có tệp nào cùng tên trên đường "
    "dẫn",
    "give the right to write into that folder; see that the disk has room and that no file stands "
    "in its way"};

}  // namespace minhbach::messages
