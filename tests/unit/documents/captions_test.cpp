// Caption files that browsers show, and every way in which one can be wrong.
#include "documents/captions.h"

#include "support/catch.h"

using namespace minhbach::documents;

namespace {

/// "3:bad_timing" of each mistake.
std::vector<std::string> mistakes(std::string_view bytes) {
  static constexpr const char* names[] = {"no_header",    "not_utf8", "bad_timing", "ends_too_soon",
                                          "out_of_order", "no_text",  "no_cues"};
  std::vector<std::string> out;
  for (const CaptionMistake& mistake : caption_mistakes(bytes))
    out.push_back(fmt::format("{}:{}", mistake.line, names[static_cast<int>(mistake.what)]));
  return out;
}

using Mistakes = std::vector<std::string>;

}  // namespace

TEST_CASE("good captions have no mistakes, whatever stands around the cues") {
  CHECK(mistakes("WEBVTT\n\n00:00.000 --> 00:03.000\nMột\n").empty());
  CHECK(mistakes("\xEF\xBB\xBFWEBVTT - Ba bước\r\n\r\nNOTE ghi chú\r\n\r\n1\r\n"
                 "00:00:01.000  -->  01:00:03.500 align:start\r\nMột\r\nHai\r\n\r\n"
                 "00:59:00.000 --> 01:01:00.000\r\nChồng lên nhau\r\n")
            .empty());
}

TEST_CASE("each mistake is found in its line") {
  CHECK(mistakes("") == Mistakes{"1:no_header"});
  CHECK(mistakes("1\n00:00:01,000 --> 00:00:02,000\nSRT\n") == Mistakes{"1:no_header"});
  CHECK(mistakes("WEBVTT\n\nchữ suông\n") == Mistakes{"1:no_cues"});
  CHECK(mistakes("WEBVTT\n\n00:00:01,000 --> 00:00:02,000\nphẩy\n\n00:61.000 --> 00:62.000\nx\n") ==
        Mistakes{"3:bad_timing", "6:bad_timing"});
  CHECK(mistakes("WEBVTT\n\n00:03.000 --> 00:03.000\nx\n") == Mistakes{"3:ends_too_soon"});
  CHECK(mistakes("WEBVTT\n\n00:03.000 --> 00:04.000\nx\n\n00:01.000 --> 00:02.000\ny\n") ==
        Mistakes{"6:out_of_order"});
  CHECK(mistakes("WEBVTT\n\n00:03.000 --> 00:04.000\n\n") == Mistakes{"3:no_text"});
  CHECK(mistakes("WEBVTT\n\n00:03.000 --> 00:04.000\nM\xF4t\n") == Mistakes{"4:not_utf8"});
}

TEST_CASE("a file of nothing but mistakes is not told without end") {
  std::string many = "WEBVTT\n";
  for (int i = 0; i < 1000; ++i) many += "\n-->\n";
  CHECK(mistakes(many).size() == 20);
}
