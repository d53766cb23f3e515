package dev.keystile.spring.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.passkeys.BegunCeremony;
import dev.keystile.passkeys.Client;
import dev.keystile.passkeys.Passkeys;
import dev.keystile.passkeys.Refusal;
import dev.keystile.passkeys.RefusedException;
import dev.keystile.passkeys.SignUp;
import dev.keystile.passkeys.SignedIn;
import dev.keystile.passkeys.account.AccountId;
import dev.keystile.spring.sample.Browser;
import dev.keystile.spring.security.PasskeyAuthentication;
import dev.keystile.webauthn.testing.SoftwareAuthenticator;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Bean;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What {@code docs/spring-boot.md} shows. */
@SpringBootTest(
        classes = SpringBootGuideTest.Shop.class,
        properties = {
            "keystile.relying-party.id=example.com",
            "keystile.relying-party.name=Example",
            "keystile.relying-party.origins=https://example.com"
        })
@AutoConfigureMockMvc
class SpringBootGuideTest {

    record Order(AccountId customer, String article) {}

    /** One for everybody. */
    static final class Orders {

        List<Order> of(AccountId customer) {
            return List.of(new Order(customer, "tiles"));
        }
    }

    record Invitations(Set<String> usernames) {

        boolean include(String username) {
            return usernames.contains(username);
        }
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration(exclude = FlywayAutoConfiguration.class)
    @RestController
    static class Shop {

        private final Orders orders = new Orders();

        @Bean
        Invitations invitations() {
            return new Invitations(Set.of("ada"));
        }

        @GetMapping("/orders")
        List<Order> orders(PasskeyAuthentication authentication) {
            return orders.of(authentication.accountId());
        }

        @Bean
        SignUp onlyInvited(Passkeys passkeys, Invitations invitations) {
            return new InvitedSignUp(passkeys.signUp(), invitations);
        }
    }

    record InvitedSignUp(SignUp signUp, Invitations invitations) implements SignUp {

        @Override
        public BegunCeremony begin(String username, String displayName, Client client) throws RefusedException {
            if (!invitations.include(username)) {
                throw new RefusedException(new Refusal.SignUpClosed());
            }
            return signUp.begin(username, displayName, client);
        }

        @Override
        public SignedIn finish(String ceremony, String credential, Client client) throws RefusedException {
            return signUp.finish(ceremony, credential, client);
        }
    }

    @Autowired
    private MockMvc mvc;

    @Test
    void controllersKnowWhoIsSignedIn() {
        Browser browser = new Browser(mvc);
        Browser.Reply signedUp =
                browser.signUp("ada", SoftwareAuthenticator.builder().build());

        Browser.Reply orders = browser.get("/orders");

        assertThat(orders.status()).isEqualTo(200);
        assertThat(orders.body()).contains(signedUp.text("account.id"), "tiles");
    }

    @Test
    void aRuleIsPutAroundOneUseCase() {
        Browser.Reply refused =
                new Browser(mvc).post("/api/v1/registration/options", "{\"username\":\"eve\",\"displayName\":\"Eve\"}");

        assertThat(refused.code()).isEqualTo("sign-up-closed");
    }
}
