# CoreDNS on the bridge, which pods reach by the Service kube-dns.

readonly DNS_PORT=1053

start_dns() {
  cat >"$STATE/Corefile" <<EOF
.:$DNS_PORT {
  bind $GATEWAY
  kubernetes cluster.local {
    kubeconfig $KUBECONFIG atrium
  }
  forward . /etc/resolv.conf
  errors
}
EOF
  start coredns "$BIN/coredns" -conf "$STATE/Corefile"
  await coredns 20 "listener on $GATEWAY:$DNS_PORT" listens $GATEWAY $DNS_PORT
}
