// Libraries that are there, half there, and not there.
#include "base/loaded_library.h"

#include <cstring>
#include <stdexcept>

#include "support/catch.h"

using namespace minhbach;
using Catch::Matchers::Message;

TEST_CASE("functions of a library are found by name, those of its own libraries too") {
  LoadedLibrary library({"libstdc++.so.6"});
  decltype(&std::strlen) length = nullptr;
  library.find(length, "strlen");
  REQUIRE(length != nullptr);
  CHECK(length("abc") == 3);
  CHECK(library.is_whole());
  CHECK_NOTHROW(library.must_be_whole());
}

TEST_CASE("a library that is missing, or lacks a function, is not whole, and says what it lacks") {
  LoadedLibrary none({"libstdc++.so.6", "libkhong-co.so.1"});
  CHECK_FALSE(none.is_whole());
  CHECK_THROWS_MATCHES(none.must_be_whole(), std::runtime_error,
                       Message("library missing or too old: libkhong-co.so.1"));
  LoadedLibrary old({"libstdc++.so.6"});
  void (*function)() = [] {};
  old.find(function, "khong_co");
  CHECK(function == nullptr);
  CHECK_THROWS_MATCHES(old.must_be_whole(), std::runtime_error,
                       Message("library missing or too old: khong_co"));
}
