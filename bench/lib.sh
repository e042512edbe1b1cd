# shellcheck shell=sh disable=SC2154 # run sets bench, repository, work and rounds
# lib.sh - the parts of run, in the order of its calls. All files lie in the working folder.
#
# Each measurement leaves a table of lines NAME, RUNS, P10, MEDIAN, P90 in microseconds, as clock
# prints it: plain.block, plain.gaps, limited.block, limited.gaps, at-once, beside-1, beside-many,
# jvm.block.

tab=$(printf '\t')
gap_ms=150
block=10
crowd=

have() {
  command -v "$1" >/dev/null
}

die() {
  echo "bench: $*" >&2
  exit 2
}

say() {
  echo "bench: $*" >&2
}

compile_c() {
  output=$1
  shift
  gcc -O2 -static -s -Wall -Wextra -o "$output" "$@"
}

without_libc() {
  compile_c "$@" -nostdlib -fno-stack-protector -fno-builtin
}

prepare_tools() {
  say "compiling the tools"
  compile_c clock "$bench/clock.c"
  compile_c enter "$bench/enter.c"
  compile_c count "$bench/count.c"
  mkdir -p root/bin root/dev root/proc root/sys
  without_libc root/bin/true "$bench/payload.c"
}

prepare_containers() {
  say "compiling the containers"
  cp "$bench"/*.cdl .
  for name in plain limited; do
    cp $name.cdl edited-$name.cdl
  done
  for name in plain limited sleeping; do
    "$repository/cdlc" build $name.cdl -o $name
    "$repository/cdlc" compile $name.cdl -o bundle-$name
  done
  cdlc=$repository/dist/target/cdlc/bin/cdlc
  say "compiling the floor"
  filter_of ./plain >filter.h
  without_libc floor-plain -I. "$bench/floor.c"
  without_libc floor-limited -I. -DLIMITS "$bench/floor.c"
}

# The filter of system calls that an executable loads, as strace(1) writes it: in C.
filter_of() {
  strace -f -v -e trace=seccomp "$1" 2>&1 >/dev/null | sed -n 's/.*filter=\[\(.*\)\]}.*/\1/p'
}

# crun refuses a host that has cgroup v1 and a controller on v2 as well; in a mount namespace where
# v2 is not to be seen it runs.
hide_unified() {
  in_v1=
  [ -d /sys/fs/cgroup/unified ] || return 0
  unshare --mount --propagation private \
    sh -c 'umount -l /sys/fs/cgroup/unified && echo ready && exec sleep infinity' >ready &
  holder=$!
  until [ -s ready ]; do
    sleep 0.05
  done
  in_v1="./enter${tab}/proc/$holder/ns/mnt${tab}"
}

print_machine() {
  printf 'Linux %s, %s CPUs, %s, load %s\n' "$(uname -r)" "$(nproc)" "$(cgroup_layout)" \
    "$(cut -d' ' -f1 /proc/loadavg)"
}

cgroup_layout() {
  if [ "$(stat -f -c %T /sys/fs/cgroup)" = cgroup2fs ]; then
    echo "cgroup v2"
  elif [ -d /sys/fs/cgroup/unified ]; then
    echo "cgroup v1 and v2 (hybrid)"
  else
    echo "cgroup v1"
  fi
}

# A line for clock: NAME PREPARE CMD [ARG]...
command_line() {
  (IFS=$tab && echo "$*")
}

# How each tool starts the container $1, a line for each tool that is there.
starts() {
  command_line "C floor" - "./floor-$1" "$work/root"
  command_line "executable" - "./$1"
  command_line "cdlc run, warm" - "$cdlc" run "$1.cdl"
  command_line "cdlc run, cold" "touch edited-$1.cdl" "$cdlc" run "edited-$1.cdl"
  [ "$1" != plain ] || isolation_only
  # shellcheck disable=SC2086 # a word of its own for each part of in_v1
  if have crun; then
    command_line "crun${in_v1:+ (v2 hidden)}" - ${in_v1}crun run -b "bundle-$1" "crun-$$"
  fi
  if have runc; then
    command_line "runc" - runc run -b "bundle-$1" "runc-$$"
  fi
}

# Tools that know no cgroups.
isolation_only() {
  if have bwrap; then
    # shellcheck disable=SC2046 # a word for each option
    command_line "bubblewrap" - bwrap --unshare-pid --unshare-ipc --unshare-uts --unshare-net \
      --unshare-cgroup --as-pid-1 --die-with-parent --new-session --hostname plain \
      --bind root / --proc /proc --dev /dev --mqueue /dev/mqueue --ro-bind /sys /sys \
      $(bwrap_protection) $(bwrap_capabilities) /bin/true
  fi
  if have unshare; then
    command_line "unshare and mount" - unshare --mount --pid --uts --ipc --net --cgroup --fork \
      --kill-child "$bench/unshare.sh" "$work/root" /bin/true
  fi
}

# bwrap itself makes /proc/sys, sysrq-trigger, irq and bus read-only.
bwrap_protection() {
  [ ! -e /proc/fs ] || echo --ro-bind /proc/fs /proc/fs
  for path in /proc/acpi /proc/asound /proc/interrupts /proc/kcore /proc/keys \
    /proc/latency_stats /proc/sched_debug /proc/scsi /proc/timer_list /proc/timer_stats \
    /sys/devices/virtual/powercap /sys/firmware; do
    if [ -d $path ]; then
      echo --tmpfs $path --remount-ro $path
    elif [ -e $path ]; then
      echo --ro-bind /dev/null $path
    fi
  done
}

bwrap_capabilities() {
  echo --cap-drop ALL
  for name in chown dac_override fowner fsetid kill setgid setuid setpcap net_bind_service \
    net_raw sys_chroot mknod audit_write setfcap; do
    echo --cap-add "cap_$name"
  done
}

# A file is kept once it has been left alone for two seconds.
warm_up() {
  sleep 2.1
  "$cdlc" run "$1.cdl"
}

measure_starts() {
  warm_up "$1"
  say "timing $1, back to back"
  starts "$1" >commands
  ./clock -b $block $((rounds / 4 + 1)) <commands >"$1.block"
  say "timing $1, $gap_ms ms apart"
  ./clock -g $gap_ms "$rounds" <commands >"$1.gaps"
}

# How many system calls one start takes: CMD [ARG]...
system_calls() {
  # shellcheck disable=SC2069 # the number is on standard error
  ./count "$@" 2>&1 >/dev/null
}

measure_floor() {
  floor_calls=$(system_calls ./floor-plain "$work/root")
  executable_calls=$(system_calls ./plain)
}

print_starts() {
  printf '\n%s: wall time in ms\n' "$2"
  join_tables "$1.block" "$1.gaps" | awk -F'\t' -v gap="$gap_ms" '
    BEGIN {
      printf "%-22s %27s   %27s\n", "", "back to back      ", gap " ms apart      "
      printf "%-22s %7s %7s %7s %4s   %7s %7s %7s %4s\n", "", "p10", "median", "p90", "x", \
        "p10", "median", "p90", "x"
    }
    NR == 1 { floor_block = $4; floor_gaps = $9 }
    {
      printf "%-22s %7.2f %7.2f %7.2f %4.3g   %7.2f %7.2f %7.2f %4.3g\n", $1, \
        $3 / 1000, $4 / 1000, $5 / 1000, $4 / floor_block, \
        $8 / 1000, $9 / 1000, $10 / 1000, $9 / floor_gaps
    }'
}

join_tables() {
  paste "$1" "$2"
}

measure_at_once() {
  say "timing $at_once at once"
  {
    command_line "executable" - ./limited
    ! have runc || command_line "runc" - runc run -b bundle-limited "runc-$$-%"
  } >commands
  ./clock -c "$at_once" 3 <commands >at-once
}

print_at_once() {
  printf '\n%s containers with limits at once\n' "$at_once"
  printf '%-22s %12s %12s\n' "" "ms" "per second"
  awk -F'\t' -v n="$at_once" '{ printf "%-22s %12.0f %12.0f\n", $1, $4 / 1000, n * 1e6 / $4 }' at-once
}

# How long a start takes with one container running, and with many. The floor beside it shows what
# of that is the kernel's.
measure_beside() {
  {
    command_line "executable" - ./limited
    command_line "C floor" - ./floor-limited "$work/root"
  } >commands
  for table in 1 many; do
    many=1
    [ $table = 1 ] || many=$running
    say "timing a start beside $many running"
    gather "$many"
    ./clock -g $gap_ms "$rounds" <commands >beside-$table
    dismiss
  done
}

print_beside() {
  printf '\nA start beside others that run, %s ms apart: wall time in ms\n' "$gap_ms"
  join_tables beside-1 beside-many | awk -F'\t' -v many="$running" '
    BEGIN {
      printf "%-22s %27s   %27s\n", "", "1 running       ", many " running       "
      printf "%-22s %8s %8s %8s      %8s %8s %8s\n", "", "p10", "median", "p90", "p10", "median", "p90"
    }
    {
      printf "%-22s %8.2f %8.2f %8.2f      %8.2f %8.2f %8.2f\n", $1, $3 / 1000, $4 / 1000, \
        $5 / 1000, $8 / 1000, $9 / 1000, $10 / 1000
    }'
}

# Starts $1 containers that last, and waits until each runs its command.
gather() {
  i=0
  while [ $i -lt "$1" ]; do
    ./sleeping </dev/null &
    crowd="$crowd $!"
    i=$((i + 1))
  done
  for supervisor in $crowd; do
    until [ "$(cat "/proc/$supervisor/task/$supervisor/children")" ] &&
      grep -qs sleep "/proc/$(cut -d' ' -f1 "/proc/$supervisor/task/$supervisor/children")/cmdline"; do
      sleep 0.05
    done
  done
}

# Ends what gather started, and waits until all of it is undone.
dismiss() {
  for supervisor in $crowd; do
    pkill -KILL -P "$supervisor" || true
  done
  for supervisor in $crowd; do
    wait "$supervisor" || true
  done
  crowd=
}

# The least that a JVM with our flags takes: hello.jar and hello.aot, and a line for clock.
prepare_hello() {
  jvm=$repository/dist/target/cdlc/lib
  jdk=$("$repository/.ci/find-jdk")
  mkdir hello
  "$jdk/bin/javac" -d hello "$bench/Hello.java"
  "$jdk/bin/jar" --create --file hello.jar --main-class Hello -C hello .
  "$jvm/runtime/bin/java" "@$jvm/jvm.options" \
    -XX:AOTCacheOutput=hello.aot -jar hello.jar >/dev/null 2>&1
}

hello() {
  command_line "JVM hello world" - "$jvm/runtime/bin/java" "@$jvm/jvm.options" \
    -XX:AOTCache=hello.aot -jar hello.jar
}

# The same start by root, by a user with subordinate ids, and by one without, who are there in a
# mount namespace only. Each comes through setpriv.
measure_rootless() {
  say "timing starts without root"
  {
    rootless_start "root" 0
    rootless_start "subordinate ids" 54321
    rootless_start "caller alone" 54322
  } >commands
  chmod 755 .
  mkdir home-0 home-54321 home-54322
  chown 54321 home-54321
  chown 54322 home-54322
  { cat /etc/passwd && echo bench:x:54321:54321::/:/bin/sh; } >passwd
  echo bench:700000:65536 >subids
  sleep 2.1
  # shellcheck disable=SC2016 # the inner shell's own
  unshare --mount --propagation private sh -c '
    mount --bind passwd /etc/passwd
    for file in subuid subgid; do
      [ -e "/etc/$file" ] || : >"/etc/$file"
      mount --bind subids "/etc/$file"
    done
    sleep 2.1
    ./clock 2 <commands >warmed
    ./clock -g "$1" "$2" <commands >rootless.gaps' sh "$gap_ms" "$rounds"
}

rootless_start() {
  command_line "$1" - setpriv --reuid="$2" --regid="$2" --clear-groups \
    env HOME="$work/home-$2" "$cdlc" run plain.cdl
}

print_rootless() {
  printf '\nWarm starts without root, %s ms apart: wall time in ms\n' "$gap_ms"
  awk -F'\t' '
    NR == 1 { root = $4 }
    { printf "%-22s %7.2f %7.2f %7.2f %4.3g\n", $1, $3 / 1000, $4 / 1000, $5 / 1000, $4 / root }
  ' rootless.gaps
}

measure_jvm() {
  say "timing the JVM"
  prepare_hello
  {
    hello
    command_line "cdlc validate" - "$cdlc" validate plain.cdl
    command_line "cdlc run, cold" "touch edited-plain.cdl" "$cdlc" run edited-plain.cdl
  } >commands
  ./clock "$rounds" <commands >jvm.block
}

print_jvm() {
  printf '\nCold starts of the compiler, whole process: wall time in ms\n'
  awk -F'\t' '
    NR == 1 { hello = $4 }
    { printf "%-22s %7.1f %7.1f %7.1f   + %.1f\n", $1, $3 / 1000, $4 / 1000, $5 / 1000, \
        ($4 - hello) / 1000 }' jvm.block
}

# The memory that only process $1 has, in KiB.
private_kib() {
  awk '/^Private_/ { sum += $2 } END { print sum + 0 }' "/proc/$1/smaps_rollup"
}

# The last in the line of children that starts at process $1.
youngest() {
  pid=$1
  while child=$(pgrep -P "$pid" | tail -n 1) && [ -n "$child" ]; do
    pid=$child
  done
  echo "$pid"
}

# NAME and KiB of what stays beside a container that runs: CMD [ARG]... started in the background.
supervisor_memory() {
  name=$1
  shift
  "$@" </dev/null &
  supervisor=$!
  sleep 0.5
  printf '%s\t%s\n' "$name" "$(private_kib $supervisor)"
  kill -KILL "$(youngest $supervisor)"
  wait $supervisor || true
}

measure_memory() {
  say "weighing the supervisors"
  {
    supervisor_memory "executable" ./sleeping
    ! have bwrap || supervisor_memory "bubblewrap" bwrap --unshare-pid --bind root / /bin/true sleep
    ! have crun || supervisor_memory "crun" ${in_v1:+./enter "/proc/$holder/ns/mnt"} \
      crun run -b bundle-sleeping "crun-$$"
    ! have runc || supervisor_memory "runc" runc run -b bundle-sleeping "runc-$$"
  } >memory
}

print_floor() {
  printf '\nThe floor makes %s system calls, the executable %s.\n' "$floor_calls" "$executable_calls"
}

print_memory() {
  printf '\nPrivate memory of what stays beside a sleeping container: KiB\n'
  awk -F'\t' '{ printf "%-22s %7d\n", $1, $2 }' memory
  printf 'The executable has %d bytes.\n' "$(stat -c %s plain)"
}

measure_v2() {
  machine=${CDLC_SHARED:-$repository/../shared}/vm/run
  if ! [ -x "$machine" ] || ! [ -e "${XDG_CACHE_HOME:-$HOME/.cache}/cdl-vm/initrd" ]; then
    say "no machine with cgroup v2: $machine is missing or not set up"
    return
  fi
  have crun || return 0
  say "counting on cgroup v2, in an emulated machine"
  gcc -O2 -shared -fPIC -o instructions.so "$bench/instructions.c"
  without_libc mark -Wl,--section-start=.mark=0x7e570000 "$bench/mark.c"
  mkdir -p machine
  cat >machine/qemu-system-x86_64 <<END
#!/bin/sh
PATH=\${PATH#*:}
exec qemu-system-x86_64 "\$@" -plugin "$work/instructions.so,out=$work/instructions"
END
  chmod +x machine/qemu-system-x86_64
  cp "$bench/guest.sh" .
  PATH=$work/machine:$PATH "$machine" --accel tcg sh guest.sh >calls || die "the machine failed"
}

print_v2() {
  [ -s calls ] || return 0
  # The first mark ends the boot; then come clock's own instructions, and each command's.
  awk 'NR == 2 { own = $1 } NR > 2 { print ($1 - own) / 20 }' instructions | paste calls - >v2
  printf '\nA start on cgroup v2, with limits: what it asks of kernel and processor\n'
  printf '%-22s %12s %12s\n' "" "system calls" "instructions"
  awk -F'\t' '{ printf "%-22s %12d %12d\n", $1, $2, $3 }' v2
}

print_bars() {
  printf '\nFigures to keep\n'
  {
    for table in plain.block plain.gaps limited.block limited.gaps at-once beside-1 beside-many \
      rootless.gaps jvm.block; do
      awk -F'\t' -v table=$table '{ print table "\t" $1 "\t" $4 }' $table
    done
    printf 'calls\tplain\t%s\ncalls\tfloor\t%s\n' "$executable_calls" "$floor_calls"
    awk -F'\t' '{ print "memory\t" $1 "\t" $2 }' memory
    printf 'size\texecutable\t%s\n' "$(stat -c %s plain)"
    [ ! -s v2 ] || awk -F'\t' '{ print "calls\t" $1 "\t" $2; print "instructions\t" $1 "\t" $3 }' v2
  } | awk -F'\t' -f "$bench/bars.awk"
}
