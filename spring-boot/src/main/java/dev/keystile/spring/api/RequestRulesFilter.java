package dev.keystile.spring.api;

import dev.keystile.spring.problem.Outage;
import dev.keystile.spring.problem.Problem;
import dev.keystile.spring.problem.ProblemException;
import dev.keystile.spring.problem.ProblemType;
import dev.keystile.spring.problem.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses what breaks the {@link RequestRules} before anything else is done for it, such as loading the session or taking
 * a multipart body apart, and keeps failures of the filters after it from the error pages.
 */
final class RequestRulesFilter extends OncePerRequestFilter {

    private final RequestRules rules;
    private final ProblemWriter problems;

    RequestRulesFilter(RequestRules rules, ProblemWriter problems) {
        this.rules = rules;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException {
        try {
            rules.check(request);
            chain.doFilter(request, response);
        } catch (ProblemException e) {
            problems.write(e.problem(), request, response);
        } catch (RequestRejectedException e) {
            // The firewall looks at a header when somebody reads it.
            problems.write(Problem.of(ProblemType.REQUEST_REJECTED), request, response);
        } catch (ServletException | RuntimeException e) {
            Outage.log(request, e);
            problems.write(Outage.problem(e), request, response);
        }
    }
}
