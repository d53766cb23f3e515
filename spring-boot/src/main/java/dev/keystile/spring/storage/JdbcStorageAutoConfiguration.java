package dev.keystile.spring.storage;

import dev.keystile.passkeys.store.Storage;
import dev.keystile.spring.settings.InvalidSettingsException;
import dev.keystile.spring.settings.InvalidSettingsException.Fault;
import dev.keystile.spring.settings.StorageProperties;
import dev.keystile.storage.jdbc.JdbcStorage;
import dev.keystile.storage.jdbc.KeystileSchema;
import dev.keystile.storage.jdbc.TransactionGate;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;

/**
 * Provides the storage in the application's database. Its tables are made after the application's own migrations have run,
 * with a history of their own: an application's Flyway refuses a schema in which somebody else was first.
 */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration",
            "org.springframework.boot.liquibase.autoconfigure.LiquibaseAutoConfiguration"
        })
@EnableConfigurationProperties(StorageProperties.class)
public final class JdbcStorageAutoConfiguration {

    /** For everything else that writes often to the same embedded H2. */
    @Bean
    @ConditionalOnMissingBean
    TransactionGate keystileTransactionGate() {
        return new TransactionGate();
    }

    @Bean
    @ConditionalOnMissingBean
    @DependsOnDatabaseInitialization
    Storage keystileStorage(
            ObjectProvider<DataSource> dataSources, StorageProperties properties, TransactionGate gate) {
        DataSource dataSource = dataSources.getIfUnique();
        if (dataSource == null) {
            throw new InvalidSettingsException(List.of(new Fault(
                    "spring.datasource.url",
                    "",
                    "gives no database to keep passkeys in, or there are several and none is the primary one",
                    "Set spring.datasource.url, mark one DataSource as @Primary, or define a bean of type "
                            + Storage.class.getName())));
        }
        if (properties.migrate()) {
            KeystileSchema.migrate(dataSource);
        }
        return JdbcStorage.on(dataSource, gate);
    }
}
