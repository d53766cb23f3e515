package dev.keystile.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.passkeys.Accounts;
import dev.keystile.passkeys.AddPasskey;
import dev.keystile.passkeys.Client;
import dev.keystile.passkeys.Housekeeping;
import dev.keystile.passkeys.OwnPasskeys;
import dev.keystile.passkeys.PasskeyNaming;
import dev.keystile.passkeys.PasskeyPolicy;
import dev.keystile.passkeys.Passkeys;
import dev.keystile.passkeys.Reauthentication;
import dev.keystile.passkeys.SignIn;
import dev.keystile.passkeys.SignUp;
import dev.keystile.passkeys.memory.InMemoryStorage;
import dev.keystile.passkeys.store.Storage;
import dev.keystile.passkeys.tenant.RelyingPartyId;
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
import dev.keystile.spring.settings.InvalidSettingsException;
import dev.keystile.spring.settings.PolicyProperties;
import dev.keystile.spring.settings.RelyingPartyProperties;
import dev.keystile.spring.settings.SignUpProperties;
import dev.keystile.spring.settings.StorageProperties;
import dev.keystile.webauthn.RelyingParty;
import dev.keystile.webauthn.attestation.TrustAnchorSource;
import dev.keystile.webauthn.cose.SignatureSuite;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.StaticMessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.session.ChangeSessionIdAuthenticationStrategy;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@Tag("once")
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
        void sayingThatTheDatabaseIsAway(CapturedOutput output) {
            assertThat(output(
                            output,
                            "keystile.relying-party.id=example.com",
                            "keystile.relying-party.origins=https://example.com",
                            "spring.datasource.url=jdbc:h2:tcp://localhost:1/none"))
                    .contains("APPLICATION FAILED TO START", "The database cannot be reached")
                    .contains("Check that the database is running, and that spring.datasource.url");
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
        "keystile.policy.resident-key=discouraged, nobody can sign in with",
        "keystile.policy.attestation-trust=verified, keystile.policy.attestation=none",
        "keystile.policy.attestation-trust=verified-if-known, keystile.policy.attestation=none",
        "keystile.policy.maximum-passkeys=101, keystile.policy.maximum-passkeys",
        "keystile.policy.maximum-passkeys=many, maximum-passkeys",
        "keystile.ceremony.lifetime=soon, lifetime",
        "keystile.ceremony.key-rotation=367d, keystile.ceremony.key-rotation",
        "keystile.housekeeping.interval=31d, is out of range",
        "keystile.housekeeping.audit-retention=1000000d, keystile.housekeeping.audit-retention",
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
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasStackTraceContaining(said)
                        .satisfies(StartTest::saysWhatToChange));
    }

    /** Ours do; of what Spring Boot finds itself, Spring Boot says so. */
    private static void saysWhatToChange(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidSettingsException ours) {
                assertThat(ours.faults())
                        .isNotEmpty()
                        .allSatisfy(
                                fault -> assertThat(fault.remedy()).matches("(Set|Write|Change|Define|Remove) .{10,}"));
                return;
            }
        }
        assertThat(failure).hasStackTraceContaining("org.springframework.boot.context.properties.bind");
    }

    @Test
    void failsWithoutAnybodyToTrustWhereTrustIsDemanded() {
        WebApplicationContextRunner demanding = application.withPropertyValues(
                "keystile.policy.attestation=direct", "keystile.policy.attestation-trust=verified");

        demanding.run(context -> assertThat(context)
                .getFailure()
                .hasStackTraceContaining("keystile.policy.attestation-trust=verified needs somebody to trust")
                .satisfies(StartTest::saysWhatToChange));
        WebApplicationContextRunner trusting =
                demanding.withBean("one", TrustAnchorSource.class, () -> TrustAnchorSource.of(Set.of()));
        trusting.run(context -> assertThat(context).hasNotFailed());
        trusting.withBean("two", TrustAnchorSource.class, TrustAnchorSource::none)
                .run(context -> assertThat(context).getFailure().hasStackTraceContaining("one,two"));
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

    private static final Passkeys OTHERS = Passkeys.builder(
                    new RelyingPartyId("others"),
                    RelyingParty.builder("example.com", "Others")
                            .origin("https://example.com")
                            .build(),
                    InMemoryStorage.create())
            .build();

    /** What an application may bring in the place of each of our beans. */
    static Map<Class<?>, Object> replacements() {
        Map<Class<?>, Object> replacements = new LinkedHashMap<>();
        replacements.put(Storage.class, InMemoryStorage.create());
        replacements.put(SignatureSuite.class, SignatureSuite.platform());
        replacements.put(RelyingParty.class, OTHERS.relyingParty());
        replacements.put(
                PasskeyPolicy.class, PasskeyPolicy.builder().signUpOpen(false).build());
        replacements.put(PasskeyNaming.class, PasskeyNaming.english());
        replacements.put(Passkeys.class, OTHERS);
        replacements.put(SignUp.class, OTHERS.signUp());
        replacements.put(SignIn.class, OTHERS.signIn());
        replacements.put(Reauthentication.class, OTHERS.reauthentication());
        replacements.put(AddPasskey.class, OTHERS.addPasskey());
        replacements.put(OwnPasskeys.class, OTHERS.ownPasskeys());
        replacements.put(Accounts.class, OTHERS.accounts());
        replacements.put(Housekeeping.class, OTHERS.housekeeping());
        PasskeyAuthorities nothing = account -> List.of();
        replacements.put(PasskeyAuthorities.class, nothing);
        replacements.put(
                PasskeySession.class,
                new PasskeySession(
                        SecurityContextHolder.getContextHolderStrategy(),
                        new HttpSessionSecurityContextRepository(),
                        new ChangeSessionIdAuthenticationStrategy(),
                        nothing));
        SessionGuard always = (account, passkey) -> true;
        replacements.put(SessionGuard.class, always);
        replacements.put(SameOriginPolicy.class, new SameOriginPolicy(List.of("https://example.com")));
        replacements.put(BrowserCookie.class, new BrowserCookie(List.of("https://example.com"), new SecureRandom()));
        replacements.put(ProblemWriter.class, new ProblemWriter(new StaticMessageSource(), null));
        return replacements;
    }

    @TestFactory
    Stream<DynamicTest> takesEachBeanFromTheApplicationInsteadAndLeavesTheOthers() {
        return replacements().entrySet().stream()
                .map(replacement -> DynamicTest.dynamicTest(
                        replacement.getKey().getSimpleName(),
                        () -> withOwn(replacement.getKey(), replacement.getValue())
                                .run(context -> {
                                    assertThat(context).hasNotFailed();
                                    for (Class<?> type : replacements().keySet()) {
                                        String prefix = type == replacement.getKey() ? "own" : "keystile";
                                        assertThat(context.getBeanNamesForType(type))
                                                .as(type.getSimpleName())
                                                .hasSize(1)
                                                .allMatch(name -> name.startsWith(prefix));
                                    }
                                    assertThat(context.getBean(replacement.getKey()))
                                            .isSameAs(replacement.getValue());
                                })));
    }

    /** What has a type that others have too steps back for a bean of its name. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "keystileSecurityFilterChain",
                "keystileEndpoints",
                "keystileSessionGuardCustomizer",
                "keystileHousekeepingSchedule"
            })
    void takesABeanOfThisNameFromTheApplicationInstead(String name) {
        application.run(context -> assertThat(context).hasBean(name));
        application.withBean(name, String.class, () -> "nothing at all").run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(context.getBean(name)).isEqualTo("nothing at all");
        });
    }

    private <T> WebApplicationContextRunner withOwn(Class<T> type, Object bean) {
        return application.withBean("own" + type.getSimpleName(), type, () -> type.cast(bean));
    }

    @Test
    void buildsUponTheBeansThatTheApplicationBrings() {
        withOwn(PasskeyPolicy.class, PasskeyPolicy.builder().signUpOpen(false).build())
                .run(context -> assertThat(
                                context.getBean(Passkeys.class).policy().signUpOpen())
                        .isFalse());
        withOwn(RelyingParty.class, OTHERS.relyingParty())
                .run(context -> assertThat(context.getBean(Passkeys.class).relyingParty())
                        .isSameAs(OTHERS.relyingParty()));
        withOwn(Passkeys.class, OTHERS).run(context -> {
            assertThat(context.getBean(SignUp.class)).isSameAs(OTHERS.signUp());
            assertThat(context.getBean(SignIn.class)).isSameAs(OTHERS.signIn());
            assertThat(context.getBean(Reauthentication.class)).isSameAs(OTHERS.reauthentication());
            assertThat(context.getBean(AddPasskey.class)).isSameAs(OTHERS.addPasskey());
            assertThat(context.getBean(OwnPasskeys.class)).isSameAs(OTHERS.ownPasskeys());
            assertThat(context.getBean(Accounts.class)).isSameAs(OTHERS.accounts());
            assertThat(context.getBean(Housekeeping.class)).isSameAs(OTHERS.housekeeping());
        });
        withOwn(Storage.class, InMemoryStorage.create()).run(context -> {
            context.getBean(SignIn.class).begin(Client.program());
            assertThat(JdbcClient.create(context.getBean(DataSource.class))
                            .sql("SELECT COUNT(*) FROM information_schema.tables WHERE table_name LIKE 'KEYSTILE%'")
                            .query(Integer.class)
                            .single())
                    .isZero();
        });
    }
}
