package dev.keystile.spring.sample;

import dev.keystile.passkeys.memory.InMemoryStorage;
import dev.keystile.passkeys.store.Storage;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The smallest application there can be: the starter, a database, and three settings. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class SampleApplication {

    @Bean
    Storage storage() {
        return InMemoryStorage.create();
    }
}
