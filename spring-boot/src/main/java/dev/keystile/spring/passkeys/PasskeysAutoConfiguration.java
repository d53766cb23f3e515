package dev.keystile.spring.passkeys;

import dev.keystile.passkeys.Accounts;
import dev.keystile.passkeys.AddPasskey;
import dev.keystile.passkeys.Housekeeping;
import dev.keystile.passkeys.OwnPasskeys;
import dev.keystile.passkeys.PasskeyNaming;
import dev.keystile.passkeys.PasskeyPolicy;
import dev.keystile.passkeys.Passkeys;
import dev.keystile.passkeys.Reauthentication;
import dev.keystile.passkeys.SignIn;
import dev.keystile.passkeys.SignUp;
import dev.keystile.passkeys.store.Storage;
import dev.keystile.passkeys.tenant.RelyingPartyId;
import dev.keystile.spring.settings.CeremonyProperties;
import dev.keystile.spring.settings.HousekeepingProperties;
import dev.keystile.spring.settings.InvalidSettingsException;
import dev.keystile.spring.settings.InvalidSettingsException.Fault;
import dev.keystile.spring.settings.PolicyProperties;
import dev.keystile.spring.settings.RelyingPartyProperties;
import dev.keystile.spring.settings.SignUpProperties;
import dev.keystile.spring.storage.JdbcStorageAutoConfiguration;
import dev.keystile.webauthn.RelyingParty;
import dev.keystile.webauthn.attestation.AttestationPolicy.TrustRequirement;
import dev.keystile.webauthn.attestation.TrustAnchorSource;
import dev.keystile.webauthn.cose.SignatureSuite;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;

/**
 * Provides the relying party and its use cases. Each bean steps back when the application defines one of its type, so that
 * a rule can be put around one use case: {@code @Bean SignUp onlyInvited(Passkeys passkeys)}.
 */
@AutoConfiguration(after = JdbcStorageAutoConfiguration.class)
@EnableConfigurationProperties({
    CeremonyProperties.class,
    HousekeepingProperties.class,
    PolicyProperties.class,
    RelyingPartyProperties.class,
    SignUpProperties.class
})
public final class PasskeysAutoConfiguration {

    /** Which JCA provider checks signatures; define one to use another than the platform's. */
    @Bean
    @ConditionalOnMissingBean
    SignatureSuite keystileSignatureSuite() {
        return SignatureSuite.platform();
    }

    @Bean
    @ConditionalOnMissingBean
    RelyingParty keystileRelyingParty(
            RelyingPartyProperties properties,
            PolicyProperties policy,
            SignatureSuite signatures,
            ObjectProvider<TrustAnchorSource> trustAnchors,
            ObjectProvider<Clock> clock) {
        RelyingParty.Builder builder = RelyingParty.builder(properties.id(), properties.name())
                .signatures(signatures)
                .trustAnchors(trustAnchors(policy, trustAnchors))
                .clock(clock.getIfUnique(Clock::systemUTC));
        properties.origins().forEach(builder::origin);
        return builder.build();
    }

    /** Of several sources one has to be the primary: choosing none would trust nobody, and say nothing. */
    private static TrustAnchorSource trustAnchors(
            PolicyProperties policy, ObjectProvider<TrustAnchorSource> applications) {
        TrustAnchorSource source = applications.getIfAvailable();
        if (source == null && policy.attestationTrust() != TrustRequirement.ANY) {
            throw new InvalidSettingsException(List.of(new Fault(
                    "keystile.policy.attestation-trust",
                    policy.attestationTrust().value(),
                    "needs somebody to trust, and there is nobody",
                    "Define a bean of type " + TrustAnchorSource.class.getName()
                            + ", or set keystile.policy.attestation-trust to any")));
        }
        return source == null ? TrustAnchorSource.none() : source;
    }

    @Bean
    @ConditionalOnMissingBean
    PasskeyPolicy keystilePasskeyPolicy(
            PolicyProperties policy,
            SignUpProperties signUp,
            CeremonyProperties ceremony,
            HousekeepingProperties housekeeping) {
        return policy.toPolicy()
                .signUpOpen(signUp.open())
                .ceremonyLifetime(ceremony.lifetime())
                .ceremonyKeyRotation(ceremony.keyRotation())
                .auditRetention(housekeeping.auditRetention())
                .build();
    }

    @Bean
    @ConditionalOnMissingBean
    PasskeyNaming keystilePasskeyNaming(MessageSource messages) {
        return new LocalPasskeyNaming(messages);
    }

    @Bean
    @ConditionalOnMissingBean
    Passkeys keystilePasskeys(
            RelyingParty relyingParty,
            Storage storage,
            PasskeyPolicy policy,
            PasskeyNaming naming,
            ObjectProvider<Clock> clock) {
        return Passkeys.builder(RelyingPartyId.DEFAULT, relyingParty, storage)
                .policy(policy)
                .naming(naming)
                .clock(clock.getIfUnique(Clock::systemUTC))
                .build();
    }

    @Bean
    @ConditionalOnMissingBean
    SignUp keystileSignUp(Passkeys passkeys) {
        return passkeys.signUp();
    }

    @Bean
    @ConditionalOnMissingBean
    SignIn keystileSignIn(Passkeys passkeys) {
        return passkeys.signIn();
    }

    @Bean
    @ConditionalOnMissingBean
    Reauthentication keystileReauthentication(Passkeys passkeys) {
        return passkeys.reauthentication();
    }

    @Bean
    @ConditionalOnMissingBean
    AddPasskey keystileAddPasskey(Passkeys passkeys) {
        return passkeys.addPasskey();
    }

    @Bean
    @ConditionalOnMissingBean
    OwnPasskeys keystileOwnPasskeys(Passkeys passkeys) {
        return passkeys.ownPasskeys();
    }

    @Bean
    @ConditionalOnMissingBean
    Accounts keystileAccounts(Passkeys passkeys) {
        return passkeys.accounts();
    }

    @Bean
    @ConditionalOnMissingBean
    Housekeeping keystileHousekeeping(Passkeys passkeys) {
        return passkeys.housekeeping();
    }

    @Bean
    @ConditionalOnMissingBean(name = "keystileHousekeepingSchedule")
    HousekeepingSchedule keystileHousekeepingSchedule(Housekeeping housekeeping, HousekeepingProperties properties) {
        return new HousekeepingSchedule(housekeeping, properties.interval());
    }
}
