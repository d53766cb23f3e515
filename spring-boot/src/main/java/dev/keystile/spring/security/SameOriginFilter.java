package dev.keystile.spring.security;

import dev.keystile.spring.problem.Problem;
import dev.keystile.spring.problem.ProblemType;
import dev.keystile.spring.problem.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses requests that change something and come from pages of others, with {@code cross-origin-request}. */
public final class SameOriginFilter extends OncePerRequestFilter {

    private final SameOriginPolicy policy;
    private final ProblemWriter problems;

    public SameOriginFilter(SameOriginPolicy policy, ProblemWriter problems) {
        this.policy = policy;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (policy.allows(request)) {
            chain.doFilter(request, response);
        } else {
            problems.write(Problem.of(ProblemType.CROSS_ORIGIN_REQUEST), request, response);
        }
    }
}
