# Building images with buildah, once for each state of what they are made from.

readonly INPUTS_LABEL=dev.atrium.inputs

image_id() { buildah inspect --type image --format '{{.FromImageID}}' "$1" 2>/dev/null; }

label_of() { buildah inspect --type image --format "{{index .OCIv1.Config.Labels \"$2\"}}" "$1" 2>/dev/null; }

# inputs_hash FILE|FOLDER|TEXT…: changes when one of them does. Of a jar its members count, as packaging again changes their dates.
inputs_hash() {
  local input
  for input in "$@"; do
    if [ -e "$input" ]; then
      find "$input" -type f ! -name '*.jar' -print0 | sort -z | xargs -0r sha256sum
      find "$input" -type f -name '*.jar' -print0 | sort -z | xargs -0rn 1 unzip -v | awk '/^Archive:/ || NF == 8 { print $(NF - 1), $NF }'
    else
      echo "$input"
    fi
  done | sha256sum | cut -d' ' -f1
}

# image NAME CONTEXT DOCKERFILE INPUT…: builds it unless it was built from these very inputs.
image() {
  local name=$1 context=$2 dockerfile=$3 begun=$SECONDS hash log
  shift 3
  hash=$(inputs_hash "$dockerfile" "$@")
  [ "$(label_of "$name" $INPUTS_LABEL)" = "$hash" ] && return
  say "Building the image $name …"
  log=$CACHE/${name//[\/:]/_}.log
  buildah bud --pull-never --layers --label "$INPUTS_LABEL=$hash" "${BUILD_MACHINE[@]}" --tag "$name" --file "$dockerfile" "$context" \
    >"$log" 2>&1 || {
    tail -n 30 "$log" >&2
    fail "$name could not be built; see $log."
  }
  say "  took $((SECONDS - begun)) s"
}

# Where this machine gets packages from: mounted while building, so that no image carries it.
BUILD_MACHINE=()
for path in /etc/apt/sources.list.d /etc/apt/auth.conf.d; do
  [ -d "$path" ] && BUILD_MACHINE+=(--volume "$path:$path:ro")
done
readonly BUILD_MACHINE
