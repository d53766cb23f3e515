package dev.keystile.server.startup;

import dev.keystile.spring.settings.RelyingPartyProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Says once, when the server is ready, where it is and what to do next. */
@Component
class Greeting {

    private static final Logger log = LoggerFactory.getLogger(Greeting.class);

    private final String address;
    private final String database;

    Greeting(RelyingPartyProperties relyingParty, Environment environment) {
        this.address = relyingParty.origins().stream()
                .filter(origin -> origin.startsWith("http"))
                .findFirst()
                .orElse("an app");
        // Not the database's URL, which may hold a password.
        this.database = environment.getProperty(LocalDefaults.EMBEDDED_DATA, "the database of spring.datasource.url");
    }

    @EventListener(ApplicationReadyEvent.class)
    void greet() {
        log.info("""
                Keystile is ready: {}

                  Make your first passkey   {}/sign-up
                  Sign in with it           {}/sign-in
                  Data is kept in           {}
                  Stop with                 Ctrl+C
                """, address, address, address, database);
    }
}
