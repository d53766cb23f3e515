package dev.keystile.storage.jdbc;

/** PostgreSQL's commit waits for the write-ahead log itself, unless told otherwise. */
final class CommitThatIsFlushed implements CommitFlush {

    @Override
    public long note() {
        return 0;
    }

    @Override
    public void await(long commit) {}
}
