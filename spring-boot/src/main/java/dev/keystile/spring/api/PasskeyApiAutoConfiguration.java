package dev.keystile.spring.api;

import dev.keystile.passkeys.Accounts;
import dev.keystile.passkeys.AddPasskey;
import dev.keystile.passkeys.OwnPasskeys;
import dev.keystile.passkeys.Passkeys;
import dev.keystile.passkeys.Reauthentication;
import dev.keystile.passkeys.SignIn;
import dev.keystile.passkeys.SignUp;
import dev.keystile.spring.problem.ProblemWriter;
import dev.keystile.spring.security.BrowserCookie;
import dev.keystile.spring.security.PasskeySecurityAutoConfiguration;
import dev.keystile.spring.security.PasskeySession;
import dev.keystile.spring.security.SameOriginPolicy;
import dev.keystile.spring.settings.EndpointsProperties;
import dev.keystile.spring.settings.PolicyProperties;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletPath;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.AuthenticationEventPublisher;
import org.springframework.security.authentication.DefaultAuthenticationEventPublisher;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;

/**
 * Provides the JSON endpoints with a filter chain for their paths alone. It comes after everything in Spring Boot that
 * defines a default filter chain when there is none, so that adding Keystile leaves the rest of an application guarded as
 * it was.
 */
@AutoConfiguration(
        after = PasskeySecurityAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
            "org.springframework.boot.security.oauth2.client.autoconfigure.servlet.OAuth2ClientWebSecurityAutoConfiguration",
            "org.springframework.boot.security.oauth2.server.authorization.autoconfigure.servlet.OAuth2AuthorizationServerAutoConfiguration",
            "org.springframework.boot.security.oauth2.server.resource.autoconfigure.web.OAuth2ResourceServerWebSecurityAutoConfiguration",
            "org.springframework.boot.security.saml2.autoconfigure.Saml2RelyingPartyAutoConfiguration"
        })
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnBooleanProperty(name = "keystile.endpoints.enabled", matchIfMissing = true)
@EnableConfigurationProperties({EndpointsProperties.class, PolicyProperties.class})
public final class PasskeyApiAutoConfiguration {

    /** Before any order that an application gives its own chains, one of which may match every request. */
    static final int CHAIN_ORDER = Ordered.HIGHEST_PRECEDENCE + 100;

    /** Before the application's controllers, of which one may be mapped to everything. */
    static final int MAPPING_ORDER = -2;

    @Bean
    @ConditionalOnMissingBean
    RequestRules keystileRequestRules(SameOriginPolicy sameOrigin) {
        return new RequestRules(sameOrigin);
    }

    @Bean
    @ConditionalOnMissingBean(name = "keystileSecurityFilterChain")
    @Order(CHAIN_ORDER)
    SecurityFilterChain keystileSecurityFilterChain(
            HttpSecurity http,
            EndpointsProperties endpoints,
            ObjectProvider<SecurityContextRepository> repository,
            RequestRules rules,
            ProblemWriter problems) {
        String[] patterns = new ApiPaths(endpoints.basePath()).patterns().toArray(String[]::new);
        return http.securityMatcher(patterns)
                .securityContext(context ->
                        context.securityContextRepository(PasskeySecurityAutoConfiguration.repository(repository)))
                .addFilterAfter(new RequestRulesFilter(rules, problems), HeaderWriterFilter.class)
                .csrf(AbstractHttpConfigurer::disable) // RequestRules sees to it
                .anonymous(AbstractHttpConfigurer::disable)
                .exceptionHandling(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .servletApi(AbstractHttpConfigurer::disable)
                .sessionManagement(AbstractHttpConfigurer::disable)
                .build();
    }

    @Bean
    @ConditionalOnMissingBean
    RequestRejectedHandler keystileRequestRejectedHandler(
            EndpointsProperties endpoints, ObjectProvider<DispatcherServletPath> servletPath, ProblemWriter problems) {
        return new RejectedApiRequestHandler(pathsFromRoot(endpoints, servletPath), problems);
    }

    private static ApiPaths pathsFromRoot(
            EndpointsProperties endpoints, ObjectProvider<DispatcherServletPath> servletPath) {
        String base = endpoints.basePath();
        DispatcherServletPath path = servletPath.getIfUnique();
        return new ApiPaths(path == null ? base : path.getRelativePath(base));
    }

    @Bean
    @ConditionalOnMissingBean(name = "keystileEndpoints")
    HandlerMapping keystileEndpoints(
            Passkeys passkeys,
            SignUp signUp,
            SignIn signIn,
            Reauthentication reauthentication,
            AddPasskey addPasskey,
            OwnPasskeys ownPasskeys,
            Accounts accounts,
            PasskeySession session,
            BrowserCookie browserCookie,
            ObjectProvider<AuthenticationEventPublisher> eventPublisher,
            ObjectProvider<Clock> clock,
            PolicyProperties policy,
            EndpointsProperties endpoints,
            ObjectProvider<DispatcherServletPath> servletPath,
            RequestRules rules,
            ProblemWriter problems) {
        PasskeyEndpoints passkeyEndpoints = new PasskeyEndpoints(
                passkeys::kindOf,
                signUp,
                signIn,
                reauthentication,
                addPasskey,
                ownPasskeys,
                accounts,
                passkeys.relyingParty().id(),
                session,
                new SignInEvents(eventPublisher.getIfUnique(DefaultAuthenticationEventPublisher::new)),
                new RecentSignIn(
                        policy.addPasskeyMaxAuthenticationAge(),
                        policy.removePasskeyMaxAuthenticationAge(),
                        clock.getIfUnique(Clock::systemUTC)),
                browserCookie);
        ApiPaths paths = new ApiPaths(endpoints.basePath());
        Map<String, Map<String, ApiEndpoint.Action>> actions = actions(paths, passkeyEndpoints);
        OpenApiDocument openApi = OpenApiDocument.under(pathsFromRoot(endpoints, servletPath));
        actions.put(paths.openApi(), Map.of("GET", openApi::answer));
        Map<String, HttpRequestHandler> handlers = new LinkedHashMap<>();
        actions.forEach((path, byMethod) -> handlers.put(path, new ApiEndpoint(byMethod, rules, problems)));
        return new SimpleUrlHandlerMapping(handlers, MAPPING_ORDER);
    }

    private static Map<String, Map<String, ApiEndpoint.Action>> actions(ApiPaths paths, PasskeyEndpoints passkeys) {
        Map<String, Map<String, ApiEndpoint.Action>> actions = new LinkedHashMap<>();
        paths.patterns().forEach(pattern -> actions.put(pattern, Map.of()));
        actions.put(paths.registrationOptions(), Map.of("POST", passkeys::beginRegistration));
        actions.put(paths.registration(), Map.of("POST", passkeys::finishRegistration));
        actions.put(paths.authenticationOptions(), Map.of("POST", passkeys::beginAuthentication));
        actions.put(paths.authentication(), Map.of("POST", passkeys::finishAuthentication));
        actions.put(paths.passkeys(), Map.of("GET", passkeys::list));
        actions.put(paths.passkey(), Map.of("PATCH", passkeys::rename, "DELETE", passkeys::remove));
        return actions;
    }
}
