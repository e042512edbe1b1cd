# shellcheck shell=sh
# observe.sh CMD [ARG]... - starts a container whose command is probe.sh, prints what the probe says
# and what the host sees of it, a fact a line, sorted; last the status it ended with. Whatever differs
# between two starts of the same container by nature (pids, mount ids, times) is left out.
set -eu

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
rm -rf log && mkdir log
mkfifo "$work/in" "$work/out" "$work/err"
cat <"$work/err" >"$work/complaints" &
"$@" <"$work/in" >"$work/out" 2>"$work/err" &
supervisor=$!
exec 3>"$work/in" 4<"$work/out"

while read -r line <&4 && [ "$line" != ready ]; do
  echo "$line"
done >"$work/facts"

# The first process of the container is the oldest child of what was started; a poststart hook may
# still be another.
init=$(pgrep -o -P $supervisor) || {
  wait $supervisor || true
  cat "$work/facts" "$work/complaints"
  exit 1
}

namespaces() {
  for kind in cgroup ipc mnt net pid time user uts; do
    if [ "$(readlink "/proc/$init/ns/$kind")" = "$(readlink "/proc/self/ns/$kind")" ]; then
      echo "namespace $kind shared"
    else
      echo "namespace $kind fresh"
    fi
  done
}

# Fields of /proc/PID/mountinfo, see proc(5): without the ids and the device, and with the numbers of
# peer groups left out.
mounts() {
  awk '{
    group = ""
    for (i = 7; $i != "-"; i++) {
      sub(/:.*/, "", $i)
      group = group " " $i
    }
    print "mount " $5 " root " $4 " " $6 group " type " $(i + 1) " source " $(i + 2) " " $(i + 3)
  }' "/proc/$init/mountinfo"
}

process() {
  grep -E '^(Uid|Gid|Groups|Cap...|NoNewPrivs|Seccomp|Umask|SigBlk|SigIgn|SigCgt):' \
    "/proc/$init/status" | sed 's/^/status /'
  tr '\0' '\n' <"/proc/$init/environ" | sed 's/^/environment /'
  tr '\0' '\n' <"/proc/$init/cmdline" | sed 's/^/argument /'
  sed -n '2,$s/^/limit /p' "/proc/$init/limits"
  echo "cwd $(readlink "/proc/$init/cwd")"
  echo "oom_score_adj $(cat "/proc/$init/oom_score_adj")"
  echo "uid_map $(tr -s ' ' <"/proc/$init/uid_map")"
  echo "gid_map $(tr -s ' ' <"/proc/$init/gid_map")"
  echo "setgroups $(cat "/proc/$init/setgroups")"
  echo "timens_offsets $(tr -s ' \n' '  ' <"/proc/$init/timens_offsets")"
  # Fields after the command's name, which is in parentheses: 4 is the session, 5 the terminal.
  sed 's/.*) //' "/proc/$init/stat" | awk -v pid="$init" '{
    print "session", ($4 == pid ? "own" : "inherited"), "terminal", $5
  }'
  for fd in /proc/"$init"/fd/*; do
    echo "fd ${fd##*/} $(stat -L -c %F "$fd")"
  done
}

# The limits of each cgroup that the host's own processes are not in as well.
cgroups() {
  while IFS=: read -r _ controllers path; do
    if grep -q ":$controllers:$path\$" /proc/self/cgroup; then
      echo "cgroup ${controllers:-v2} shared"
      continue
    fi
    echo "cgroup ${controllers:-v2} own"
    for folder in "/sys/fs/cgroup/$controllers" /sys/fs/cgroup/unified /sys/fs/cgroup; do
      for file in cpu.cfs_quota_us cpu.cfs_period_us cpu.shares memory.limit_in_bytes \
        memory.soft_limit_in_bytes memory.memsw.limit_in_bytes cpuset.cpus cpuset.mems cpu.max \
        cpu.weight memory.max memory.high memory.low memory.swap.max pids.max; do
        [ ! -e "$folder$path/$file" ] || echo "cgroup $file $(cat "$folder$path/$file")"
      done
    done
  done <"/proc/$init/cgroup"
}

# What the hooks saw, with the bundle, ids and namespaces by what they are. When runc runs those of
# poststart is left to chance.
hooks() {
  [ -e log/order ] || return 0
  grep -vx poststart log/order | awk '{ print "hook", $1, "is number", NR }'
  cat log/facts.* | tr -d '[]' | sed "s|$PWD/[a-z]*\\.bundle|BUNDLE|; s|$PWD|BUNDLE|
    s/\"id\":\".*\"/\"id\"/; s/\"pid\":1\$/\"pid\" its own/; s/\"pid\":$init\$/\"pid\" the init's/" |
    sed -f "$work/names"
}

{
  cat "$work/facts"
  namespaces
  mounts
  process
  cgroups
} | sort -u
for kind in ipc mnt net pid uts; do
  echo "s/$(readlink "/proc/self/ns/$kind")/$kind of the host/"
  echo "s/$(readlink "/proc/$init/ns/$kind")/$kind of the container/"
done | tr -d '[]' >"$work/names"
exec 3>&-
status=0
wait $supervisor || status=$?
hooks | sort
cat "$work/complaints"
echo "ended with $status"
