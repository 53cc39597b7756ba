#!/bin/sh
# Builds the small site onto disks that are full and read-only: full_disk.sh PROGRAM SITE. 77 is "skipped".
set -eu
program=$1 site=$2
folder=$(mktemp -d)
finish() {
  umount "$folder" 2>/dev/null || true
  rmdir "$folder"
}
trap finish EXIT
if ! mount -t tmpfs -o size=32k none "$folder" 2>/dev/null; then
  echo "skipped: a small file system cannot be mounted here"
  exit 77
fi
expect() {
  code=0
  said=$("$program" --goc "$site" build --ngay 2026-07-05 --out "$folder/ra" 2>&1) || code=$?
  if [ "$code" -ne 1 ] || ! printf '%s' "$said" | grep -q "$1"; then
    printf 'expected exit code 1 and %s, got %s and:\n%s\n' "$1" "$code" "$said"
    exit 1
  fi
}
expect MB0107
mount -o remount,ro "$folder"
expect MB0108
