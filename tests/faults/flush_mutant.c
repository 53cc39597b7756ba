// For tests: a system whose flushes do nothing, or fail as long as the file that DISK_FAILS names is there.
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

int fdatasync(int file) {
  const char *fails = getenv("DISK_FAILS");
  (void)file;
  if (!fails || access(fails, F_OK) != 0) return 0;
  errno = EIO;
  return -1;
}
