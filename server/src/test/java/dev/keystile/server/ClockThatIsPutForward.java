package dev.keystile.server;

import dev.keystile.webauthn.testing.SettableClock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** For {@link TestServer#start(java.util.List, String...)}: a clock that a test puts forward where people would wait. */
@Configuration(proxyBeanMethods = false)
public class ClockThatIsPutForward {

    @Bean
    SettableClock clock() {
        return SettableClock.running();
    }
}
