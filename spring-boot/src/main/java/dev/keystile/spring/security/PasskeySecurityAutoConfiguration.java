package dev.keystile.spring.security;

import dev.keystile.passkeys.OwnPasskeys;
import dev.keystile.spring.passkeys.PasskeysAutoConfiguration;
import dev.keystile.spring.problem.ProblemAutoConfiguration;
import dev.keystile.spring.settings.RelyingPartyProperties;
import java.security.SecureRandom;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.security.web.authentication.session.ChangeSessionIdAuthenticationStrategy;
import org.springframework.security.web.authentication.session.CompositeSessionAuthenticationStrategy;
import org.springframework.security.web.authentication.session.SessionAuthenticationStrategy;
import org.springframework.security.web.context.DelegatingSecurityContextRepository;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CsrfAuthenticationStrategy;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;
import org.springframework.security.web.header.HeaderWriterFilter;

/**
 * Provides what makes a sign-in with a passkey one of Spring Security's: the session, its guard in every filter chain, and
 * the checks of where a request comes from.
 */
@AutoConfiguration(
        after = {PasskeysAutoConfiguration.class, ProblemAutoConfiguration.class},
        afterName = "org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration")
@ConditionalOnWebApplication(type = Type.SERVLET)
@EnableConfigurationProperties(RelyingPartyProperties.class)
public final class PasskeySecurityAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    SameOriginPolicy keystileSameOriginPolicy(RelyingPartyProperties relyingParty) {
        return new SameOriginPolicy(relyingParty.origins());
    }

    @Bean
    @ConditionalOnMissingBean
    BrowserCookie keystileBrowserCookie(RelyingPartyProperties relyingParty) {
        return new BrowserCookie(relyingParty.origins(), new SecureRandom());
    }

    @Bean
    @ConditionalOnMissingBean
    PasskeyAuthorities keystilePasskeyAuthorities() {
        return account -> List.of(new SimpleGrantedAuthority("ROLE_USER"));
    }

    @Bean
    @ConditionalOnMissingBean
    PasskeySession keystilePasskeySession(
            ObjectProvider<SecurityContextHolderStrategy> contexts,
            ObjectProvider<SecurityContextRepository> repository,
            ObjectProvider<SessionAuthenticationStrategy> sessionStrategy,
            ObjectProvider<CsrfTokenRepository> csrfTokens,
            PasskeyAuthorities authorities) {
        return new PasskeySession(
                contexts(contexts), repository(repository), sessionStrategy(sessionStrategy, csrfTokens), authorities);
    }

    private static SessionAuthenticationStrategy sessionStrategy(
            ObjectProvider<SessionAuthenticationStrategy> applications,
            ObjectProvider<CsrfTokenRepository> csrfTokens) {
        return applications.getIfUnique(() -> new CompositeSessionAuthenticationStrategy(List.of(
                new ChangeSessionIdAuthenticationStrategy(),
                new CsrfAuthenticationStrategy(csrfTokens.getIfUnique(HttpSessionCsrfTokenRepository::new)))));
    }

    /** Where the application keeps who is signed in: its bean, or what Spring Security's filter chains use without one. */
    public static SecurityContextRepository repository(ObjectProvider<SecurityContextRepository> applications) {
        return applications.getIfUnique(() -> new DelegatingSecurityContextRepository(
                new RequestAttributeSecurityContextRepository(), new HttpSessionSecurityContextRepository()));
    }

    private static SecurityContextHolderStrategy contexts(ObjectProvider<SecurityContextHolderStrategy> applications) {
        return applications.getIfUnique(SecurityContextHolder::getContextHolderStrategy);
    }

    @Bean
    @ConditionalOnMissingBean
    SessionGuard keystileSessionGuard(OwnPasskeys passkeys) {
        return passkeys::stillOpens;
    }

    /** Spring Security applies this to every filter chain, the application's own ones too. */
    @Bean
    @ConditionalOnMissingBean(name = "keystileSessionGuardCustomizer")
    Customizer<HttpSecurity> keystileSessionGuardCustomizer(
            SessionGuard guard, ObjectProvider<SecurityContextHolderStrategy> contexts) {
        SessionGuardFilter filter = new SessionGuardFilter(guard, contexts(contexts));
        return http -> http.addFilterBefore(filter, HeaderWriterFilter.class);
    }
}
