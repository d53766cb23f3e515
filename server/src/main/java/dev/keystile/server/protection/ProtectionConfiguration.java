package dev.keystile.server.protection;

import jakarta.servlet.DispatcherType;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.savedrequest.NullRequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.session.web.http.CookieSerializer;

@Configuration(proxyBeanMethods = false)
class ProtectionConfiguration {

    @Bean
    FilterRegistrationBean<SecurityHeaders> securityHeaders() {
        var registration = new FilterRegistrationBean<>(new SecurityHeaders());
        // After the filter that reads a proxy's forwarded headers, before everything that may answer.
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
        registration.setDispatcherTypes(DispatcherType.REQUEST);
        return registration;
    }

    @Bean
    CookieSerializer sessionCookie() {
        return new SessionCookie();
    }

    /** The pages. What is not named here does not exist, whoever asks. */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    SecurityFilterChain pagesSecurity(HttpSecurity http) throws Exception {
        var signOut = PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.POST, "/sign-out");
        return http.csrf(AbstractHttpConfigurer::disable)
                .headers(AbstractHttpConfigurer::disable)
                .requestCache(cache -> cache.requestCache(new NullRequestCache()))
                .anonymous(anonymous -> {})
                .authorizeHttpRequests(
                        requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD)
                                .permitAll()
                                .requestMatchers(HttpMethod.GET, "/", "/sign-up", "/sign-in", "/assets/**")
                                .permitAll()
                                .requestMatchers(HttpMethod.GET, "/actuator/health/**")
                                .permitAll()
                                .requestMatchers("/account")
                                .authenticated()
                                .anyRequest()
                                .denyAll())
                .logout(logout -> logout.logoutRequestMatcher(signOut).logoutSuccessUrl("/?signed-out"))
                .exceptionHandling(exceptions -> exceptions
                        .authenticationEntryPoint(new SignInRequired())
                        .accessDeniedHandler((request, response, denied) -> response.sendError(404)))
                .build();
    }
}
