# Shared by the commands of this folder; each of them sources it after changing into the folder.

readonly KUBERNETES=1.35.4
readonly COREDNS=1.15.0
readonly CONTOUR=1.33.8
readonly ENVOY=1.40.0
readonly HELM=3.22.0
readonly LOCAL_PATH_PROVISIONER=0.0.30
readonly VERSITYGW=1.8.0

# What was built once and can be built again.
readonly CACHE=${XDG_CACHE_HOME:-$HOME/.cache}/atrium/cluster
readonly BIN=$CACHE/bin
# One cluster's state. Its containerd keeps loaded images between two runs.
readonly STATE=${ATRIUM_CLUSTER_DIR:-/var/tmp/atrium-cluster}
readonly CONTAINERD=$STATE/containerd/containerd.sock

# Pods and Services live in ranges that are reserved for tests (RFC 2544) and never leave this host.
readonly BRIDGE=atrium0
readonly GATEWAY=198.18.0.1
readonly PODS=198.18.0.0/16
readonly SERVICES=198.19.0.0/16
readonly DNS_SERVICE=198.19.0.10
readonly INGRESS_PORT=18080
readonly NODE=atrium

export KUBECONFIG=$STATE/kubeconfig
export BUILDAH_ISOLATION=chroot

say() { printf '\033[1m%s\033[0m\n' "$*" >&2; }

fail() {
  printf 'cluster: %s\n' "$*" >&2
  exit 1
}

kubectl() { "$BIN/kubectl" "$@"; }

ctr() { command ctr --address "$CONTAINERD" --namespace k8s.io "$@"; }

require_root_on_linux() {
  [ "$(uname -s)" = Linux ] || fail "needs Linux; elsewhere point ATRIUM_TEST_KUBECONFIG at a cluster of your own."
  [ "$(id -u)" = 0 ] || fail "needs root, because it makes namespaces, cgroups and a network bridge."
}

# Starts a part of the cluster; its output and its process id are kept under $STATE.
start() {
  local name=$1
  shift
  setsid "$@" >"$STATE/logs/$name.log" 2>&1 </dev/null &
  echo $! >"$STATE/run/$name.pid"
  # Until it has become the command it looks like somebody else's process.
  succeeds_within 10 is_running "$name" || true
}

# Whether a recorded process still runs. After a reboot the id may be somebody else's, so every part's command line names $STATE.
is_running() {
  local pid
  pid=$(cat "$STATE/run/$1.pid" 2>/dev/null) && command_line "$pid" | grep -qF "$STATE/"
}

command_line() { { tr '\0' ' ' <"/proc/$1/cmdline"; } 2>/dev/null; }

# Names of the parts that were started and not stopped.
started_parts() { (cd "$STATE/run" 2>/dev/null && ls -- *.pid 2>/dev/null | sed 's/\.pid$//') || true; }

stop() {
  local name pid
  for name in "$@"; do
    is_running "$name" && kill "$(cat "$STATE/run/$name.pid")" || true
  done
  for name in "$@"; do
    pid=$(cat "$STATE/run/$name.pid" 2>/dev/null) || continue
    succeeds_within 10 has_ended "$name" || kill -KILL "$pid" || true
    rm -f "$STATE/run/$name.pid"
  done
}

has_ended() { ! is_running "$1"; }

succeeds_within() {
  local end=$((SECONDS + $1))
  shift
  until "$@" >/dev/null 2>&1; do
    [ $SECONDS -lt $end ] || return 1
    sleep 0.1
  done
}

# await PART SECONDS WHAT COMMAND…: waits until the command succeeds, or says what did not come and shows the part's log.
await() {
  local part=$1 limit=$2 what=$3 end=$((SECONDS + $2))
  shift 3
  until "$@" >/dev/null 2>&1; do
    if [ $SECONDS -ge $end ] || has_ended "$part"; then
      tail -n 20 "$STATE/logs/$part.log" >&2
      has_ended "$part" && fail "$part ended early; its log is $STATE/logs/$part.log."
      fail "no $what within $limit s; the log of $part is $STATE/logs/$part.log."
    fi
    sleep 0.1
  done
}

listens() { (: <"/dev/tcp/$1/$2") 2>/dev/null; }
