package dev.keystile.server.data;

import dev.keystile.passkeys.store.Storage;
import dev.keystile.storage.jdbc.JdbcStorage;
import dev.keystile.storage.jdbc.KeystileSchema;
import javax.sql.DataSource;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DataConfiguration {

    /** In the database that the sessions are in, whose own tables are made first. */
    @Bean
    @DependsOnDatabaseInitialization
    Storage storage(DataSource dataSource) {
        KeystileSchema.migrate(dataSource);
        return JdbcStorage.on(dataSource);
    }
}
