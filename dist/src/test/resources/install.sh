# Installs cdlc into an empty Debian, and uses it there: DEB by dpkg, then ARCHIVE by tar. To be run in
# a mount namespace of its own, whose end unmounts all that is mounted here. Each step says its name,
# what it prints, and its exit status.
set -u

root=$FOLDER/root
mkdir "$root"
mount -t tmpfs -o mode=755 none "$root" || exit 1
# Long before it is run: a file that has just been written is not trusted to stay as it is.
mkdir "$root/srv"
printf 'container hello < root host; run /bin/echo hello >\n' >"$root/srv/hello.cdl"
if ! debootstrap --variant=minbase --include=apparmor stable "$root" >"$FOLDER/log" 2>&1; then
  tail -n 5 "$FOLDER/log"
  exit 77
fi
mount -t proc proc "$root/proc"
mount --rbind /sys "$root/sys"
mount --rbind /dev "$root/dev"
cp "$DEB" "$root/root/cdlc.deb"
cp "$ARCHIVE" "$root/root/cdlc.tar.gz"

step() {
  printf '== %s\n' "$1"
  shift
  chroot "$root" env -i PATH=/usr/sbin:/usr/bin LC_ALL=C.UTF-8 HOME=/root "$@" </dev/null 2>&1
  echo "status $?"
}

# What there is, but for what dpkg itself keeps.
files() {
  (cd "$root" && find . -xdev \( -path ./var/lib/dpkg -o -path ./var/log -o -path ./root \) -prune \
    -o -print | sort)
}

files >"$FOLDER/before"
step install dpkg --install /root/cdlc.deb
step audit dpkg --audit
step verify dpkg --verify cdlc
step profile apparmor_parser --skip-kernel-load --skip-cache --names /etc/apparmor.d/cdlc-launch
configure='/var/lib/dpkg/info/cdlc.postinst configure; ls /etc/apparmor.d/disable'
mount --bind "$root/usr/bin/false" "$root/usr/sbin/apparmor_parser"
step old-apparmor sh -c "$configure"
umount "$root/usr/sbin/apparmor_parser"
step new-apparmor sh -c "$configure"
step version cdlc --version
step validate cdlc validate /srv/hello.cdl
step run cdlc run /srv/hello.cdl
mount --bind /dev/null "$root/usr/lib/cdlc/lib/runtime/bin/java"
step warm cdlc run /srv/hello.cdl
umount "$root/usr/lib/cdlc/lib/runtime/bin/java"
step runtime cdl-runtime --version
step page sh -c 'zcat /usr/share/man/man1/cdlc-run.1.gz /usr/share/man/man1/cdl-runtime.1.gz'
step completions ls /usr/share/bash-completion/completions/cdlc \
  /usr/share/zsh/vendor-completions/_cdlc /usr/share/fish/vendor_completions.d/cdlc.fish
mkdir "$root/srv/app"
step init sh -c 'cd /srv/app && cdlc init --run "echo first" && cdlc run app.cdl'
rm -r "$root/srv/app"
step purge dpkg --purge cdlc
printf '== leftovers\n'
files | diff "$FOLDER/before" -
echo "status $?"

step unpack tar -xzf /root/cdlc.tar.gz -C /opt
step unpacked-version /opt/cdlc/bin/cdlc --version
step unpacked-run /opt/cdlc/bin/cdlc run /srv/hello.cdl
step unpacked-page grep -c . /opt/cdlc/share/man/man1/cdlc.1
