// For tests: a program whose time goes HASTE times as fast: its steady clock, and all its waiting. Its patience ends sooner.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <poll.h>
#include <stdlib.h>
#include <time.h>

static long haste(void) {
  const char *text = getenv("HASTE");
  const long value = text ? atol(text) : 1;
  return value > 0 ? value : 1;
}

#define REAL(name) \
  static __typeof__(&name) real; \
  if (!real) *(void **)&real = dlsym(RTLD_NEXT, #name)

static struct timespec scaled(const struct timespec *time, long up, long down) {
  const long long all = ((long long)time->tv_sec * 1000000000 + time->tv_nsec) * up / down;
  return (struct timespec){.tv_sec = (time_t)(all / 1000000000), .tv_nsec = (long)(all % 1000000000)};
}

int clock_gettime(clockid_t id, struct timespec *at) {
  REAL(clock_gettime);
  const int code = real(id, at);
  // Since this machine was started: the time of day is left as it is.
  if (code == 0 && (id == CLOCK_MONOTONIC || id == CLOCK_MONOTONIC_RAW || id == CLOCK_MONOTONIC_COARSE || id == CLOCK_BOOTTIME))
    *at = scaled(at, haste(), 1);
  return code;
}

static int shorter(int milliseconds) {
  return milliseconds <= 0 ? milliseconds : (int)((milliseconds + haste() - 1) / haste());
}

int poll(struct pollfd *ends, nfds_t count, int milliseconds) {
  REAL(poll);
  return real(ends, count, shorter(milliseconds));
}

int ppoll(struct pollfd *ends, nfds_t count, const struct timespec *time, const sigset_t *signals) {
  REAL(ppoll);
  const struct timespec less = time ? scaled(time, 1, haste()) : (struct timespec){0};
  return real(ends, count, time ? &less : NULL, signals);
}

// What calls of the two above become where a compiler checks sizes.
int __poll_chk(struct pollfd *ends, nfds_t count, int milliseconds, size_t size) {
  (void)size;
  return poll(ends, count, milliseconds);
}

int __ppoll_chk(struct pollfd *ends, nfds_t count, const struct timespec *time, const sigset_t *signals, size_t size) {
  (void)size;
  return ppoll(ends, count, time, signals);
}

int nanosleep(const struct timespec *time, struct timespec *left) {
  REAL(nanosleep);
  const struct timespec less = scaled(time, 1, haste());
  return real(&less, left);
}

int clock_nanosleep(clockid_t id, int flags, const struct timespec *time, struct timespec *left) {
  REAL(clock_nanosleep);
  const struct timespec less = scaled(time, 1, haste());
  return real(id, flags, &less, left);
}
