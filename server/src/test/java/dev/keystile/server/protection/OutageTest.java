package dev.keystile.server.protection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.server.Account;
import dev.keystile.server.TestServer;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** What people, programs and the log are told while the database is away, and that it is over when it is back. */
@ExtendWith(OutputCaptureExtension.class)
class OutageTest {

    private static final String API = "/api/v1";
    private static final AtomicInteger NAMES = new AtomicInteger();

    private static final TestServer server = TestServer.start(
            List.of(Outages.class),
            "spring.datasource.hikari.maximum-pool-size=3",
            "spring.datasource.hikari.connection-timeout=250");

    private final Account account = new Account(server, API);
    private final String cookies = account.signUp("person " + NAMES.incrementAndGet());
    private final FailingDatabase database = server.bean(FailingDatabase.class);

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void isOver() {
        database.failsAfter(Integer.MAX_VALUE);
        assertThat(get(API + "/passkeys", "application/json").statusCode()).isEqualTo(200);
        assertThat(account.finishSignIn(account.beginSignIn()).statusCode()).isEqualTo(200);
    }

    @Test
    void aSignInIsToBeTriedAgain() {
        Account.Finish finish = account.beginSignIn();
        database.failsAfter(0);
        assertThat(account.finishSignIn(finish)).satisfies(OutageTest::isProblem);
    }

    /** The session is the last thing that a sign-in writes. */
    @Test
    void aSignInWhoseSessionCannotBeWrittenIsToBeTriedAgain() {
        int connections = 0;
        HttpResponse<String> answer;
        do {
            Account.Finish finish = account.beginSignIn();
            database.failsAfter(connections++);
            answer = account.finishSignIn(finish);
            database.failsAfter(Integer.MAX_VALUE);
            if (answer.statusCode() != 200) {
                assertThat(answer).satisfies(OutageTest::isProblem);
                assertThat(answer.headers().allValues("Set-Cookie"))
                        .noneMatch(cookie -> cookie.startsWith("keystile-session="));
            }
        } while (answer.statusCode() != 200);
        assertThat(connections).as("connections that a sign-in takes").isGreaterThan(3);
    }

    @Test
    void programsWithASessionGetAProblem() {
        database.failsAfter(0);
        assertThat(get(API + "/passkeys", "application/json")).satisfies(OutageTest::isProblem);
        assertThat(post(API + "/authentication/options")).satisfies(OutageTest::isProblem);
    }

    @Test
    void peopleWithASessionGetAPage() {
        database.failsAfter(0);
        for (String path : List.of("/", "/account", "/sign-in")) {
            HttpResponse<String> page = get(path, "text/html");
            assertThat(page.statusCode()).as(path).isEqualTo(503);
            assertThat(page.headers().firstValue("Retry-After")).hasValue("5");
            assertThat(page.headers().firstValue("Content-Security-Policy")).isPresent();
            assertThat(page.body()).contains("Back in a moment</h1>").contains("then reload the page.");
        }
        assertThat(post("/sign-out").statusCode()).isEqualTo(503);
    }

    @Test
    void eachRequestLeavesOneLineInTheLog(CapturedOutput log) {
        int before = log.getAll().length();
        database.failsAfter(0);
        get(API + "/passkeys", "application/json");
        post(API + "/authentication/options");
        get("/account", "text/html");

        assertThat(log.getAll().substring(before).lines())
                .hasSize(3)
                .allSatisfy(line -> assertThat(line)
                        .contains(" WARN The database is away, so this failed: ")
                        .endsWith("The database is away"));
    }

    @Test
    void pagesForNobodyInParticularNeedNoDatabase() {
        database.failsAfter(0);
        assertThat(server.get("/sign-in").statusCode()).isEqualTo(200);
        assertThat(server.get("/").statusCode()).isEqualTo(200);
    }

    @Test
    void aPoolWithoutAConnectionLeftIsAnOutage() throws SQLException {
        Account.Finish finish = account.beginSignIn();
        List<Connection> taken = new ArrayList<>();
        try {
            for (int i = 0; i < 3; i++) {
                taken.add(database.getConnection());
            }
            assertThat(account.finishSignIn(finish)).satisfies(OutageTest::isProblem);
            assertThat(get("/account", "text/html").statusCode()).isEqualTo(503);
        } finally {
            for (Connection connection : taken) {
                connection.close();
            }
        }
    }

    private HttpResponse<String> get(String path, String accept) {
        return server.get(path, "Cookie", cookies, "Accept", accept);
    }

    private HttpResponse<String> post(String path) {
        return server.post(
                path, "{}", "Cookie", cookies, "Content-Type", "application/json", "Origin", server.origin());
    }

    private static void isProblem(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("5");
        assertThat(answer.headers().firstValue("Content-Security-Policy")).isPresent();
        assertThat(answer.body())
                .contains("\"code\":\"temporarily-unavailable\"")
                .contains("Try again in a few seconds.");
    }

    @Configuration(proxyBeanMethods = false)
    static class Outages {

        @Bean
        static BeanPostProcessor outages() {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    return bean instanceof DataSource database ? new FailingDatabase(database) : bean;
                }
            };
        }
    }

    /** A database that is away when it is told to be. */
    static final class FailingDatabase extends DelegatingDataSource {

        private final AtomicInteger connectionsLeft = new AtomicInteger(Integer.MAX_VALUE);

        FailingDatabase(DataSource database) {
            super(database);
        }

        void failsAfter(int connections) {
            connectionsLeft.set(connections);
        }

        @Override
        public Connection getConnection() throws SQLException {
            if (connectionsLeft.getAndUpdate(left -> left == Integer.MAX_VALUE ? left : left - 1) <= 0) {
                throw new SQLNonTransientConnectionException("The database is away", "08001");
            }
            return super.getConnection();
        }
    }
}
