#!/bin/bash
# sandbox.sh ROOT PROGRAM WEB STATE COMMAND…: runs COMMAND (env VAR=… /opt/pomopomo/bin/pomopomo …) as pomopomo.service
# does, without a system manager: the unit's paths, everything read-only but the state, nobody's user, no capability.
# Run it in a mount namespace of its own.
set -euo pipefail
root=$1 program=$2 web=$3 state=$4
shift 4

mount -t tmpfs pomopomo "$root"
mkdir -p "$root"/{usr,etc,proc,dev,opt/pomopomo/bin,opt/pomopomo/web,var/lib/pomopomo}
cp -a /bin /lib /lib64 "$root" # links into /usr
cp "$program" "$root/opt/pomopomo/bin/pomopomo"
cp -r "$web"/. "$root/opt/pomopomo/web"
for folder in usr etc; do
  mount --bind "/$folder" "$root/$folder"
  mount -o remount,bind,ro "$root/$folder"
done
mount --rbind /proc "$root/proc"
touch "$root"/dev/{null,urandom}
for device in null urandom; do mount --bind "/dev/$device" "$root/dev/$device"; done
mount --bind "$state" "$root/var/lib/pomopomo"
mount -o remount,ro "$root"

nobody=(--no-new-privs --bounding-set=-all --inh-caps=-all)
if [ "$(stat -c %u "$state")" != 0 ]; then
  nobody+=(--reuid "$(stat -c %u "$state")" --regid "$(stat -c %g "$state")" --clear-groups)
fi
exec chroot "$root" setpriv "${nobody[@]}" "$@"
