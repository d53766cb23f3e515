package dev.keystile.spring.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.keystile.passkeys.Refusal;
import dev.keystile.passkeys.account.NameProblem;
import dev.keystile.webauthn.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.StaticMessageSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class ProblemWriterTest {

    private final StaticMessageSource applicationMessages = new StaticMessageSource();
    private final MockHttpServletRequest request = new MockHttpServletRequest();
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    private JsonObject write(Problem problem) throws Exception {
        new ProblemWriter(applicationMessages, null).write(problem, request, response);
        return JsonObject.parse(response.getContentAsString(StandardCharsets.UTF_8));
    }

    @Test
    void writesProblemDetails() throws Exception {
        JsonObject body = write(Problem.of(ProblemType.NOT_SIGNED_IN));

        assertThat(response.getStatus()).isEqualTo(401);
        assertThat(response.getContentType()).isEqualTo("application/problem+json");
        assertThat(response.getContentLength()).isEqualTo(response.getContentAsByteArray().length);
        assertThat(response.getHeader("WWW-Authenticate")).isEqualTo("Passkey");
        assertThat(body.names()).containsExactly("type", "title", "status", "detail", "code");
        assertThat(body.requiredString("type")).isEqualTo("tag:keystile.dev,2026:problem/not-signed-in");
        assertThat(body.requiredInt("status")).isEqualTo(401);
        assertThat(body.requiredString("title")).isEqualTo("Not signed in");
        assertThat(body.requiredString("detail")).isEqualTo("You are not signed in. Sign in and try again.");
        assertThat(body.requiredString("code")).isEqualTo("not-signed-in");
    }

    @Test
    void speaksThePersonsLanguage() throws Exception {
        request.addPreferredLocale(Locale.forLanguageTag("de-AT"));

        assertThat(write(Problem.of(ProblemType.REQUEST_TOO_LARGE)).requiredString("title"))
                .isEqualTo("Anfrage zu groß");
    }

    @Test
    void speaksEnglishToThoseWhoseLanguageItLacksWhateverTheServersLocale() throws Exception {
        Locale serversLocale = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            request.addPreferredLocale(Locale.JAPANESE);

            assertThat(write(Problem.of(ProblemType.NOT_FOUND)).requiredString("title"))
                    .isEqualTo("Not found");
        } finally {
            Locale.setDefault(serversLocale);
        }
    }

    @Test
    void prefersTheApplicationsWords() throws Exception {
        applicationMessages.addMessage("keystile.problem.not-found.detail", Locale.ENGLISH, "Nix da.");

        JsonObject body = write(Problem.of(ProblemType.NOT_FOUND));

        assertThat(body.requiredString("detail")).isEqualTo("Nix da.");
        assertThat(body.requiredString("title")).isEqualTo("Not found");
    }

    @Test
    void isNotMistakenByAMessageSourceThatAnswersWithKeys() throws Exception {
        applicationMessages.setUseCodeAsDefaultMessage(true);

        assertThat(write(Problem.of(ProblemType.NOT_FOUND)).requiredString("title"))
                .isEqualTo("Not found");
    }

    @Test
    void putsTheValuesOfARefusalIntoItsSentence() throws Exception {
        assertThat(write(RefusalProblems.of(new Refusal.TooManyPasskeys(20))).requiredString("detail"))
                .startsWith("Your account has 20 passkeys");
    }

    @Test
    void choosesTheSentenceThatFits() throws Exception {
        assertThat(write(RefusalProblems.of(new Refusal.UsernameInvalid(NameProblem.TOO_LONG)))
                        .requiredString("detail"))
                .isEqualTo("The username is too long. Choose one of at most 64 characters.");
    }

    @Test
    void dropsWhatWasWrittenBefore() throws Exception {
        response.getOutputStream().write("half an answer".getBytes(StandardCharsets.UTF_8));

        JsonObject body = write(Problem.of(ProblemType.INTERNAL_ERROR));

        assertThat(body.requiredString("code")).isEqualTo("internal-error");
    }

    @Test
    void doesNotWriteIntoAnAnswerThatIsOnItsWay() {
        response.setCommitted(true);

        assertThatIOException()
                .isThrownBy(() -> new ProblemWriter(applicationMessages, null)
                        .write(Problem.of(ProblemType.INTERNAL_ERROR), request, response));
    }
}
