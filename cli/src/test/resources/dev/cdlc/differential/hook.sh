#!/bin/sh
# hook.sh KIND - runs as a container's hook: writes what it sees into the folder beside the root
# folder, which the container has at /log, a fact a line; and its kind behind those of earlier hooks.

log=${0%/*}/../log
{
  read -r state
  echo "hook $1 arguments $#"
  echo "hook $1 GIVEN $GIVEN, HOME ${HOME-unset}"
  echo "hook $1 cwd $(pwd)"
  echo "hook $1 umask $(umask)"
  for kind in ipc mnt net pid uts; do
    echo "hook $1 namespace $(readlink "/proc/self/ns/$kind")"
  done
  echo "hook $1 cgroup $(sed -n 's/^0:://p' /proc/self/cgroup)"
  for fd in 3 4 5 6 7 8 9; do
    [ ! -e "/proc/self/fd/$fd" ] || echo "hook $1 fd $fd"
  done
  echo "$state" | tr -d '{}' | tr ',' '\n' | sed "s/^/hook $1 state /"
} >"$log/facts.$1" 2>&1
echo "$1" >>"$log/order"
