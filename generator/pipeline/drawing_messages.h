// What can be said about pictures that are drawn from content (MB1111–MB1119).
#pragma once

#include "base/diagnostic.h"

namespace minhbach::messages {

inline constexpr Message drawing_token_wrong{
    "MB1111",
    Severity::error,
    "giao diện vẽ hình nhưng tệp biến thiếu hoặc ghi sai {0}",
    "the theme draws pictures, but its tokens lack {0} or have it wrong",
    "cần các màu dùng khi vẽ và nhóm \"hinh\": mỗi cỡ chữ là hai số, lớn nhất rồi nhỏ nhất, phần "
    "nghìn cạnh ngắn",
    "the colours used for drawing are needed, and the group \"hinh\": each size is two numbers, "
    "the "
    "largest and the smallest, in thousandths of the shorter side"};
inline constexpr Message poster_undrawable{"MB1112",
                                           Severity::warning,
                                           "giao diện {0} không vẽ được poster",
                                           "the theme {0} cannot draw posters",
                                           "chọn giao diện có ve_hinh trong theme.json, hoặc đổi "
                                           "bo_cuc thành hinh_tai_len và tải hình lên",
                                           "choose a theme with ve_hinh in its theme.json, or set "
                                           "bo_cuc to hinh_tai_len and give a picture"};
inline constexpr Message poster_link_unknown{
    "MB1113",
    Severity::error,
    "poster dẫn tới {0}, cổng này không có trang đó",
    "the poster leads to {0}, which is no page of this portal",
    "ghi địa chỉ trang bắt đầu bằng dấu /, hoặc địa chỉ đầy đủ bắt đầu bằng https://",
    "write the address of a page, beginning with /, or a whole one beginning with https://"};
inline constexpr Message poster_picture_unusable{
    "MB1114",
    Severity::error,
    "tệp {0} không ghép được vào poster: chỉ nhận ảnh JPEG, PNG, WebP, HEIC, GIF không động",
    "{0} cannot be put on a poster, which takes a JPEG, PNG, WebP, HEIC or still GIF",
    "xuất hình ra PNG hoặc JPEG, rộng từ 1200 điểm; hoặc ghi bo_cuc: hinh_tai_len để dùng nguyên "
    "hình đã có",
    "export it as PNG or JPEG, 1200 pixels wide or more; or set bo_cuc to hinh_tai_len to show it "
    "as it is"};
inline constexpr Message poster_picture_small{
    "MB1115",
    Severity::warning,
    "hình trên poster chỉ rộng {0} điểm, in A3 sẽ vỡ",
    "the poster's picture is only {0} pixels wide and will look coarse on A3",
    "dùng hình rộng từ {1} điểm",
    "use one of {1} pixels or more"};

}  // namespace minhbach::messages
