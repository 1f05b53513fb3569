# The ingress: Contour decides and Envoy carries, both on loopback.

readonly XDS_PORT=18001

start_ingress() {
  kubectl apply --server-side --filename "$CACHE/contour-crds.yaml" >/dev/null
  kubectl wait --for condition=Established --timeout 20s --filename "$CACHE/contour-crds.yaml" >/dev/null
  # A tenth of Envoy's own patience with a stream that is idle, so that a test need not wait for minutes.
  echo 'timeouts: {stream-idle-timeout: 30s}' >"$STATE/contour.yaml"
  rm -f "$STATE/envoy-admin.sock"
  "$BIN/contour" bootstrap --xds-address 127.0.0.1 --xds-port $XDS_PORT --admin-address "$STATE/envoy-admin.sock" \
    "$STATE/envoy.json" >/dev/null 2>&1
  start contour "$BIN/contour" serve --kubeconfig "$KUBECONFIG" --config-path "$STATE/contour.yaml" --insecure \
    --disable-leader-election --ingress-class-name contour --ingress-status-address 127.0.0.1 \
    --xds-address 127.0.0.1 --xds-port $XDS_PORT --http-address 127.0.0.1 --http-port 18002 \
    --health-address 127.0.0.1 --health-port 18003 --stats-address 127.0.0.1 --stats-port 18004 \
    --envoy-service-http-address 127.0.0.1 --envoy-service-http-port $INGRESS_PORT --envoy-service-https-address 127.0.0.1
  await contour 30 "configuration server" listens 127.0.0.1 $XDS_PORT
  start envoy "$BIN/envoy" -c "$STATE/envoy.json" --service-cluster projectcontour --service-node envoy \
    --log-level warning --disable-hot-restart
}
