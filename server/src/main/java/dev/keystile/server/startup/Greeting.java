package dev.keystile.server.startup;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
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

    Greeting(
            @Value("${keystile.relying-party.origins}") String[] origins,
            Environment environment,
            @Value("${spring.datasource.url}") String databaseUrl) {
        this.address = origins[0];
        this.database = environment.getProperty(LocalDefaults.DATA_DIRECTORY, databaseUrl);
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
