# A bridge for the pods, on which the host's own parts that pods need listen as well.

make_network() {
  ip link show "$BRIDGE" >/dev/null 2>&1 || ip link add name "$BRIDGE" address 02:00:c6:12:00:01 type bridge
  ip address replace "$GATEWAY/16" dev "$BRIDGE"
  ip link set "$BRIDGE" up
  # A Service without endpoints must not leave this host either.
  ip route replace "$SERVICES" dev "$BRIDGE"
  # Some kernels have bridge filtering built in, others as a module; without it pods on one bridge would bypass Services' NAT.
  modprobe br_netfilter 2>/dev/null || true
  sysctl -qw net.ipv4.ip_forward=1 net.bridge.bridge-nf-call-iptables=1
  filter_packets
}

# Nobody outside reaches pods, Services or the parts on the bridge; pods reach the outside by this host's address.
filter_packets() {
  nft -f - <<EOF
table ip atrium_cluster
delete table ip atrium_cluster
table ip atrium_cluster {
  chain outside {
    type filter hook prerouting priority raw
    iifname != { "lo", "$BRIDGE" } ip daddr { $PODS, $SERVICES } drop
  }
  chain leaving {
    type nat hook postrouting priority srcnat
    ip saddr $PODS ip daddr != { $PODS, $SERVICES } masquerade
  }
}
EOF
}

remove_network() {
  local table
  for table in "ip atrium_cluster" "ip kube-proxy" "ip6 kube-proxy"; do
    # shellcheck disable=SC2086 # a family and a name
    nft delete table $table 2>/dev/null || true
  done
  ip link delete "$BRIDGE" 2>/dev/null || true
  rm -rf /var/lib/cni/results/atrium-* /var/lib/cni/networks/atrium
}
