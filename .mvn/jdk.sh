# shellcheck shell=bash
# Sourced by mvnw and by the launcher. It starts no process but one `readlink`, because it runs at every start.

# Sets `java_version` to the feature version of the JDK in folder $1, from its release file, or to 0.
jdk_version() {
  local line
  java_version=0
  [ -r "$1/release" ] || return 0
  while IFS= read -r line; do
    case $line in
      JAVA_VERSION=*)
        line=${line#JAVA_VERSION=\"}
        java_version=${line%%[!0-9]*}
        return 0
        ;;
    esac
  done <"$1/release"
}

# Exports JAVA_HOME as a JDK 25 or newer, or fails and says what to do. JAVA_HOME comes first, then PATH.
find_jdk() {
  local dir java_version on_path=
  if [ -z "${JAVA_HOME:-}" ] && command -v javac >/dev/null; then
    on_path=$(readlink -f "$(command -v javac)") || on_path=
    on_path=${on_path%/bin/javac}
  fi
  for dir in "${JAVA_HOME:-}" "$on_path" /usr/lib/jvm/* "${HOME:-}"/.sdkman/candidates/java/* "${HOME:-}"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    [ -n "$dir" ] && [ -x "$dir/bin/javac" ] || continue
    jdk_version "$dir"
    if [ "${java_version:-0}" -ge 25 ]; then
      export JAVA_HOME=$dir
      return 0
    fi
  done
  echo "No JDK 25 or newer was found (looked at JAVA_HOME, PATH, /usr/lib/jvm and the usual places)." >&2
  echo "Install one, for example from https://adoptium.net, or set JAVA_HOME to it." >&2
  return 1
}
