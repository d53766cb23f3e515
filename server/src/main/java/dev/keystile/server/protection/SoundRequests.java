package dev.keystile.server.protection;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses in one sentence what no browser sends and nobody further on is prepared for: parameters inside the path, escapes that
 * are none, forms that cannot be read, content types that are none (of which the API says so itself). Nothing here is large
 * enough to be asked for in parts, so everybody gets the whole.
 */
final class SoundRequests extends OncePerRequestFilter {

    private static final Pattern UNSOUND = Pattern.compile(";|%(?![0-9A-Fa-f]{2})");

    private final String api;

    /** @param api the path under which the API is */
    SoundRequests(String api) {
        this.api = api + "/";
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (UNSOUND.matcher(request.getRequestURI()).find()
                || !hasReadableContentType(request)
                || !hasReadableParameters(request)) {
            BareErrorReport.write(response);
        } else if (request.getHeader(HttpHeaders.RANGE) != null) {
            chain.doFilter(new Whole(request), response);
        } else {
            chain.doFilter(request, response);
        }
    }

    /** Of parts, only the page that takes them can say what is wrong with them. */
    private boolean hasReadableParameters(HttpServletRequest request) {
        String type = request.getContentType();
        if (type != null && type.regionMatches(true, 0, "multipart/", 0, 10)) {
            return request.getMethod().equals("POST") || isForApi(request);
        }
        try {
            request.getParameterMap();
            return true;
        } catch (IllegalStateException unreadable) {
            return false;
        }
    }

    private boolean hasReadableContentType(HttpServletRequest request) {
        String type = request.getContentType();
        if (type == null || isForApi(request)) {
            return true;
        }
        try {
            return MediaType.parseMediaType(type).isConcrete();
        } catch (InvalidMediaTypeException unreadable) {
            return false;
        }
    }

    private boolean isForApi(HttpServletRequest request) {
        return request.getRequestURI().startsWith(request.getContextPath() + api);
    }

    /** A request for everything. */
    private static final class Whole extends HttpServletRequestWrapper {

        Whole(HttpServletRequest request) {
            super(request);
        }

        @Override
        public @Nullable String getHeader(String name) {
            return isRange(name) ? null : super.getHeader(name);
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            return isRange(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
        }

        private static boolean isRange(String name) {
            return name.equalsIgnoreCase(HttpHeaders.RANGE);
        }
    }
}
