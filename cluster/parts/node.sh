# The one node: kubelet and kube-proxy.

start_node() {
  write_kubelet_config
  write_proxy_config
  start kubelet "$BIN/kubelet" --kubeconfig "$KUBECONFIG" --config "$STATE/kubelet.yaml" --root-dir "$STATE/kubelet" \
    --cert-dir "$STATE/pki/kubelet" --hostname-override $NODE --node-ip $GATEWAY
  start kube-proxy "$BIN/kube-proxy" --config "$STATE/kube-proxy.yaml" --hostname-override $NODE
}

# failCgroupV1: some hosts of this kind still have version 1. Images are never collected: they can't be pulled again. What pods
# take of the disk is measured each 10 s, not each minute, so that a test of that limit is over sooner.
write_kubelet_config() {
  cat >"$STATE/kubelet.yaml" <<EOF
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
address: $GATEWAY
containerRuntimeEndpoint: unix://$CONTAINERD
failCgroupV1: false
failSwapOn: false
cgroupDriver: cgroupfs
enforceNodeAllocatable: []
clusterDomain: cluster.local
clusterDNS: [$DNS_SERVICE]
authentication: {anonymous: {enabled: false}, webhook: {enabled: true}, x509: {clientCAFile: $PKI/ca.crt}}
authorization: {mode: Webhook}
evictionHard: {nodefs.available: "1%", imagefs.available: "1%", memory.available: 100Mi}
imageGCHighThresholdPercent: 100
makeIPTablesUtilChains: false
maxPods: 250
syncFrequency: 10s
volumeStatsAggPeriod: 10s
EOF
}

write_proxy_config() {
  cat >"$STATE/kube-proxy.yaml" <<EOF
apiVersion: kubeproxy.config.k8s.io/v1alpha1
kind: KubeProxyConfiguration
mode: nftables
clusterCIDR: $PODS
clientConnection: {kubeconfig: $KUBECONFIG}
conntrack: {maxPerCore: 0}
healthzBindAddress: 127.0.0.1:10256
nodePortAddresses: [$GATEWAY/32]
EOF
}

node_is_ready() { kubectl get node $NODE --no-headers | grep -qw Ready; }
