package dev.keystile.spring.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.passkeys.Accounts;
import dev.keystile.passkeys.AddPasskey;
import dev.keystile.passkeys.Client;
import dev.keystile.passkeys.OwnPasskeys;
import dev.keystile.passkeys.Passkeys;
import dev.keystile.passkeys.Reauthentication;
import dev.keystile.passkeys.Refusal;
import dev.keystile.passkeys.RefusedException;
import dev.keystile.passkeys.SignIn;
import dev.keystile.passkeys.SignUp;
import dev.keystile.passkeys.account.AccountId;
import dev.keystile.passkeys.store.StorageUnavailableException;
import dev.keystile.spring.sample.Browser;
import dev.keystile.spring.sample.Browser.Begun;
import dev.keystile.spring.sample.Browser.Reply;
import dev.keystile.spring.sample.Database;
import dev.keystile.spring.sample.Interruption;
import dev.keystile.spring.sample.OpenApiContract;
import dev.keystile.spring.sample.SampleApplication;
import dev.keystile.webauthn.testing.Attestation;
import dev.keystile.webauthn.testing.AuthenticatorFlag;
import dev.keystile.webauthn.testing.Fault;
import dev.keystile.webauthn.testing.SettableClock;
import dev.keystile.webauthn.testing.SignatureFault;
import dev.keystile.webauthn.testing.SoftwareAuthenticator;
import dev.keystile.webauthn.testing.WebAuthnClient;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/**
 * Brings about every answer that the OpenAPI document describes, each with its status and code, and holds requests and
 * answers against the document's schemas. A refusal must leave the store as it was.
 */
@SpringBootTest(
        classes = {SampleApplication.class, DescribedAnswersTest.InterruptibleUseCases.class},
        properties = {
            "keystile.relying-party.id=example.com",
            "keystile.relying-party.name=Example",
            "keystile.relying-party.origins=https://example.com",
            "keystile.policy.maximum-passkeys=3"
        })
@AutoConfigureMockMvc
class DescribedAnswersTest {

    @Configuration(proxyBeanMethods = false)
    static class InterruptibleUseCases {

        @Bean
        Clock clock() {
            return SettableClock.running();
        }

        @Bean
        Interruption interruption() {
            return new Interruption();
        }

        @Bean
        SignUp signUp(Passkeys passkeys, Interruption interruption) {
            return interruption.of(SignUp.class, passkeys.signUp());
        }

        @Bean
        SignIn signIn(Passkeys passkeys, Interruption interruption) {
            return interruption.of(SignIn.class, passkeys.signIn());
        }

        @Bean
        Reauthentication reauthentication(Passkeys passkeys, Interruption interruption) {
            return interruption.of(Reauthentication.class, passkeys.reauthentication());
        }

        @Bean
        AddPasskey addPasskey(Passkeys passkeys, Interruption interruption) {
            return interruption.of(AddPasskey.class, passkeys.addPasskey());
        }

        @Bean
        OwnPasskeys ownPasskeys(Passkeys passkeys, Interruption interruption) {
            return interruption.of(OwnPasskeys.class, passkeys.ownPasskeys());
        }
    }

    private static final String REGISTRATION_OPTIONS = "/api/v1/registration/options";
    private static final String REGISTRATION = "/api/v1/registration";
    private static final String AUTHENTICATION_OPTIONS = "/api/v1/authentication/options";
    private static final String AUTHENTICATION = "/api/v1/authentication";
    private static final String PASSKEYS = "/api/v1/passkeys";

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Accounts accounts;

    @Autowired
    private DataSource dataSource;

    @Autowired
    private Clock clock;

    @Autowired
    private Interruption interruption;

    private int people;

    /** What is done before, and then the request that is looked at. */
    @FunctionalInterface
    private interface Scenario extends Function<Person, Supplier<Reply>> {}

    /** Somebody with a browser and an authenticator. */
    private record Person(String name, Browser browser, SoftwareAuthenticator authenticator) {

        Person signedUp() {
            Reply reply = browser.signUp(name, authenticator);
            assertThat(reply.status()).as(reply.body()).isEqualTo(201);
            return this;
        }

        String firstPasskey() {
            return PASSKEYS + "/" + browser.passkeyIds().get(0);
        }

        Person withSecondPasskey() {
            Reply reply = browser.finishRegistration(browser.beginAdding(), anotherAuthenticator());
            assertThat(reply.status()).as(reply.body()).isEqualTo(201);
            return this;
        }
    }

    private static SoftwareAuthenticator anotherAuthenticator() {
        return SoftwareAuthenticator.builder().build();
    }

    private Person somebody(OpenApiContract contract) {
        return new Person("person" + ++people, new Browser(mvc, contract), anotherAuthenticator());
    }

    private Database database() {
        return new Database(dataSource);
    }

    private OpenApiContract contract() {
        return new OpenApiContract(new Browser(mvc).get("/api/v1/openapi.json").body());
    }

    @TestFactory
    Stream<DynamicTest> givesEachDescribedAnswer() {
        OpenApiContract contract = contract();
        Map<String, Scenario> scenarios = scenarios(contract);
        return contract.described().stream()
                .map(line -> DynamicTest.dynamicTest(line, () -> {
                    Scenario scenario =
                            Objects.requireNonNull(scenarios.get(line), () -> "how to bring about: " + line);
                    Supplier<Reply> request = scenario.apply(somebody(contract));
                    String before = database().contents();
                    Reply reply = request.get();
                    assertThat(reply.status()).as(reply.body()).isEqualTo(Integer.parseInt(line.split(" ")[2]));
                    assertThat(contract.seen()).contains(line);
                    if (reply.status() >= 400) {
                        assertThat(database().contents()).isEqualTo(before);
                    }
                }));
    }

    /** The session was good when the request came; the passkey that it rests on is removed before the request is done. */
    @Test
    void changesNothingForASessionThatEndsMeanwhile() {
        Person anna = new Person("anna", new Browser(mvc, contract()), anotherAuthenticator())
                .signedUp()
                .withSecondPasskey();
        Browser elsewhere = new Browser(mvc, contract());
        assertThat(elsewhere
                        .finishSignIn(elsewhere.beginSignIn(), anna.authenticator())
                        .status())
                .isEqualTo(200);
        String stolen = anna.browser().passkeyIds().get(0);
        Begun begun = anna.browser().beginAdding();
        interruption.beforeNext(() -> elsewhere.delete(PASSKEYS + "/" + stolen));

        Reply reply = anna.browser().finishRegistration(begun, anotherAuthenticator());

        assertThat(reply.status()).as(reply.body()).isEqualTo(401);
        assertThat(reply.code()).isEqualTo("not-signed-in");
        assertThat(reply.response().getHeader("WWW-Authenticate")).isEqualTo("Passkey");
    }

    @Test
    void describesNothingTwiceAndKnowsNoOtherAnswers() {
        OpenApiContract contract = contract();

        Set<String> unknown = new TreeSet<>(scenarios(contract).keySet());
        unknown.removeAll(contract.described());
        assertThat(unknown).isEmpty();
    }

    @Test
    void saysWhereItIs() {
        assertThat(contract().document().at("/servers/0/url").asString()).isEqualTo("/api/v1");
    }

    private Map<String, Scenario> scenarios(OpenApiContract contract) {
        Map<String, Scenario> scenarios = new LinkedHashMap<>();
        badRequests(scenarios);
        successes(scenarios);
        signUpAndAddingRefused(scenarios);
        beginningToSignInRefused(scenarios);
        ceremoniesRefused(scenarios, contract);
        registrationsRefused(scenarios, contract);
        passkeysRefused(scenarios);
        return scenarios;
    }

    private static UnaryOperator<MockHttpServletRequestBuilder> asItIs() {
        return request -> request;
    }

    /** What every endpoint refuses in the same way. */
    private void badRequests(Map<String, Scenario> scenarios) {
        Map<String, String> bodies = Map.of(
                "POST /registration/options", "{\"username\":\"anna\",\"displayName\":\"Anna\"}",
                "POST /registration", "{\"ceremony\":\"x\",\"credential\":{}}",
                "POST /authentication/options", "{}",
                "POST /authentication", "{\"ceremony\":\"x\",\"credential\":{}}",
                "PATCH /passkeys/{id}", "{\"name\":\"Key\"}");
        for (String operation : Set.of(
                "POST /registration/options",
                "POST /registration",
                "POST /authentication/options",
                "POST /authentication",
                "GET /passkeys",
                "PATCH /passkeys/{id}",
                "DELETE /passkeys/{id}",
                "GET /openapi.json")) {
            HttpMethod method = HttpMethod.valueOf(operation.split(" ")[0]);
            String path = "/api/v1" + operation.split(" ")[1].replace("{id}", "AAAA");
            String body = bodies.get(operation);
            scenarios.put(
                    operation + " 406 not-acceptable",
                    person -> () -> person.browser()
                            .send(method, path, body, request -> request.header("Accept", "text/html")));
            scenarios.put(
                    operation + " 400 request-rejected",
                    person -> () -> person.browser()
                            .send(method, path, body, request -> request.header("Accept", "line\u0000break")));
            if (method != HttpMethod.GET) {
                scenarios.put(
                        operation + " 403 cross-origin-request",
                        person -> () -> person.browser()
                                .send(method, path, body, request -> request.header("Sec-Fetch-Site", "cross-site")));
                scenarios.put(
                        operation + " 413 request-too-large",
                        person ->
                                () -> person.browser().send(method, path, "\"" + "x".repeat(65_535) + "\"", asItIs()));
                scenarios.put(
                        operation + " 415 unsupported-media-type",
                        person -> () -> person.browser()
                                .send(method, path, "{}", request -> request.contentType("text/plain")));
            }
            if (body != null) {
                scenarios.put(operation + " 400 malformed-request", person -> {
                    person.signedUp();
                    return () -> person.browser().send(method, path, "{\"name\":\"a\",\"name\":\"b\"}", asItIs());
                });
            }
            if (path.startsWith(PASSKEYS)) {
                scenarios.put(
                        operation + " 401 not-signed-in",
                        person -> () -> person.browser().send(method, path, body, asItIs()));
            }
            if (!path.equals("/api/v1/openapi.json")) {
                Map.of(
                                "500 internal-error",
                                new IllegalStateException("something broke"),
                                "503 temporarily-unavailable",
                                new StorageUnavailableException("The database is away", new IOException()))
                        .forEach((answer, failure) -> scenarios.put(operation + " " + answer, person -> {
                            Supplier<Reply> request = () -> person.browser().send(method, path, body, asItIs());
                            if (path.startsWith(PASSKEYS)) {
                                person.signedUp();
                            }
                            return () -> {
                                interruption.next(failure);
                                return request.get();
                            };
                        }));
            }
        }
    }

    private void successes(Map<String, Scenario> scenarios) {
        scenarios.put(
                "POST /registration/options 200",
                person -> () -> person.browser()
                        .post(
                                REGISTRATION_OPTIONS,
                                "{\"username\":\"%s\",\"displayName\":\"Anna\"}".formatted(person.name())));
        scenarios.put("POST /registration 201", person -> {
            Begun begun = person.browser().beginSignUp(person.name());
            return () -> person.browser().finishRegistration(begun, person.authenticator());
        });
        scenarios.put(
                "POST /authentication/options 200",
                person -> () -> person.browser().post(AUTHENTICATION_OPTIONS, "{}"));
        scenarios.put("POST /authentication 200", person -> {
            person.signedUp().browser().leaveSession();
            Begun begun = person.browser().beginSignIn();
            return () -> person.browser().finishSignIn(begun, person.authenticator());
        });
        scenarios.put("GET /passkeys 200", person -> {
            person.signedUp();
            return () -> person.browser().get(PASSKEYS);
        });
        scenarios.put("PATCH /passkeys/{id} 200", person -> {
            String passkey = person.signedUp().firstPasskey();
            return () -> person.browser().patch(passkey, "{\"name\":\" My  laptop \"}");
        });
        scenarios.put("DELETE /passkeys/{id} 204", person -> {
            String passkey = person.signedUp().withSecondPasskey().firstPasskey();
            return () -> person.browser().delete(passkey);
        });
        scenarios.put("GET /openapi.json 200", person -> () -> person.browser().get("/api/v1/openapi.json"));
    }

    private void signUpAndAddingRefused(Map<String, Scenario> scenarios) {
        scenarios.put("POST /registration/options 403 sign-up-closed", person -> () -> {
            interruption.next(new RefusedException(new Refusal.SignUpClosed()));
            return person.browser().post(REGISTRATION_OPTIONS, "{\"username\":\"anna\",\"displayName\":\"Anna\"}");
        });
        scenarios.put("POST /registration/options 403 recent-sign-in-required", person -> {
            person.signedUp();
            return () -> {
                ((SettableClock) clock).putForward(Duration.ofMinutes(16));
                return person.browser().post(REGISTRATION_OPTIONS, "{}");
            };
        });
        scenarios.put("POST /registration/options 403 account-disabled", person -> {
            person.signedUp();
            return () -> {
                interruption.next(new RefusedException(new Refusal.AccountDisabled()));
                return person.browser().post(REGISTRATION_OPTIONS, "{}");
            };
        });
        scenarios.put("POST /registration/options 404 account-not-found", person -> {
            person.signedUp();
            return () -> {
                interruption.next(new RefusedException(new Refusal.AccountNotFound()));
                return person.browser().post(REGISTRATION_OPTIONS, "{}");
            };
        });
        scenarios.put("POST /registration/options 409 username-taken", person -> {
            person.signedUp().browser().leaveSession();
            return () -> person.browser()
                    .post(REGISTRATION_OPTIONS, "{\"username\":\"%s\",\"displayName\":\"\"}".formatted(person.name()));
        });
        scenarios.put("POST /registration/options 409 already-signed-in", person -> {
            person.signedUp();
            return () -> person.browser()
                    .post(REGISTRATION_OPTIONS, "{\"username\":\"somebody else\",\"displayName\":\"\"}");
        });
        scenarios.put("POST /registration/options 409 too-many-passkeys", person -> {
            person.signedUp().withSecondPasskey().withSecondPasskey();
            return () -> person.browser().post(REGISTRATION_OPTIONS, "{}");
        });
        scenarios.put(
                "POST /registration/options 422 username-invalid",
                person -> () ->
                        person.browser().post(REGISTRATION_OPTIONS, "{\"username\":\" \",\"displayName\":\"Anna\"}"));
        scenarios.put(
                "POST /registration/options 422 display-name-invalid",
                person -> () -> person.browser()
                        .post(
                                REGISTRATION_OPTIONS,
                                "{\"username\":\"anna\",\"displayName\":\"%s\"}".formatted("x".repeat(65))));
    }

    private void beginningToSignInRefused(Map<String, Scenario> scenarios) {
        scenarios.put("POST /authentication/options 403 account-disabled", person -> {
            person.signedUp();
            return () -> {
                interruption.next(new RefusedException(new Refusal.AccountDisabled()));
                return person.browser().post(AUTHENTICATION_OPTIONS, "{}");
            };
        });
        scenarios.put("POST /authentication/options 404 account-not-found", person -> {
            person.signedUp();
            return () -> {
                interruption.next(new RefusedException(new Refusal.AccountNotFound()));
                return person.browser().post(AUTHENTICATION_OPTIONS, "{}");
            };
        });
    }

    private void ceremoniesRefused(Map<String, Scenario> scenarios, OpenApiContract contract) {
        for (boolean registration : new boolean[] {true, false}) {
            String operation = registration ? "POST /registration" : "POST /authentication";
            scenarios.put(
                    operation + " 400 ceremony-unknown",
                    person -> () -> person.browser()
                            .post(registration ? REGISTRATION : AUTHENTICATION, Browser.finish("unknown", "{}")));
            scenarios.put(operation + " 400 ceremony-of-another-kind", person -> {
                if (registration) {
                    Begun signIn = person.signedUp().browser().beginSignIn();
                    return () -> person.browser().post(REGISTRATION, Browser.finish(signIn.ceremony(), "{}"));
                }
                Begun signUp = person.browser().beginSignUp(person.name());
                return () -> person.browser().post(AUTHENTICATION, Browser.finish(signUp.ceremony(), "{}"));
            });
            scenarios.put(operation + " 403 ceremony-of-another-browser", person -> {
                Begun begun = begin(person, registration);
                return () -> {
                    person.browser().leaveCookies();
                    return finish(person, registration, begun);
                };
            });
            scenarios.put(operation + " 403 ceremony-of-another-account", person -> {
                Person other = somebody(contract).signedUp();
                Begun begun = registration
                        ? other.browser().beginAdding()
                        : other.browser().beginSignIn();
                person.browser().cookies().putAll(other.browser().cookies());
                person.signedUp();
                return () -> registration
                        ? person.browser().finishRegistration(begun, anotherAuthenticator())
                        : person.browser().finishSignIn(begun, other.authenticator());
            });
            scenarios.put(operation + " 404 account-not-found", person -> {
                person.signedUp();
                return () -> {
                    interruption.next(new RefusedException(new Refusal.AccountNotFound()));
                    return person.browser()
                            .post(registration ? REGISTRATION : AUTHENTICATION, Browser.finish("x", "{}"));
                };
            });
            scenarios.put(operation + " 409 ceremony-already-used", person -> {
                Begun begun = begin(person, registration);
                assertThat(finish(person, registration, begun).status()).isLessThan(300);
                person.browser().leaveSession();
                return () -> finish(person, registration, begun);
            });
            scenarios.put(operation + " 410 ceremony-expired", person -> {
                Begun begun = begin(person, registration);
                return () -> {
                    ((SettableClock) clock).putForward(Duration.ofMinutes(6));
                    return finish(person, registration, begun);
                };
            });
            Map<String, Fault> faults = Map.of(
                    "400 credential-malformed",
                            Fault.response("response.clientDataJSON").missing(),
                    "403 origin-not-allowed", Fault.origin("https://evil.example"),
                    "403 user-not-verified", Fault.flag(AuthenticatorFlag.USER_VERIFIED, false),
                    "403 challenge-mismatch", Fault.otherChallenge(),
                    "403 credential-rejected", Fault.rpId("evil.example"));
            faults.forEach((line, fault) -> scenarios.put(operation + " " + line, person -> {
                Begun begun = begin(person, registration);
                return () -> finish(person, registration, begun, fault);
            }));
        }
        scenarios.put("POST /registration 403 account-disabled", person -> {
            person.signedUp();
            return () -> {
                interruption.next(new RefusedException(new Refusal.AccountDisabled()));
                return person.browser().post(REGISTRATION, Browser.finish("x", "{}"));
            };
        });
        scenarios.put("POST /authentication 403 account-disabled", person -> {
            Reply signedUp = person.browser().signUp(person.name(), person.authenticator());
            person.browser().leaveSession();
            Begun begun = person.browser().beginSignIn();
            disable(AccountId.parse(signedUp.text("account.id")));
            return () -> person.browser().finishSignIn(begun, person.authenticator());
        });
        scenarios.put("POST /authentication 403 signature-invalid", person -> {
            Begun begun = begin(person, false);
            return () -> finish(person, false, begun, SignatureFault.wrong());
        });
        scenarios.put("POST /authentication 403 passkey-unknown", person -> {
            Person stranger = somebody(contract).signedUp().withSecondPasskey();
            assertThat(stranger.browser().delete(stranger.firstPasskey()).status())
                    .isEqualTo(204);
            Begun begun = person.browser().beginSignIn();
            return () -> person.browser().finishSignIn(begun, stranger.authenticator());
        });
        scenarios.put("POST /authentication 403 sign-count-not-increased", person -> {
            person.signedUp().browser().leaveSession();
            assertThat(person.browser().signIn(person.authenticator()).status()).isEqualTo(200);
            person.browser().leaveSession();
            Begun begun = person.browser().beginSignIn();
            return () -> person.browser().finishSignIn(begun, person.authenticator(), Fault.signCount(1));
        });
    }

    private void registrationsRefused(Map<String, Scenario> scenarios, OpenApiContract contract) {
        scenarios.put("POST /registration 403 sign-up-closed", person -> () -> {
            interruption.next(new RefusedException(new Refusal.SignUpClosed()));
            return person.browser().post(REGISTRATION, Browser.finish("x", "{}"));
        });
        scenarios.put("POST /registration 403 attestation-rejected", person -> {
            Begun begun = person.browser().beginSignUp(person.name());
            String credential = WebAuthnClient.at(Browser.ORIGIN)
                    .conveyingAttestationAlways()
                    .create(
                            begun.publicKey(),
                            person.authenticator().withAttestation(Attestation.self()),
                            SignatureFault.wrong());
            return () -> person.browser().post(REGISTRATION, Browser.finish(begun.ceremony(), credential));
        });
        scenarios.put("POST /registration 403 credential-not-discoverable", person -> {
            Begun begun = person.browser().beginSignUp(person.name());
            Fault notDiscoverable = Fault.changingResponse(
                    "not discoverable",
                    response -> response.put("clientExtensionResults", Map.of("credProps", Map.of("rk", false))));
            return () -> person.browser().finishRegistration(begun, person.authenticator(), notDiscoverable);
        });
        scenarios.put("POST /registration 409 credential-already-registered", person -> {
            String taken = somebody(contract).signedUp().firstPasskey().substring(PASSKEYS.length() + 1);
            byte[] id = Base64.getUrlDecoder().decode(taken);
            Begun begun = person.browser().beginSignUp(person.name());
            return () -> person.browser()
                    .finishRegistration(
                            begun, person.authenticator(), Fault.attestedCredentialId(id), Fault.credentialId(id));
        });
        scenarios.put("POST /registration 409 too-many-passkeys", person -> {
            Browser browser = person.signedUp().withSecondPasskey().browser();
            Begun third = browser.beginAdding();
            Begun fourth = browser.beginAdding();
            assertThat(browser.finishRegistration(third, anotherAuthenticator()).status())
                    .isEqualTo(201);
            return () -> browser.finishRegistration(fourth, anotherAuthenticator());
        });
        scenarios.put("POST /registration 409 username-taken", person -> {
            Begun begun = person.browser().beginSignUp(person.name());
            new Browser(mvc).signUp(person.name(), anotherAuthenticator());
            return () -> person.browser().finishRegistration(begun, person.authenticator());
        });
        scenarios.put("POST /authentication 403 passkey-of-another-account", person -> {
            Person other = somebody(contract).signedUp();
            Begun begun = person.signedUp().browser().beginSignIn();
            return () -> person.browser().finishSignIn(begun.forAnyCredential(), other.authenticator());
        });
    }

    private void disable(AccountId account) {
        try {
            accounts.disable(account, Client.program());
        } catch (RefusedException e) {
            throw new AssertionError(e);
        }
    }

    private static Begun begin(Person person, boolean registration) {
        if (registration) {
            return person.browser().beginSignUp(person.name());
        }
        person.signedUp().browser().leaveSession();
        return person.browser().beginSignIn();
    }

    private static Reply finish(Person person, boolean registration, Begun begun, Fault... faults) {
        return registration
                ? person.browser().finishRegistration(begun, person.authenticator(), faults)
                : person.browser().finishSignIn(begun, person.authenticator(), faults);
    }

    private void passkeysRefused(Map<String, Scenario> scenarios) {
        scenarios.put("POST /registration 401 not-signed-in", person -> {
            Begun begun = person.signedUp().browser().beginAdding();
            return () -> {
                interruption.next(new RefusedException(new Refusal.HolderSignedOut()));
                return person.browser().finishRegistration(begun, anotherAuthenticator());
            };
        });
        scenarios.put("PATCH /passkeys/{id} 404 passkey-not-found", person -> {
            person.signedUp();
            return () -> person.browser().patch(PASSKEYS + "/AAAA", "{\"name\":\"Key\"}");
        });
        scenarios.put("PATCH /passkeys/{id} 422 passkey-name-invalid", person -> {
            String passkey = person.signedUp().firstPasskey();
            return () -> person.browser().patch(passkey, "{\"name\":\"%s\"}".formatted("x".repeat(101)));
        });
        scenarios.put("DELETE /passkeys/{id} 404 passkey-not-found", person -> {
            person.signedUp();
            return () -> person.browser().delete(PASSKEYS + "/AAAA");
        });
        scenarios.put("DELETE /passkeys/{id} 409 last-passkey", person -> {
            String passkey = person.signedUp().firstPasskey();
            return () -> person.browser().delete(passkey);
        });
        scenarios.put("DELETE /passkeys/{id} 403 recent-sign-in-required", person -> {
            String passkey = person.signedUp().withSecondPasskey().firstPasskey();
            return () -> {
                ((SettableClock) clock).putForward(Duration.ofMinutes(16));
                return person.browser().delete(passkey);
            };
        });
    }
}
