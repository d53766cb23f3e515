package dev.keystile.server.protection;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.web.util.UriComponentsBuilder;

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
        response.sendRedirect(UriComponentsBuilder.fromPath(request.getContextPath() + "/sign-in")
                .queryParam("next", path)
                .toUriString());
    }
}
