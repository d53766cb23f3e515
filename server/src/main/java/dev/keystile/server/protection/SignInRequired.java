package dev.keystile.server.protection;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.web.util.UriUtils;

/** Sends a person who is not signed in to the sign-in page, which brings them back; what does not exist stays not found. */
final class SignInRequired implements AuthenticationEntryPoint {

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
            throws IOException {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        if (!path.equals("/account")) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        String query = request.getQueryString();
        String next = query == null ? path : path + "?" + query;
        response.sendRedirect(request.getContextPath() + "/sign-in?next=" + UriUtils.encodeQueryParam(next, UTF_8));
    }
}
