# shellcheck shell=sh
# all.sh - observes every container of the current folder, started by its executable and by runc from
# the emitted bundle. Each observation begins with a line `== CASE TOOL`.

for source in *.cdl; do
  name=${source%.cdl}
  echo "== $name executable"
  sh observe.sh "./$name"
  echo "== $name runc"
  sh observe.sh runc run -b "$name.bundle" "differential-$$"
  # runc leaves the cgroup above the one that the source names.
  rmdir /sys/fs/cgroup/cdlc-differential /sys/fs/cgroup/*/cdlc-differential 2>/dev/null || true
done
