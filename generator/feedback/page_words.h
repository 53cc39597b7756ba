// What the endpoint's pages say, in both languages.
#pragma once

#include <string_view>

namespace minhbach::feedback {

struct PageWords {
  std::string_view back, confirm, confirm_slow, thanks, receipt, keep_receipt, look_up,
      look_up_title, look_up_help, receipt_label, look, not_found, sent, state, answer_link;
  std::string_view states[4];
  struct Refused {
    std::string_view title, text;
  } refusals[8];
  std::string_view your_text, expired, too_early, tampered, changed;
};

inline constexpr PageWords vietnamese_words{
    "Quay lại trang trước",
    "Xin xem lại rồi bấm nút để gửi. Ý kiến chỉ được ghi sau bước này.",
    "Hiện có nhiều ý kiến gửi đến cùng lúc. Xin đợi 20 giây rồi bấm nút để gửi.",
    "Cảm ơn Ông/Bà",
    "Mã biên nhận",
    "Xin giữ lại mã này để tra cứu. Chúng tôi không lưu thông tin nào về người gửi nên không cấp "
    "lại "
    "được.",
    "Tra cứu bằng mã biên nhận",
    "Tra cứu ý kiến đã gửi",
    "Nhập mã biên nhận đã nhận khi gửi.",
    "Mã biên nhận",
    "Tra cứu",
    "Không tìm thấy mã này. Có thể mã chưa đúng, hoặc ý kiến đã hết thời hạn lưu.",
    "Ngày gửi",
    "Tình trạng",
    "Xem câu trả lời",
    {"Đã nhận", "Đang xử lý", "Đã trả lời", "Đã kết thúc"},
    {{"Không đọc được dữ liệu gửi lên", "Xin quay lại trang trước và gửi lại."},
     {"Không có trang này", "Địa chỉ không đúng, hoặc biểu mẫu đã đóng."},
     {"Không dùng được cách gửi này", "Xin gửi bằng biểu mẫu trên cổng."},
     {"Không nhận từ trang này", "Biểu mẫu chỉ nhận khi gửi từ cổng của cơ quan."},
     {"Không nhận kiểu dữ liệu này", "Xin gửi bằng biểu mẫu trên cổng."},
     {"Xin gửi chậm lại", "Từ mạng này vừa có nhiều ý kiến. Xin đợi ít phút rồi gửi lại."},
     {"Hiện có quá nhiều người gửi", "Ý kiến chưa được ghi. Xin đợi ít phút rồi gửi lại."},
     {"Chưa ghi được ý kiến",
      "Hệ thống đang có sự cố, ý kiến chưa được ghi. Xin gửi lại sau ít phút."}},
    "Nội dung Ông/Bà đã viết, để không phải viết lại:",
    "Trang đã mở quá lâu. Xin bấm nút để gửi lại.",
    "Xin đợi thêm {0} giây rồi bấm nút.",
    "Xin bấm nút để gửi lại.",
    "Ý kiến gửi trước đó đã được ghi, mã biên nhận {0}. Nội dung đang hiện khác với ý kiến đó và "
    "chưa được ghi: xin bấm nút để gửi thêm."};

inline constexpr PageWords english_words{
    "Back to the page",
    "Please check, then press the button. Nothing is recorded before that.",
    "Many people are writing at this moment. Please wait 20 seconds, then press the button.",
    "Thank you",
    "Receipt",
    "Please keep this code to look up what becomes of it. We keep nothing about who sent it, so it "
    "cannot be given again.",
    "Look up by receipt",
    "Look up what you sent",
    "Enter the receipt that you were given.",
    "Receipt",
    "Look up",
    "There is no such receipt. It may be mistyped, or what was sent is no longer kept.",
    "Sent on",
    "Status",
    "Read the answer",
    {"Received", "In progress", "Answered", "Closed"},
    {{"What was sent cannot be read", "Please go back and send it again."},
     {"There is no such page", "The address is wrong, or the form is closed."},
     {"It cannot be sent this way", "Please use the form on the site."},
     {"Not from that page", "Forms are taken only from the body's own site."},
     {"Not this kind of data", "Please use the form on the site."},
     {"Please slow down",
      "Many messages have come from this network. Please try again in a few "
      "minutes."},
     {"Too many people are writing", "Nothing was recorded. Please try again in a few minutes."},
     {"Nothing was recorded",
      "Something is wrong on our side. Please try again in a few minutes."}},
    "What you wrote, so that you need not write it again:",
    "The page was open for too long. Please press the button again.",
    "Please wait {0} more seconds, then press the button.",
    "Please press the button again.",
    "What was sent before has been recorded, receipt {0}. What you see now is different and has "
    "not "
    "been recorded: please press the button to send it as well."};

inline const PageWords& words_in(std::string_view language) {
  return language == "en" ? english_words : vietnamese_words;
}

}  // namespace minhbach::feedback
