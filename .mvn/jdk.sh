# Sourced by mvnw and by the launcher: sets JAVA_HOME to a JDK 25 or newer, or fails with what to do.

jdk_version() { # the feature version of the JDK in folder $1, or nothing; read from its release file, so no JVM starts
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null
}

find_jdk() {
  local dir version
  local on_path
  on_path=$(command -v javac || true)
  [ -z "$on_path" ] || on_path=$(dirname "$(dirname "$(readlink -f "$on_path")")")
  for dir in "${JAVA_HOME:-}" "$on_path" /usr/lib/jvm/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    [ -n "$dir" ] && [ -x "$dir/bin/javac" ] || continue
    version=$(jdk_version "$dir")
    if [ "${version:-0}" -ge 25 ]; then
      export JAVA_HOME=$dir
      return 0
    fi
  done
  echo "No JDK 25 or newer was found (looked at JAVA_HOME, PATH, /usr/lib/jvm and the usual places)." >&2
  echo "Install one, for example from https://adoptium.net, or set JAVA_HOME to it." >&2
  return 1
}
