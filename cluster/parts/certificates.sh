# The cluster's certificate authority, the apiserver's certificate, and an administrator's token, which the cluster's own parts use too:
# this is a cluster for tests on one machine, and who is root here has all of it anyway.

readonly PKI=$STATE/pki

make_certificates() {
  umask 077
  [ -f "$PKI/apiserver.crt" ] || make_authority
  [ -f "$PKI/token" ] || openssl rand -hex 32 >"$PKI/token"
  echo "$(cat "$PKI/token"),admin,admin,system:masters" >"$PKI/tokens.csv"
  write_kubeconfig
  umask 022
}

make_authority() {
  openssl genrsa -out "$PKI/service-account.key" 2048
  openssl req -x509 -newkey rsa:2048 -nodes -days 3650 -subj /CN=atrium-cluster -keyout "$PKI/ca.key" -out "$PKI/ca.crt"
  openssl req -newkey rsa:2048 -nodes -subj /CN=kube-apiserver -keyout "$PKI/apiserver.key" -out "$PKI/apiserver.csr"
  openssl x509 -req -in "$PKI/apiserver.csr" -CA "$PKI/ca.crt" -CAkey "$PKI/ca.key" -CAcreateserial -days 3650 \
    -out "$PKI/apiserver.crt" -extfile <(printf 'subjectAltName=DNS:localhost,DNS:kubernetes,DNS:kubernetes.default,%s' \
      "DNS:kubernetes.default.svc,DNS:kubernetes.default.svc.cluster.local,IP:$GATEWAY,IP:198.19.0.1")
} 2>/dev/null

write_kubeconfig() {
  cat >"$KUBECONFIG" <<EOF
apiVersion: v1
kind: Config
current-context: atrium
clusters: [{name: atrium, cluster: {server: "https://$GATEWAY:6443", certificate-authority-data: $(base64 -w0 "$PKI/ca.crt")}}]
users: [{name: admin, user: {token: $(cat "$PKI/token")}}]
contexts: [{name: atrium, context: {cluster: atrium, user: admin}}]
EOF
}
