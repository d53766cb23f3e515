package dev.keystile.server.protection;

import dev.keystile.spring.problem.ProblemWriter;
import dev.keystile.spring.security.SameOriginPolicy;
import dev.keystile.spring.settings.EndpointsProperties;
import dev.keystile.spring.settings.RelyingPartyProperties;
import jakarta.servlet.DispatcherType;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.logout.LogoutFilter;
import org.springframework.security.web.savedrequest.NullRequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.session.web.http.CookieSerializer;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EndpointsProperties.class)
class ProtectionConfiguration {

    /** After the filter that reads a proxy's forwarded headers, before everything that may answer. */
    private static final int FIRST = Ordered.HIGHEST_PRECEDENCE + 10;

    @Bean
    FilterRegistrationBean<HttpsByOrigins> httpsByOrigins(RelyingPartyProperties relyingParty) {
        var registration = new FilterRegistrationBean<>(new HttpsByOrigins(relyingParty.origins()));
        registration.setOrder(FIRST);
        registration.setDispatcherTypes(DispatcherType.REQUEST);
        return registration;
    }

    @Bean
    FilterRegistrationBean<SecurityHeaders> securityHeaders() {
        var registration = new FilterRegistrationBean<>(new SecurityHeaders());
        registration.setOrder(FIRST + 1);
        registration.setDispatcherTypes(DispatcherType.REQUEST);
        return registration;
    }

    @Bean
    FilterRegistrationBean<SoundRequests> soundRequests(EndpointsProperties endpoints) {
        var registration = new FilterRegistrationBean<>(new SoundRequests(endpoints.basePath()));
        registration.setOrder(FIRST + 2);
        registration.setDispatcherTypes(DispatcherType.REQUEST);
        return registration;
    }

    @Bean
    FilterRegistrationBean<OutageAnswers> outageAnswers(EndpointsProperties endpoints, ProblemWriter problems) {
        var registration = new FilterRegistrationBean<>(new OutageAnswers(endpoints.basePath(), problems));
        registration.setOrder(FIRST + 3);
        registration.setDispatcherTypes(DispatcherType.REQUEST);
        return registration;
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> bareErrorReports() {
        return tomcat -> tomcat.addContextCustomizers(
                context -> context.getParent().getPipeline().addValve(new BareErrorReport()));
    }

    @Bean
    CookieSerializer sessionCookie() {
        return new SessionCookie();
    }

    /** Each filter of each request would be timed, which costs more than most of them do. */
    @Bean
    SecurityObservationSettings noObservationOfFilters() {
        return SecurityObservationSettings.noObservations();
    }

    /** The pages. What is not named here does not exist, whoever asks. */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    SecurityFilterChain pagesSecurity(HttpSecurity http, SameOriginPolicy sameOrigin) throws Exception {
        var signOut = PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.POST, "/sign-out");
        return http.csrf(AbstractHttpConfigurer::disable)
                .headers(AbstractHttpConfigurer::disable)
                .requestCache(cache -> cache.requestCache(new NullRequestCache()))
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(
                                DispatcherType.ERROR, DispatcherType.FORWARD)
                        .permitAll()
                        .requestMatchers("/", "/sign-up", "/sign-in", "/inspect", "/assets/**", "/actuator/health/**")
                        .permitAll()
                        .requestMatchers("/account")
                        .authenticated()
                        .anyRequest()
                        .denyAll())
                .addFilterBefore(new OwnPagesOnly(sameOrigin), LogoutFilter.class)
                .logout(logout -> logout.logoutRequestMatcher(signOut).logoutSuccessUrl("/?signed-out"))
                .exceptionHandling(exceptions -> exceptions
                        .authenticationEntryPoint(new SignInRequired())
                        .accessDeniedHandler((request, response, denied) -> response.sendError(404)))
                .build();
    }
}
