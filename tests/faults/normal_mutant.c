// For tests: makes SQLite commit without waiting for the disk, as synchronous=NORMAL does, once the program has checked that
// it is FULL. The power-cut test must catch it.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <sqlite3.h>

int sqlite3_prepare_v3(sqlite3 *database, const char *text, int size, unsigned int flags, sqlite3_stmt **out, const char **rest) {
  static int (*real)(sqlite3 *, const char *, int, unsigned int, sqlite3_stmt **, const char **);
  if (!real) *(void **)&real = dlsym(RTLD_NEXT, "sqlite3_prepare_v3");
  sqlite3_exec(database, "PRAGMA synchronous = NORMAL", 0, 0, 0);
  return real(database, text, size, flags, out, rest);
}
