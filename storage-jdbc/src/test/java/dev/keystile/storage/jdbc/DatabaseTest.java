package dev.keystile.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.keystile.passkeys.store.StorageUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseTest {

    private static final String DATABASE = "jdbc:h2:mem:database-test";

    private final LeakCheckingDataSource dataSource = new LeakCheckingDataSource(newH2("sa"));
    private final Database database = new Database(dataSource, new TransactionGate());

    private static JdbcDataSource newH2(String user) {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL(DATABASE + ";DB_CLOSE_DELAY=-1");
        h2.setUser(user);
        h2.setPassword("");
        return h2;
    }

    @BeforeEach
    void emptyTable() {
        database.change(statements -> {
            statements.update("DROP TABLE IF EXISTS thing");
            statements.update("CREATE TABLE thing (id INTEGER PRIMARY KEY)");
        });
    }

    private void insert(Statements statements) throws SQLException {
        statements.update("INSERT INTO thing (id) VALUES (?)", 1);
    }

    private int count() {
        return count(database);
    }

    private static int count(Database database) {
        return database.read(statements -> statements.query("SELECT id FROM thing", row -> row.getInt("id")))
                .size();
    }

    @ParameterizedTest
    @ValueSource(strings = {"40001", "40P01", "HYT00", "55P03"})
    void triesAgainWhatTheEngineHadToGiveUp(String state) {
        AtomicInteger tries = new AtomicInteger();
        database.change(statements -> {
            insert(statements); // would fail the second time if the first had not been undone
            if (tries.incrementAndGet() < 4) {
                throw new SQLException("give up", state);
            }
        });
        assertThat(tries).hasValue(4);
        assertThat(count()).isEqualTo(1);
        assertThat(dataSource.open()).isEmpty();
    }

    @Test
    void doesNotTryForEver() {
        AtomicInteger tries = new AtomicInteger();
        assertThatExceptionOfType(StorageUnavailableException.class)
                .isThrownBy(() -> database.change(statements -> {
                    insert(statements);
                    tries.incrementAndGet();
                    throw new SQLException("give up", "40001");
                }))
                .withMessage("The database could not change: give up");
        assertThat(tries).hasValue(10);
        assertThat(count()).isZero();
        assertThat(dataSource.open()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"08006, true", "53300, true", "57P01, true", "HYT01, true", "42S02, false", "22001, false", "0, false"})
    void tellsAnOutageFromWhatIsWrong(String state, boolean outage) {
        assertThat(JdbcStorageException.of("It failed", new SQLException("why", state)))
                .isInstanceOf(outage ? StorageUnavailableException.class : JdbcStorageException.class)
                .hasMessage("It failed: why");
    }

    @Test
    void doesNotTryAgainWhatCannotSucceed() {
        AtomicInteger tries = new AtomicInteger();
        assertThatExceptionOfType(JdbcStorageException.class)
                .isThrownBy(() -> database.change(statements -> {
                    tries.incrementAndGet();
                    statements.update("INSERT INTO nothing (id) VALUES (1)");
                }));
        assertThat(tries).hasValue(1);
        assertThat(dataSource.open()).isEmpty();
    }

    @Test
    void acknowledgesNothingWhileSomebodyElseIsInTheMiddle() throws Exception {
        CountDownLatch inTheMiddle = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<?> slow = threads.submit(() -> database.change(statements -> {
                statements.update("INSERT INTO thing (id) VALUES (2)");
                inTheMiddle.countDown();
                await(goOn);
            }));
            assertThat(inTheMiddle.await(20, TimeUnit.SECONDS)).isTrue();
            Future<?> quick = threads.submit(() -> database.change(this::insert));
            assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> quick.get(200, TimeUnit.MILLISECONDS));
            goOn.countDown();
            slow.get(20, TimeUnit.SECONDS);
            quick.get(20, TimeUnit.SECONDS);
        } finally {
            goOn.countDown();
            threads.shutdownNow();
        }
        assertThat(count()).isEqualTo(2);
    }

    @Test
    void flushesOnceForAllWhoAreInTransactionsTogetherAndThenPauses() throws Exception {
        setQueryStatistics(true);
        int many = 8;
        CyclicBarrier together = new CyclicBarrier(many);
        ExecutorService people = Executors.newFixedThreadPool(many);
        long begin = System.nanoTime();
        try {
            List<Future<?>> changes = new ArrayList<>();
            for (int i = 0; i < many; i++) {
                int id = i;
                changes.add(people.submit(() -> database.change(statements -> {
                    statements.update("INSERT INTO thing (id) VALUES (?)", id);
                    await(together);
                })));
            }
            for (Future<?> change : changes) {
                change.get(30, TimeUnit.SECONDS);
            }
        } finally {
            people.shutdownNow();
        }
        assertThat(checkpoints()).isEqualTo(1);
        database.change(statements -> statements.update("INSERT INTO thing (id) VALUES (?)", many));
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(H2CommitFlush.PAUSE);
        assertThat(checkpoints()).isEqualTo(2);
        assertThat(count()).isEqualTo(many + 1);
        setQueryStatistics(false);
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void flushesEachOfWhatIsCommittedOneAfterTheOther() throws SQLException {
        setQueryStatistics(true);
        for (int i = 0; i < 5; i++) {
            int id = i;
            database.change(statements -> statements.update("INSERT INTO thing (id) VALUES (?)", id));
        }
        assertThat(checkpoints()).isEqualTo(5);
        setQueryStatistics(false);
    }

    @Test
    void flushesForAThreadThatIsInterruptedAndLeavesItSo() throws SQLException {
        setQueryStatistics(true);
        database.change(this::insert);
        Thread.currentThread().interrupt();
        database.change(statements -> statements.update("INSERT INTO thing (id) VALUES (2)"));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(checkpoints()).isEqualTo(2);
        setQueryStatistics(false);
    }

    private void setQueryStatistics(boolean on) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SET QUERY_STATISTICS " + on);
        }
    }

    private int checkpoints() {
        return database.read(statements -> statements.queryOne(
                        "SELECT execution_count FROM information_schema.query_statistics WHERE sql_statement = 'CHECKPOINT'",
                        row -> row.getInt("execution_count")))
                .orElse(0);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void undoesWhatThrows() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> database.change(statements -> {
                    insert(statements);
                    throw new IllegalArgumentException("no");
                }));
        assertThat(count()).isZero();
        assertThat(dataSource.open()).isEmpty();
    }

    @Test
    void saysSoWhenTheDatabaseIsNotThere() {
        JdbcDataSource nowhere = new JdbcDataSource();
        nowhere.setURL("jdbc:h2:tcp://127.0.0.1:1/nowhere");
        assertThatExceptionOfType(JdbcStorageException.class)
                .isThrownBy(() -> new Database(nowhere, new TransactionGate()))
                .withMessageStartingWith("The database cannot be reached: ");
    }

    @Test
    void refusesAnH2ThatWouldLoseWhatWasAcknowledged() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE USER IF NOT EXISTS plain PASSWORD ''");
        }
        JdbcDataSource plain = newH2("plain");
        plain.setURL(DATABASE);
        assertThatExceptionOfType(JdbcStorageException.class)
                .isThrownBy(() -> new Database(plain, new TransactionGate()))
                .withMessageContaining("has to be an administrator, as sa is");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void leavesConnectionsAsThePoolHandsThemOut(boolean autoCommit) throws SQLException {
        HikariConfig config = new HikariConfig();
        config.setDataSource(newH2("sa"));
        config.setMaximumPoolSize(1);
        config.setAutoCommit(autoCommit);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            Database pooled = new Database(pool, new TransactionGate());
            pooled.change(this::insert);
            assertThat(count(pooled)).isEqualTo(1);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> pooled.change(statements -> {
                        statements.update("DELETE FROM thing");
                        throw new IllegalArgumentException("no");
                    }));
            try (Connection connection = pool.getConnection()) {
                assertThat(connection.getAutoCommit()).isEqualTo(autoCommit);
            }
        }
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void makesNobodyInTheGateWaitForAConnectionThatWaitsForTheGate() throws Exception {
        HikariConfig config = new HikariConfig();
        config.setDataSource(newH2("sa"));
        config.setMaximumPoolSize(2);
        config.setConnectionTimeout(2_000);
        TransactionGate gate = new TransactionGate();
        ExecutorService people = Executors.newFixedThreadPool(8);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            Database pooled = new Database(pool, gate);
            List<Future<?>> visits = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                int id = i;
                visits.add(people.submit(
                        () -> pooled.change(statements -> statements.update("INSERT INTO thing (id) VALUES (?)", id))));
                visits.add(people.submit(() -> gate.transaction(() -> othersTransaction(pool))));
            }
            for (Future<?> visit : visits) {
                visit.get(30, TimeUnit.SECONDS);
            }
            assertThat(count(pooled)).isEqualTo(200);
        } finally {
            people.shutdownNow();
        }
    }

    private static boolean othersTransaction(DataSource pool) {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            return statement.execute("SELECT 1");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
