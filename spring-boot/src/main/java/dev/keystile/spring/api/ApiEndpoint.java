package dev.keystile.spring.api;

import dev.keystile.passkeys.RefusedException;
import dev.keystile.spring.problem.Outage;
import dev.keystile.spring.problem.Problem;
import dev.keystile.spring.problem.ProblemException;
import dev.keystile.spring.problem.ProblemType;
import dev.keystile.spring.problem.ProblemWriter;
import dev.keystile.spring.problem.RefusalProblems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.HttpRequestHandler;

/**
 * Everything under one path of the API, whatever the method. Whatever goes wrong in it becomes a problem here: nothing is
 * left for the error pages of the application or the container.
 */
final class ApiEndpoint implements HttpRequestHandler {

    private final Map<String, Action> actions;
    private final RequestRules rules;
    private final ProblemWriter problems;

    /** @param actions what there is to do, by method; none for a path where there is nothing */
    ApiEndpoint(Map<String, Action> actions, RequestRules rules, ProblemWriter problems) {
        this.actions = Map.copyOf(actions);
        this.rules = rules;
        this.problems = problems;
    }

    /** Does what one method on one path asks. */
    @FunctionalInterface
    interface Action {
        Answer answer(ApiCall call) throws ProblemException, RefusedException;
    }

    @Override
    public void handleRequest(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Answer answer;
        try {
            // A second time, since a filter chain of the application may have kept the request from ours.
            rules.check(request);
            answer = action(request.getMethod()).answer(new ApiCall(request, response));
        } catch (ProblemException e) {
            problems.write(e.problem(), request, response);
            return;
        } catch (RefusedException e) {
            problems.write(RefusalProblems.of(e.refusal()), request, response);
            return;
        } catch (RequestRejectedException e) {
            problems.write(Problem.of(ProblemType.REQUEST_REJECTED), request, response);
            return;
        } catch (RuntimeException e) {
            Outage.log(request, e);
            problems.write(Outage.problem(e), request, response);
            return;
        }
        answer.write(response);
    }

    private Action action(String method) throws ProblemException {
        if (actions.isEmpty()) {
            throw new ProblemException(Problem.of(ProblemType.NOT_FOUND));
        }
        @Nullable Action action = actions.get(method.equals("HEAD") ? "GET" : method);
        if (action == null) {
            throw new ProblemException(
                    Problem.of(ProblemType.METHOD_NOT_ALLOWED).withHeader(HttpHeaders.ALLOW, allowed()));
        }
        return action;
    }

    private String allowed() {
        TreeSet<String> methods = new TreeSet<>(actions.keySet());
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        return String.join(", ", methods);
    }
}
