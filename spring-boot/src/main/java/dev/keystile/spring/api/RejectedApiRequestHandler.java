package dev.keystile.spring.api;

import dev.keystile.spring.problem.Problem;
import dev.keystile.spring.problem.ProblemType;
import dev.keystile.spring.problem.ProblemWriter;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.web.firewall.HttpStatusRequestRejectedHandler;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;

/**
 * Answers what Spring Security's firewall refuses before any filter chain: with a problem when it was meant for the API,
 * otherwise as Spring Security does by itself.
 */
final class RejectedApiRequestHandler implements RequestRejectedHandler {

    private final ApiPaths paths;
    private final ProblemWriter problems;
    private final RequestRejectedHandler others = new HttpStatusRequestRejectedHandler();

    /** @param paths from the root of the application, the dispatcher servlet's path included */
    RejectedApiRequestHandler(ApiPaths paths, ProblemWriter problems) {
        this.paths = paths;
        this.problems = problems;
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, RequestRejectedException rejected)
            throws IOException, ServletException {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        if (paths.contain(path)) {
            problems.write(Problem.of(ProblemType.REQUEST_REJECTED), request, response);
        } else {
            others.handle(request, response, rejected);
        }
    }
}
