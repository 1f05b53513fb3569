# Volumes are directories of this host, made by rancher's local-path provisioner.

start_storage() {
  ./base-image busybox
  ./load docker.io/library/busybox:1.35
  echo "{\"nodePathMap\": [{\"node\": \"DEFAULT_PATH_FOR_NON_LISTED_NODES\", \"paths\": [\"$STATE/volumes\"]}]}" >"$STATE/local-path.json"
  start local-path-provisioner "$BIN/local-path-provisioner" start --kubeconfig "$KUBECONFIG" --config "$STATE/local-path.json" \
    --provisioner-name rancher.io/local-path --namespace local-path-storage --configmap-name local-path-config \
    --service-account-name default --helper-image docker.io/library/busybox:1.35 --helper-pod-file manifests/volume-helper.yaml
}
