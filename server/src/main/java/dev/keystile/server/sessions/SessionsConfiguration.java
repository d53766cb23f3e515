package dev.keystile.server.sessions;

import dev.keystile.storage.jdbc.TransactionGate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class SessionsConfiguration {

    /** The name under which Spring Session looks for it. */
    @Bean
    TransactionOperations springSessionTransactionOperations(PlatformTransactionManager manager, TransactionGate gate) {
        TransactionTemplate ownTransactions = new TransactionTemplate(manager);
        ownTransactions.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        return new SessionTransactions(ownTransactions, gate);
    }
}
