// Memory that many small values share and that is given back all at once.
#pragma once

#include <array>
#include <cstddef>
#include <memory_resource>
#include <new>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace minhbach {

/// What is made in an arena lives until the arena ends. One thread at a time makes things in it;
/// what is made may be read by any. A page's render has one, a portal's records share a few.
class Arena {
 public:
  Arena() = default;
  ~Arena() {
    for (auto it = owned_.rbegin(); it != owned_.rend(); ++it) it->destroy(it->object);
  }
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;

  std::string_view copy(std::string_view text) {
    if (text.empty()) return {};
    char* bytes = static_cast<char*>(allocate(text.size(), 1));
    text.copy(bytes, text.size());
    return {bytes, text.size()};
  }

  /// `count` default-made items of a type that needs no destructor.
  template <typename T>
  std::span<T> array(std::size_t count) {
    static_assert(std::is_trivially_destructible_v<T>);
    if (count == 0) return {};
    T* items = static_cast<T*>(allocate(count * sizeof(T), alignof(T)));
    for (std::size_t i = 0; i < count; ++i) new (items + i) T();
    return {items, count};
  }

  template <typename T>
  std::span<const T> copy(const std::vector<T>& items) {
    const std::span<T> out = array<T>(items.size());
    for (std::size_t i = 0; i < items.size(); ++i) out[i] = items[i];
    return out;
  }

  /// An object owned by the arena; its destructor, if it has one, runs when the arena ends.
  template <typename T, typename... Args>
  T* make(Args&&... args) {
    T* object = new (allocate(sizeof(T), alignof(T))) T(std::forward<Args>(args)...);
    if constexpr (!std::is_trivially_destructible_v<T>) {
      owned_.push_back({object, [](void* at) { static_cast<T*>(at)->~T(); }});
    }
    return object;
  }

  /// Bytes handed out so far, for whoever must not let it grow without end.
  std::size_t used() const { return used_; }

 private:
  void* allocate(std::size_t size, std::size_t alignment) {
    used_ += size;
    return memory_.allocate(size, alignment);
  }

  struct Owned {
    void* object;
    void (*destroy)(void*);
  };

  alignas(std::max_align_t) std::array<std::byte, 1024> first_;  // Enough for a single value.
  std::pmr::monotonic_buffer_resource memory_{first_.data(), first_.size()};
  std::vector<Owned> owned_;
  std::size_t used_ = 0;
};

}  // namespace minhbach
