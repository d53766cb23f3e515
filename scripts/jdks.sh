# Finds JDKs by looking; sourced by ./keystile and ./check.
# A JDK is a folder with bin/javac. Its version stands in its `release` file, so only one without has to be started.

# What a Java says of itself. Takes its program and the property's name.
java_property() {
    "$1" -XshowSettings:properties -version 2>&1 | sed -n "s/^ *$2 = //p"
}

jdk_version() {
    if [ -f "$1/release" ]; then
        sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
    else
        java_property "$1/bin/java" java.specification.version | sed 's/\..*//'
    fi
}

# The JDK whose javac is on the path.
jdk_on_path() {
    on_path=$(command -v javac 2>/dev/null) || return 0
    on_path=$(dirname "$(dirname "$(readlink -f "$on_path" 2>/dev/null || echo "$on_path")")")
    # A version manager's javac lies outside of every JDK, and so does that of macOS.
    [ -x "$on_path/bin/javac" ] && [ -f "$on_path/release" ] || on_path=$(java_property java java.home)
    echo "$on_path"
}

# Prints "version<TAB>home" for every JDK 17 or newer, newest first, each version once.
find_jdks() {
    for home in "${JAVA_HOME:-}" "$(jdk_on_path)" \
        /usr/lib/jvm/* /opt/java/* /opt/*jdk* /usr/local/openjdk* \
        "${HOME:-/nonexistent}"/.sdkman/candidates/java/* "${HOME:-/nonexistent}"/.jdks/* \
        "${HOME:-/nonexistent}"/.local/share/mise/installs/java/* "${HOME:-/nonexistent}"/.asdf/installs/java/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
        [ -n "$home" ] && [ -x "$home/bin/javac" ] || continue
        version=$(jdk_version "$home")
        [ -n "$version" ] && [ "$version" -ge 17 ] && printf '%s\t%s\n' "$version" "$home"
    done | sort -t "$(printf '\t')" -k1,1nr -s | awk -F '\t' '!seen[$1]++'
}

# The JDK to use when any will do: JAVA_HOME, else the one on the path, else the newest found.
preferred_jdk() {
    for home in "${JAVA_HOME:-}" "$(jdk_on_path)"; do
        [ -n "$home" ] && [ -x "$home/bin/javac" ] || continue
        version=$(jdk_version "$home")
        if [ -n "$version" ] && [ "$version" -ge 17 ]; then
            echo "$home"
            return
        fi
    done
    find_jdks | head -n 1 | cut -f 2
}
