# shellcheck shell=sh
# guest.sh - what run does inside the machine with cgroup v2. Prints NAME and the system calls of one
# start of limited.cdl for each tool; then runs each 20 times, with marks between that
# instructions.c sees: the first counts from boot, the second the harness alone.
set -e

calls() {
  name=$1
  shift
  printf '%s\t' "$name"
  # shellcheck disable=SC2069 # the number is on standard error
  "$PWD/count" "$@" 2>&1 >/dev/null
}

instructions() {
  (IFS=$(printf '\t') && echo "start${IFS}-${IFS}$*") | ./clock 19 >/dev/null
  ./mark
}

calls executable ./limited
calls crun crun run -b bundle-limited crun

./mark
instructions root/bin/true
instructions ./limited
instructions crun run -b bundle-limited crun
