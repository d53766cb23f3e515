package dev.keystile.spring.existing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.passkeys.BegunCeremony;
import dev.keystile.passkeys.Client;
import dev.keystile.passkeys.Passkeys;
import dev.keystile.passkeys.Refusal;
import dev.keystile.passkeys.RefusedException;
import dev.keystile.passkeys.SignUp;
import dev.keystile.passkeys.SignedIn;
import dev.keystile.spring.sample.Browser;
import dev.keystile.spring.sample.Database;
import dev.keystile.spring.security.PasskeyAuthentication;
import dev.keystile.spring.security.PasskeyAuthorities;
import dev.keystile.webauthn.json.JsonObject;
import dev.keystile.webauthn.testing.SoftwareAuthenticator;
import dev.keystile.webauthn.testing.WebAuthnClient;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "keystile.relying-party.id=example.com",
            "keystile.relying-party.origins=https://example.com",
            "keystile.endpoints.base-path=/account/passkeys-api",
            "spring.flyway.locations=classpath:existing/migrations",
            "spring.threads.virtual.enabled=true"
        })
@AutoConfigureMockMvc
class ExistingApplicationTest {

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @RestController
    static class Shop {

        @Bean
        SecurityFilterChain shopsRules(HttpSecurity http) {
            return http.authorizeHttpRequests(requests -> requests.requestMatchers("/", "/error", "/api/v1/**")
                            .permitAll()
                            .requestMatchers("/admin")
                            .hasRole("ADMIN")
                            .anyRequest()
                            .authenticated())
                    .httpBasic(Customizer.withDefaults())
                    .csrf(csrf -> csrf.ignoringRequestMatchers("/api/v1/**"))
                    .build();
        }

        @Bean
        PasskeyAuthorities roles() {
            return account -> account.username().value().startsWith("admin")
                    ? List.of(new SimpleGrantedAuthority("ROLE_ADMIN"))
                    : List.of();
        }

        @Bean
        SignUp forCustomersOnly(Passkeys passkeys) {
            SignUp signUp = passkeys.signUp();
            return new SignUp() {
                @Override
                public BegunCeremony begin(String username, String displayName, Client client) throws RefusedException {
                    if (username.startsWith("stranger")) {
                        throw new RefusedException(new Refusal.SignUpClosed());
                    }
                    return signUp.begin(username, displayName, client);
                }

                @Override
                public SignedIn finish(String ceremony, String credential, Client client) throws RefusedException {
                    return signUp.finish(ceremony, credential, client);
                }
            };
        }

        @GetMapping("/orders")
        String orders(@AuthenticationPrincipal(expression = "username") String username) {
            return "orders of " + username;
        }

        @GetMapping("/admin")
        String admin() {
            return "admin";
        }

        @PostMapping("/orders")
        String order() {
            return "ordered";
        }

        @GetMapping("/thread")
        String thread(PasskeyAuthentication authentication) {
            return Thread.currentThread() + " for " + authentication.getName();
        }

        @GetMapping("/api/v1/passkeys")
        String passkeysOfItsOwn() {
            return "the shop's own passkeys";
        }
    }

    private static final String BASE = "/account/passkeys-api";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Autowired
    private MockMvc mvc;

    @Autowired
    private DataSource dataSource;

    @LocalServerPort
    private int port;

    private static int people;

    private Browser browser() {
        return new Browser(mvc, BASE);
    }

    private Browser signedUp(String prefix) {
        Browser browser = browser();
        assertThat(browser.signUp(
                                prefix + ++people,
                                SoftwareAuthenticator.builder().build())
                        .status())
                .isEqualTo(201);
        return browser;
    }

    @Test
    void keepsItsRulesAndItsChainKnowsWhoSignedInWithAPasskey() {
        assertThat(browser().get("/orders").status()).isEqualTo(401);

        Browser customer = signedUp("customer");

        assertThat(customer.get("/orders").body()).isEqualTo("orders of customer" + people);
        assertThat(customer.get("/admin").status()).isEqualTo(403);
        assertThat(signedUp("admin").get("/admin").body()).isEqualTo("admin");
    }

    @Test
    void keepsItsOwnCsrfProtection() {
        assertThat(signedUp("customer").post("/orders", "{}").status()).isEqualTo(403);
    }

    @Test
    void endsSessionsInItsOwnChainToo() {
        Browser customer = browser();
        SoftwareAuthenticator first = SoftwareAuthenticator.builder().build();
        String passkey = customer.signUp("customer" + ++people, first).text("passkey.id");
        SoftwareAuthenticator second = SoftwareAuthenticator.builder().build();
        customer.finishRegistration(customer.beginAdding(), second);
        Browser elsewhere = browser();
        assertThat(elsewhere.signIn(second).status()).isEqualTo(200);
        assertThat(elsewhere.delete(BASE + "/passkeys/" + passkey).status()).isEqualTo(204);

        assertThat(customer.get("/orders").status()).isEqualTo(401);
        assertThat(elsewhere.get("/orders").status()).isEqualTo(200);
    }

    @Test
    void putsARuleAroundOneUseCase() {
        assertThat(browser()
                        .post(BASE + "/registration/options", "{\"username\":\"stranger\",\"displayName\":\"\"}")
                        .code())
                .isEqualTo("sign-up-closed");
    }

    /** CVE-2024-12225 was an extension whose default endpoints stayed alive beside a developer's own. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/registration/options",
                "/api/v1/registration",
                "/api/v1/authentication/options",
                "/api/v1/authentication"
            })
    void hasNoEndpointsWhereTheyWereBeforeTheyWereMoved(String path) throws Exception {
        HttpResponse<String> response = request(path, "POST", "{}");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).doesNotContain("problem");
        assertThat(response.body()).doesNotContain("ceremony", "publicKey");
    }

    @Test
    void hasThePathsToItselfAfterMovingTheEndpoints() {
        assertThat(browser().get("/api/v1/passkeys").body()).isEqualTo("the shop's own passkeys");
        assertThat(browser().get(BASE + "/openapi.json").body()).contains("\"" + BASE + "\"");
    }

    @Test
    void keepsItsTablesAndItsMigrationsApart() {
        Database database = new Database(dataSource);

        assertThat(database.tables())
                .contains("SHOP_ORDER", "flyway_schema_history", "keystile_schema_history", "KEYSTILE_ACCOUNT");
        assertThat(database.column("flyway_schema_history", "description")).contains("shop");
        assertThat(database.column("keystile_schema_history", "description")).doesNotContain("shop");
    }

    @Test
    void servesFromVirtualThreadsWhereThereAreAny() {
        String thread = signedUp("customer").get("/thread").body();

        assertThat(thread).contains(" for ");
    }

    @Test
    void refusesLongBodiesThatDoNotSayHowLongTheyAre() throws Exception {
        byte[] tooLong = ("{\"a\":\"" + "x".repeat(70_000) + "\"}").getBytes(StandardCharsets.UTF_8);

        HttpResponse<String> response = send(HttpRequest.newBuilder(uri(BASE + "/authentication/options"))
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(tooLong)))
                .header("Content-Type", "application/json"));

        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(response.body()).contains("\"code\":\"request-too-large\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/registration//options", "/passkeys/a;b=c", "/passkeys/%2e%2e/x", "/passkeys/a%2Fb%00"})
    void answersPathsThatMeanToConfuseWithoutAnErrorPage(String path) throws Exception {
        HttpResponse<String> response = request(BASE + path, "POST", "{}");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).doesNotContain("Exception", "\tat ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json;charset=nonsense",
                "application/json;charset=",
                "multipart/form-data",
                ";",
                "a/b/c"
            })
    void refusesOddContentTypesOfRealRequests(String contentType) throws Exception {
        HttpResponse<String> response = send(HttpRequest.newBuilder(uri(BASE + "/registration"))
                .POST(BodyPublishers.ofString("{}"))
                .header("Content-Type", contentType));

        assertThat(response.statusCode()).isEqualTo(415);
        assertThat(response.body()).contains("\"code\":\"unsupported-media-type\"");
    }

    @Test
    void signsUpAndInOverHttpWithANewSessionEachTime() throws Exception {
        SoftwareAuthenticator authenticator = SoftwareAuthenticator.builder().build();
        WebAuthnClient client = WebAuthnClient.at(Browser.ORIGIN);
        String person = "{\"username\":\"customer" + ++people + "\",\"displayName\":\"\"}";
        HttpResponse<String> begun = request(BASE + "/registration/options", "POST", person);
        String browserCookie = cookie(begun, "__Host-keystile-browser");
        HttpResponse<String> signedUp =
                finish("/registration", begun, client.create(publicKey(begun), authenticator), browserCookie);
        assertThat(signedUp.statusCode()).as(signedUp.body()).isEqualTo(201);

        String session = cookie(signedUp, "JSESSIONID");
        String cookies = browserCookie + "; " + session;
        HttpResponse<String> confirming =
                send(json("/authentication/options", "{}").header("Cookie", cookies));
        HttpResponse<String> confirmed =
                finish("/authentication", confirming, client.get(publicKey(confirming), authenticator), cookies);

        assertThat(confirmed.statusCode()).as(confirmed.body()).isEqualTo(200);
        assertThat(cookie(confirmed, "JSESSIONID")).isNotEqualTo(session);
        assertThat(passkeys(cookie(confirmed, "JSESSIONID")).statusCode()).isEqualTo(200);
        assertThat(passkeys(session).statusCode()).isEqualTo(401);
    }

    private HttpResponse<String> passkeys(String session) throws Exception {
        return send(HttpRequest.newBuilder(uri(BASE + "/passkeys")).header("Cookie", session));
    }

    private HttpResponse<String> finish(String path, HttpResponse<String> begun, String credential, String cookies)
            throws Exception {
        String ceremony = JsonObject.parse(begun.body()).requiredString("ceremony");
        return send(json(path, Browser.finish(ceremony, credential)).header("Cookie", cookies));
    }

    private static String publicKey(HttpResponse<String> begun) throws Exception {
        return JsonObject.parse(begun.body()).requiredObject("publicKey").toJson();
    }

    private static String cookie(HttpResponse<String> response, String name) {
        return response.headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith(name + "="))
                .map(cookie -> cookie.replaceFirst(";.*", ""))
                .findFirst()
                .orElseThrow();
    }

    private HttpRequest.Builder json(String path, String body) {
        return HttpRequest.newBuilder(uri(BASE + path))
                .POST(BodyPublishers.ofString(body))
                .header("Content-Type", "application/json");
    }

    private URI uri(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    private HttpResponse<String> request(String path, String method, String body) throws Exception {
        return send(HttpRequest.newBuilder(uri(path))
                .method(method, BodyPublishers.ofString(body))
                .header("Content-Type", "application/json"));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.header("Origin", Browser.ORIGIN).build(), HttpResponse.BodyHandlers.ofString());
    }
}
