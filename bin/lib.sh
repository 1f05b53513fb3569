# Shared by the commands of ./atrium; sourced from the repository's root.

readonly JAVA_NEEDED=25
readonly NODE_NEEDED=20

say() { printf '\033[1m%s\033[0m\n' "$*" >&2; }

fail() {
  printf 'atrium: %s\n' "$*" >&2
  exit 1
}

java_version_of() { "$1" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java.specification.version = //p'; }

# Exports JAVA_HOME of a JDK that is new enough, wherever this machine keeps its JDKs.
find_java() {
  local home candidates=()
  [ -n "${JAVA_HOME:-}" ] && candidates+=("$JAVA_HOME")
  if command -v javac >/dev/null; then
    candidates+=("$(dirname "$(dirname "$(readlink -f "$(command -v javac)")")")")
  fi
  candidates+=(/usr/lib/jvm/* /opt/java/* /opt/jdk* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/*
    /Library/Java/JavaVirtualMachines/*/Contents/Home)
  for home in "${candidates[@]}"; do
    [ -x "$home/bin/javac" ] || continue
    if [ "$(java_version_of "$home/bin/java")" -ge "$JAVA_NEEDED" ] 2>/dev/null; then
      export JAVA_HOME=$home
      return
    fi
  done
  fail "needs JDK $JAVA_NEEDED or newer: install Temurin $JAVA_NEEDED (adoptium.net) or set JAVA_HOME."
}

find_node() {
  command -v node >/dev/null && command -v npm >/dev/null ||
    fail "needs Node.js $NODE_NEEDED or newer with npm: install it from nodejs.org or your package manager."
  [ "$(node -p 'process.versions.node.split(".")[0]')" -ge "$NODE_NEEDED" ] ||
    fail "needs Node.js $NODE_NEEDED or newer; this one is $(node --version)."
}

find_maven() {
  command -v mvn >/dev/null || fail "needs Apache Maven 3.8 or newer: install it with your package manager."
}

# Maven's own output is for the log; a person sees it when something fails.
run_maven() {
  MAVEN_OPTS="${MAVEN_OPTS:-} --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow" \
    mvn --batch-mode --no-transfer-progress "$@"
}

# Between these two everything that is named is built; what is newer than the beginning is stale the next time.
readonly BUILT=.atrium-build/built
begin_build() { mkdir -p "$(dirname "$BUILT")" && touch "$BUILT.next"; }
end_build() {
  local what
  for what in "$@"; do
    cp -p "$BUILT.next" "$BUILT-$what"
  done
  rm "$BUILT.next"
}
