#!/bin/sh
# Makes a root file system out of the host's own /bin, /lib and /lib64: each command with the
# libraries that it needs.
#
#   examples/make-rootfs.sh                      the usual commands into examples/my_container
#   examples/make-rootfs.sh -o DIR COMMAND...    these as well, into DIR
#   examples/make-rootfs.sh --all                all of /bin, /lib and /lib64: a few gigabytes

set -eu

usage() {
  echo "usage: ${0##*/} [--all] [-o DIR] [COMMAND...]" >&2
  exit 2
}

commands='sh bash ls cat cp mv rm ln mkdir rmdir touch chmod chown echo printf env id hostname date
  sleep true false test ps kill grep sed sort head tail wc tr seq mount umount df du stat uname pwd
  readlink nproc timeout'
root=$(dirname -- "$0")/my_container
all=no

while [ $# -gt 0 ]; do
  case $1 in
    --all) all=yes ;;
    -o) [ $# -gt 1 ] || usage; root=$2; shift ;;
    -*) usage ;;
    *) break ;;
  esac
  shift
done

# copy FILE: into the same place below $root, through symbolic links.
copy() {
  [ -e "$root$1" ] && return
  mkdir -p "$root$(dirname -- "$1")"
  cp -L --preserve=mode "$1" "$root$1"
}

# libraries FILE: the paths that the dynamic loader would open.
libraries() {
  ldd "$1" 2>/dev/null | tr -s '[:space:]' '\n' | grep '^/' || true
}

mkdir -p "$root/bin" "$root/lib" "$root/lib64" "$root/etc" "$root/proc" "$root/sys" "$root/dev" \
  "$root/tmp" "$root/root" "$root/home" "$root/mnt" "$root/srv"
chmod 1777 "$root/tmp"
[ -e "$root/usr" ] || ln -s . "$root/usr"
[ -e "$root/sbin" ] || ln -s bin "$root/sbin"

if [ "$all" = yes ]; then
  cp -a /bin/. "$root/bin/"
  cp -a /lib/. "$root/lib/"
  cp -a /lib64/. "$root/lib64/"
else
  for name in $commands "$@"; do
    path=$(PATH=/usr/bin:/bin:/usr/sbin:/sbin command -v -- "$name" || true)
    case $path in
      /*) ;;
      *) path=/usr/bin/$name ;;    # a word that the shell itself knows, such as echo
    esac
    if [ ! -x "$path" ]; then
      echo "${0##*/}: no command $name on this host" >&2
      continue
    fi
    copy "$path"
    libraries "$path" | while read -r library; do copy "$library"; done
  done
fi

echo 'root:x:0:0:root:/root:/bin/sh' > "$root/etc/passwd"
echo 'root:x:0:' > "$root/etc/group"
echo "made $root"
