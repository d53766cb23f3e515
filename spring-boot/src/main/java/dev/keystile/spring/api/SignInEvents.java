package dev.keystile.spring.api;

import dev.keystile.passkeys.RefusalCode;
import dev.keystile.passkeys.RefusedException;
import dev.keystile.spring.security.PasskeyAuthentication;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.authentication.AuthenticationEventPublisher;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.DisabledException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/** Tells Spring Security's listeners of sign-ins that succeeded and that did not. */
record SignInEvents(AuthenticationEventPublisher publisher) {

    void succeeded(PasskeyAuthentication authentication) {
        publisher.publishAuthenticationSuccess(authentication);
    }

    void failed(RefusedException refused, HttpServletRequest request) {
        String code = refused.code().text();
        AuthenticationException exception = refused.code() == RefusalCode.ACCOUNT_DISABLED
                ? new DisabledException(code, refused)
                : new BadCredentialsException(code, refused);
        publisher.publishAuthenticationFailure(exception, new Attempt(new WebAuthenticationDetails(request)));
    }

    /** A sign-in that failed. Whose it was to be is not known: what the browser claimed was not proved. */
    private static final class Attempt extends AbstractAuthenticationToken {

        private static final long serialVersionUID = 1L;

        Attempt(WebAuthenticationDetails details) {
            super(AuthorityUtils.NO_AUTHORITIES);
            setDetails(details);
        }

        @Override
        public @Nullable Object getCredentials() {
            return null;
        }

        @Override
        public @Nullable Object getPrincipal() {
            return null;
        }
    }
}
