#!/bin/sh
# unshare.sh ROOT CMD [ARG]... - plain.cdl with util-linux alone: run by unshare(1), in namespaces of
# its own, it mounts, hides and pivots as the container does, then becomes CMD.
set -e
root=$1
shift

mount --bind "$root" "$root"
cd "$root"
mount -t proc -o nosuid,nodev,noexec proc proc
mount -t tmpfs -o nosuid,strictatime,mode=755,size=65536k tmpfs dev
mkdir dev/pts dev/shm dev/mqueue
mount -t devpts -o nosuid,noexec,newinstance,ptmxmode=0666,mode=0620,gid=5 devpts dev/pts
mount -t tmpfs -o nosuid,nodev,noexec,mode=1777,size=65536k shm dev/shm
mount -t mqueue -o nosuid,nodev,noexec mqueue dev/mqueue
mount -t sysfs -o ro,nosuid,nodev,noexec sysfs sys
mount --rbind -o ro,nosuid,nodev,noexec /sys/fs/cgroup sys/fs/cgroup
mknod -m 666 dev/null c 1 3
mknod -m 666 dev/zero c 1 5
mknod -m 666 dev/full c 1 7
mknod -m 666 dev/random c 1 8
mknod -m 666 dev/urandom c 1 9
mknod -m 666 dev/tty c 5 0
ln -s pts/ptmx dev/ptmx
ln -s /proc/self/fd dev/fd
ln -s /proc/self/fd/0 dev/stdin
ln -s /proc/self/fd/1 dev/stdout
ln -s /proc/self/fd/2 dev/stderr
for path in proc/bus proc/fs proc/irq proc/sys proc/sysrq-trigger; do
  [ ! -e "$path" ] || mount --bind -o ro "$path" "$path"
done
for path in proc/acpi proc/asound proc/interrupts proc/kcore proc/keys proc/latency_stats \
  proc/sched_debug proc/scsi proc/timer_list proc/timer_stats sys/devices/virtual/powercap \
  sys/firmware; do
  if [ -d "$path" ]; then
    mount -t tmpfs -o ro tmpfs "$path"
  elif [ -e "$path" ]; then
    mount --bind /dev/null "$path"
  fi
done
hostname plain
exec setpriv --no-new-privs --inh-caps -all --bounding-set "$(
  echo -all,+chown,+dac_override,+fowner,+fsetid,+kill,+setgid,+setuid,+setpcap \
    ,+net_bind_service,+net_raw,+sys_chroot,+mknod,+audit_write,+setfcap | tr -d ' '
)" chroot . "$@"
