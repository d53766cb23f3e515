package dev.keystile.fuzz;

import com.sun.management.ThreadMXBean;
import dev.keystile.webauthn.bytes.ByteString;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * One reader of bytes that anybody may have sent, with what must hold for each of them: it ends with a value or with a failure that
 * it declares, after allocating no more than a multiple of the input; and a value stands up to a check.
 *
 * @param name what the command calls it
 * @param declared the failures that may leave the reader; of these classes exactly or of subclasses
 * @param budget how much may be allocated for so many bytes
 * @param seeds valid inputs to begin from
 */
public record FuzzTarget<T>(
        String name,
        Reader<T> reader,
        Check<? super T> check,
        Set<Class<? extends Exception>> declared,
        Budget budget,
        Supplier<List<ByteString>> seeds) {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** What is under test. */
    public interface Reader<T> {
        T read(ByteString input) throws Exception;
    }

    /** What holds for a value that was read; throws an {@link AssertionError} or anything else if it does not. */
    public interface Check<T> {
        void check(ByteString input, T value) throws Exception;
    }

    /** How many bytes may be allocated: so many, and so many more for each byte of the input. */
    public record Budget(long base, long perByte) {
        long of(ByteString input) {
            return base + perByte * input.length();
        }
    }

    /** A finding. */
    public static final class Finding extends AssertionError {
        private static final long serialVersionUID = 1;

        Finding(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** Whether the input was accepted; a finding is thrown. */
    public boolean test(ByteString input) {
        T value;
        try {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            value = reader.read(input);
            requireFrugal(input, THREADS.getCurrentThreadAllocatedBytes() - before);
        } catch (Exception | StackOverflowError | OutOfMemoryError e) {
            if (declared.stream().noneMatch(each -> each.isInstance(e))) {
                throw new Finding(name + " failed other than as declared", e);
            }
            return false;
        }
        try {
            check.check(input, value);
        } catch (Exception e) {
            throw new Finding(name + " accepted what does not stand up to the check", e);
        }
        return true;
    }

    /** What goes over the budget must do so again, when all classes are loaded and tables made. */
    private void requireFrugal(ByteString input, long allocated) throws Exception {
        if (allocated <= budget.of(input)) {
            return;
        }
        long before = THREADS.getCurrentThreadAllocatedBytes();
        reader.read(input);
        long again = THREADS.getCurrentThreadAllocatedBytes() - before;
        if (again > budget.of(input)) {
            throw new AssertionError(name + " allocated " + again + " bytes for an input of " + input.length()
                    + ", where " + budget.of(input) + " are allowed");
        }
    }

    /** Whether it runs through much of the library, as whole ceremonies and statements do, and not one reader alone. */
    boolean isWide() {
        return declared.size() > 1;
    }

    @Override
    public String toString() {
        return name;
    }

    /** The beginning of a target's description. */
    public static <T> Draft<T> reading(String name, Reader<T> reader) {
        return new Draft<>(name, reader, (input, value) -> {}, Set.of(), new Budget(64 * 1024, 256));
    }

    /** A target without its seeds. */
    public record Draft<T>(
            String name,
            Reader<T> reader,
            Check<? super T> check,
            Set<Class<? extends Exception>> declared,
            Budget budget) {

        /** Nothing but these failures leaves the reader. */
        @SafeVarargs
        @SuppressWarnings("varargs") // no more than read
        public final Draft<T> refusingBy(Class<? extends Exception>... failures) {
            return new Draft<>(name, reader, check, Set.copyOf(List.of(failures)), budget);
        }

        /** What holds for all that is accepted. */
        public Draft<T> holding(Check<? super T> rule) {
            return new Draft<>(name, reader, rule, declared, budget);
        }

        /** With another budget than 64 KiB and 256 bytes a byte. */
        public Draft<T> within(long base, long perByte) {
            return new Draft<>(name, reader, check, declared, new Budget(base, perByte));
        }

        /** Begins from these. */
        public FuzzTarget<T> from(Supplier<List<ByteString>> seeds) {
            return new FuzzTarget<>(name, reader, check, declared, budget, seeds);
        }
    }
}
