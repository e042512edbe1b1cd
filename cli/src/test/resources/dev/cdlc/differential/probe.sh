# shellcheck shell=sh
# probe.sh - runs as a container's command: prints what only a process inside can see, a fact a line,
# then `ready`, and ends when its standard input does. Needs busybox.

echo "inside hostname $(hostname)"
echo "inside domainname $(cat /proc/sys/kernel/domainname 2>&1)"
echo "inside umask $(umask)"
echo "inside root $(stat -c '%a %u:%g' /)"
echo "inside tty $(tty)"

for path in /dev/* /dev/pts/* /dev/shm/* /dev/mqueue/*; do
  if [ -L "$path" ]; then
    echo "inside device $path -> $(readlink "$path")"
  elif [ -e "$path" ]; then
    echo "inside device $path $(stat -c '%F %a %u:%g %t:%T' "$path")"
  fi
done

(cd /copied && find . | sort) | while read -r path; do
  echo "inside copied $path $(stat -c '%F %a %u:%g %s' "/copied/$path") $(readlink "/copied/$path")"
done

# No driver has the numbers 231:255, so who may open such a device is told that there is none.
for device in "c 1 7" "c 231 255" "b 231 255"; do
  # shellcheck disable=SC2086 # a type and two numbers
  if mknod /dev/probe $device 2>/dev/null; then
    echo "inside opens $device $( (: </dev/probe) 2>&1)"
    rm /dev/probe
  else
    echo "inside makes no $device"
  fi
done

for path in /proc/sys/kernel/hostname /proc/sys/net/ipv4/ip_forward /proc/sysrq-trigger \
  /proc/irq/default_smp_affinity /sys/kernel/uevent_seqnum /file /data/file /dev/null /tmp/file; do
  if (: >>"$path") 2>/dev/null; then
    echo "inside writable $path"
  elif [ -e "$path" ]; then
    echo "inside read-only $path"
  fi
done

for path in /proc/acpi /proc/asound /proc/interrupts /proc/kcore /proc/keys /proc/latency_stats \
  /proc/sched_debug /proc/scsi /proc/timer_list /proc/timer_stats \
  /sys/devices/virtual/powercap /sys/firmware; do
  if [ -d "$path" ]; then
    # shellcheck disable=SC2012 # busybox alone; the names are not looked at
    echo "inside masked $path $(ls -A "$path" | wc -l) entries"
  elif [ -e "$path" ]; then
    echo "inside masked $path $(head -c 1 "$path" | wc -c) bytes"
  fi
done

for name in kernel/sem kernel/shmmni fs/mqueue/msg_max net/core/somaxconn; do
  echo "inside sysctl $name $(tr '\t' ' ' </proc/sys/$name)"
done

sed 's/^/inside cgroup path /' /proc/self/cgroup
for path in /sys/fs/cgroup/*/; do
  path=${path%/}
  echo "inside cgroup entry ${path##*/}"
done
for path in /sys/fs/cgroup/cpu.max /sys/fs/cgroup/memory.max /sys/fs/cgroup/pids.max \
  /sys/fs/cgroup/*/cpu.cfs_quota_us /sys/fs/cgroup/*/memory.limit_in_bytes \
  /sys/fs/cgroup/*/pids.max; do
  [ ! -e "$path" ] || echo "inside cgroup file $path $(cat "$path")"
done
for link in /sys/class/net/*; do
  echo "inside interface ${link##*/} flags $(cat "$link/flags" 2>/dev/null)"
done
if [ $$ = 1 ]; then
  set -- /proc/[0-9]*
  echo "inside processes $#"
fi
echo ready
read -r _
exit 7
