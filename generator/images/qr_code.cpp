// libqrencode, wrapped.
#include "images/qr_code.h"

#include <memory>

#include "images/drawing_libraries.h"

namespace minhbach::images {

std::optional<QrCode> make_qr(std::string_view text) {
  if (text.empty() || text.size() > longest_qr_text) return std::nullopt;
  const std::unique_ptr<QRcode, void (*)(QRcode*)> made(
      libraries().QRcode_encodeData(static_cast<int>(text.size()),
                                    reinterpret_cast<const unsigned char*>(text.data()), 0,
                                    QR_ECLEVEL_M),
      libraries().QRcode_free);
  if (!made || made->width > largest_qr) return std::nullopt;
  QrCode out{made->width, {}};
  for (int i = 0; i < made->width * made->width; ++i)
    out.dark.push_back(static_cast<char>(made->data[i] & 1));
  return out;
}

}  // namespace minhbach::images
