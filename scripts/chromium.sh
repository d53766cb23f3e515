# Finds a Chromium that starts, or gets one; sourced by ./check, from the root of the checkout.

# A path that means the same from every folder.
absolute() {
    case $1 in
    /*) echo "$1" ;;
    *) echo "$PWD/$1" ;;
    esac
}

# Where Playwright keeps its browsers.
playwright_browsers() {
    if [ -n "${PLAYWRIGHT_BROWSERS_PATH:-}" ] && [ "$PLAYWRIGHT_BROWSERS_PATH" != 0 ]; then
        absolute "$PLAYWRIGHT_BROWSERS_PATH"
    elif [ "$(uname)" = Darwin ]; then
        echo "${HOME:-/nonexistent}/Library/Caches/ms-playwright"
    else
        echo "${XDG_CACHE_HOME:-${HOME:-/nonexistent}/.cache}/ms-playwright"
    fi
}

# Programs that may be one, the best first: what is installed, then Playwright's, newest first and headless ones last.
chromium_candidates() {
    printf '%s\n' chromium chromium-browser google-chrome google-chrome-stable \
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" \
        /Applications/Chromium.app/Contents/MacOS/Chromium
    downloads=$(playwright_browsers)
    for programs in "$downloads/chromium-*/*" "$downloads/chromium_headless_shell-*/*"; do
        find "$downloads" -path "$programs" \( -name chrome -o -name 'Google Chrome for Testing' \
            -o -name chrome-headless-shell -o -name headless_shell \) ! -type d 2>/dev/null | sort -rV
    done
}

# Whether it does. A name on the path may be a stub that says how to install it, and a download may lack libraries.
starts() {
    if command -v timeout >/dev/null; then
        timeout 60 "$1" --version
    else
        "$1" --version
    fi </dev/null >/dev/null 2>&1
}

# Prints the first that starts.
find_chromium() {
    while IFS= read -r candidate; do
        program=$(command -v "$candidate") || continue
        if starts "$program"; then
            echo "$program"
            return
        fi
    done <<END
$(chromium_candidates)
END
    return 1
}

# Gets Playwright's Chromium into the person's own cache, for which nobody has to be root. Takes the JDK to use, and
# what else to tell Playwright. Browsers of other projects stay where they are.
download_chromium() {
    JAVA_HOME=$1 PLAYWRIGHT_BROWSERS_PATH=$(playwright_browsers) PLAYWRIGHT_SKIP_BROWSER_GC=1 \
        ./mvnw --batch-mode --quiet --file scripts/chromium.xml exec:java -Dexec.args="install --no-shell chromium ${2:-}"
}
