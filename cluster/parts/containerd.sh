# containerd with runc, and the bridge network plugin.

readonly PAUSE_IMAGE=localhost/pause:1

start_containerd() {
  mkdir -p "$STATE/cni"
  write_containerd_config
  write_network_config
  start containerd containerd --config "$STATE/containerd/config.toml"
  await containerd 20 "answer on $CONTAINERD" ctr version
  ./base-image pause
  ./load "$PAUSE_IMAGE"
}

# This kernel's hosts may not lower oom_score_adj, hence restrict_oom_score_adj.
write_containerd_config() {
  cat >"$STATE/containerd/config.toml" <<EOF
version = 2
root = "$STATE/containerd/root"
state = "$STATE/containerd/state"
[grpc]
  address = "$CONTAINERD"
[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = "$PAUSE_IMAGE"
  restrict_oom_score_adj = true
  netns_mounts_under_state_dir = true
  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = "/usr/lib/cni"
    conf_dir = "$STATE/cni"
  [plugins."io.containerd.grpc.v1.cri".containerd]
    snapshotter = "overlayfs"
    [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
      runtime_type = "io.containerd.runc.v2"
EOF
}

# Addresses outside are masqueraded by our own table, so that nothing of it is left in the host's iptables.
write_network_config() {
  cat >"$STATE/cni/10-atrium.conflist" <<EOF
{"cniVersion": "0.4.0", "name": "atrium", "plugins": [
  {"type": "bridge", "bridge": "$BRIDGE", "isGateway": true, "ipMasq": false, "hairpinMode": true,
   "ipam": {"type": "host-local", "ranges": [[{"subnet": "$PODS"}]], "routes": [{"dst": "0.0.0.0/0"}]}}]}
EOF
}

# Ends all containers and forgets them; images stay.
remove_containers() {
  local id
  for id in $(ctr task list --quiet); do
    ctr task kill --signal KILL "$id" || true
  done
  for id in $(ctr task list --quiet); do
    ctr task delete --force "$id" || true
  done
  for id in $(ctr container list --quiet); do
    ctr container delete "$id" || true
    rm -f "/var/lib/cni/results/cni-loopback-$id-lo"
  done
} >/dev/null 2>&1

# What containers of a cluster that ended uncleanly may have left: processes, mounts, cgroups.
remove_leftovers() {
  local pid path
  for pid in $(cat /sys/fs/cgroup/{,unified/,memory/,pids/}kubepods/{,*/,*/*/,*/*/*/}cgroup.procs 2>/dev/null | sort -u); do
    kill -KILL "$pid" 2>/dev/null || true
  done
  for path in /proc/[0-9]*; do
    pid=${path#/proc/}
    command_line "$pid" | grep -q "^[^ ]*containerd-shim[^ ]* .*$STATE/" && kill -KILL "$pid" || true
  done
  awk -v state="$STATE/" 'index($5, state) == 1 { print $5 }' /proc/self/mountinfo | sort -r | xargs -r umount --lazy
  for path in /sys/fs/cgroup/kubepods /sys/fs/cgroup/*/kubepods; do
    [ -d "$path" ] || continue
    succeeds_within 5 remove_cgroup "$path" || say "the cgroup $path could not be removed."
  done
}

remove_cgroup() { find "$1" -depth -type d -exec rmdir {} + && [ ! -d "$1" ]; }
