package dev.keystile.server.protection;

import dev.keystile.spring.problem.Outage;
import dev.keystile.spring.problem.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers what fails because the database is away, sessions included: with a page that says so, or with a problem for scripts,
 * and always with when to try again. Stands outside of the filter that loads and saves sessions.
 */
final class OutageAnswers extends OncePerRequestFilter {

    private final String api;
    private final ProblemWriter problems;

    /** @param api the path under which answers are for scripts */
    OutageAnswers(String api, ProblemWriter problems) {
        this.api = api + "/";
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (RuntimeException | ServletException failure) {
            if (response.isCommitted() || !Outage.isBehind(failure)) {
                throw failure;
            }
            Outage.log(request, failure);
            answer(request, response, failure);
        }
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, Throwable failure)
            throws IOException {
        response.reset();
        SecurityHeaders.write(request, response);
        if (request.getRequestURI().startsWith(request.getContextPath() + api)) {
            problems.write(Outage.problem(failure), request, response);
        } else {
            response.setHeader(HttpHeaders.RETRY_AFTER, Outage.SECONDS_UNTIL_RETRY);
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        }
    }
}
