package dev.keystile.webauthn.metadata;

import java.net.URI;
import java.util.Locale;

/** Scheme, host and port of a URL, as RFC 6454 §5 compares them. */
record WebOrigin(String scheme, String host, int port) {

    static WebOrigin of(URI uri) {
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        String host = String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
        int port = uri.getPort() != -1 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
        return new WebOrigin(scheme, host, port);
    }

    @Override
    public String toString() {
        return scheme + "://" + host + ':' + port;
    }
}
