package dev.keystile.server;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;

/** The server, as {@code java -jar} starts it. */
@SpringBootApplication(exclude = UserDetailsServiceAutoConfiguration.class)
public class KeystileServer {

    public static void main(String... arguments) {
        SpringApplication.run(KeystileServer.class, arguments);
    }
}
