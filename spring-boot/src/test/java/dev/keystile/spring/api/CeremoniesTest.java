package dev.keystile.spring.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.passkeys.Accounts;
import dev.keystile.passkeys.Client;
import dev.keystile.passkeys.account.AccountId;
import dev.keystile.spring.sample.Browser;
import dev.keystile.spring.sample.Browser.Begun;
import dev.keystile.spring.sample.Browser.Reply;
import dev.keystile.spring.sample.Database;
import dev.keystile.spring.sample.SampleTest;
import dev.keystile.spring.security.PasskeyAuthentication;
import dev.keystile.webauthn.testing.SoftwareAuthenticator;
import dev.keystile.webauthn.testing.WebAuthnClient;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.event.AbstractAuthenticationEvent;
import org.springframework.security.authentication.event.AuthenticationFailureBadCredentialsEvent;
import org.springframework.security.authentication.event.AuthenticationFailureDisabledEvent;
import org.springframework.security.authentication.event.AuthenticationSuccessEvent;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.springframework.test.web.servlet.MockMvc;

@SampleTest
@RecordApplicationEvents
class CeremoniesTest {

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Accounts accounts;

    @Autowired
    private DataSource dataSource;

    @Autowired
    private ApplicationEvents events;

    private static int people;

    private final SoftwareAuthenticator authenticator =
            SoftwareAuthenticator.builder().build();
    private final String name = "person" + ++people;
    private Browser browser;

    @BeforeEach
    void openBrowser() {
        browser = new Browser(mvc);
    }

    private static void succeeded(Reply reply) {
        assertThat(reply.status()).as(reply.body()).isBetween(200, 299);
    }

    private static SoftwareAuthenticator anotherAuthenticator() {
        return SoftwareAuthenticator.builder().build();
    }

    @Test
    void signsUpSignsOutAndSignsInAgain() {
        Reply signedUp = browser.signUp(name, authenticator);

        assertThat(signedUp.status()).as(signedUp.body()).isEqualTo(201);
        assertThat(signedUp.text("account.username")).isEqualTo(name);
        assertThat(browser.passkeyIds()).containsExactly(signedUp.text("passkey.id"));

        browser.leaveSession();
        assertThat(browser.get("/api/v1/passkeys").code()).isEqualTo("not-signed-in");

        Reply signedIn = browser.signIn(authenticator);
        assertThat(signedIn.status()).as(signedIn.body()).isEqualTo(200);
        assertThat(signedIn.text("account.id")).isEqualTo(signedUp.text("account.id"));
        assertThat(signedIn.text("passkey.id")).isEqualTo(signedUp.text("passkey.id"));
        assertThat(browser.passkeyIds()).containsExactly(signedUp.text("passkey.id"));
    }

    @Test
    void addsRenamesAndRemovesPasskeys() throws Exception {
        String first = browser.signUp(name, authenticator).text("passkey.id");
        Reply added = browser.finishRegistration(browser.beginAdding(), anotherAuthenticator());
        succeeded(added);
        String second = added.text("passkey.id");
        assertThat(browser.passkeyIds()).containsExactly(first, second);

        Reply renamed = browser.patch("/api/v1/passkeys/" + second, "{\"name\":\"Blue key\"}");
        assertThat(renamed.text("name")).isEqualTo("Blue key");

        assertThat(browser.delete("/api/v1/passkeys/" + second).status()).isEqualTo(204);
        assertThat(browser.passkeyIds()).containsExactly(first);
        assertThat(browser.delete("/api/v1/passkeys/" + first).code()).isEqualTo("last-passkey");
    }

    @ParameterizedTest
    @CsvSource({
        "de,Synchronisierter Passkey",
        "de-CH,Synchronisierter Passkey",
        "en,Synced passkey",
        "ja,Synced passkey"
    })
    void callsANewPasskeyWhatItIsInTheLanguageOfTheRequest(String language, String name) {
        Begun begun = browser.beginSignUp(this.name);
        String credential = WebAuthnClient.at(Browser.ORIGIN)
                .create(
                        begun.publicKey(),
                        SoftwareAuthenticator.passkeyProvider().build());

        Reply signedUp = browser.send(
                HttpMethod.POST,
                "/api/v1/registration",
                Browser.finish(begun.ceremony(), credential),
                request -> request.header("Accept-Language", language));

        assertThat(signedUp.text("passkey.name")).isEqualTo(name);
    }

    @Test
    void tellsTheSignalApiWhatItNeeds() throws Exception {
        browser.signUp(name, authenticator);

        Reply passkeys = browser.get("/api/v1/passkeys");

        assertThat(passkeys.text("relyingParty.id")).isEqualTo("example.com");
        assertThat(passkeys.text("account.username")).isEqualTo(name);
        assertThat(passkeys.text("account.userHandle")).hasSizeGreaterThanOrEqualTo(22);
    }

    @Test
    void beginsToSignInWithoutSayingAnythingOfAnyAccount() throws Exception {
        Reply options = browser.post("/api/v1/authentication/options", "{\"username\":\"" + name + "\"}");

        assertThat(options.json().requiredObject("publicKey").has("allowCredentials") ? options.body() : "none")
                .satisfiesAnyOf(
                        text -> assertThat(text).isEqualTo("none"),
                        text -> assertThat(text).contains("\"allowCredentials\":[]"));
    }

    @Test
    void doesNotLetThePageChooseWeakerOptions() throws Exception {
        Reply options = browser.post(
                "/api/v1/authentication/options",
                "{\"userVerification\":\"discouraged\",\"publicKey\":{\"userVerification\":\"discouraged\"}}");

        assertThat(options.text("publicKey.userVerification")).isEqualTo("required");
    }

    @Nested
    class WithTwoTabs {

        @Test
        void signsInInBothOneAfterTheOther() {
            browser.signUp(name, authenticator);
            browser.leaveSession();
            Begun here = browser.beginSignIn();
            Begun there = browser.beginSignIn();

            succeeded(browser.finishSignIn(here, authenticator));
            succeeded(browser.finishSignIn(there, authenticator));
        }

        @Test
        void doesNotAddAPasskeyToAnAccountThatAnotherTabSignedInTo() {
            Browser other = new Browser(mvc);
            SoftwareAuthenticator others = anotherAuthenticator();
            other.signUp(name + "b", others);
            browser.signUp(name, authenticator);
            Begun begunAsFirst = browser.beginAdding();
            browser.leaveSession();
            succeeded(browser.signIn(others));
            String before = new Database(dataSource).contents();

            Reply refused = browser.finishRegistration(begunAsFirst, anotherAuthenticator());

            assertThat(refused.code()).isEqualTo("ceremony-of-another-account");
            assertThat(new Database(dataSource).contents()).isEqualTo(before);
        }

        /** Whoever fills in a sign-up page that was open before would give their own passkey to that account. */
        @Test
        void doesNotMakeASignUpAPasskeyOfTheAccountThatAnotherTabSignedInTo() {
            browser.signUp(name, authenticator);

            Reply refused = browser.post(
                    "/api/v1/registration/options", "{\"username\":\"%sb\",\"displayName\":\"\"}".formatted(name));

            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.code()).isEqualTo("already-signed-in");
            assertThat(browser.post("/api/v1/registration/options", "{\"username\":\"\"}")
                            .code())
                    .isEqualTo("already-signed-in");
        }

        @Test
        void addsAPasskeyForWhoeverGivesTheirOwnNameAgain() {
            browser.signUp(name, authenticator);

            succeeded(browser.post(
                    "/api/v1/registration/options",
                    "{\"username\":\" %s\",\"displayName\":\"\"}".formatted(name.toUpperCase(Locale.ROOT))));
        }

        @Test
        void doesNotFinishASignUpForSomebodyWhoSignedInMeanwhile() {
            browser.signUp(name, authenticator);
            browser.leaveSession();
            Begun signUp = browser.beginSignUp(name + "b");
            succeeded(browser.signIn(authenticator));

            assertThat(browser.finishRegistration(signUp, anotherAuthenticator())
                            .code())
                    .isEqualTo("ceremony-of-another-kind");
        }

        @Test
        void doesNotAddAPasskeyWithoutTheSessionThatBegan() {
            browser.signUp(name, authenticator);
            Begun adding = browser.beginAdding();
            browser.leaveSession();

            assertThat(browser.finishRegistration(adding, anotherAuthenticator())
                            .code())
                    .isEqualTo("ceremony-of-another-kind");
        }
    }

    @Nested
    class Confirming {

        @Test
        void namesTheAccountsPasskeysToWhomeverIsSignedIn() throws Exception {
            String id = browser.signUp(name, authenticator).text("passkey.id");

            Reply options = browser.post("/api/v1/authentication/options", "{}");

            assertThat(options.json()
                            .requiredObject("publicKey")
                            .requiredArray("allowCredentials")
                            .toObjects())
                    .hasSize(1)
                    .allSatisfy(credential ->
                            assertThat(credential.requiredString("id")).isEqualTo(id));
        }

        @Test
        void beginsTheSessionAnew() {
            browser.signUp(name, authenticator);
            String before = authentication().authenticatedAt().toString();

            Reply confirmed = browser.signIn(authenticator);

            succeeded(confirmed);
            assertThat(confirmed.text("authenticatedAt")).isGreaterThanOrEqualTo(before);
        }

        @Test
        void isNotPossibleWithAnotherAccountsPasskey() {
            SoftwareAuthenticator others = anotherAuthenticator();
            new Browser(mvc).signUp(name + "b", others);
            String account = browser.signUp(name, authenticator).text("account.id");

            Reply refused = browser.finishSignIn(browser.beginSignIn().forAnyCredential(), others);

            assertThat(refused.code()).isEqualTo("passkey-of-another-account");
            assertThat(authentication().getName()).isEqualTo(account);
        }
    }

    private PasskeyAuthentication authentication() {
        SecurityContext context = (SecurityContext) browser.requiredSession().getAttribute("SPRING_SECURITY_CONTEXT");
        return (PasskeyAuthentication)
                Objects.requireNonNull(Objects.requireNonNull(context).getAuthentication());
    }

    @Nested
    class TheSession {

        @Test
        void namesAccountPasskeyAndFactors() {
            Reply signedUp = browser.signUp(name, authenticator);

            PasskeyAuthentication authentication = authentication();
            assertThat(authentication.getName()).isEqualTo(signedUp.text("account.id"));
            assertThat(authentication.getPrincipal().username()).isEqualTo(name);
            assertThat(authentication.passkeyId()).isEqualTo(signedUp.text("passkey.id"));
            assertThat(authentication.userVerified()).isTrue();
            assertThat(authentication.amr()).containsExactly("hwk", "user", "mfa");
            assertThat(authentication.getAuthorities())
                    .extracting(Object::toString)
                    .anySatisfy(authority -> assertThat(authority).contains("ROLE_USER"));
        }

        @Test
        void isNotBegunByOptionsOrRefusals() {
            browser.post("/api/v1/authentication/options", "{}");
            browser.post("/api/v1/authentication", Browser.finish("x", "{}"));
            browser.get("/api/v1/passkeys");

            assertThat(browser.session()).isNull();
            assertThat(browser.cookies()).containsOnlyKeys("__Host-keystile-browser");
        }

        @Test
        void hasANewIdAfterEachSignIn() {
            browser.signUp(name, authenticator);
            String first = browser.requiredSession().getId();

            succeeded(browser.signIn(authenticator));

            assertThat(browser.requiredSession().getId()).isNotEqualTo(first);
        }

        @Test
        void takesNothingOfAnotherPersonsAlong() {
            SoftwareAuthenticator others = anotherAuthenticator();
            Begun before = browser.beginSignIn();
            new Browser(mvc).signUp(name + "b", others);
            browser.signUp(name, authenticator);
            browser.requiredSession().setAttribute("basket", List.of("secret"));

            succeeded(browser.finishSignIn(before, others));

            assertThat(browser.requiredSession().getAttribute("basket")).isNull();
            assertThat(authentication().getPrincipal().username()).isEqualTo(name + "b");
        }

        @Test
        void keepsWhatAVisitorHadBefore() {
            browser.signUp(name, authenticator);
            browser.requiredSession().removeAttribute("SPRING_SECURITY_CONTEXT");
            browser.requiredSession().setAttribute("basket", List.of("book"));

            succeeded(browser.signIn(authenticator));

            assertThat(browser.requiredSession().getAttribute("basket")).isEqualTo(List.of("book"));
        }

        @Test
        void endsWithThePasskeyItBeganWith() {
            String first = browser.signUp(name, authenticator).text("passkey.id");
            SoftwareAuthenticator second = anotherAuthenticator();
            succeeded(browser.finishRegistration(browser.beginAdding(), second));
            Browser elsewhere = new Browser(mvc);
            succeeded(elsewhere.signIn(second));

            assertThat(elsewhere.delete("/api/v1/passkeys/" + first).status()).isEqualTo(204);

            assertThat(browser.get("/api/v1/passkeys").code()).isEqualTo("not-signed-in");
            assertThat(browser.session()).isNull();
            assertThat(elsewhere.passkeyIds()).hasSize(1);
        }

        @Test
        void endsWhenTheAccountIsDisabled() throws Exception {
            String account = browser.signUp(name, authenticator).text("account.id");

            accounts.disable(AccountId.parse(account), Client.program());

            assertThat(browser.get("/api/v1/passkeys").code()).isEqualTo("not-signed-in");
            assertThat(browser.session()).isNull();
            assertThat(browser.signIn(authenticator).code()).isEqualTo("account-disabled");
        }
    }

    @Nested
    class Listeners {

        @Test
        void hearOfSuccess() {
            browser.signUp(name, authenticator);
            browser.leaveSession();
            browser.signIn(authenticator);

            assertThat(events.stream(AuthenticationSuccessEvent.class)
                            .map(AbstractAuthenticationEvent::getAuthentication))
                    .hasSize(2)
                    .allSatisfy(authentication -> assertThat(authentication).isInstanceOf(PasskeyAuthentication.class));
        }

        @Test
        void hearOfFailure() throws Exception {
            AccountId account =
                    AccountId.parse(browser.signUp(name, authenticator).text("account.id"));
            browser.leaveSession();
            browser.post("/api/v1/authentication", Browser.finish("x", "{}"));
            accounts.disable(account, Client.program());
            browser.signIn(authenticator);

            assertThat(events.stream(AuthenticationFailureBadCredentialsEvent.class)
                            .map(event -> event.getException().getMessage()))
                    .containsExactly("ceremony-unknown");
            assertThat(events.stream(AuthenticationFailureDisabledEvent.class)).hasSize(1);
        }
    }

    @Nested
    class OtherPeoplesPasskeys {

        @Test
        void canBeNeitherRenamedNorRemoved() {
            String others =
                    new Browser(mvc).signUp(name + "b", anotherAuthenticator()).text("passkey.id");
            browser.signUp(name, authenticator);
            succeeded(browser.finishRegistration(browser.beginAdding(), anotherAuthenticator()));
            String before = new Database(dataSource).contents();

            assertThat(browser.patch("/api/v1/passkeys/" + others, "{\"name\":\"mine\"}")
                            .code())
                    .isEqualTo("passkey-not-found");
            assertThat(browser.delete("/api/v1/passkeys/" + others).code()).isEqualTo("passkey-not-found");
            assertThat(new Database(dataSource).contents()).isEqualTo(before);
        }
    }
}
