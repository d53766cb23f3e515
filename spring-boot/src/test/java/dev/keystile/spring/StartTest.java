package dev.keystile.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.passkeys.PasskeyPolicy;
import dev.keystile.passkeys.Passkeys;
import dev.keystile.passkeys.SignIn;
import dev.keystile.passkeys.SignUp;
import dev.keystile.passkeys.memory.InMemoryStorage;
import dev.keystile.passkeys.store.Storage;
import dev.keystile.spring.problem.ProblemWriter;
import dev.keystile.spring.sample.SampleApplication;
import dev.keystile.spring.security.BrowserCookie;
import dev.keystile.spring.security.PasskeyAuthorities;
import dev.keystile.spring.security.PasskeySession;
import dev.keystile.spring.security.SameOriginPolicy;
import dev.keystile.spring.security.SessionGuard;
import dev.keystile.spring.settings.CeremonyProperties;
import dev.keystile.spring.settings.EndpointsProperties;
import dev.keystile.spring.settings.HousekeepingProperties;
import dev.keystile.spring.settings.PolicyProperties;
import dev.keystile.spring.settings.RelyingPartyProperties;
import dev.keystile.spring.settings.SignUpProperties;
import dev.keystile.spring.settings.StorageProperties;
import dev.keystile.webauthn.RelyingParty;
import dev.keystile.webauthn.cose.SignatureSuite;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.session.ChangeSessionIdAuthenticationStrategy;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

class StartTest {

    private final WebApplicationContextRunner application = new WebApplicationContextRunner()
            .withUserConfiguration(SampleApplication.class)
            .withPropertyValues(
                    "keystile.relying-party.id=example.com", "keystile.relying-party.origins=https://example.com");

    @Test
    void needsAnIdAndAnOriginOnly() {
        application.run(context -> {
            assertThat(context).hasNotFailed().hasSingleBean(Passkeys.class);
            assertThat(context.getBean(RelyingParty.class).name()).isEqualTo("example.com");
        });
    }

    @Test
    void hasThePolicysDefaults() {
        application.run(
                context -> assertThat(context.getBean(PasskeyPolicy.class)).isEqualTo(PasskeyPolicy.defaults()));
    }

    @Test
    void takesItsPolicyFromTheSettings() {
        application
                .withPropertyValues(
                        "keystile.sign-up.open=false",
                        "keystile.policy.user-verification=preferred",
                        "keystile.policy.sign-count=warn",
                        "keystile.policy.backup-eligibility=allow-upgrade",
                        "keystile.policy.maximum-passkeys=5",
                        "keystile.ceremony.lifetime=2m",
                        "keystile.housekeeping.audit-retention=30d")
                .run(context -> {
                    PasskeyPolicy policy = context.getBean(PasskeyPolicy.class);
                    assertThat(policy.signUpOpen()).isFalse();
                    assertThat(policy.userVerification()).hasToString("preferred");
                    assertThat(policy.signCount()).hasToString("warn");
                    assertThat(policy.backupEligibility()).hasToString("allow-upgrade");
                    assertThat(policy.maximumPasskeys()).isEqualTo(5);
                    assertThat(policy.ceremonyLifetime()).isEqualTo(Duration.ofMinutes(2));
                    assertThat(policy.auditRetention()).isEqualTo(Duration.ofDays(30));
                });
    }

    @Test
    void keepsSpringBootsDefaultChainForTheRestOfTheApplication() {
        application.run(context -> assertThat(context)
                .getBeanNames(SecurityFilterChain.class)
                .containsExactlyInAnyOrder("defaultSecurityFilterChain", "keystileSecurityFilterChain"));
    }

    @Nested
    @ExtendWith(OutputCaptureExtension.class)
    class Fails {

        private String output(CapturedOutput output, String... settings) {
            SpringApplication failing = new SpringApplication(SampleApplication.class);
            String[] arguments = new String[settings.length + 1];
            arguments[0] = "--server.port=0";
            for (int i = 0; i < settings.length; i++) {
                arguments[i + 1] = "--" + settings[i];
            }
            try {
                failing.run(arguments).close();
            } catch (RuntimeException e) {
                return output.getAll();
            }
            throw new AssertionError("It started");
        }

        @Test
        void sayingWhatToSet(CapturedOutput output) {
            assertThat(output(output))
                    .contains("APPLICATION FAILED TO START", "keystile.relying-party.id is not set")
                    .contains("Set keystile.relying-party.origins to where your pages are served");
        }

        @Test
        void sayingWhatToWriteInstead(CapturedOutput output) {
            assertThat(output(
                            output,
                            "keystile.relying-party.id=example.com",
                            "keystile.relying-party.origins=http://example.com,https://example.com/"))
                    .contains("origins[0]=http://example.com is http, where browsers make passkeys on localhost only")
                    .contains("Serve the pages over https and write https://example.com")
                    .contains("Write https://example.com.");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "keystile.relying-party.id=com, public suffix",
        "keystile.relying-party.id=192.168.0.1, IP address",
        "keystile.relying-party.id=example.org, fits none of the origins",
        "keystile.relying-party.origins=https://example.com/, is not written as browsers send it",
        "keystile.endpoints.base-path=/, is not a path",
        "keystile.policy.maximum-passkeys=0, keystile.policy.maximum-passkeys",
        "keystile.policy.maximum-name-length=101, keystile.policy.maximum-name-length",
        "keystile.policy.add-passkey-max-authentication-age=-1s, is negative",
        "keystile.ceremony.lifetime=2h, keystile.ceremony.lifetime",
        "keystile.ceremony.key-rotation=1s, keystile.ceremony.key-rotation",
        "keystile.housekeeping.interval=-1s, is negative",
        "keystile.housekeeping.interval=1ms, is out of range",
        "keystile.policy.user-verification=requird, user-verification",
        "keystile.policy.sign-cout=warn, keystile.policy.sign-cout",
        "keystile.relying-party.origin=https://example.com, keystile.relying-party.origin",
        "keystile.sign-up.opened=true, keystile.sign-up.opened",
        "keystile.storage.migration=true, keystile.storage.migration",
    })
    void failsWithASettingThatCannotWork(String setting, String said) {
        new ApplicationContextRunner()
                .withUserConfiguration(Settings.class)
                .withPropertyValues(
                        "keystile.relying-party.id=example.com", "keystile.relying-party.origins=https://example.com")
                .withPropertyValues(setting)
                .run(context -> assertThat(context).getFailure().hasStackTraceContaining(said));
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties({
        CeremonyProperties.class,
        EndpointsProperties.class,
        HousekeepingProperties.class,
        PolicyProperties.class,
        RelyingPartyProperties.class,
        SignUpProperties.class,
        StorageProperties.class
    })
    static class Settings {}

    @Test
    void failsWithoutADatabaseSayingWhatToDo() {
        application
                .withUserConfiguration(TwoDatabases.class)
                .run(context -> assertThat(context).getFailure().hasStackTraceContaining("spring.datasource.url"));
    }

    @Configuration(proxyBeanMethods = false)
    static class TwoDatabases {

        @Bean
        DataSource one() {
            return new DriverManagerDataSource("jdbc:h2:mem:one");
        }

        @Bean
        DataSource two() {
            return new DriverManagerDataSource("jdbc:h2:mem:two");
        }
    }

    @Test
    void hasNoEndpointsWhenTheyAreSwitchedOff() {
        application.withPropertyValues("keystile.endpoints.enabled=false").run(context -> {
            assertThat(context).hasNotFailed().hasSingleBean(SignIn.class).hasSingleBean(PasskeySession.class);
            MockMvcTester mvc = MockMvcTester.from(context);
            for (String path : List.of("registration/options", "authentication/options", "authentication")) {
                assertThat(mvc.post().uri("/api/v1/" + path).content("{}")).hasStatus(404);
            }
            assertThat(mvc.get().uri("/api/v1/openapi.json")).hasStatus(404);
        });
        application.run(context -> assertThat(MockMvcTester.from(context).get().uri("/api/v1/openapi.json"))
                .hasStatusOk());
    }

    @Test
    void takesEachBeanFromTheApplicationInstead() {
        application.withUserConfiguration(OwnBeans.class).run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(context.getBean(Storage.class)).isSameAs(OwnBeans.STORAGE);
            for (Class<?> type : List.of(
                    Storage.class,
                    SignatureSuite.class,
                    PasskeyPolicy.class,
                    SignUp.class,
                    PasskeyAuthorities.class,
                    SessionGuard.class,
                    SameOriginPolicy.class,
                    BrowserCookie.class,
                    ProblemWriter.class,
                    PasskeySession.class)) {
                assertThat(context).hasSingleBean(type);
                assertThat(context.getBeanNamesForType(type)).allMatch(name -> name.startsWith("own"));
            }
            assertThat(context.getBean(Passkeys.class).policy().signUpOpen()).isFalse();
        });
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnBeans {

        static final Storage STORAGE = InMemoryStorage.create();

        @Bean
        Storage ownStorage() {
            return STORAGE;
        }

        @Bean
        SignatureSuite ownSignatures() {
            return SignatureSuite.platform();
        }

        @Bean
        PasskeyPolicy ownPolicy() {
            return PasskeyPolicy.builder().signUpOpen(false).build();
        }

        @Bean
        SignUp ownSignUp(Passkeys passkeys) {
            return passkeys.signUp();
        }

        @Bean
        PasskeyAuthorities ownAuthorities() {
            return account -> List.of();
        }

        @Bean
        SessionGuard ownGuard() {
            return (account, passkey) -> true;
        }

        @Bean
        SameOriginPolicy ownSameOrigin() {
            return new SameOriginPolicy(List.of("https://example.com"));
        }

        @Bean
        BrowserCookie ownCookie() {
            return new BrowserCookie(List.of("https://example.com"), new SecureRandom());
        }

        @Bean
        ProblemWriter ownProblems(MessageSource messages) {
            return new ProblemWriter(messages, null);
        }

        @Bean
        PasskeySession ownSession(PasskeyAuthorities authorities) {
            return new PasskeySession(
                    SecurityContextHolder.getContextHolderStrategy(),
                    new HttpSessionSecurityContextRepository(),
                    new ChangeSessionIdAuthenticationStrategy(),
                    authorities);
        }
    }
}
