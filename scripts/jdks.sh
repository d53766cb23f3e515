# Finds JDKs by looking; sourced by ./keystile and ./check.
# A JDK is a folder with bin/javac; its version stands in its `release` file, so none of them has to be started.

jdk_version() {
    sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null
}

# Prints "version<TAB>home" for every JDK 17 or newer, newest first, each version once.
find_jdks() {
    on_path=$(command -v javac 2>/dev/null || true)
    [ -z "$on_path" ] || on_path=$(dirname "$(dirname "$(readlink -f "$on_path" 2>/dev/null || echo "$on_path")")")
    for home in "${JAVA_HOME:-}" "$on_path" \
        /usr/lib/jvm/* /opt/java/* /opt/jdk* /usr/local/openjdk* \
        "${HOME:-/nonexistent}"/.sdkman/candidates/java/* "${HOME:-/nonexistent}"/.jdks/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home; do
        [ -n "$home" ] && [ -x "$home/bin/javac" ] || continue
        version=$(jdk_version "$home")
        [ -n "$version" ] && [ "$version" -ge 17 ] && printf '%s\t%s\n' "$version" "$home"
    done | sort -t "$(printf '\t')" -k1,1nr -s | awk -F '\t' '!seen[$1]++'
}

# The JDK to use when any will do: JAVA_HOME, else the one on the path, else the newest found.
preferred_jdk() {
    on_path=$(command -v javac 2>/dev/null || true)
    [ -z "$on_path" ] || on_path=$(dirname "$(dirname "$(readlink -f "$on_path" 2>/dev/null || echo "$on_path")")")
    for home in "${JAVA_HOME:-}" "$on_path"; do
        [ -n "$home" ] && [ -x "$home/bin/javac" ] || continue
        version=$(jdk_version "$home")
        if [ -n "$version" ] && [ "$version" -ge 17 ]; then
            echo "$home"
            return
        fi
    done
    find_jdks | head -n 1 | cut -f 2
}
