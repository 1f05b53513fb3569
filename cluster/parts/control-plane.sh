# etcd, the apiserver, the controllers and the scheduler, as processes of this host. Only the apiserver listens where pods reach it.

readonly ETCD=http://127.0.0.1:2379

start_etcd() {
  # A test cluster's state need not survive a crash of the host, so nothing waits for the disk.
  start etcd "$BIN/etcd" --data-dir "$STATE/etcd" --unsafe-no-fsync --listen-peer-urls http://127.0.0.1:2380 \
    --listen-client-urls $ETCD --advertise-client-urls $ETCD
}

start_apiserver() {
  start kube-apiserver "$BIN/kube-apiserver" --etcd-servers $ETCD --service-cluster-ip-range $SERVICES \
    --bind-address $GATEWAY --secure-port 6443 --advertise-address $GATEWAY \
    --tls-cert-file "$PKI/apiserver.crt" --tls-private-key-file "$PKI/apiserver.key" --client-ca-file "$PKI/ca.crt" \
    --service-account-issuer https://kubernetes.default.svc --service-account-key-file "$PKI/service-account.key" \
    --service-account-signing-key-file "$PKI/service-account.key" --token-auth-file "$PKI/tokens.csv" \
    --authorization-mode Node,RBAC --anonymous-auth=false --allow-privileged \
    --kubelet-client-certificate "$PKI/apiserver.crt" --kubelet-client-key "$PKI/apiserver.key" \
    --kubelet-preferred-address-types InternalIP
  await kube-apiserver 60 "ready apiserver" kubectl get --raw /readyz
}

start_controllers() {
  start kube-controller-manager "$BIN/kube-controller-manager" --kubeconfig "$KUBECONFIG" --bind-address 127.0.0.1 \
    --service-account-private-key-file "$PKI/service-account.key" --root-ca-file "$PKI/ca.crt" \
    --use-service-account-credentials --leader-elect=false --cluster-cidr $PODS
  start kube-scheduler "$BIN/kube-scheduler" --kubeconfig "$KUBECONFIG" --bind-address 127.0.0.1 --leader-elect=false
  kubectl apply --server-side --filename manifests/cluster.yaml >/dev/null
}
