package dev.keystile.server.protection;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;

/**
 * The answer to requests that the container refuses before they reach a filter, such as an address that is none: one
 * sentence, with the security headers that everything else has.
 */
final class BareErrorReport extends ErrorReportValve {

    private static final String SENTENCE = "The server could not make sense of this request. Check the address.\n";

    /** The same for what a filter refuses. */
    static void write(HttpServletResponse response) throws IOException {
        response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
        response.setContentType("text/plain");
        response.setCharacterEncoding("utf-8");
        response.getWriter().write(SENTENCE);
    }

    @Override
    protected void report(Request request, Response response, Throwable failure) {
        if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        try {
            SecurityHeaders.write(request, response);
            response.setContentType("text/plain");
            response.setCharacterEncoding("utf-8");
            response.getReporter().write(SENTENCE);
            response.finishResponse();
        } catch (IOException | IllegalStateException tooLate) {
            container.getLogger().debug("No error report could be written", tooLate);
        }
    }
}
